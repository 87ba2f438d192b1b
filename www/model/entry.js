/**
 * The files on the page and all that the user said about them: import, reading, settings, edits. The engine keeps
 * none of it, so a fresh worker can always take over.
 *
 * @typedef {import("./protocol.js").Edits} Edits
 * @typedef {import("./protocol.js").Decision} Decision
 *
 * One entry of the log is one undo step.
 * @typedef {{kind: "texts", texts: import("./protocol.js").CellText[]}
 *   | {kind: "delete", rows: number[]}
 *   | {kind: "move", moves: import("./protocol.js").Move[]}
 *   | {kind: "add", rows: import("./protocol.js").AddedRow[]}
 *   | {kind: "decide", decision: Decision, label: string}
 *   | {kind: "match", mapping: import("./protocol.js").Mapping, import: string|null, kept?: {undo: Record<string, string[]>, redo: Record<string, string[]>, count: number}}
 *   | {kind: "wentIn", list: string, count: number}
 *   | {kind: "acknowledge", acknowledged: import("./protocol.js").Acknowledgement[]}
 *   | {kind: "meant", meant: import("./protocol.js").Meant}
 *   | {kind: "answers", decisions: {decision: Decision, label: string}[], texts: import("./protocol.js").CellText[], cells: number}} Step
 *
 * @typedef {"file"|"both"|"written"} Values Which texts the table shows: those of the file, both, or those that are written.
 */
/** Rows that were added by hand are numbered from here on. */
export const ADDED = 0x8000_0000;
/** Rows that the grid asks for at a time. */
export const PAGE = 100;
/** Cells that one command may write at once. */
export const MOST_CELLS = 200_000;

/** What was done to one file, in order. Undo takes the last step off, redo puts it back. */
class EditHistory {
  /** @type {Step[]} */
  done = [];
  /** @type {Step[]} */
  undone = [];

  /** @param {Step} step */
  add(step) {
    this.done.push(step);
    this.undone = [];
  }

  /** @returns {Step|undefined} the step that was taken back */
  undo() {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step;
  }

  /** @returns {Step|undefined} the step that was done again */
  redo() {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step;
  }

  /**
   * Takes one decision back, wherever it stands in the log.
   * @param {string} code @param {string|undefined} field
   */
  withdraw(code, field) {
    const at = this.done.findLastIndex(
      (step) => step.kind === "decide" && step.decision.code === code && step.decision.field === field,
    );
    if (at < 0) return this.#withdrawAnswer(code, field);
    this.undone = [];
    this.done.splice(at, 1);
    return true;
  }

  /** Takes a decision out of a step of several. @param {string} code @param {string|undefined} field */
  #withdrawAnswer(code, field) {
    const of = (/** @type {{decision: Decision}} */ { decision }) => decision.code === code && decision.field === field;
    const at = this.done.findLastIndex((step) => step.kind === "answers" && step.decisions.some(of));
    const step = this.done[at];
    if (step?.kind !== "answers") return false;
    this.undone = [];
    this.done[at] = { ...step, decisions: step.decisions.filter((one) => !of(one)) };
    return true;
  }

  /** The number of the next row that is added. */
  nextRow() {
    const steps = [...this.done, ...this.undone];
    return ADDED + steps.reduce((count, step) => count + (step.kind === "add" ? step.rows.length : 0), 0);
  }

  /** The last decision of each cause, with what it was about. @returns {{decision: Decision, label: string}[]} */
  decisions() {
    const decisions = new Map();
    for (const step of this.done) {
      // Of references, some may be corrected and the others exist elsewhere: both are decided.
      const put = (/** @type {{decision: Decision, label: string}} */ one) =>
        decisions.set(`${keyOf(one.decision)}:${one.decision.value ?? ""}:${one.decision.choice === "exists"}`, one);
      if (step.kind === "decide") put(step);
      if (step.kind === "answers") step.decisions.forEach(put);
    }
    return [...decisions.values()];
  }

  /** Which column is which, as it was said last, for an import or for whichever it is. @param {string|null} id @returns {import("./protocol.js").Mapping|undefined} */
  mapping(id) {
    const step = this.done.findLast((one) => one.kind === "match" && (id === null || one.import === id));
    return step?.kind === "match" ? step.mapping : undefined;
  }

  /** What of the file went in already, as it was said last; nothing where all rows are to go out. @returns {string} */
  wentIn() {
    const step = this.done.findLast((one) => one.kind === "wentIn");
    return step?.kind === "wentIn" ? step.list : "";
  }

  /** The overlay for the engine: the last word on each cell, row and decision. @returns {Edits} */
  edits() {
    const texts = new Map();
    const moved = new Map();
    const known = new Map();
    /** @type {import("./protocol.js").Meant[]} */
    let meant = [];
    /** @type {Edits} */
    const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
    for (const step of this.done) {
      if (step.kind === "texts" || step.kind === "answers") for (const cell of step.texts) texts.set(`${cell.row}:${cell.column}`, cell);
      if (step.kind === "delete") edits.deleted.push(...step.rows);
      if (step.kind === "add") edits.added.push(...step.rows);
      if (step.kind === "move") for (const move of step.moves) moved.set(move.row, move);
      // No row has the number 0: that takes another back.
      if (step.kind === "meant") meant = step.meant.row ? [...meant, step.meant] : meant.filter(({ record }) => record !== step.meant.record);
      if (step.kind === "acknowledge") for (const one of step.acknowledged) known.set(keyOf({ code: one.code, field: one.column }), one);
    }
    edits.texts = [...texts.values()];
    edits.moved = [...moved.values()];
    edits.decisions = this.decisions().map((step) => step.decision);
    // One without a reason takes another back.
    edits.acknowledged = [...known.values()].filter((one) => one.reason);
    edits.meant = meant;
    return edits;
  }
}

/** One file that was given to the element. */
export class Entry {
  /** @param {File} file @param {string|null} importId @param {Record<string, unknown>} settings */
  constructor(file, importId, settings) {
    this.file = file;
    /** @type {string|null} The import that was chosen; null lets the engine recognise it. */
    this.importId = importId;
    this.settings = settings;
    /** When the file was given, in milliseconds. */
    this.added = Date.now();
    /** @type {import("./protocol.js").ReadingOptions} */
    this.wishes = {};
    /** Whether earlier answers about the reading were looked for. */
    this.answered = false;
    /** Whether what is said of it comes from the history, and has not been tried yet. */
    this.again = false;
    this.history = new EditHistory();
    /** @type {import("./protocol.js").Report|null} */
    this.report = null;
    /** @type {import("./failure.js").Failure|null} Why there is no report. */
    this.failure = null;
    /** @type {number} The file's place in the last check, which the grid and the downloads refer to. */
    this.index = -1;
    /** @type {{of: import("./protocol.js").Report, rows: Promise<import("./protocol.js").WindowAnswer>}|null} Its first rows, asked for before its report is shown. */
    this.first = null;
    /** @type {import("./protocol.js").RowsInError|null} What to do with rows in error; asked once. */
    this.rowsInError = null;
    /** What the user confirmed before the file is sent, by name: records that are left out, something that could not be checked. */
    this.confirmed = "";
    /** @type {import("./protocol.js").Filter} What the grid shows. */
    this.filter = { kind: "all" };
    /** Whether the file is a summary made for support: there is a report, and nothing to check. */
    this.summary = false;
    /** @type {Set<string>} Parts of the page that stand open. */
    this.open = new Set();
    /** @type {string|null} The cause that stands open in the list. */
    this.cause = null;
    /** @type {Set<string>} Causes that were put off; they come last. */
    this.postponed = new Set();
    /** @type {Group[]} Causes that were to be decided when the file was first checked. */
    this.firstCauses = [];
    /** @type {{import: string|undefined, causes: Group[]}|null} The same of the version of the file that this one took the place of. */
    this.replaced = null;
    /** @type {Values} Which texts the table shows. */
    this.values = "both";
    /** @type {Set<number>} Columns that the user hid. */
    this.hiddenColumns = new Set();
    /** @type {number|undefined} The last of the columns that stay in sight, where the user said it; -1 for none. */
    this.freezeTo = undefined;
    /** Whether columns without findings are hidden. */
    this.onlyFound = false;
    /** @type {import("./protocol.js").Mapping|null} Which column was which in a file with the same headings. */
    this.remembered = null;
    /** @type {import("./protocol.js").Suggestion[]|null} What columns may be, while the user is asked which is which. */
    this.matching = null;
    /** Whether it is known that the user need not be asked that; before, no report is shown. */
    this.matched = false;
    /** Whether the table is shown where the result or a reason against it would be. */
    this.table = false;
    /**
     * What the second reader wrote in place of a file that ours refused, and whether that may lack cells; and of sheets whose
     * rows go out as one table, the name of it.
     * @type {{instead?: Blob, cellsMayLack?: true, oneTable?: string}}
     */
    this.options = {};
  }

  /** @returns {import("./protocol.js").FileRequest} */
  request() {
    const mapping = this.history.mapping(this.importId) ?? this.remembered;
    const wentIn = this.history.wentIn();
    return {
      blob: this.file,
      ...this.options,
      name: this.file.name,
      import: this.importId,
      wishes: this.wishes,
      edits: this.history.edits(),
      settings: this.settings,
      ...(mapping ? { mapping } : {}),
      ...(wentIn ? { wentIn } : {}),
    };
  }

  /** What stands open when a file's first report is shown: the first cause. @param {import("./protocol.js").Report} report */
  firstLook(report) {
    this.filter = { kind: "all" };
    const toDecide = causesOf(report, this);
    this.firstCauses = toDecide;
    this.cause = toDecide[0] ? keyOf(toDecide[0]) : null;
  }

  /** @param {string} extension such as `.cleaned.csv` */
  nameWith(extension) {
    return this.file.name.replace(/\.[^.]*$/, "") + extension;
  }
}

/** Findings of one cause in one column belong together. @param {{code: string, field?: string|null}} group */
export const keyOf = (group) => `${group.code}:${group.field ?? ""}`;

/** @typedef {import("./protocol.js").Group} Group */

/** The last decision about a group. @param {EditHistory} history @param {Group} group @returns {Decision|undefined} */
export function decisionOn(history, group) {
  const all = history.decisions().map((one) => one.decision);
  return all.findLast((one) => one.code === group.code && (one.field ?? null) === group.field && one.value === undefined);
}

/** The files that are checked as such, and are not reports for support. @param {Entry[]} entries */
export const filesOf = (entries) => entries.filter((entry) => entry.report && !entry.summary);

/** Whether there are several files, and all of them are ready. @param {Entry[]} entries */
export const allReady = (entries) => filesOf(entries).length > 1 && filesOf(entries).every((entry) => entry.report?.verdict === "ready");

/** Whether a group waits for a person, and for what. @param {EditHistory} history @param {Group} group @returns {"nothing"|"answer"|"value"} */
export function needOf(history, group) {
  if (group.acknowledged) return "nothing";
  const decided = decisionOn(history, group);
  if (!decided && group.repair?.grade === "ask" && group.severity !== "notice") return "answer";
  // What is still an error after it was decided needs something else.
  if (group.severity !== "error") return "nothing";
  const rest = decided?.accept && decided.choice !== "exists" && group.repair?.choices.some((one) => one.choice === "exists");
  return rest ? "answer" : "value";
}

/**
 * What waits for a person, in the order of the list: what a server refused, then answers, since they are quick; what follows from another comes after what stands on its own, and
 * what was put off last.
 * @param {import("./protocol.js").Report} report @param {Entry} entry @returns {Group[]}
 */
export function causesOf(report, { history, postponed }) {
  const rank = (/** @type {Group} */ group) => (postponed.has(keyOf(group)) ? 4 : 0) + (group.follows ? 2 : 0) + (/\bserver$/.test(group.name) ? -1 : needOf(history, group) === "answer" ? 0 : 1);
  return report.groups.filter((group) => needOf(history, group) !== "nothing").sort((a, b) => rank(a) - rank(b));
}
