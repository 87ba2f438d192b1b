/** What the user does with the rows: edits, deletes, adds, moves, replaces, goes to another; with undo and redo. */
import { loadDeferred } from "./load-deferred.js";
import { columnOf } from "../view/dom.js";
import { allowedValues } from "../view/repair.js";
import { MOST_CELLS, causesOf, keyOf } from "../model/entry.js";
import { rememberAnswer } from "../stored/reading-answers.js";

/** @typedef {import("../model/entry.js").Entry} Entry */

export class Commands {
  /** Ends when the last move through the findings is done. */
  #moves = Promise.resolve();
  /**
   * @param {import("./file-set.js").FileSet} fileSet @param {import("../view/screen.js").Screen} screen
   * @param {import("../view/workbench.js").Workbench} workbench @param {() => void} check
   */
  constructor(fileSet, screen, workbench, check) {
    this.fileSet = fileSet;
    this.screen = screen;
    this.workbench = workbench;
    this.check = check;
  }

  /** @type {import("../locales/texts.js").Texts["t"]} */
  #t(key, values) {
    return this.screen.context().t(key, values);
  }

  /** @param {KeyboardEvent} event */
  handleKey(event) {
    if (!this.fileSet.entry?.report || this.screen.progress) return;
    const target = event.composedPath()[0];
    const writing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (event.key === "F8") void this.next(event.shiftKey ? -1 : 1);
    else if (event.key === "F6") this.#nextPart(event.shiftKey ? -1 : 1);
    else if (control && !writing && key === "z") this.step(event.shiftKey ? "redo" : "undo");
    else if (control && !writing && key === "y") this.step("redo");
    else if (control && (key === "f" || key === "g") && this.screen.focus("row")) void 0;
    else if (control && key === "h") void this.replaceText();
    else if (control && key === "\\") this.workbench.showList(!this.workbench.listOpen);
    else if ((event.ctrlKey || event.altKey) && event.key === "Enter" && !writing) this.#take(event.altKey);
    else if (event.key === "?" && !writing && !(target instanceof Element && target.closest(".grid"))) void this.#showKeys();
    else return;
    event.preventDefault();
  }

  /** Takes the proposal of the active cell. @param {boolean} here only there, and not in all equal cells */
  #take(here) {
    const button = this.screen.element.querySelector(`[data-key=${here ? "take" : "take-all"}]`) ?? this.screen.element.querySelector("[data-key=take]");
    if (button instanceof HTMLElement) button.click();
  }

  /** From one part of the workbench to another. @param {1|-1} way */
  #nextPart(way) {
    const { element } = this.screen;
    const { grid } = this.workbench;
    const parts = ["verdict", "list", "grid", "edit"];
    const active = /** @type {ShadowRoot} */ (element.getRootNode()).activeElement;
    const inside = [".status, .verdict-region", ".findings", ".rows .grid, .cards", ".inspector"].findIndex((one) => active?.closest(one));
    // From outside, the way back leads to the last part.
    const start = inside < 0 && way < 0 ? 0 : inside;
    for (let step = 1; step <= parts.length; step++) {
      const to = parts.at((start + way * step) % parts.length) ?? "";
      if (to === "grid" && grid) return this.workbench.focusRows();
      // A part that is not shown is passed over.
      if (this.screen.focus(to)) return;
    }
  }

  /** @param {import("../model/protocol.js").CellText[]} texts @param {number} cut @param {Entry|undefined} entry */
  edit(texts, cut, entry) {
    if (!this.#isPresent(entry)) return;
    if (texts.length) this.change(() => entry.history.add({ kind: "texts", texts }));
    const said = [texts.length ? this.#t("did_texts", { count: texts.length }) : "", cut ? this.#t("pasteCut", { count: cut }) : ""];
    this.screen.say(said.filter(Boolean).join(". "), cut > 0 || texts.length > 1, texts.length > 0);
  }

  /**
   * Several answers in one step: decisions, and texts that take the place of equal ones.
   * @param {{decision: import("../model/protocol.js").Decision, label: string}[]} decisions
   * @param {{column: number, before: string, after: string}[]} replacements @param {number} cells how many cells that are, if it is known
   */
  async answer(decisions, replacements, cells) {
    const entry = this.fileSet.entry;
    if (!entry) return;
    const texts = replacements.length ? await this.#written(entry, filterOf(replacements), replacer(replacements)) : [];
    if (!texts || !this.#isPresent(entry) || !(decisions.length || texts.length)) return;
    this.change(() => entry.history.add({ kind: "answers", decisions, texts, cells: cells || texts.length }));
    const count = cells || texts.length;
    this.screen.say(count ? this.#t("did_texts", { count }) : this.#t("did_answers", { count: decisions.length }), true, true);
  }

  /** Writes what stands above into each empty cell of the active column, as merged cells mean it. */
  async fillBlanks(column = this.workbench.cell?.column) {
    const entry = this.fileSet.entry;
    if (!entry || column === undefined) return;
    let above = "";
    const texts = await this.#written(entry, { kind: "all" }, (row) => {
      const text = row.cells[column] ?? "";
      if (!text.trim()) return above ? [{ row: row.number, column, text: above }] : [];
      above = text;
      return [];
    });
    if (texts?.length) this.edit(texts, 0, entry);
    else if (texts) this.screen.say(this.#t("noBlanks"), true);
  }

  /** Writes one value into a column of every row, as it is asked for. @param {number} column */
  async fillColumn(column) {
    const entry = this.fileSet.entry;
    if (!entry?.report) return;
    const context = this.screen.context();
    const { askValue } = await loadDeferred();
    const { heading, field } = entry.report.columns[column] ?? {};
    const value = await askValue(context.texts, this.screen.element, heading ?? "", allowedValues(context, field ?? null));
    if (value === null || !this.#isPresent(entry)) return;
    const texts = await this.#written(entry, { kind: "all" }, (row) => (row.cells[column] === value ? [] : [{ row: row.number, column, text: value }]));
    if (texts?.length) this.edit(texts, 0, entry);
  }

  /** Leaves a column of the active file out. @param {number} column */
  leaveColumnOut(column) {
    this.change((entry) => {
      const before = (entry.history.mapping(entry.importId) ?? entry.remembered)?.columns ?? [];
      const columns = [...before.filter((one) => !("from" in one) || typeof one.from === "string" || one.from.column !== column + 1), { from: { column: column + 1 }, to: null }];
      entry.history.add({ kind: "match", mapping: { columns, by: "you" }, import: entry.report?.import?.name ?? null });
    });
    this.screen.say(this.#t("did_match", { count: 1 }), true, true);
  }

  /**
   * What is to be written into rows; says why, if nothing can be.
   * @param {Entry} entry @param {import("../model/protocol.js").Filter} filter
   * @param {(row: import("../model/protocol.js").GridRow) => import("../model/protocol.js").CellText[]} textsOf
   * @returns {Promise<import("../model/protocol.js").CellText[]|null>}
   */
  async #written(entry, filter, textsOf) {
    const texts = [];
    try {
      for await (const rows of this.fileSet.windows(entry, filter)) {
        for (const row of rows) texts.push(...textsOf(row));
        if (texts.length > MOST_CELLS) return this.#refuse("tooManyCells");
      }
    } catch {
      return this.#refuse("rowsChanged");
    }
    return texts;
  }

  /** @param {"tooManyCells"|"rowsChanged"} why */
  #refuse(why) {
    this.screen.say(this.#t(why), true);
    return null;
  }

  /** Makes a cell the active one, in the middle of the table, and shows its column whatever hid it. @param {number} index @param {number} column @param {boolean} [focus] */
  #show(index, column, focus = true) {
    const { entry } = this.fileSet;
    const isHidden = () => this.workbench.hidden().has(column);
    if (entry && isHidden()) {
      entry.hiddenColumns.delete(column);
      if (isHidden()) entry.onlyFound = false;
      if (isHidden()) entry.values = "both";
      this.workbench.refreshRows();
    }
    this.workbench.go(index, column, focus);
  }

  /** The next cell of a column that waits for a person. @param {number} column */
  async nextInColumn(column) {
    const found = await this.#findPlace(async (entry, grid) =>
      this.fileSet.client.next(entry.index, await grid.position(), 1, entry.filter, column));
    if (found) this.#show(found.index, found.column);
    else this.screen.say(this.#t("noMore"), true);
  }

  /**
   * Goes to a row by its number, to a cell by its name, or to the next cell that holds a text, round the end.
   * @param {string} text
   */
  async find(text) {
    const entry = this.fileSet.entry;
    if (!entry?.report) return;
    const place = /^([A-Za-z]{1,3})?\s*(\d+)$/.exec(text);
    const columns = entry.report.columns.length;
    if (place) {
      const column = place[1] ? columnOf(place[1].toUpperCase()) : this.workbench.cell?.column ?? 0;
      if (column < columns) return this.goTo(Number(place[2]), column);
    }
    const wanted = text.toLowerCase();
    const hidden = this.workbench.hidden();
    const start = this.workbench.grid?.index ?? 0;
    // From the active cell to the end, then from the beginning to its row; in the first row, only behind a column.
    for (const [first, end, behind] of /** @type {const} */ ([[start, this.workbench.total, this.workbench.cell?.column ?? 0], [0, start + 1, -1]])) {
      let at = first;
      try {
        for await (const rows of this.fileSet.windows(entry, entry.filter, first, end)) {
          if (entry !== this.fileSet.entry) return;
          for (const row of rows) {
            const column = row.cells.findIndex((cell, index) => !hidden.has(index) && cell.toLowerCase().includes(wanted) && (at > first || index > behind));
            if (column >= 0) {
              this.#show(at, column, false);
              return this.screen.say(this.#t("foundAt", { row: String(row.number) }));
            }
            at++;
          }
        }
      } catch {
        return this.screen.say(this.#t("rowsChanged"), true);
      }
    }
    this.screen.say(this.#t("notFound", { text }), true);
  }

  async #showKeys() {
    const { showKeys } = await loadDeferred();
    showKeys(this.screen.context().texts, this.screen.element);
  }

  /** Deletes the selected rows, however many. */
  async deleteRows() {
    const entry = this.fileSet.entry;
    const grid = this.workbench.grid;
    if (!entry || !grid) return;
    const [first, count] = grid.selection();
    const rows = await grid.rowCache.rows(first, count);
    if (!rows || !this.#isPresent(entry)) return this.screen.say(this.#t("rowsChanged"), true);
    const numbers = rows.map((row) => row.number);
    grid.drop(first, count);
    this.change(() => entry.history.add({ kind: "delete", rows: numbers }));
    this.screen.say(this.#t("did_delete", { count: numbers.length }), true);
  }

  /** Adds a copy of the active row below it: a row without any text would not be a record. */
  addRow() {
    const row = this.workbench.cell?.row;
    if (!row) return;
    this.change((entry) => {
      entry.filter = { kind: "all" };
      entry.history.add({ kind: "add", rows: [{ id: entry.history.nextRow(), after: row.number, cells: row.cells }] });
    });
    this.screen.say(this.#t("did_add", { count: 1 }), true);
  }

  /** Moves the active row by one place among all rows. @param {1|-1} direction */
  async moveRow(direction) {
    const entry = this.fileSet.entry;
    const grid = this.workbench.grid;
    if (!entry || !grid) return;
    if (entry.filter.kind !== "all" || entry.filter.sort) return this.screen.say(this.#t("moveInAll"), true);
    const place = grid.index;
    const first = Math.max(0, place - 2);
    const rows = await grid.rowCache.rows(first, place - first + 2);
    if (!rows || !this.#isPresent(entry)) return this.screen.say(this.#t("rowsChanged"), true);
    const row = rows[place - first]?.number;
    const after = direction > 0 ? rows[place - first + 1]?.number : place === 0 ? undefined : place === 1 ? 0 : rows[0]?.number;
    if (row === undefined || after === undefined) return;
    grid.shift(direction);
    this.change(() => entry.history.add({ kind: "move", moves: [{ row, after }] }));
    this.screen.say(this.#t("did_move", { count: 1 }), true);
  }

  async replaceText() {
    const entry = this.fileSet.entry;
    const cell = this.workbench.cell;
    if (!entry?.report || !cell) return;
    const about = { column: cell.column, text: cell.row.cells[cell.column] ?? "", heading: entry.report.columns[cell.column]?.heading ?? "" };
    const { askReplace } = await loadDeferred();
    const texts = await askReplace(this.screen.context().texts, this.screen.element, () => this.fileSet.windows(entry, { kind: "all" }), about);
    if (texts.length > MOST_CELLS) this.screen.say(this.#t("tooManyCells"), true);
    else if (texts.length) this.edit(texts, 0, entry);
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
    const { entry } = this.fileSet;
    const step = entry?.history[way]();
    if (!entry || !step) return;
    // Which columns are kept besides the fields is a setting. Keeping them gave the file settings of its own.
    if (step.kind === "match") Object.assign(entry.settings, step.kept?.[way]);
    const kind = step.kind === "answers" && step.cells ? "texts" : step.kind === "acknowledge" || step.kind === "meant" ? "decide" : step.kind;
    const what = this.#t(`did_${kind}`, { count: countOf(step) });
    this.screen.say(this.#t(way === "undo" ? "undid" : "redid", { what }), true);
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
    if (!found) return this.screen.say(this.#t("noMore"), true);
    this.workbench.step = found.at && found.of ? { at: found.at, of: found.of } : null;
    this.#openCauseOf(found);
    this.#show(found.index, found.column);
    this.screen.element.scrollIntoView({ block: "nearest" });
    if (found.at && found.of) this.screen.tell(this.#t("causeOf", { at: String(found.at), of: String(found.of) }));
  }

  /** The cause of a cell stands open in the list. @param {import("../model/protocol.js").MarkedCell} found */
  #openCauseOf(found) {
    const entry = this.fileSet.entry;
    const here = entry?.report?.findings.filter((one) => one.row === found.row && one.severity !== "notice");
    // What is said of the cell goes before what is said of its row.
    const finding = here?.find(({ column }) => column && columnOf(column) === found.column) ?? here?.find(({ column }) => !column);
    if (!entry || !finding) return;
    const key = keyOf(finding);
    if (entry.cause === key || !entry.report?.groups.some((group) => keyOf(group) === key)) return;
    entry.cause = key;
    this.workbench.fillList();
  }

  /** Goes to a cell by its row in the file; widens the filter if it hides the row. @param {number} row @param {number} column */
  async goTo(row, column) {
    const place = () => this.#findPlace((entry) => this.fileSet.indexOf(entry, row));
    const entry = this.fileSet.entry;
    if (entry && this.screen.stage !== "report") {
      entry.table = true;
      this.screen.draw();
    }
    let index = await place();
    if (index === null && entry && (entry.filter.kind !== "all" || entry.filter.sort)) {
      entry.filter = { kind: "all" };
      await this.workbench.drawRows(false);
      index = await place();
    }
    const grid = this.workbench.grid;
    if (index === null || !grid) return;
    this.#show(index, column);
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
      await this.workbench.drawn;
      const { entry } = this.fileSet;
      const { grid } = this.workbench;
      if (!entry || !grid) return null;
      const { generation } = grid.rowCache;
      const found = await ask(entry, grid).catch(() => null);
      if (grid === this.workbench.grid && generation === grid.rowCache.generation) return found;
    }
  }

  /** @param {string} text */
  async #copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.screen.say(this.#t(copied ? "copied" : "copyFailed"), true);
  }

  /** What the views may call. */
  actions() {
    return {
      changeImport: (/** @type {string|null} */ id) => this.change((entry) => {
        // Which column is which was said for the other import.
        Object.assign(entry, { importId: id, settings: {}, remembered: null, matching: null, matched: false });
      }),
      changeSetting: (/** @type {string} */ name, /** @type {unknown} */ value) => this.change((entry) => {
        entry.settings = { ...entry.settings, [name]: value };
      }),
      correctReading: (/** @type {import("../model/protocol.js").ReadingOptions} */ options) => this.change((entry) => {
        entry.wishes = { ...entry.wishes, ...options };
        rememberAnswer(entry.report?.import?.name, options);
      }),
      decide: (/** @type {import("../model/protocol.js").Decision} */ decision, /** @type {string} */ label) =>
        {
          this.change((entry) => entry.history.add({ kind: "decide", decision, label }));
          this.screen.say(this.#t(decision.accept ? "did_decide" : "did_keep"), true, true);
        },
      answer: (/** @type {any} */ decisions, /** @type {any} */ replacements, /** @type {number} */ cells) => void this.answer(decisions, replacements, cells),
      write: (/** @type {import("../model/protocol.js").CellText[]} */ texts) => this.edit(texts, 0, this.fileSet.entry),
      openCause: (/** @type {string} */ key) => {
        const entry = this.fileSet.entry;
        if (!entry || entry.cause === (key || null)) return;
        entry.cause = key || null;
        this.workbench.fillList();
      },
      postpone: (/** @type {string} */ key) => {
        const entry = this.fileSet.entry;
        if (!entry?.report) return;
        entry.postponed.add(key);
        const [first] = causesOf(entry.report, entry);
        entry.cause = first ? keyOf(first) : null;
        this.workbench.fillList();
      },
      showValues: (/** @type {import("../model/entry.js").Values} */ values) => {
        if (!this.fileSet.entry) return;
        this.fileSet.entry.values = values;
        this.workbench.refreshRows();
        this.screen.tell(this.#t(`values_${values}`));
      },
      showOnlyFound: (/** @type {boolean} */ only) => {
        if (!this.fileSet.entry) return;
        this.fileSet.entry.onlyFound = only;
        this.workbench.refreshRows();
      },
      showTable: (/** @type {boolean} */ table) => {
        if (!this.fileSet.entry) return;
        this.fileSet.entry.table = table;
        this.screen.draw();
        void this.workbench.look();
        if (table) void this.workbench.drawn?.then(() => this.workbench.focusRows());
        else this.screen.focus("verdict");
      },
      showList: (/** @type {boolean} */ open) => this.workbench.showList(open),
      find: (/** @type {string} */ text) => void this.find(text),
      fillDown: () => void this.workbench.grid?.fillDown(),
      fillBlanks: () => void this.fillBlanks(),
      showKeys: () => void this.#showKeys(),
      withdraw: (/** @type {string} */ code, /** @type {string|undefined} */ field) =>
        this.change((entry) => entry.history.withdraw(code, field)),
      toggle: (/** @type {string} */ key, /** @type {boolean} */ open) => {
        const shown = this.fileSet.entry?.open;
        if (open) shown?.add(key);
        else shown?.delete(key);
      },
      filter: (/** @type {import("../model/protocol.js").Filter} */ filter) => {
        if (!this.fileSet.entry) return;
        // Other rows stand in the same order.
        const { sort, ...rows } = { sort: this.fileSet.entry.filter.sort, ...filter };
        this.fileSet.entry.filter = sort ? { ...rows, sort } : rows;
        this.fileSet.entry.table ||= this.screen.stage !== "report";
        this.screen.draw();
        void this.workbench.drawRows(false).then(() => this.screen.tell(this.#t("rowsShown", { count: this.workbench.total })));
      },
      goTo: (/** @type {number} */ row, /** @type {number} */ column) => void this.goTo(row, column),
      next: (/** @type {1|-1} */ direction) => void this.next(direction),
      deleteRows: () => void this.deleteRows(),
      addRow: () => this.addRow(),
      moveRow: (/** @type {1|-1} */ direction) => void this.moveRow(direction),
      replaceText: () => void this.replaceText(),
      undo: () => this.step("undo"),
      redo: () => this.step("redo"),
      editCell: () => this.workbench.grid?.edit(),
      copy: (/** @type {string} */ text) => void this.#copy(text),
    };
  }
}

/** How much a step did, in what it is told in: cells, columns, rows, answers. @param {import("../model/entry.js").Step} step */
function countOf(step) {
  switch (step.kind) {
    case "texts": return step.texts.length;
    case "delete":
    case "add": return step.rows.length;
    case "move": return step.moves.length;
    case "meant":
    case "decide": return 1;
    case "acknowledge": return step.acknowledged.length;
    case "wentIn": return step.count;
    case "match": return (step.mapping.columns?.length ?? 0) + (step.kept?.count ?? 0);
    case "answers": return step.cells || step.decisions.length;
  }
}

/** @typedef {{column: number, before: string, after: string}} Replacement */

/** The rows that replacements are looked for in: a single one is found by the engine. @param {Replacement[]} replacements @returns {import("../model/protocol.js").Filter} */
function filterOf([only, ...others]) {
  return only && !others.length ? { kind: "value", column: only.column, text: only.before } : { kind: "all" };
}

/** Tells what is written into a row where equal texts are replaced. @param {Replacement[]} replacements */
function replacer(replacements) {
  const after = new Map(replacements.map((one) => [`${one.column}:${one.before}`, one.after]));
  const columns = [...new Set(replacements.map((one) => one.column))];
  return (/** @type {import("../model/protocol.js").GridRow} */ row) => columns.flatMap((column) => {
    const text = after.get(`${column}:${row.cells[column] ?? ""}`);
    return text === undefined ? [] : [{ row: row.number, column, text }];
  });
}
