/**
 * The files of an element and their checks: what is checked, in which order, and what becomes of a file that cannot be
 * checked. It knows nothing of the screen.
 *
 * @typedef {import("../model/protocol.js").Progress} Progress
 * @typedef {import("../model/protocol.js").Report} Report
 *
 * @typedef {object} Owner What the files ask and tell the element.
 * @property {() => Promise<void>} prepare ends when a report can be shown
 * @property {() => Promise<import("../model/protocol.js").BuiltIn[]>} definitions
 * @property {() => {lang: string, texts: object, existing: import("../model/protocol.js").Existing}} terms language, the page's own
 *   texts in it, and what exists on the server
 * @property {{declared: object}} imports what the user said exists
 * @property {(progress: Progress, names: string[]) => void} progressed
 * @property {() => Promise<boolean>} lookUp whether the page's own server knows values, so that another check is needed
 * @property {(entry: Entry) => import("../model/protocol.js").FileRequest} request what is asked about a file
 */
import { Client } from "../engine/client.js";
import { Entry, PAGE, causesOf, keyOf } from "../model/entry.js";
import { Failure } from "../model/failure.js";

/** Rows that are asked for at once where all are looked at. */
const WINDOW = 2000;

export class FileSet {
  /** @type {Client} */
  client = new Client();
  /** @type {Entry[]} */
  entries = [];
  /** The place of the file that is looked at. */
  active = 0;
  /** What is said about all files together. @type {import("../model/protocol.js").Batch|null} */
  batch = null;
  /** A table of what exists that files cannot be compared with. @type {import("../model/protocol.js").Table|undefined} */
  lost;
  /** Whether a check is running. */
  busy = false;
  /** Counts checks and their ends, so that an older one that still ends changes nothing. */
  run = 0;

  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
  }

  /** The file that is looked at. @returns {Entry|undefined} */
  get entry() {
    return this.entries[this.active];
  }

  /**
   * @param {File[]} files @param {string|null} importId @param {Record<string, unknown>} settings
   * @param {Map<File, object|undefined>} [choices] what was said about some of them before
   */
  add(files, importId, settings, choices) {
    for (const file of files) this.entries.push(Object.assign(new Entry(file, importId, { ...settings }), choices?.get(file)));
    this.active = this.entries.length - files.length;
  }

  /** Puts a corrected file in the place of the active one, with the same import and settings. @param {File} file */
  replace(file) {
    const old = this.entry;
    if (!old) return;
    const entry = new Entry(file, old.importId, old.settings);
    entry.rowsInError = old.rowsInError;
    // What went in stays out of a corrected version, too.
    entry.history.done = old.history.done.filter((step) => step.kind === "wentIn");
    if (old.report) entry.replaced = { import: old.report.import?.name, causes: old.firstCauses };
    this.entries[this.active] = entry;
  }

  /** @param {number} at */
  remove(at) {
    this.entries.splice(at, 1);
    if (at < this.active) this.active--;
    this.active = Math.max(0, Math.min(this.active, this.entries.length - 1));
  }

  /**
   * Checks all files together. One that the worker dies of is set aside, and the others are checked without it.
   * @returns {Promise<number>} its number; nothing if another check or a cancel took over meanwhile
   */
  async check() {
    const run = ++this.run;
    this.busy = true;
    // A longer one is no summary, and would be a text in memory before anybody knows that.
    for (const entry of this.entries) if (/\.json$/i.test(entry.file.name) && entry.file.size < 33e6) await this.#openSummary(entry);
    do {
      let rest = this.entries.filter((entry) => !entry.failure && !entry.summary);
      while (rest.length && run === this.run) rest = await this.#attempt(run, rest);
    } while (run === this.run && (await this.owner.lookUp()));
    if (run !== this.run) return 0;
    this.busy = false;
    return run;
  }

  /** A summary made for support is shown as it is. @param {Entry} entry */
  async #openSummary(entry) {
    const text = await entry.file.text().catch(() => "");
    if (!text.includes("import-checker-summary")) return;
    entry.summary = true;
    try {
      await this.owner.prepare();
      entry.report = await this.client.openSummary(text, this.owner.terms());
      entry.open.add(keyOf(entry.report.groups[0] ?? { code: "", field: null }));
    } catch (error) {
      this.#fail(entry, asFailure(error, null));
    }
  }

  /** @param {number} run @param {Entry[]} entries @returns {Promise<Entry[]>} what is left to try */
  async #attempt(run, entries) {
    const names = entries.map((entry) => entry.file.name);
    /** @type {Progress|null} */
    let last = null;
    try {
      const request = await this.#request(entries);
      if (run !== this.run) return [];
      const answer = await this.client.check(request, (progress) => {
        last = progress;
        if (run === this.run) this.owner.progressed(progress, names);
      });
      if (run !== this.run) return [];
      const lost = (this.lost = answer.tables?.find((one) => one.reason));
      // References would be checked against nothing. The user is told otherwise.
      if (lost && !lost.isList && !(lost.import in this.owner.imports.declared)) throw new Failure("definition", null, `${lost.reason}`);
      entries.forEach((entry, at) => this.#accept(entry, at, answer.reports[at]));
      this.batch = answer.batch ?? null;
      return [];
    } catch (error) {
      const failure = asFailure(error, last);
      if (run !== this.run || failure.kind === "cancelled") return [];
      const at = failure.progress?.file ?? 0;
      const failed = /^(load|definition|policy)$/.test(failure.kind) ? entries : entries.slice(at, at + 1);
      for (const entry of failed) this.#fail(entry, failure);
      return entries.filter((entry) => !failed.includes(entry));
    }
  }

  /** @param {Entry[]} entries @returns {Promise<import("../model/protocol.js").CheckRequest>} */
  async #request(entries) {
    const definitions = await this.owner.definitions();
    return { files: entries.map((entry) => this.owner.request(entry)), definitions, ...this.owner.terms() };
  }

  /** @param {Entry} entry @param {number} index @param {Report|undefined} report */
  #accept(entry, index, report) {
    if (!report) return this.#fail(entry, new Failure("engine"));
    // Of a report that nobody has seen, or of another import, nothing stands open yet.
    if (!entry.report || !entry.matched || entry.report.import?.name !== report.import?.name) entry.firstLook(report);
    // Another verdict is shown where it belongs.
    if (entry.report && entry.report.verdict !== report.verdict) entry.table = false;
    const open = causesOf(report, entry);
    // What is settled leaves the list, and the next cause opens.
    if (entry.report && entry.cause && !open.some((group) => keyOf(group) === entry.cause)) entry.cause = open[0] ? keyOf(open[0]) : null;
    entry.index = index;
    entry.report = report;
    entry.first = null;
    if (entry !== this.entry || report.verdict !== "errors") return;
    // What is looked at next is on its way while the verdict is drawn.
    const rows = this.client.window(index, { kind: "all" }, 0, PAGE);
    // Whoever takes them hears why they do not come.
    rows.catch(() => {});
    entry.first = { of: report, rows };
  }

  /** @param {Entry} entry @param {Failure} failure */
  #fail(entry, failure) {
    entry.report = null;
    entry.failure = failure;
  }

  /** Ends a running check; files that were never checked are taken out. */
  cancel() {
    this.run++;
    this.client.cancel();
    this.busy = false;
    this.entries = this.entries.filter((entry) => entry.report || entry.failure);
    this.active = Math.max(0, Math.min(this.active, this.entries.length - 1));
  }

  /** Takes all files out; the memory goes back. */
  clear() {
    this.run++;
    this.client.close();
    this.busy = false;
    this.entries = [];
    this.active = 0;
  }

  /**
   * The rows that a filter lets through, window by window.
   * @param {Entry} entry @param {import("../model/protocol.js").Filter} filter @param {number} [first] place of the first row
   * @param {number} [end] place behind the last one
   * @returns {AsyncGenerator<import("../model/protocol.js").GridRow[], void>}
   */
  async *windows(entry, filter, first = 0, end = Infinity) {
    for (let at = first, last = end; at < last; at += WINDOW) {
      const { rows, total } = await this.client.window(entry.index, filter, at, Math.min(WINDOW, end - at));
      last = Math.min(end, total);
      yield rows;
    }
  }

  /**
   * The place of a row among the rows that a filter lets through. Row numbers mostly grow with the place, so halving finds it.
   * @param {Entry} entry @param {number} row
   * @returns {Promise<number|null>}
   */
  async indexOf(entry, row) {
    const filter = entry.filter;
    let low = 0;
    const { total } = await this.client.window(entry.index, filter, 0, 1);
    let high = total - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = (await this.client.window(entry.index, filter, middle, 1)).rows[0];
      if (!found) return null;
      if (found.number === row) return middle;
      if (found.number < row) low = middle + 1;
      else high = middle - 1;
    }
    // Moved rows stand out of order: all are looked at, up to a bound.
    let first = 0;
    for await (const rows of this.windows(entry, filter, 0, 100_000)) {
      const at = rows.findIndex((one) => one.number === row);
      if (at >= 0) return first + at;
      first += rows.length;
    }
    return null;
  }
}

/** Another client may throw plain errors that carry a `kind`. @param {any} error @param {Progress|null} last */
function asFailure(error, last) {
  if (error instanceof Failure) return error;
  return new Failure(error?.kind ?? "stopped", last, error?.kind ? "" : String(error?.message ?? error));
}
