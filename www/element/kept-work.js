/**
 * What was done to files: kept by this browser for after a reload, and taken up again with the file.
 */
import { givenTable, takeTable } from "./compare.js";
import { SavedWorkStore } from "../stored/saved-work-store.js";
import { savedWorkView } from "../view/saved-work.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork */
/** @typedef {import("../locales/deferred.js").Words} Words */

export class KeptWork {
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
  /** What was written down last, and whether it lies there. @type {WeakMap<Entry, {state: string, written: Promise<boolean>, kept: boolean}>} */
  #saved = new WeakMap();
  /** Work that was taken up, until a check has shown that it fits. @type {WeakMap<Entry, SavedWork>} */
  #resumed = new WeakMap();
  /** What stands in the place of work and cannot be taken up. @type {import("../stored/saved-work-store.js").Broken[]} */
  #broken = [];

  /**
   * @param {import("./controller.js").Controller} owner @param {import("./kept.js").Kept} kept @param {() => Words} words
   * @param {boolean} keeps whether work is kept for after a reload
   */
  constructor(owner, kept, words, keeps) {
    this.owner = owner;
    this.kept = kept;
    this.words = words;
    if (keeps) this.#store = new SavedWorkStore();
    void this.#listWaiting();
  }

  /** Looks which work waits for its file. */
  async #listWaiting() {
    this.#waiting = (await this.#store?.list(this.#present())) ?? [];
    this.#broken = (await this.#store?.broken()) ?? [];
    this.owner.draw();
  }

  /** The fingerprints of the files that are here, as far as they were asked for. @param {Entry} [except] */
  #present(except) {
    return this.owner.fileSet.entries.filter((entry) => entry !== except).map((entry) => this.#fingerprints.get(entry) ?? "");
  }

  /** Files were taken out: their work waits for them. */
  left() {
    void this.#listWaiting();
  }

  /** Whether this browser keeps what is done to files, as far as is known. @param {Entry[]} entries */
  keeps(entries) {
    return this.#store !== null && !entries.some((entry) => this.#told.has(entry));
  }

  /**
   * Before files are taken out: writes down what the check that is under way would have written down at its end.
   * @param {(Entry|undefined)[]} entries @returns {Promise<boolean>} whether all that was done to them is kept
   */
  async keep(entries) {
    for (const entry of entries) if (this.#store && entry?.history.done.length) await this.#save(this.#store, entry);
    return entries.every((entry) => !entry?.history.done.length || this.isKept(entry));
  }

  /** Whether all that was done to a file is kept. @param {Entry} entry */
  isKept(entry) {
    const saved = this.#saved.get(entry);
    return saved?.kept === true && saved.state === stateOf(entry, givenTable(this.owner, entry));
  }

  /** For the start screen. */
  start() {
    const forget = async (/** @type {SavedWork|import("../stored/saved-work-store.js").Broken} */ work) => {
      await this.#store?.forget(work);
      this.owner.screen.say(this.words()("forgotten"), true);
      await this.#listWaiting();
    };
    return savedWorkView(this.words(), this.owner.texts.lang, this.#waiting, this.#broken, forget, !this.owner.screen.context().wrapped);
  }

  /** After a check: takes up what was done to a file that is seen for the first time, or writes it down. @param {Entry} entry */
  async checked(entry) {
    if (!this.#store || !entry.report || entry.summary) return;
    if (!this.#seen.has(entry)) await this.#resume(this.#store, entry);
    else if (await this.#save(this.#store, entry)) await this.#takenUp(this.#store, entry);
  }

  /** What was taken up, and fits, is kept as work of this tab, and no more as that of another. @param {SavedWorkStore} store @param {Entry} entry */
  async #takenUp(store, entry) {
    const work = this.#resumed.get(entry);
    this.#resumed.delete(entry);
    if (work) await store.forget(work, store.idOf(entry.file, work.print));
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
    const { work, inOtherTab, changed } = await store.find(entry.file, () => this.#fingerprint(entry), this.#present(entry)).catch(() => ({ work: undefined, inOtherTab: false, changed: false }));
    if ((await store.broken()).some((one) => one.name === name)) this.owner.screen.say(this.words()("workAside", { name }), true);
    if (inOtherTab) this.owner.screen.say(this.words()("otherTab", { name }), true);
    else if (changed) this.owner.screen.say(this.words()("otherContent", { name }), true);
    if (!work || inOtherTab || entry.history.done.length) return;
    const { importId, settings, wishes, rowsInError, done, there } = work;
    const before = { importId: entry.importId, settings: entry.settings, wishes: entry.wishes, rowsInError: entry.rowsInError };
    const { declared } = this.owner.imports;
    const compares = takeTable(this.owner, entry, there);
    Object.assign(entry, { importId, settings, wishes, rowsInError, matching: null });
    entry.history.done = done;
    this.#resumed.set(entry, work);
    this.kept.resumed(entry, () => {
      Object.assign(entry, before);
      entry.history.done = [];
      if (compares) this.owner.imports.declared = declared;
      this.#resumed.delete(entry);
    });
    if (done.length) this.owner.screen.say(this.words()("resumed", { name, count: done.length }), true);
    else if (compares) this.owner.screen.say(this.words()("comparedAgain", { name, table: there?.name ?? "" }), true);
    void this.owner.check();
  }

  /** @param {SavedWorkStore} store @param {Entry} entry @returns {Promise<boolean>} whether it is kept */
  async #save(store, entry) {
    const there = givenTable(this.owner, entry);
    const state = stateOf(entry, there);
    const saved = this.#saved.get(entry);
    if (saved?.state === state) return saved.written;
    if (!saved && !entry.history.done.length && !there) return true;
    const written = this.#fingerprint(entry).then((fingerprint) => store.save(entry, fingerprint, there)).catch(() => false);
    const now = { state, written, kept: false };
    this.#saved.set(entry, now);
    now.kept = await written;
    if (!now.kept && !this.#told.has(entry)) this.owner.screen.say(this.words()("notKept", { name: entry.file.name }), true);
    if (!now.kept) this.#told.add(entry);
    return now.kept;
  }
}

/** What of a file is kept, in short: it changes with every step. @param {Entry} entry @param {File|undefined} there what it is compared with */
const stateOf = (entry, there) => JSON.stringify([there && [there.name, there.size, there.lastModified], entry.history.done.length, entry.history.done.at(-1), entry.wishes, entry.importId, entry.settings]);
