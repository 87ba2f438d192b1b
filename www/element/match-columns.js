/**
 * Which column is which: said before a file's first report is shown, and whenever the user wants to be asked.
 */
import { matchOf, rememberMatch } from "../stored/matches.js";
import { matchView, wantsMatching } from "../view/match.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

export class MatchColumns {
  /** @param {import("./controller.js").Controller} owner @param {import("./kept.js").Kept} kept @param {() => Words} words */
  constructor(owner, kept, words) {
    this.owner = owner;
    this.kept = kept;
    this.words = words;
  }

  /** The page that asks about columns, by file, and the report that it asks about. @type {WeakMap<Entry, {report: object, lang: string, view: HTMLElement}>} */
  #asking = new WeakMap();

  /**
   * Before a file's first report is shown: whether the user has to say which column is which.
   * @returns {Promise<boolean>} whether that was said before, so that the files are to be checked again
   */
  async before() {
    let again = false;
    for (const entry of this.owner.fileSet.entries) {
      const { report } = entry;
      if (!report?.columns.length || entry.summary || entry.matched) continue;
      entry.matched = true;
      if (entry.remembered || entry.history.mapping(entry.importId) || !isRightImport(report)) continue;
      const fields = this.#fields(entry);
      const match = matchOf(report, fields);
      if (match) {
        Object.assign(entry, { remembered: { columns: match.columns, by: "remembered" }, matched: false });
        this.#keep(entry, report, match.kept);
        this.kept.matched(entry);
        again = true;
        continue;
      }
      const suggestions = await this.#suggestions(entry);
      if (wantsMatching(report, fields, suggestions)) entry.matching = suggestions;
    }
    return again;
  }

  /** Asks which column is which, whenever the user wants to be asked. */
  async open() {
    const entry = this.owner.fileSet.entry;
    if (!entry?.report) return;
    entry.matching = await this.#suggestions(entry);
    this.owner.draw();
    this.owner.screen.focus("verdict");
  }

  /** @param {Entry} entry @returns {Promise<import("../model/protocol.js").Suggestion[]>} */
  async #suggestions(entry) {
    // Not every client can.
    return (await /** @type {any} */ (this.owner.fileSet.client).suggestions?.(entry.index)?.catch(() => [])) ?? [];
  }

  /** @param {Entry} entry */
  #fields(entry) {
    return this.owner.imports.definitionOf(entry.report?.import?.name)?.fields ?? [];
  }

  /** The page that asks; it stays as it is while the report does. @param {Context} context @returns {HTMLElement} */
  view(context) {
    const entry = /** @type {Entry} */ (context.entries[context.active]);
    const report = /** @type {import("../model/protocol.js").Report} */ (entry.report);
    const { lang } = context.texts;
    const { client } = this.owner.fileSet;
    const asked = this.#asking.get(entry);
    if (asked?.report === report && asked.lang === lang) return asked.view;
    const forget = entry.remembered && !entry.history.mapping(entry.importId) ? () => this.#forget(entry, report) : null;
    const view = matchView(context, this.words(), entry.matching ?? [], () => client.profile(entry.index), () => client.window(entry.index, { kind: "all" }, 0, 100).then(({ rows }) => rows), (answer) => this.#match(entry, report, answer), forget);
    this.#asking.set(entry, { report, lang, view });
    return view;
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report */
  #forget(entry, report) {
    rememberMatch(report, null);
    Object.assign(entry, { remembered: null, matched: false, matching: null });
    this.#keep(entry, report, []);
    void this.owner.check(true);
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report @param {import("../view/match.js").Answer} answer */
  #match(entry, report, { columns, kept, remember }) {
    const { owner } = this;
    const said = this.#keep(entry, report, kept);
    entry.matching = null;
    this.#asking.delete(entry);
    const before = entry.history.mapping(entry.importId) ?? entry.remembered;
    if (!said && JSON.stringify(before?.columns ?? []) === JSON.stringify(columns)) {
      owner.draw();
      void owner.screen.workbench?.look();
      return void owner.screen.focus("verdict");
    }
    rememberMatch(report, remember ? { columns, kept } : null);
    entry.history.add({ kind: "match", mapping: { columns, by: "you" }, import: report.import?.name ?? null, ...(said ? { kept: said } : {}) });
    void owner.check(true).then(() => owner.screen.say(owner.texts.t("did_match", { count: columns.length + (said ? kept.length : 0) }), true, true));
  }

  /**
   * Keeps columns of a file besides the fields, as a setting of its import says.
   * @param {Entry} entry @param {import("../model/protocol.js").Report} report @param {string[]} kept their headings
   * @returns {{undo: Record<string, string[]>, redo: Record<string, string[]>, count: number}|null} nothing where that changes nothing
   */
  #keep(entry, report, kept) {
    const setting = this.owner.imports.definitionOf(report.import?.name)?.extraColumns;
    if (setting === undefined) return null;
    const before = /** @type {string[]} */ ([entry.settings[setting] ?? []].flat());
    const isHere = (/** @type {string} */ one) => report.columns.some(({ heading }) => heading === one);
    // What is kept and is no column of this file stays as it was said.
    const after = [...before.filter((one) => !isHere(one)), ...kept.filter(isHere)];
    if (JSON.stringify(before.filter(isHere)) === JSON.stringify(kept)) return null;
    entry.settings = { ...entry.settings, [setting]: after };
    return { undo: { [setting]: before }, redo: { [setting]: after }, count: kept.length };
  }
}

/** Whether the import is the right one, so that its columns can be asked about. @param {import("../model/protocol.js").Report} report */
const isRightImport = (report) =>
  report.import !== null && report.verdict !== "unreadable" && !report.groups.some((group) => group.severity === "error" && /^(wrong-import|unknown-template)$/.test(group.name));
