/**
 * What comes once the engine is there: the look at the columns, going on after a reload, the dialogs. Nothing that a
 * check needs waits for it.
 */
import { formFaults } from "./form-faults.js";
import { showServerErrors } from "./server-errors.js";
import { SavedWorkStore } from "../stored/saved-work-store.js";
import { wordsOf } from "../locales/deferred.js";
import { PrivateStore } from "../stored/private-store.js";
import { columnsView } from "../view/columns.js";
import { savedWorkView } from "../view/saved-work.js";

export { formFaults };
export { record, repeat } from "../stored/history-recorder.js";
export { prove, showProof } from "../view/prove.js";
export { askReplace } from "../view/replace.js";
export { useDom } from "../view/deferred-dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** What only these views need. */
const STYLES = `
.kept { padding: 1rem 1.25rem; margin: 1.5rem auto 0; max-width: 40rem; display: grid; gap: 0.5rem; }
.kept ul { display: grid; gap: 0.5rem; }
.scroll { overflow-x: auto; }
.profile td, .profile th { white-space: nowrap; padding-inline-end: 1rem; text-align: start; vertical-align: top; }
.profile ul { min-width: 9rem; }
.profile button { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
`;

export class Deferred {
  /** @type {SavedWorkStore|null} */
  #store = null;
  /** Work that waits for its file. @type {SavedWork[]} */
  #waiting = [];
  /** Files of which it was said that they cannot be kept. @type {WeakSet<Entry>} */
  #told = new WeakSet();
  /** Files that were asked about already. @type {WeakSet<Entry>} */
  #seen = new WeakSet();
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

  /** For the start screen. */
  start() {
    return savedWorkView(this.#words(), this.#waiting, async (work) => {
      await this.#store?.forget(work);
      this.owner.screen.say(this.#words()("forgotten"), true);
      await this.#listWaiting();
    });
  }

  /** For the end of the findings. @param {Context} context */
  columns(context) {
    const entry = context.entries[context.active];
    if (!entry || entry.summary) return null;
    return columnsView(context, this.#words(), () => this.owner.fileSet.client.profile(entry.index));
  }

  /** What the server said of the file that it was sent. @param {import("./server-errors.js").ServerError[]} errors */
  refuse(errors) {
    return showServerErrors(this.owner, errors, this.#words());
  }

  /** After each check: takes work up again, or writes it down. */
  async checked() {
    for (const entry of this.owner.fileSet.entries) {
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
    Object.assign(entry, { importId, settings, wishes, rowsInError });
    entry.history.done = done;
    this.owner.screen.say(this.#words()("resumed", { name, count: done.length }), true);
    void this.owner.check();
    if (await this.#save(store, entry)) await store.forget(work);
  }

  /** @param {SavedWorkStore} store @param {Entry} entry */
  async #save(store, entry) {
    const state = JSON.stringify([entry.history.done.length, entry.history.done.at(-1), entry.wishes, entry.importId, entry.settings]);
    if (this.#saved.get(entry) === state || (!entry.history.done.length && !this.#saved.has(entry))) return true;
    this.#saved.set(entry, state);
    const fingerprint = await this.#fingerprint(entry).catch(() => "");
    const kept = fingerprint !== "" && (await store.save(entry, fingerprint));
    if (!kept && !this.#told.has(entry)) this.owner.screen.say(this.#words()("notKept", { name: entry.file.name }), true);
    if (!kept) this.#told.add(entry);
    return kept;
  }
}
