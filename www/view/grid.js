/**
 * The rows of a file, as many as there are: only those in sight exist as elements, and their texts come from the
 * worker by windows.
 *
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {import("../model/protocol.js").Column} Column
 * @typedef {{window: (first: number, count: number) => Promise<import("../model/protocol.js").WindowAnswer>,
 *   severity: (row: GridRow) => import("../model/protocol.js").Severity,
 *   active: (at: {row: GridRow, column: number}|null) => void,
 *   move: (direction: 1|-1) => void,
 *   edit: (texts: import("../model/protocol.js").CellText[], cut: number) => void,
 *   busy: () => boolean,
 *   changed: () => void,
 *   tooMany: () => void,
 *   clipboard: () => typeof import("./clipboard.js").clipboard|undefined,
 *   lastRow: () => number,
 *   hidden: () => Set<number>,
 *   heads: (row: GridRow) => boolean,
 *   freezeTo: () => number,
 *   sort: () => import("../model/protocol.js").Sort|undefined,
 *   overview: (column: number) => import("../model/protocol.js").ColumnOverview|null,
 *   effect: (effect: import("../model/protocol.js").Effect) => HTMLElement|null|undefined,
 *   compared: () => boolean, corner: () => HTMLElement|null|undefined,
 *   nextIn: (column: number) => void,
 *   columnActs: (column: number) => import("./header-menu.js").Act[],
 *   choices: (column: number) => {value: string, title: string}[],
 *   everywhere: (column: number, before: string, after: string) => void,
 *   equalTo: (row: GridRow, column: number) => Promise<number|null>,
 *   scrolled: () => void,
 *   total: (total: number) => void}} Owner
 * @typedef {{first: number, last: number, left: number, right: number}} Area Cells from one to another, both among them.
 */
import { ADDED } from "../model/entry.js";
import { nextFrame } from "../model/scheduling.js";
import { cellParts, stateOf } from "./cell.js";
import { h, icon, visible } from "./dom.js";
import { GridColumns } from "./grid-columns.js";
import { CellEditor } from "./grid-editor.js";
import { headerCell } from "./grid-header.js";
import { GridPointer } from "./grid-pointer.js";
import { GridScroll, ROW, SPARE } from "./grid-scroll.js";
import { GridWriting } from "./grid-writing.js";
import { openHeaderMenu } from "./header-menu.js";
import { RowCache } from "./row-cache.js";

/** How much wider or narrower a key makes a column, in pixels. */
const STEP = 20;

/**
 * Draws the rows in sight, keeps the active cell and what is selected from it, and takes keys. Columns, scrolling, the
 * pointer, the cell that is being written and what writes into cells stand in parts of their own.
 */
export class Grid {
  /** The active cell: the row's place, -1 for the headings; the column of the file, -1 for the row's number. */
  #active = { index: 0, column: 0 };
  /** Where the selection began; the active cell is its other end. */
  #anchor = { index: 0, column: 0 };
  /** @type {HTMLElement[]} In the order of the rows. */
  #pool = [];
  /** The place of the first row of the pool. */
  #poolFirst = 0;
  /** @type {KeyboardEvent[]} Keys for a row that is on its way. */
  #held = [];
  /** @type {Column[]|null} What is to be shown when the cell that is being written is done. */
  #waiting = null;
  /** Whether the same rows are to be drawn anew when it is done. */
  #behind = false;
  /** @type {GridScroll} */
  #scroll;
  /** @type {GridWriting} */
  #writer;
  /** @type {CellEditor} */
  #editor;
  /** @type {GridPointer} */
  #pointer;
  /** Which texts are shown. @type {import("../model/entry.js").Values} */
  values = "both";

  /** @param {import("../locales/texts.js").Texts} texts @param {Owner} owner */
  constructor(texts, owner) {
    this.texts = texts;
    this.owner = owner;
    this.head = h("div", { class: "grid-head" });
    this.space = h("div", { class: "grid-space", role: "rowgroup" });
    this.element = h("div", { class: "grid", part: "grid", role: "grid", tabIndex: -1, "aria-multiselectable": "true" },
      h("div", { class: "grid-top", role: "rowgroup" }, this.head), this.space);
    this.columns = new GridColumns(this.element, owner);
    this.#scroll = new GridScroll(this.element, this.space, (spare) => this.#draw(spare));
    this.rowCache = new RowCache(owner.window, (answer, first, count) => this.#came(answer, first, count));
    this.#writer = new GridWriting(this);
    this.#editor = new CellEditor({ texts, owner, place: () => this.place(), write: (text) => this.#writer.write(text), ended: (...how) => this.#finish(...how) });
    this.#pointer = new GridPointer(this);
    this.#listen();
    this.sight = new ResizeObserver(() => this.#resized());
    this.sight.observe(this.element);
  }

  #listen() {
    const on = this.element.addEventListener.bind(this.element);
    on("scroll", () => this.#scrolled(), { passive: true });
    on("wheel", (event) => this.#scroll.wheel(event), { passive: false });
    on("keydown", (event) => this.#key(event));
    on("dblclick", (event) => event.target instanceof Element && event.target.closest(".cell") && this.edit());
    // In a cell that is being written they are about its text, and the browser's.
    on("copy", (event) => this.writing || this.#writer.copy(event));
    on("cut", (event) => {
      if (this.writing) return;
      this.#writer.copy(event);
      void this.#writer.fill("");
    });
    on("paste", (event) => this.writing || void this.#writer.paste(event));
  }

  /** Ends the observer and keeps what is being written; the element is thrown away. */
  close() {
    this.sight.disconnect();
    this.#editor.close();
    this.rowCache.generation++;
  }

  /** Whether somebody is writing into a cell. */
  get writing() {
    return this.#editor.input !== null;
  }

  /**
   * Shows rows anew after another check or under another filter. Old texts stay until the new ones are here.
   * @param {Column[]} columns
   * @param {boolean} keepPlace
   */
  async show(columns, keepPlace) {
    // Whoever writes into a cell must not lose it to a check that ends meanwhile.
    if (this.writing && keepPlace) {
      this.#waiting = columns;
      return;
    }
    this.#waiting = null;
    this.columns.all = columns;
    this.element.setAttribute("aria-label", this.texts.t("grid"));
    this.element.setAttribute("aria-colcount", String(columns.length + 1));
    if (!keepPlace) {
      this.#scroll.top = 0;
      this.#active = { index: 0, column: this.#active.column };
      this.#anchor = { ...this.#active };
    }
    const coming = this.rowCache.renew(this.#scroll.first());
    const { generation } = this.rowCache;
    const take = await coming;
    if (!take) return;
    // Nor to the rows that arrive after the writing began.
    if (this.writing && keepPlace) return void (this.#waiting = columns);
    const answer = take();
    // All is written before anything is measured, so that the page is laid out once.
    if (!keepPlace || !this.columns.measured) this.columns.measure(answer.rows);
    this.#layColumns();
    this.#setTotal(answer.total);
    this.#forget();
    // The first time, rows out of sight wait until those in sight are painted, and the page has had time for its user.
    const anew = !this.#pool.length;
    this.#scroll.moveTo(this.#scroll.top, anew ? 0 : SPARE);
    this.#tell();
    if (anew) void nextFrame().then(nextFrame).then(() => generation === this.rowCache.generation && this.#draw());
  }

  /**
   * Draws the same rows anew: other columns, other texts, other counts in the headings; when a cell that is being written is done.
   * @param {boolean} [texts] whether the texts are others; without, rows whose columns are the same stay as they are drawn
   */
  refresh(texts = true) {
    this.#behind = this.writing;
    if (!this.columns.all.length || this.#behind) return;
    const { frozen, shown } = this.columns;
    this.#layColumns();
    if (!texts && frozen === this.columns.frozen && String(shown) === String(this.columns.shown)) return;
    this.#forget();
    this.#draw();
  }

  get #total() {
    return this.rowCache.total;
  }

  /** @param {number} total */
  #setTotal(total) {
    this.rowCache.total = total;
    this.element.setAttribute("aria-rowcount", String(total + 1));
    this.#active.index = Math.max(-1, Math.min(this.#active.index, total - 1));
    // Rows that are gone are not selected.
    this.#anchor.index = Math.max(0, Math.min(this.#anchor.index, total - 1));
    this.#scroll.setTotal(total);
    this.owner.total(total);
  }

  /** Lays the columns out anew, and their headings. */
  #layColumns() {
    this.columns.lay();
    const { shown } = this.columns;
    if (this.#active.column >= 0 && !shown.includes(this.#active.column)) this.#active.column = shown[0] ?? 0;
    this.#drawHead();
  }

  #drawHead() {
    this.element.classList.toggle("as-written", this.values === "written");
    // Without cells it was no row yet.
    this.head.setAttribute("role", "row");
    this.head.setAttribute("aria-rowindex", "1");
    const { all, shown, frozen } = this.columns;
    const cells = [
      h("div", { role: "columnheader", class: "grid-corner", "aria-colindex": 1, "aria-sort": this.owner.sort()?.effect && "ascending", tabIndex: -1 },
        this.texts.t("rowNumber"), this.owner.corner() ?? ""),
      ...shown.map((column, at) => headerCell(this.texts, {
        column, info: /** @type {Column} */ (all[column]), written: this.values === "written", frozen: at < frozen ? at + 1 : 0, last: at + 1 === frozen, sort: this.owner.sort(),
        overview: this.owner.overview(column), next: () => this.owner.nextIn(column),
        resize: (width) => this.#resize(column, width),
      })),
    ];
    this.head.replaceChildren(...cells);
  }

  /** @param {number} column @param {number|null} width null fits it to its texts @param {boolean} [byKey] */
  #resize(column, width, byKey = false) {
    this.#pointer.dragged = width !== null && !byKey;
    this.columns.setWidth(column, width);
    // The widths reach the cells by themselves, but each cell says whether it stays in sight.
    if (!this.columns.refreezes()) return;
    this.#finish(true, 0, 0);
    this.refresh();
  }

  #resized() {
    if (!this.columns.all.length) return;
    if (this.columns.refreezes() && !this.writing) {
      this.#layColumns();
      this.#forget();
    }
    // What is said below the table may take of its height; the cell that it speaks of stays in sight.
    if (this.#active.index >= 0 && this.#hasFocus()) {
      this.#scroll.follow(this.#active.index);
      this.#intoWidth();
    }
    this.#scroll.later();
  }

  /** Has every row filled anew. */
  #forget() {
    for (const row of this.#pool) row.dataset.shown = "";
  }

  /** Has every row filled anew with the next frame. */
  redraw() {
    this.#forget();
    this.#scroll.later();
  }

  // Scrolling.

  #scrolled() {
    if (!this.#scroll.scrolled()) return;
    this.#finish(true, 0, 0);
    this.#scroll.later();
  }

  /** Scrolls to a share of all rows, as the map beside the scroll bar says. @param {number} share 0 to 1 */
  scrollTo(share) {
    this.#scroll.scrollTo(share);
  }

  /** Which part of all rows is in sight, as shares from 0 to 1. */
  inSight() {
    return this.#scroll.inSight();
  }

  // Drawing.

  /** @param {number} [spare] rows above and below those in sight */
  #draw(spare = SPARE) {
    const first = this.#scroll.first(spare);
    const count = Math.max(0, Math.min(this.#total - first, Math.ceil(this.#scroll.height / ROW) + 2 * spare));
    const focused = this.#hasFocus() && !this.writing && this.#active.index >= 0;
    while (this.#pool.length < count) this.#pool.push(this.#newRow());
    this.#turn(first);
    const area = this.#area();
    const offset = this.element.scrollTop - this.#scroll.top;
    this.#pool.forEach((row, at) => {
      const index = first + at;
      row.hidden = at >= count;
      // A row that comes back is filled anew, and found by its place again.
      if (at >= count) return void Object.assign(row.dataset, { index: "", shown: "" });
      row.style.transform = `translateY(${offset + index * ROW}px)`;
      this.#fill(row, index, area);
    });
    this.#rove(focused);
    this.owner.scrolled();
  }

  /** Rows that leave at one end come in again at the other, so that the elements stand in the order of the rows. @param {number} first */
  #turn(first) {
    const step = first - this.#poolFirst;
    this.#poolFirst = first;
    if (Math.abs(step) >= this.#pool.length) return;
    if (step > 0) {
      const gone = this.#pool.splice(0, step);
      this.#pool.push(...gone);
      this.space.append(...gone);
    } else if (step < 0) {
      const gone = this.#pool.splice(step);
      this.#pool.unshift(...gone);
      this.space.prepend(...gone);
    }
  }

  #newRow() {
    const row = h("div", { class: "grid-row", role: "row", part: "row" });
    this.space.append(row);
    return row;
  }

  /** @param {HTMLElement} element @param {number} index @param {Area} area */
  #fill(element, index, area) {
    const row = this.rowCache.row(index);
    const stamp = `${this.rowCache.generation}:${index}:${row ? 1 : 0}`;
    if (element.dataset.shown === stamp) return;
    element.dataset.shown = stamp;
    element.setAttribute("aria-rowindex", String(index + 2));
    element.dataset.index = String(index);
    element.dataset.state = row?.state ?? "";
    element.classList.toggle("head", !!row && this.owner.heads(row));
    const wanted = this.columns.shown.length + 1;
    while (element.childElementCount < wanted) element.append(newCell(element.childElementCount));
    while (element.childElementCount > wanted) element.lastElementChild?.remove();
    [...element.children].forEach((cell, at) => {
      if (cell instanceof HTMLElement) at === 0 ? this.#fillNumber(cell, row) : this.#fillCell(cell, row, at);
    });
    selectIn(element, area);
  }

  /** @param {HTMLElement} cell @param {GridRow|null} row */
  #fillNumber(cell, row) {
    // What is said about the row as a whole is marked at its number.
    const said = row?.messages?.length ?? 0;
    cell.title = row?.messages?.join("\n") ?? "";
    const errors = row?.marks.some((mark) => mark.severity === "error") || (said && row && this.owner.severity(row) === "error");
    const picture = row?.state === "skipped" ? "wait" : errors ? "error" : said && row ? this.owner.severity(row) : null;
    cell.replaceChildren(
      ...(picture ? [icon(picture)] : []),
      ...(row && said ? [h("span", { class: "hidden" }, this.texts.t("rowMarked") + " ")] : []),
      row ? h("span", { class: "of" }, this.#nameOf(row)) : "",
      row?.effect ? this.owner.effect(row.effect) ?? "" : "",
    );
  }

  /** Added rows have no number in the file. @param {GridRow} row */
  #nameOf(row) {
    return row.number >= ADDED ? "+" : String(row.number);
  }

  /** @param {HTMLElement} cell @param {GridRow|null} row @param {number} at its place among the shown columns, from 1 */
  #fillCell(cell, row, at) {
    const column = /** @type {number} */ (this.columns.shown[at - 1]);
    const state = row ? stateOf(row, column) : "";
    const { all, frozen } = this.columns;
    cell.dataset.column = String(column);
    cell.setAttribute("aria-colindex", String(column + 2));
    cell.setAttribute("part", state ? `cell ${state}` : "cell");
    cell.className = `cell${state ? ` mark ${state}` : ""}${at <= frozen ? ` frozen-${at}` : ""}${at === frozen ? " frozen-last" : ""}${all[column]?.numeric ? " number-cell" : ""}`;
    if (state === "error" || state === "ask") cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    if (!row) return void (cell.textContent = this.texts.t("loading"));
    // Most cells are as they were; a text alone is quickest.
    if (!state) cell.textContent = visible(row.cells[column] ?? "");
    else cell.replaceChildren(cellParts(this.texts, row, column, state, this.values));
  }

  /** Rows that were asked for are here. @param {import("../model/protocol.js").WindowAnswer} answer @param {number} first @param {number} count */
  #came({ total }, first, count) {
    if (total !== this.#total) this.#setTotal(total);
    this.#draw();
    const { index } = this.#active;
    if (index >= first && index < first + count) this.#tell();
  }

  // The active cell.

  #hasFocus() {
    const root = /** @type {ShadowRoot|Document} */ (this.element.getRootNode());
    return this.element.contains(root.activeElement);
  }

  /** @returns {HTMLElement|null} */
  #activeCell() {
    const { index, column } = this.#active;
    const at = column < 0 ? 0 : this.columns.shown.indexOf(column) + 1;
    const row = index < 0 ? this.head : this.#pool.find((one) => !one.hidden && one.dataset.index === String(index));
    return /** @type {HTMLElement|null} */ (row?.children[at] ?? null);
  }

  /** One tab stop: the active cell, or the grid itself while that is out of sight. @param {boolean} focus */
  #rove(focus) {
    for (const old of this.element.querySelectorAll('[tabindex="0"]')) old.setAttribute("tabindex", "-1");
    const cell = this.#activeCell();
    this.element.tabIndex = cell ? -1 : 0;
    cell?.setAttribute("tabindex", "0");
    for (const old of this.element.querySelectorAll(".active")) {
      if (old === cell) continue;
      old.classList.remove("active");
      old.removeAttribute("aria-describedby");
    }
    cell?.classList.add("active");
    cell?.setAttribute("aria-describedby", "cell-sentences");
    if (focus) (cell ?? this.element).focus({ preventScroll: true });
  }

  /** Which rows are selected, as places: the first and how many. @returns {[number, number]} */
  selection() {
    const index = Math.max(0, this.#active.index);
    return [Math.min(index, this.#anchor.index), Math.abs(index - this.#anchor.index) + 1];
  }

  /** The selected columns of the file, from left to right. @returns {number[]} */
  selectedColumns() {
    return this.columns.between(this.#anchor.column, this.#active.column);
  }

  /** Marks the cells that are selected together; one alone is the active one. */
  #select() {
    const area = this.#area();
    for (const row of this.#pool) selectIn(row, area);
  }

  /** Which cells are selected together: the places of their rows, and of their columns among the cells of a row. @returns {Area} */
  #area() {
    const [first, count] = this.selection();
    const [left, right] = this.columns.span(this.#anchor.column, this.#active.column);
    const alone = count === 1 && left === right;
    // The first cell of a row is its number.
    return { first, last: alone ? -1 : first + count - 1, left: left + 1, right: right + 1 };
  }

  /** Gives the active cell the focus. */
  focus() {
    this.#rove(true);
  }

  /** The place of the active row. */
  get index() {
    return Math.max(0, this.#active.index);
  }

  /** The active cell: the row's place, the column of the file. */
  place() {
    return { index: this.index, column: this.#active.column };
  }

  /** Tells the owner which cell is looked at. */
  #tell() {
    const row = this.#total ? this.rowCache.row(this.index) : null;
    this.owner.active(row && { row, column: Math.max(0, this.#active.column) });
    if (row?.cut) void this.rowCache.here(this.index).then((whole) => whole && !whole.cut && this.#tell());
  }

  /** @returns {Promise<{row: number, column: number}>} where the active cell stands in the file; row 0 before the first */
  async position() {
    const row = await this.rowCache.here(this.index);
    return { row: row?.number ?? 0, column: Math.max(0, this.#active.column) };
  }

  /**
   * Makes a cell the active one, brings it into sight and, if asked, gives it the focus.
   * @param {number} index @param {number} column of the file
   * @param {boolean} [focus]
   * @param {boolean} [extend] selects the cells on the way
   * @param {boolean} [middle] brings it into the middle third where it is not in sight
   */
  go(index, column, focus = true, extend = false, middle = false) {
    this.#active = {
      index: Math.max(-1, Math.min(index, this.#total - 1)),
      column: Math.max(-1, Math.min(column, this.columns.all.length - 1)),
    };
    if (!extend) this.#anchor = { index: this.index, column: this.#active.column };
    this.#select();
    if (this.#active.index >= 0) this.#scroll.bringIn(this.#active.index, middle);
    this.#rove(focus);
    this.#intoWidth();
    this.#tell();
    // Where the page itself scrolls, table and sentence come into sight together.
    if (focus) this.element.closest(".rows")?.scrollIntoView({ block: "nearest" });
  }

  #intoWidth() {
    const cell = this.#activeCell();
    if (!cell || this.#active.column < 0 || this.columns.shown.indexOf(this.#active.column) < this.columns.frozen) return;
    const before = Number.parseFloat(this.element.style.getPropertyValue("--frozen")) || 0;
    const left = cell.offsetLeft - before;
    const right = cell.offsetLeft + cell.offsetWidth - this.element.clientWidth;
    if (this.element.scrollLeft > left) this.element.scrollLeft = left;
    else if (this.element.scrollLeft < right) this.element.scrollLeft = right;
  }

  /** What can be done with a column, below its heading. @param {number} column */
  openMenu(column) {
    this.go(-1, column);
    const cell = this.#activeCell();
    if (cell) openHeaderMenu(cell, this.columns.all[column]?.heading ?? "", this.owner.columnActs(column), () => this.focus());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.writing) return this.#editor.key(event);
    const { index, column } = this.#active;
    const page = Math.max(1, Math.floor(this.#scroll.height / ROW) - 1);
    const control = event.ctrlKey || event.metaKey;
    const firstColumn = this.columns.shown[0] ?? 0;
    const lastColumn = this.columns.shown.at(-1) ?? column;
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowDown: [control ? Infinity : index + 1, column],
      ArrowUp: [control ? 0 : index - 1, column],
      ArrowRight: [index, control ? lastColumn : this.columns.beside(column, 1)],
      ArrowLeft: [index, control ? firstColumn : this.columns.beside(column, -1)],
      PageDown: [index + page, column],
      PageUp: [Math.max(0, index - page), column],
      Home: [control ? 0 : index, firstColumn],
      End: [control ? Infinity : index, lastColumn],
    };
    const move = event.altKey ? undefined : moves[event.key];
    const held = this.#held.length > 0;
    const types = event.key.length === 1 && !control && !event.altKey && (held || event.key !== " ") && index >= 0;
    const key = event.key.toLowerCase();
    if (event.altKey && event.key === "ArrowUp") this.owner.move(-1);
    else if (event.altKey && event.key === "ArrowDown" && index < 0 && column >= 0) this.openMenu(column);
    else if (event.altKey && event.key === "ArrowDown") this.owner.move(1);
    else if (event.altKey && index < 0 && column >= 0 && /^Arrow(Left|Right)$/.test(event.key)) this.#resize(column, this.columns.widthOf(column) + (event.key === "ArrowLeft" ? -STEP : STEP), true);
    else if (index < 0 && (event.key === "Enter" || event.key === " ") && column >= 0) this.openMenu(column);
    else if (index < 0 && event.key === "Enter") this.head.firstElementChild?.querySelector("button")?.click();
    else if (move && !held) this.go(...move, true, event.shiftKey);
    else if (event.key === " " && event.shiftKey) this.#selectCells(index, index, firstColumn, lastColumn);
    else if (event.key === " " && control) this.#selectCells(0, this.#total - 1, column, column);
    else if (control && key === "a") this.#selectCells(0, this.#total - 1, firstColumn, lastColumn);
    else if (control && key === "d") void this.fillDown();
    else if (/^(Delete|Backspace)$/.test(event.key) && this.isRange()) void this.#writer.fill("");
    else if (move || types || (/^(Enter|F2|Delete|Backspace)$/.test(event.key) && !control && !event.altKey)) this.#hand(event);
    else return;
    event.preventDefault();
  }

  /** Whether more than one cell is selected. */
  isRange() {
    return this.selection()[1] > 1 || this.selectedColumns().length > 1;
  }

  /** @param {number} first @param {number} last @param {number} left @param {number} right columns of the file */
  #selectCells(first, last, left, right) {
    const { index, column } = this.#active;
    this.#anchor = { index: Math.max(0, last === index ? first : last), column: right === column ? left : right };
    this.#active = { index: Math.max(0, first === this.#anchor.index ? last : first), column: left === this.#anchor.column ? right : left };
    if (last !== first || left !== right) this.#select();
    this.#rove(true);
    this.#tell();
  }

  /** A key for the active row; it waits for a row that is on its way, and the keys after it wait as well. @param {KeyboardEvent} event */
  #hand(event) {
    if (!this.#held.length && this.rowCache.row(this.index)) return this.#press(event.key);
    this.#held.push(event);
    if (this.#held.length === 1) void this.#release({ ...this.#active });
  }

  /** @param {string} key */
  #press(key) {
    if (key === "Enter" || key === "F2") this.edit();
    else if (key === "Delete" || key === "Backspace") this.#writer.write("");
    else this.edit(key);
  }

  /** The row for which keys were held may be here. @param {{index: number, column: number}} at */
  async #release({ index, column }) {
    const row = await this.rowCache.here(index);
    const held = this.#held.splice(0);
    if (!row) return;
    this.go(index, column);
    for (const event of held) {
      if (!this.writing || event.key.length > 1) this.#key(event);
      else this.#editor.add(event.key);
    }
  }

  // Editing.

  /** Opens the active cell for writing. @param {string} [start] what was typed to open it */
  edit(start) {
    const cell = this.#activeCell();
    const row = this.rowCache.row(this.index);
    const column = this.#active.column;
    if (!cell || !row || column < 0 || this.#active.index < 0) return;
    // Whoever changes a text begins with the whole of it.
    if (row.cut) return void this.rowCache.here(this.index).then((whole) => whole && !whole.cut && this.edit(start));
    this.#editor.open(cell, row, column, start);
  }

  /** @param {boolean} keep @param {number} down @param {number} right @param {boolean} [everywhere] whether equal cells of the column get it, too */
  #finish(keep, down, right, everywhere = false) {
    const hadFocus = this.#hasFocus();
    if (!this.#editor.end(keep, everywhere)) return;
    const { shown } = this.columns;
    const at = shown.indexOf(this.#active.column) + right;
    const column = shown[Math.max(0, Math.min(at, shown.length - 1))] ?? 0;
    if (hadFocus) this.go(Math.max(0, this.#active.index + down), column);
    else this.#draw();
    if (this.#waiting) void this.show(this.#waiting, true);
    else if (this.#behind) this.refresh();
  }

  /** Writes what stands in the first selected row into those below. */
  fillDown() {
    return this.#writer.fillDown();
  }

  /** Shows the active row one place on, until a check confirms it. @param {1|-1} direction */
  shift(direction) {
    const { index, column } = this.#active;
    this.rowCache.swap(index, index + direction);
    this.#forget();
    this.go(index + direction, column);
  }

  /** Shows no longer what was deleted, until a check confirms it. @param {number} first @param {number} count */
  drop(first, count) {
    this.rowCache.drop(first, count);
    this.#setTotal(this.#total - count);
    this.#forget();
    this.go(first, this.#active.column, this.#hasFocus());
  }
}

/** @param {HTMLElement} row @param {Area} area */
function selectIn(row, { first, last, left, right }) {
  const index = Number(row.dataset.index);
  const inRows = index >= first && index <= last;
  [...row.children].forEach((cell, at) => {
    if (at > 0) cell.setAttribute("aria-selected", String(inRows && at >= left && at <= right));
  });
}

/** A cell of a row; the first is the row's number. @param {number} at */
function newCell(at) {
  const own = at === 0 ? { class: "number", role: "rowheader", "aria-colindex": 1 } : { role: "gridcell" };
  return h("div", { ...own, tabIndex: -1 });
}
