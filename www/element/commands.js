/** What the user does with the rows: edits, deletes, adds, moves, replaces, goes to another; with undo and redo. */
import { rememberAnswer } from "../stored/reading-answers.js";
import { loadDeferred } from "./load-deferred.js";

/** @typedef {import("../model/entry.js").Entry} Entry */

export class Commands {
  /** Ends when the last move through the findings is done. */
  #moves = Promise.resolve();

  /** @param {import("./file-set.js").FileSet} fileSet @param {import("../view/screen.js").Screen} screen @param {() => void} check */
  constructor(fileSet, screen, check) {
    this.fileSet = fileSet;
    this.screen = screen;
    this.check = check;
  }

  /** @type {import("../locales/texts.js").Texts["t"]} */
  #t(key, values) {
    return this.screen.context().t(key, values);
  }

  /** @param {KeyboardEvent} event */
  handleKey(event) {
    if (!this.fileSet.entry?.report || this.screen.progress) return;
    const writing = event.composedPath()[0] instanceof HTMLInputElement;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !writing;
    const key = event.key.toLowerCase();
    if (event.key === "F8") void this.next(event.shiftKey ? -1 : 1);
    else if (control && key === "z") this.step(event.shiftKey ? "redo" : "undo");
    else if (control && key === "y") this.step("redo");
    else return;
    event.preventDefault();
  }

  /** @param {import("../model/protocol.js").CellText[]} texts @param {number} cut @param {Entry|undefined} entry */
  edit(texts, cut, entry) {
    if (!this.#isPresent(entry)) return;
    if (texts.length) this.change(() => entry.history.add({ kind: "texts", texts }));
    const said = [texts.length ? this.#t("did_texts", { count: texts.length }) : "", cut ? this.#t("pasteCut", { count: cut }) : ""];
    this.screen.announce(said.filter(Boolean).join(". "), cut > 0);
  }

  /** Deletes the selected rows, however many. */
  async deleteRows() {
    const entry = this.fileSet.entry;
    const grid = this.screen.grid;
    if (!entry || !grid) return;
    const [first, count] = grid.selection();
    const rows = await grid.rowCache.rows(first, count);
    if (!rows || !this.#isPresent(entry)) return this.screen.announce(this.#t("rowsChanged"), true);
    const numbers = rows.map((row) => row.number);
    grid.drop(first, count);
    this.change(() => entry.history.add({ kind: "delete", rows: numbers }));
    this.screen.announce(this.#t("did_delete", { count: numbers.length }), true);
  }

  /** Adds a copy of the active row below it: a row without any text would not be a record. */
  addRow() {
    const row = this.screen.cell?.row;
    if (!row) return;
    this.change((entry) => {
      entry.filter = { kind: "all" };
      entry.history.add({ kind: "add", rows: [{ id: entry.history.nextRow(), after: row.number, cells: row.cells }] });
    });
    this.screen.announce(this.#t("did_add", { count: 1 }), true);
  }

  /** Moves the active row by one place among all rows. @param {1|-1} direction */
  async moveRow(direction) {
    const entry = this.fileSet.entry;
    const grid = this.screen.grid;
    if (!entry || !grid) return;
    if (entry.filter.kind !== "all") return this.screen.announce(this.#t("moveInAll"), true);
    const place = grid.index;
    const first = Math.max(0, place - 2);
    const rows = await grid.rowCache.rows(first, place - first + 2);
    if (!rows || !this.#isPresent(entry)) return this.screen.announce(this.#t("rowsChanged"), true);
    const row = rows[place - first]?.number;
    const after = direction > 0 ? rows[place - first + 1]?.number : place === 0 ? undefined : place === 1 ? 0 : rows[0]?.number;
    if (row === undefined || after === undefined) return;
    grid.shift(direction);
    this.change(() => entry.history.add({ kind: "move", moves: [{ row, after }] }));
    this.screen.announce(this.#t("did_move", { count: 1 }), true);
  }

  async replaceText() {
    const entry = this.fileSet.entry;
    const cell = this.screen.cell;
    if (!entry?.report || !cell) return;
    const about = { column: cell.column, text: cell.row.cells[cell.column] ?? "", heading: entry.report.columns[cell.column]?.heading ?? "" };
    const window = (/** @type {number} */ first, /** @type {number} */ count) => this.fileSet.client.window(entry.index, { kind: "all" }, first, count);
    const { askReplace } = await loadDeferred();
    const texts = await askReplace(this.screen.context().texts, this.screen.element, window, about);
    if (texts.length) this.edit(texts, 0, entry);
  }

  /** Whether a file is still there; it may be replaced while something is asked about it. @param {Entry|undefined} entry @returns {entry is Entry} */
  #isPresent(entry) {
    return entry !== undefined && this.fileSet.entries.includes(entry);
  }

  /** Changes the active file and checks again. @param {(entry: Entry) => void} change */
  change(change) {
    const entry = this.fileSet.entry;
    if (!entry) return;
    change(entry);
    this.check();
  }

  /** @param {"undo"|"redo"} way */
  step(way) {
    const step = this.fileSet.entry?.history[way]();
    if (!step) return;
    const count = "texts" in step ? step.texts.length : "moves" in step ? step.moves.length : "rows" in step ? step.rows.length : 1;
    const what = this.#t(`did_${step.kind}`, { count });
    this.screen.announce(this.#t(way === "undo" ? "undid" : "redid", { what }), true);
    this.check();
  }

  /** One step after the other, so that each begins where the last one ended. @param {1|-1} direction */
  next(direction) {
    this.#moves = this.#moves.then(() => this.#toNextFinding(direction));
    return this.#moves;
  }

  /** @param {1|-1} direction */
  async #toNextFinding(direction) {
    const found = await this.#findPlace(async (entry, grid) =>
      this.fileSet.client.next(entry.index, await grid.position(), direction, entry.filter));
    this.screen.announce(found ? "" : this.#t("noMore"), !found);
    if (found) this.screen.grid?.go(found.index, found.column);
  }

  /** Goes to a cell by its row in the file; widens the filter if it hides the row. @param {number} row @param {number} column */
  async goTo(row, column) {
    const place = () => this.#findPlace((entry) => this.fileSet.indexOf(entry, row));
    let index = await place();
    const entry = this.fileSet.entry;
    if (index === null && entry && entry.filter.kind !== "all") {
      entry.filter = { kind: "all" };
      await this.screen.drawRows(false);
      index = await place();
    }
    const grid = this.screen.grid;
    if (index === null || !grid) return;
    grid.go(index, column);
    grid.element.scrollIntoView({ block: "nearest" });
  }

  /**
   * Asks for a place, and once more if a check that ended meanwhile gave the places to other rows.
   * @template T
   * @param {(entry: Entry, grid: import("../view/grid.js").Grid) => Promise<T|null>} ask
   * @returns {Promise<T|null>}
   */
  async #findPlace(ask) {
    for (;;) {
      await this.screen.drawn;
      const { entry } = this.fileSet;
      const { grid } = this.screen;
      if (!entry || !grid) return null;
      const { generation } = grid.rowCache;
      const found = await ask(entry, grid).catch(() => null);
      if (grid === this.screen.grid && generation === grid.rowCache.generation) return found;
    }
  }

  async #prove() {
    this.screen.announce(this.#t("proving"), true);
    const { prove, showProof } = await loadDeferred();
    const proofs = await prove(this.fileSet.client);
    this.screen.announce("");
    showProof(this.screen.context().texts, proofs, this.screen.element);
  }

  /** @param {string} text */
  async #copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.screen.announce(this.#t(copied ? "copied" : "copyFailed"), true);
  }

  /** What the views may call. */
  actions() {
    return {
      changeImport: (/** @type {string|null} */ id) => this.change((entry) => {
        entry.importId = id;
        entry.settings = {};
      }),
      changeSetting: (/** @type {string} */ name, /** @type {unknown} */ value) => this.change((entry) => {
        entry.settings = { ...entry.settings, [name]: value };
      }),
      correctReading: (/** @type {import("../model/protocol.js").ReadingOptions} */ options) => this.change((entry) => {
        entry.wishes = { ...entry.wishes, ...options };
        rememberAnswer(entry.report?.import?.name, options);
      }),
      decide: (/** @type {import("../model/protocol.js").Decision} */ decision, /** @type {string} */ label) =>
        this.change((entry) => entry.history.add({ kind: "decide", decision, label })),
      withdraw: (/** @type {string} */ code, /** @type {string|undefined} */ field) =>
        this.change((entry) => entry.history.withdraw(code, field)),
      toggle: (/** @type {string} */ key, /** @type {boolean} */ open) => {
        const shown = this.fileSet.entry?.open;
        if (open) shown?.add(key);
        else shown?.delete(key);
      },
      filter: (/** @type {import("../model/protocol.js").Filter} */ filter) => {
        if (!this.fileSet.entry) return;
        this.fileSet.entry.filter = filter;
        void this.screen.drawRows(false);
      },
      goTo: (/** @type {number} */ row, /** @type {number} */ column) => void this.goTo(row, column),
      next: (/** @type {1|-1} */ direction) => void this.next(direction),
      deleteRows: () => void this.deleteRows(),
      addRow: () => this.addRow(),
      moveRow: (/** @type {1|-1} */ direction) => void this.moveRow(direction),
      replaceText: () => void this.replaceText(),
      undo: () => this.step("undo"),
      redo: () => this.step("redo"),
      editCell: () => this.screen.grid?.edit(),
      prove: () => void this.#prove(),
      copy: (/** @type {string} */ text) => void this.#copy(text),
    };
  }
}
