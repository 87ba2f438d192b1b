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
 *   | {kind: "decide", decision: Decision, label: string}} Step
 */
/** Rows that were added by hand are numbered from here on. */
export const ADDED = 0x8000_0000;

/** What was done to one file, in order. Undo takes the last step off, redo puts it back. */
export class EditHistory {
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
    if (at < 0) return false;
    this.undone = [];
    this.done.splice(at, 1);
    return true;
  }

  /** The number of the next row that is added. */
  nextRow() {
    const steps = [...this.done, ...this.undone];
    return ADDED + steps.reduce((count, step) => count + (step.kind === "add" ? step.rows.length : 0), 0);
  }

  /** The last decision of each cause, with what it was about. */
  decisions() {
    const decisions = new Map();
    for (const step of this.done) {
      // Of references, some may be corrected and the others exist elsewhere: both decisions hold.
      if (step.kind === "decide") decisions.set(`${keyOf(step.decision)}:${step.decision.choice === "exists"}`, step);
    }
    return [...decisions.values()];
  }

  /** The overlay for the engine: the last word on each cell, row and decision. @returns {Edits} */
  edits() {
    const texts = new Map();
    const moved = new Map();
    /** @type {Edits} */
    const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
    for (const step of this.done) {
      if (step.kind === "texts") for (const cell of step.texts) texts.set(`${cell.row}:${cell.column}`, cell);
      if (step.kind === "delete") edits.deleted.push(...step.rows);
      if (step.kind === "add") edits.added.push(...step.rows);
      if (step.kind === "move") for (const move of step.moves) moved.set(move.row, move);
    }
    edits.texts = [...texts.values()];
    edits.moved = [...moved.values()];
    edits.decisions = this.decisions().map((step) => step.decision);
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
    /** @type {import("./protocol.js").ReadingOptions} */
    this.wishes = {};
    /** Whether earlier answers about the reading were looked for. */
    this.answered = false;
    this.history = new EditHistory();
    /** @type {import("./protocol.js").Report|null} */
    this.report = null;
    /** @type {import("./failure.js").Failure|null} Why there is no report. */
    this.failure = null;
    /** @type {number} The file's place in the last check, which the grid and the downloads refer to. */
    this.index = -1;
    /** @type {import("./protocol.js").RowsInError|null} What to do with rows in error; asked once. */
    this.rowsInError = null;
    /** Whether the user sends the file although something could not be checked. */
    this.confirmed = false;
    /** @type {import("./protocol.js").Filter} What the grid shows. */
    this.filter = { kind: "all" };
    /** Whether the file is a summary made for support: there is a report, and nothing to check. */
    this.summary = false;
    /** @type {Set<string>} Groups of findings that stand open. */
    this.open = new Set();
  }

  /** @returns {import("./protocol.js").FileRequest} */
  request() {
    return {
      blob: this.file,
      name: this.file.name,
      import: this.importId,
      wishes: this.wishes,
      edits: this.history.edits(),
      settings: this.settings,
    };
  }

  /** What stands open when a file's first report is shown: its errors. @param {import("./protocol.js").Report} report */
  openFirstReport(report) {
    this.filter = { kind: report.records.inError ? "errors" : "all" };
    const worst = report.groups.find((group) => group.severity === "error");
    if (worst) this.open.add(keyOf(worst));
  }

  /** @param {string} extension such as `.cleaned.csv` */
  nameWith(extension) {
    return this.file.name.replace(/\.[^.]*$/, "") + extension;
  }
}

/** Findings of one cause in one column belong together. @param {{code: string, field?: string|null}} group */
export const keyOf = (group) => `${group.code}:${group.field ?? ""}`;
