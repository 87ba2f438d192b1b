/**
 * The rows of a file, as many as there are: only those in sight exist as elements, and their texts come from the
 * worker by windows. Browsers cut elements above some ten million pixels, so the scrolled height is capped; beyond
 * the cap the scroll bar is proportional while wheel and keys still move row by row.
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
 *   total: (total: number) => void}} Owner
 */
import { ADDED } from "../model/entry.js";
import { nextFrame } from "../model/scheduling.js";
import { tableFromClipboard } from "./clipboard.js";
import { h, icon, letters, visible } from "./dom.js";
import { RowCache } from "./row-cache.js";

const ROW = 34;
const HEAD = 48;
const CAP = 8_000_000;
const SPARE = 6;

export class Grid {
  /** @type {Column[]} */
  #columns = [];
  /** The position in pixels as if nothing were capped. */
  #top = 0;
  /** Where the scroll bar was left; an event that finds it there is not a movement up or down by the user. */
  #scrollTop = 0;
  #active = { index: 0, column: 0 };
  /** Where the selection of rows began; the active cell is its other end. */
  #anchor = 0;
  /** @type {HTMLElement[]} */
  #pool = [];
  /** @type {HTMLInputElement|null} */
  #input = null;
  /** @type {string|undefined} What stood in that cell when it was opened; nothing if typing opened it. */
  #textBefore;
  /** @type {KeyboardEvent[]} Keys for a row that is on its way. */
  #waitingKeys = [];
  /** @type {Column[]|null} What is to be shown when the cell that is being written is done. */
  #waitingColumns = null;
  #frame = 0;

  /** @param {import("../locales/texts.js").Texts} texts @param {Owner} owner */
  constructor(texts, owner) {
    this.texts = texts;
    this.owner = owner;
    this.head = h("div", { class: "grid-head" });
    this.space = h("div", { class: "grid-space", role: "rowgroup" });
    this.element = h("div", { class: "grid", part: "grid", role: "grid", tabIndex: -1 },
      h("div", { class: "grid-top", role: "rowgroup" }, this.head), this.space);
    this.rowCache = new RowCache(owner.window, (answer, first, count) => this.#rowsArrived(answer, first, count));
    this.#listen();
    this.resizeObserver = new ResizeObserver(() => this.#drawSoon());
    this.resizeObserver.observe(this.element);
  }

  #listen() {
    const on = this.element.addEventListener.bind(this.element);
    on("scroll", () => this.#scrolled(), { passive: true });
    on("wheel", (event) => this.#wheel(event), { passive: false });
    on("keydown", (event) => this.#key(event));
    on("click", (event) => this.#click(event));
    on("dblclick", () => this.edit());
    on("copy", (event) => this.#copy(event));
    on("paste", (event) => this.#paste(event));
  }

  /** Ends the observer and keeps what is being written; the element is thrown away. */
  close() {
    this.resizeObserver.disconnect();
    const input = this.#input;
    this.#input = null;
    if (input) queueMicrotask(() => this.#save(input));
    this.rowCache.generation++;
  }

  /**
   * Shows rows anew after another check or under another filter. Old texts stay until the new ones are here.
   * @param {Column[]} columns
   * @param {boolean} keepPlace
   */
  async show(columns, keepPlace) {
    // Whoever writes into a cell must not lose it to a check that ends meanwhile.
    if (this.#input && keepPlace) {
      this.#waitingColumns = columns;
      return;
    }
    this.#waitingColumns = null;
    this.#columns = columns;
    this.element.setAttribute("aria-label", this.texts.t("grid"));
    this.element.setAttribute("aria-colcount", String(columns.length + 1));
    if (!keepPlace) {
      this.#top = 0;
      this.#active = { index: 0, column: this.#active.column };
      this.#anchor = 0;
    }
    const coming = this.rowCache.renew(this.#first());
    const { generation } = this.rowCache;
    const take = await coming;
    if (!take) return;
    // Nor to the rows that arrive after the writing began.
    if (this.#input && keepPlace) return void (this.#waitingColumns = columns);
    const answer = take();
    // All is written before anything is measured, so that the page is laid out once.
    this.#measure(answer.rows);
    this.#drawHead();
    this.#setTotal(answer.total);
    this.#markStale();
    // The first time, rows out of sight wait until those in sight are painted, and the page has had time for its user.
    const anew = !this.#pool.length;
    this.#moveTo(this.#top, anew ? 0 : SPARE);
    this.#tellActive();
    if (anew) void nextFrame().then(nextFrame).then(() => generation === this.rowCache.generation && this.#draw());
  }

  get #total() {
    return this.rowCache.total;
  }

  /** @param {number} total */
  #setTotal(total) {
    this.rowCache.total = total;
    this.element.setAttribute("aria-rowcount", String(total + 1));
    this.element.style.setProperty("--rows", String(Math.min(total, 1000)));
    this.space.style.height = `${Math.min(total * ROW, CAP)}px`;
    this.#active.index = Math.max(0, Math.min(this.#active.index, total - 1));
    // Rows that are gone are not selected.
    this.#anchor = Math.max(0, Math.min(this.#anchor, total - 1));
    this.#top = Math.max(0, Math.min(this.#top, this.#maxTop()));
    this.owner.total(total);
  }

  /** Column widths from headings and the first texts. @param {GridRow[]} rows */
  #measure(rows) {
    const widths = this.#columns.map((column, at) => {
      const longest = rows.slice(0, 60).reduce((most, row) => Math.max(most, row.cells[at]?.length ?? 0), 0);
      const wanted = Math.max((longest + 3) * 7.6, (column.heading?.length ?? 0) * 8.8) + 22;
      return Math.round(Math.max(84, Math.min(wanted, 280)));
    });
    const digits = String(rows.at(-1)?.number ?? 1).length;
    this.element.style.setProperty("--columns", [`${30 + Math.max(4, digits) * 9}px`, ...widths.map((w) => `${w}px`)].join(" "));
  }

  #drawHead() {
    // Without cells it was no row yet.
    this.head.setAttribute("role", "row");
    this.head.setAttribute("aria-rowindex", "1");
    this.head.replaceChildren(
      h("div", { role: "columnheader", class: "grid-corner", "aria-colindex": 1 }, this.texts.t("rowNumber")),
      ...this.#columns.map((column, at) =>
        h("div", { role: "columnheader", "aria-colindex": at + 2, class: column.known ? "" : "unknown", title: column.heading },
          h("span", { class: "letter" }, letters(at)),
          h("span", { class: "heading" }, visible(column.heading || "–")))),
    );
  }

  /** Has every row filled anew. */
  #markStale() {
    for (const row of this.#pool) row.dataset.shown = "";
  }

  // Scrolling.

  #height() {
    return Math.max(0, this.element.clientHeight - HEAD);
  }
  #maxTop() {
    return Math.max(0, this.#total * ROW - this.#height());
  }
  /** How many real pixels one scrolled pixel stands for. */
  #scale() {
    const scrolled = Math.max(1, Math.min(this.#total * ROW, CAP) - this.#height());
    return this.#total * ROW <= CAP ? 1 : this.#maxTop() / scrolled;
  }
  #first(spare = SPARE) {
    return Math.max(0, Math.floor(this.#top / ROW) - spare);
  }

  #scrolled() {
    const at = this.element.scrollTop;
    // Our own movement was exact, and one to the side is none; only a movement by the user is translated.
    if (Math.abs(at - this.#scrollTop) <= 1) return;
    this.#scrollTop = at;
    this.#top = Math.min(this.#maxTop(), at * this.#scale());
    if (this.#input) this.#finish(true, 0, 0);
    this.#drawSoon();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (this.#scale() === 1 || event.ctrlKey || event.shiftKey || !event.deltaY) return;
    event.preventDefault();
    this.#moveTo(this.#top + event.deltaY * (event.deltaMode === 1 ? ROW : 1));
  }

  /** @param {number} top @param {number} [spare] */
  #moveTo(top, spare) {
    this.#top = Math.max(0, Math.min(top, this.#maxTop()));
    const at = this.#top / this.#scale();
    if (Math.abs(this.element.scrollTop - at) >= 1) this.element.scrollTop = at;
    this.#scrollTop = this.element.scrollTop;
    this.#draw(spare);
  }

  #drawSoon() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  // Drawing.

  /** @param {number} [spare] rows above and below those in sight */
  #draw(spare = SPARE) {
    const first = this.#first(spare);
    const count = Math.min(this.#total - first, Math.ceil(this.#height() / ROW) + 2 * spare);
    const focused = this.#hasFocus() && !this.#input;
    while (this.#pool.length < count) this.#pool.push(this.#newRow());
    const offset = this.element.scrollTop - this.#top;
    const size = this.#pool.length;
    const seen = new Set();
    for (let index = first; index < first + count; index++) {
      const row = /** @type {HTMLElement} */ (this.#pool[index % size]);
      seen.add(row);
      row.hidden = false;
      row.style.transform = `translateY(${offset + index * ROW}px)`;
      this.#fill(row, index);
    }
    for (const row of this.#pool) if (!seen.has(row)) row.hidden = true;
    this.#moveTabStop(focused);
  }

  #newRow() {
    const row = h("div", { class: "grid-row", role: "row", part: "row" });
    this.space.append(row);
    return row;
  }

  /** @param {HTMLElement} element @param {number} index */
  #fill(element, index) {
    const row = this.rowCache.row(index);
    const stamp = `${this.rowCache.generation}:${index}:${row ? 1 : 0}`;
    if (element.dataset.shown === stamp) return;
    element.dataset.shown = stamp;
    element.setAttribute("aria-rowindex", String(index + 2));
    element.dataset.index = String(index);
    element.dataset.state = row?.state ?? "";
    this.#select(element);
    while (element.childElementCount < this.#columns.length + 1) element.append(newCell(element.childElementCount));
    while (element.childElementCount > this.#columns.length + 1) element.lastElementChild?.remove();
    [...element.children].forEach((cell, at) => {
      if (cell instanceof HTMLElement) at === 0 ? this.#fillNumber(cell, row) : this.#fillCell(cell, row, at - 1);
    });
  }

  /** @param {HTMLElement} cell @param {GridRow|null} row */
  #fillNumber(cell, row) {
    // What is said about the row as a whole is marked at its number.
    const said = row?.messages.length ?? 0;
    cell.title = row?.messages.join("\n") ?? "";
    cell.replaceChildren(
      ...(row && said ? [icon(this.owner.severity(row)), h("span", { class: "hidden" }, this.texts.t("rowMarked") + " ")] : []),
      row ? this.#nameOf(row) : "",
    );
  }

  /** Added rows have no number in the file. @param {GridRow} row */
  #nameOf(row) {
    return row.number >= ADDED ? "+" : String(row.number);
  }

  /** @param {HTMLElement} cell @param {GridRow|null} row @param {number} column */
  #fillCell(cell, row, column) {
    const mark = row?.marks.find((one) => one.column === column);
    cell.setAttribute("part", mark ? `cell ${mark.severity}` : "cell");
    cell.className = mark ? `cell mark ${mark.severity}` : "cell";
    if (mark?.severity === "error") cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    cell.replaceChildren(
      ...(mark ? [icon(mark.severity), h("span", { class: "hidden" }, this.texts.t(mark.severity) + " ")] : []),
      this.#textOf(row, column, mark !== undefined),
    );
  }

  /** A marked cell without a text says that it is empty. @param {GridRow|null} row @param {number} column @param {boolean} marked */
  #textOf(row, column, marked) {
    if (!row) return this.texts.t("loading");
    const text = visible(row.cells[column] ?? "");
    if (!marked) return text;
    return h("span", { class: text ? "text" : "text none" }, text || this.texts.t("emptyCell"));
  }

  /** Rows that were asked for are here. @param {import("../model/protocol.js").WindowAnswer} answer @param {number} first @param {number} count */
  #rowsArrived({ total }, first, count) {
    if (total !== this.#total) this.#setTotal(total);
    this.#draw();
    const { index } = this.#active;
    if (index >= first && index < first + count) this.#tellActive();
  }

  // The active cell.

  #hasFocus() {
    const root = /** @type {ShadowRoot|Document} */ (this.element.getRootNode());
    return this.element.contains(root.activeElement);
  }

  /** @returns {HTMLElement|null} */
  #activeCell() {
    const row = this.#pool.find((one) => !one.hidden && one.dataset.index === String(this.#active.index));
    return /** @type {HTMLElement|null} */ (row?.children[this.#active.column + 1] ?? null);
  }

  /** One tab stop: the active cell, or the grid itself while that is out of sight. @param {boolean} focus */
  #moveTabStop(focus) {
    this.element.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    const cell = this.#activeCell();
    this.element.tabIndex = cell ? -1 : 0;
    cell?.setAttribute("tabindex", "0");
    for (const old of this.element.querySelectorAll(".active")) if (old !== cell) old.classList.remove("active");
    cell?.classList.add("active");
    if (focus) (cell ?? this.element).focus({ preventScroll: true });
  }

  /** Which rows are selected, as places: the first and how many. @returns {[number, number]} */
  selection() {
    const { index } = this.#active;
    return [Math.min(index, this.#anchor), Math.abs(index - this.#anchor) + 1];
  }

  /** @param {HTMLElement} row */
  #select(row) {
    const [first, count] = this.selection();
    const index = Number(row.dataset.index);
    row.setAttribute("aria-selected", String(count > 1 && index >= first && index < first + count));
  }

  /** The place of the active row. */
  get index() {
    return this.#active.index;
  }

  /** Tells the owner which cell is looked at. */
  #tellActive() {
    const row = this.#total ? this.rowCache.row(this.#active.index) : null;
    this.owner.active(row && { row, column: this.#active.column });
  }

  /** @returns {Promise<{row: number, column: number}>} where the active cell stands in the file; row 0 before the first */
  async position() {
    const row = await this.rowCache.here(this.#active.index);
    return { row: row?.number ?? 0, column: this.#active.column };
  }

  /**
   * Makes a cell the active one, brings it into sight and, if asked, gives it the focus.
   * @param {number} index @param {number} column @param {boolean} [focus]
   * @param {boolean} [extend] selects the rows on the way
   */
  go(index, column, focus = true, extend = false) {
    this.#active = {
      index: Math.max(0, Math.min(index, this.#total - 1)),
      column: Math.max(0, Math.min(column, this.#columns.length - 1)),
    };
    if (!extend) this.#anchor = this.#active.index;
    for (const row of this.#pool) this.#select(row);
    const top = this.#active.index * ROW;
    const height = this.#height();
    if (top < this.#top) this.#moveTo(top);
    else if (top + ROW > this.#top + height) this.#moveTo(top + ROW - height);
    else this.#draw();
    this.#moveTabStop(focus);
    this.#intoWidth();
    this.#tellActive();
  }

  #intoWidth() {
    const cell = this.#activeCell();
    const number = cell?.parentElement?.firstElementChild;
    if (!cell || !(number instanceof HTMLElement)) return;
    const left = cell.offsetLeft - number.offsetWidth;
    const right = cell.offsetLeft + cell.offsetWidth - this.element.clientWidth;
    if (this.element.scrollLeft > left) this.element.scrollLeft = left;
    else if (this.element.scrollLeft < right) this.element.scrollLeft = right;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const cell = event.target instanceof Element ? event.target.closest(".cell, .number") : null;
    const row = cell?.parentElement;
    if (!(cell instanceof HTMLElement) || !row || this.#input?.parentElement === cell) return;
    this.go(Number(row.dataset.index), Number(cell.dataset.column ?? this.#active.column), true, event.shiftKey);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#input) return this.#keyInEdit(event);
    const { index, column } = this.#active;
    const page = Math.max(1, Math.floor(this.#height() / ROW) - 1);
    const control = event.ctrlKey || event.metaKey;
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowDown: [control ? Infinity : index + 1, column],
      ArrowUp: [control ? 0 : index - 1, column],
      ArrowRight: [index, control ? Infinity : column + 1],
      ArrowLeft: [index, control ? 0 : column - 1],
      PageDown: [index + page, column],
      PageUp: [index - page, column],
      Home: [control ? 0 : index, 0],
      End: [control ? Infinity : index, Infinity],
    };
    const move = event.altKey ? undefined : moves[event.key];
    const vertical = move?.[1] === column;
    const held = this.#waitingKeys.length > 0;
    const types = event.key.length === 1 && !control && !event.altKey && (held || event.key !== " ");
    if (event.altKey && event.key === "ArrowUp") this.owner.move(-1);
    else if (event.altKey && event.key === "ArrowDown") this.owner.move(1);
    else if (move && !held) this.go(...move, true, event.shiftKey && vertical);
    else if (move || types || /^(Enter|F2|Delete|Backspace)$/.test(event.key)) this.#handleKey(event);
    else return;
    event.preventDefault();
  }

  /** A key for the active row; it waits for a row that is on its way, and the keys after it wait as well. @param {KeyboardEvent} event */
  #handleKey(event) {
    if (!this.#waitingKeys.length && this.rowCache.row(this.#active.index)) return this.#startEdit(event.key);
    this.#waitingKeys.push(event);
    if (this.#waitingKeys.length === 1) void this.#handleWaitingKeys({ ...this.#active });
  }

  /** @param {string} key */
  #startEdit(key) {
    if (key === "Enter" || key === "F2") this.edit();
    else if (key === "Delete" || key === "Backspace") this.#write("");
    else this.edit(key);
  }

  /** The row for which keys were held may be here. @param {{index: number, column: number}} at */
  async #handleWaitingKeys({ index, column }) {
    const row = await this.rowCache.here(index);
    const held = this.#waitingKeys.splice(0);
    if (!row) return;
    this.go(index, column);
    for (const event of held) {
      const input = this.#input;
      if (!input) this.#key(event);
      else if (event.key.length > 1) this.#keyInEdit(event);
      else input.setRangeText(event.key, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
    }
  }

  // Editing.

  /** Opens the active cell for writing. @param {string} [start] what was typed to open it */
  edit(start) {
    const cell = this.#activeCell();
    const row = this.rowCache.row(this.#active.index);
    if (!cell || !row) return;
    const name = letters(this.#active.column) + row.number;
    this.#textBefore = start === undefined ? row.cells[this.#active.column] ?? "" : undefined;
    this.#input = h("input", {
      class: "editor",
      value: start ?? this.#textBefore,
      "aria-label": this.texts.t("editing", { cell: name }),
      onblur: () => this.#finish(true, 0, 0),
    });
    cell.replaceChildren(this.#input);
    this.#input.focus();
    if (start === undefined) this.#input.select();
  }

  /** @param {KeyboardEvent} event */
  #keyInEdit(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") this.#finish(false, 0, 0);
    else if (event.key === "Enter") this.#finish(true, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") this.#finish(true, 0, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** @param {boolean} keep @param {number} down @param {number} right */
  #finish(keep, down, right) {
    const input = this.#input;
    if (!input) return;
    this.#input = null;
    const hadFocus = this.#hasFocus();
    const row = input.closest(".grid-row");
    if (row instanceof HTMLElement) row.dataset.shown = "";
    if (keep) this.#save(input);
    if (hadFocus) this.go(this.#active.index + down, this.#active.column + right);
    else this.#draw();
    if (this.#waitingColumns) void this.show(this.#waitingColumns, true);
  }

  /** @param {HTMLInputElement} input */
  #save({ value }) {
    if (value !== this.#textBefore) this.#write(value);
  }

  /** Whether writing a text says nothing new. What a check is still to confirm may be taken back or written again. @param {GridRow} row @param {number} column @param {string} text */
  #isThere(row, column, text) {
    return (row.cells[column] ?? "") === text && !this.owner.busy();
  }

  /** @param {string} text */
  #write(text) {
    const row = this.rowCache.row(this.#active.index);
    const column = this.#active.column;
    if (!row || this.#isThere(row, column, text)) return;
    this.#showText(row, column, text);
    this.owner.edit([{ row: row.number, column, text }], 0);
  }

  /** Shows the new text at once; the check that follows confirms it. @param {GridRow} row @param {number} column @param {string} text */
  #showText(row, column, text) {
    while (row.cells.length <= column) row.cells.push("");
    row.cells[column] = text;
    this.#markStale();
    this.#drawSoon();
  }

  /** Shows the active row one place on, until a check confirms it. @param {1|-1} direction */
  shift(direction) {
    const { index, column } = this.#active;
    this.rowCache.swap(index, index + direction);
    this.#markStale();
    this.go(index + direction, column);
  }

  /** Shows no longer what was deleted, until a check confirms it. @param {number} first @param {number} count */
  drop(first, count) {
    this.rowCache.drop(first, count);
    this.#setTotal(this.#total - count);
    this.#markStale();
    this.go(first, this.#active.column, this.#hasFocus());
  }

  /** @param {ClipboardEvent} event */
  #copy(event) {
    const row = this.rowCache.row(this.#active.index);
    if (this.#input || !row) return;
    event.clipboardData?.setData("text/plain", row.cells[this.#active.column] ?? "");
    event.preventDefault();
  }

  /** @param {ClipboardEvent} event */
  async #paste(event) {
    const text = event.clipboardData?.getData("text/plain");
    if (this.#input || !text) return;
    event.preventDefault();
    event.stopPropagation();
    const block = tableFromClipboard(text);
    const { index, column } = this.#active;
    const rows = await this.rowCache.rows(index, block.length);
    if (!rows) return this.owner.changed();
    const texts = [];
    let cut = 0;
    for (const [down, cells] of block.entries()) {
      const row = rows[down];
      for (const [right, value] of cells.entries()) {
        const at = column + right;
        if (!row || at >= this.#columns.length) cut++;
        else if (!this.#isThere(row, at, value)) texts.push({ row: row.number, column: at, text: value });
      }
    }
    if (texts.length || cut) this.owner.edit(texts, cut);
  }
}

/** A cell of a row; the first is the row's number. @param {number} at */
function newCell(at) {
  const own = at === 0 ? { class: "number", role: "rowheader" } : { role: "gridcell", "data-column": at - 1 };
  return h("div", { ...own, tabIndex: -1, "aria-colindex": at + 1 });
}
