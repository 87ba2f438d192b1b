/**
 * What comes once the engine is there: the look at the columns, going on after a reload, the dialogs. Nothing that a
 * check needs waits for it.
 */
import { formFaults } from "./form-faults.js";
import { takeAnswer } from "./answer.js";
import { Lookup } from "./lookup.js";
import { showServerErrors } from "./server-errors.js";
import { unknownNames } from "./unknown-names.js";
import { SavedWorkStore } from "../stored/saved-work-store.js";
import { wordsOf } from "../locales/deferred.js";
import { PrivateStore } from "../stored/private-store.js";
import { matchOf, rememberMatch } from "../stored/matches.js";
import { columnsView } from "../view/columns.js";
import { matchView, wantsMatching } from "../view/match.js";
import { savedWorkView } from "../view/saved-work.js";

export { formFaults };
export { record, repeat } from "../stored/history-recorder.js";
export { prove, showProof } from "../view/prove.js";
export { askReplace } from "../view/replace.js";
export { storedZip } from "../model/stored-zip.js";
export { showKeys } from "../view/keys.js";
export { useDom } from "../view/deferred-dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** What only these views need. */
const STYLES = `
.kept { padding: 1rem 1.25rem; margin: 1.5rem auto 0; max-width: 40rem; display: grid; gap: 0.5rem; }
.match { max-inline-size: 1072px; margin-inline: auto; padding: 32px 24px 0; display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.matches :is(th, td) { padding: 8px 12px; vertical-align: middle; border-block-end: 1px solid var(--line); } .matches tbody th { color: var(--text); font-size: 0.875rem; }
.matches :is(.guessed, .unknown) > * { background: var(--ask-tint); } .matches select { inline-size: 100%; min-inline-size: 11rem; } .match-section h2 { font-size: 0.875rem; }
.match-samples { display: flex; flex-wrap: wrap; gap: 2px 10px; font-weight: 450; overflow-wrap: anywhere; }
.match-missing { padding: 12px 16px; background: var(--ask-tint); } .match-missing h2 { font-size: 1rem; }
.match-foot { position: sticky; inset-block-end: 0; display: flex; gap: 16px; align-items: center; justify-content: flex-end; min-block-size: 66px; background: var(--bg); border-block-start: 1px solid var(--line); z-index: 2; }
.match-problem { color: var(--error); flex: 1; }
.kept ul { display: grid; gap: 0.5rem; }
.scroll { overflow-x: auto; }
.profile td, .profile th { white-space: nowrap; padding-inline-end: 1rem; text-align: start; vertical-align: top; }
.profile ul { min-width: 9rem; }
.profile button { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
`;

export class Deferred {
  /** @type {Lookup|null} */
  #lookup = null;
  /** @type {SavedWorkStore|null} */
  #store = null;
  /** Work that waits for its file. @type {SavedWork[]} */
  #waiting = [];
  /** Files of which it was said that they cannot be kept. @type {WeakSet<Entry>} */
  #told = new WeakSet();
  /** Files that were asked about already. @type {WeakSet<Entry>} */
  #seen = new WeakSet();
  /** Files of which it was said that their columns are matched as last time. @type {WeakSet<Entry>} */
  #recalled = new WeakSet();
  /** @type {WeakMap<Entry, string>} */
  #fingerprints = new WeakMap();
  /** What was written down last. @type {WeakMap<Entry, string>} */
  #saved = new WeakMap();

  /** @param {import("./controller.js").Controller} owner @param {boolean} keeps whether work is kept for after a reload */
  constructor(owner, keeps) {
    this.owner = owner;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    owner.root.adoptedStyleSheets.push(sheet);
    owner.fileSet.client.store = new PrivateStore();
    if (keeps) this.#store = new SavedWorkStore();
    void this.#listWaiting();
  }

  /** @returns {Words} */
  #words() {
    return wordsOf(this.owner.texts);
  }

  /** Looks which work waits for its file. */
  async #listWaiting() {
    this.#waiting = (await this.#store?.list()) ?? [];
    this.owner.draw();
  }

  /** Whether this browser keeps what is done to a file. */
  get keeps() {
    return this.#store !== null;
  }

  /** Whether all that was done to a file is kept. @param {Entry} entry */
  isKept(entry) {
    return this.#store !== null && !this.#told.has(entry) && this.#saved.get(entry) === stateOf(entry);
  }

  /** For the start screen. */
  start() {
    return savedWorkView(this.#words(), this.#waiting, async (work) => {
      await this.#store?.forget(work);
      this.owner.screen.say(this.#words()("forgotten"), true);
      await this.#listWaiting();
    });
  }

  /** The page that asks about columns, by file, and the report that it asks about. @type {WeakMap<Entry, {report: object, lang: string, view: HTMLElement}>} */
  #asking = new WeakMap();

  /**
   * Before a file's first report is shown: whether the user has to say which column is which.
   * @returns {Promise<boolean>} whether that was said before, so that the files are to be checked again
   */
  async beforeShown() {
    let again = false;
    for (const entry of this.owner.fileSet.entries) {
      const { report } = entry;
      if (!report?.columns.length || entry.summary || entry.matched) continue;
      entry.matched = true;
      if (entry.remembered || entry.history.mapping(entry.importId) || !isRightImport(report)) continue;
      const fields = this.#fields(entry);
      const columns = matchOf(report, fields);
      if (columns) {
        Object.assign(entry, { remembered: { columns, by: "remembered" }, matched: false });
        again = true;
        continue;
      }
      const suggestions = await this.#suggestions(entry);
      if (wantsMatching(report, fields, suggestions)) entry.matching = suggestions;
    }
    return again;
  }

  /** Asks which column is which, whenever the user wants to be asked. */
  async openMatching() {
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
  matching(context) {
    const entry = /** @type {Entry} */ (context.entries[context.active]);
    const report = /** @type {import("../model/protocol.js").Report} */ (entry.report);
    const { lang } = context.texts;
    const asked = this.#asking.get(entry);
    if (asked?.report === report && asked.lang === lang) return asked.view;
    const forget = entry.remembered && !entry.history.mapping(entry.importId) ? () => this.#forgetMatch(entry, report) : null;
    const view = matchView(context, this.#words(), entry.matching ?? [], (columns) => this.#match(entry, report, columns), forget);
    this.#asking.set(entry, { report, lang, view });
    return view;
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report */
  #forgetMatch(entry, report) {
    rememberMatch(report, []);
    Object.assign(entry, { remembered: null, matched: false, matching: null });
    void this.owner.check(true);
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report @param {import("../model/protocol.js").ColumnMapping[]} columns */
  #match(entry, report, columns) {
    const { owner } = this;
    entry.matching = null;
    this.#asking.delete(entry);
    const before = entry.history.mapping(entry.importId) ?? entry.remembered;
    if (JSON.stringify(before?.columns ?? []) === JSON.stringify(columns)) {
      owner.draw();
      void owner.screen.workbench?.look();
      return void owner.screen.focus("verdict");
    }
    rememberMatch(report, columns);
    entry.history.add({ kind: "match", mapping: { columns, by: "you" }, import: report.import?.name ?? null });
    void owner.check(true).then(() => owner.screen.say(owner.texts.t("did_match", { count: columns.length }), true, true));
  }

  /** For the end of the findings. @param {Context} context */
  columns(context) {
    const entry = context.entries[context.active];
    if (!entry || entry.summary) return null;
    return columnsView(context, this.#words(), () => this.owner.fileSet.client.profile(entry.index));
  }

  /** Names that the page gave and that nothing bears. @param {Parameters<typeof unknownNames>} given */
  unknown(...given) {
    return unknownNames(...given);
  }

  /** Asks the page's own function which values exist. @param {import("./lookup.js").Ask} ask @returns {Promise<boolean>} whether another check is needed */
  lookUp(ask) {
    if (this.#lookup?.ask !== ask) this.#lookup = new Lookup(ask);
    return this.#lookup.answer(this.owner, this.#words());
  }

  /** What the server said of the file that it was sent. @param {import("./server-errors.js").ServerError[]} errors */
  refuse(errors) {
    return showServerErrors(this.owner, errors, this.#words());
  }

  /** Asks what the server answered, and shows it in the file. */
  takeAnswer() {
    return takeAnswer(this.owner, this.#words());
  }

  /** After each check: takes work up again, or writes it down. */
  async checked() {
    for (const entry of this.owner.fileSet.entries) {
      if (entry.remembered && !this.#recalled.has(entry)) this.owner.screen.say(this.#words()("asLastTime"), true);
      if (entry.remembered) this.#recalled.add(entry);
      if (!this.#store || !entry.report || entry.summary) continue;
      if (!this.#seen.has(entry)) await this.#resume(this.#store, entry);
      else await this.#save(this.#store, entry);
    }
  }

  /** @param {Entry} entry */
  async #fingerprint(entry) {
    const fingerprint = this.#fingerprints.get(entry) ?? (await this.owner.fileSet.client.fingerprint(entry.index));
    this.#fingerprints.set(entry, fingerprint);
    return fingerprint;
  }

  /** The first time that a file is seen. @param {SavedWorkStore} store @param {Entry} entry */
  async #resume(store, entry) {
    this.#seen.add(entry);
    const name = entry.file.name;
    const { work, inOtherTab, changed } = await store.find(entry.file, () => this.#fingerprint(entry)).catch(() => ({ work: undefined, inOtherTab: false, changed: false }));
    if (inOtherTab) this.owner.screen.say(this.#words()("otherTab", { name }), true);
    else if (changed) this.owner.screen.say(this.#words()("otherContent", { name }), true);
    if (!work || inOtherTab || entry.history.done.length) return;
    const { importId, settings, wishes, rowsInError, done } = work;
    Object.assign(entry, { importId, settings, wishes, rowsInError, matching: null });
    entry.history.done = done;
    this.owner.screen.say(this.#words()("resumed", { name, count: done.length }), true);
    void this.owner.check();
    if (await this.#save(store, entry)) await store.forget(work);
  }

  /** @param {SavedWorkStore} store @param {Entry} entry */
  async #save(store, entry) {
    const state = stateOf(entry);
    if (this.#saved.get(entry) === state || (!entry.history.done.length && !this.#saved.has(entry))) return true;
    this.#saved.set(entry, state);
    const fingerprint = await this.#fingerprint(entry).catch(() => "");
    const kept = fingerprint !== "" && (await store.save(entry, fingerprint));
    if (!kept && !this.#told.has(entry)) this.owner.screen.say(this.#words()("notKept", { name: entry.file.name }), true);
    if (!kept) this.#told.add(entry);
    return kept;
  }
}

/** What of a file is kept, in short: it changes with every step. @param {Entry} entry */
const stateOf = (entry) => JSON.stringify([entry.history.done.length, entry.history.done.at(-1), entry.wishes, entry.importId, entry.settings]);

/** Whether the import is the right one, so that its columns can be asked about. @param {import("../model/protocol.js").Report} report */
const isRightImport = (report) =>
  report.import !== null && report.verdict !== "unreadable" && !report.groups.some((group) => group.severity === "error" && /^(wrong-import|unknown-template)$/.test(group.name));
