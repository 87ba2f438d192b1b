/**
 * Keeps in this browser what was done to files, so that a reload loses nothing. The files themselves are not kept: they
 * are known again by name and fingerprint. Each tab writes its own work; what another open tab does is not touched.
 *
 * @typedef {object} SavedWork
 * @property {string} id
 * @property {string} tab
 * @property {string} name
 * @property {number} size
 * @property {string} print the SHA-256 of the file
 * @property {number} at when it was written
 * @property {string|null} importId
 * @property {Record<string, unknown>} settings
 * @property {import("../model/protocol.js").ReadingOptions} wishes
 * @property {import("../model/protocol.js").RowsInError|null} rowsInError
 * @property {import("../model/entry.js").Step[]} done
 * @property {File} [there] the table that the file is compared with
 *
 * @typedef {{id: any, name: string}} Broken Something in the place of work, by its key, and the name of its file if it has one.
 */

import { database } from "./database.js";
import { fits, isObject, oneOf, orNull } from "./shapes.js";
import { holdLock, newId } from "./tab-lock.js";

const NAME = "import-checker-work";
const lockOf = (/** @type {string} */ tab) => `${NAME} ${tab}`;

const transact = database(NAME, { [NAME]: { keyPath: "id" } });

const CELL = { row: "number", column: "number", text: "string" };
const DECIDED = { decision: { code: "string", accept: "boolean" }, "label?": "string" };
const SETTINGS = (/** @type {any} */ all) => isObject(all) && Object.values(all).every((one) => fits(one, ["string"]));
/** What a step holds, by its kind. @type {Record<string, object>} */
const STEPS = {
  texts: { texts: [CELL] },
  delete: { rows: ["number"] },
  move: { moves: [{ row: "number", after: "number" }] },
  add: { rows: [{ id: "number", after: "number", cells: ["string"] }] },
  decide: DECIDED,
  match: { mapping: { "columns?": [isObject], "values?": isObject }, import: orNull("string"), "kept?": { undo: SETTINGS, redo: SETTINGS, count: "number" } },
  wentIn: { list: "string", count: "number" },
  meant: { meant: { record: "string", row: "number", "print?": "string" } },
  acknowledge: { acknowledged: [{ code: "string", "column?": "string", reason: "string", "count?": "number" }] },
  answers: { decisions: [DECIDED], texts: [CELL], cells: "number" },
};
const WORK = {
  id: "string", tab: "string", name: "string", size: "number", print: "string", at: "number",
  importId: orNull("string"), settings: isObject, wishes: isObject, rowsInError: orNull(oneOf("block", "drop", "include")),
  done: [(/** @type {any} */ step) => Object.hasOwn(STEPS, String(step?.kind)) && fits(step, STEPS[step.kind])],
  "there?": (/** @type {any} */ table) => table instanceof File,
};
/** What lies in the store and is no work that could be taken up. @param {any} work */
const isBroken = (work) => !fits(work, WORK);

export class SavedWorkStore {
  #tab = newId();
  /** One thing after the other, so that an older state never replaces a newer one. @type {Promise<unknown>} */
  #queue = Promise.resolve();

  constructor() {
    holdLock(lockOf(this.#tab));
  }

  /**
   * Work that waits for its file, the newest first; nothing where the browser denies the store.
   * @param {Iterable<string>} present fingerprints of the files that are worked on in this tab
   * @returns {Promise<SavedWork[]>}
   */
  async list(present) {
    await this.#queue;
    const [all, open] = await Promise.all([this.#all(), this.#openTabs()]);
    return all.filter(waits(open, present)).sort((a, b) => b.at - a.at);
  }

  /** What cannot be taken up: it stays where it is until it is forgotten. @returns {Promise<Broken[]>} */
  async broken() {
    return (await this.#stored()).filter(isBroken).map(({ id, name }) => ({ id, name: typeof name === "string" ? name : "" }));
  }

  /** @returns {Promise<any[]>} */
  #stored() {
    return transact("readonly", (store) => store.getAll()).catch(() => []);
  }

  /** @returns {Promise<SavedWork[]>} */
  async #all() {
    return (await this.#stored()).filter((work) => !isBroken(work));
  }

  /** The other tabs that are open. */
  async #openTabs() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    const names = new Set(held.map((lock) => lock.name));
    const all = await this.#all();
    return new Set(all.map((work) => work.tab).filter((tab) => tab !== this.#tab && names.has(lockOf(tab))));
  }

  /**
   * What is known of a file: work of a tab that is closed or of this one, or that another open tab has it.
   * @param {File} file @param {() => Promise<string>} fingerprint asked for only if the name is known
   * @param {Iterable<string>} present fingerprints of the other files that are worked on in this tab
   * @returns {Promise<{work?: SavedWork, inOtherTab: boolean, changed: boolean}>}
   */
  async find(file, fingerprint, present) {
    await this.#queue;
    const candidates = (await this.#all()).filter((work) => work.name === file.name);
    if (!candidates.length) return { inOtherTab: false, changed: false };
    const print = await fingerprint();
    const same = candidates.filter((work) => work.print === print);
    const open = await this.#openTabs();
    const waiting = same.filter(waits(open, present)).sort((a, b) => b.at - a.at);
    // Another version of a file of this tab was chosen on purpose.
    const changed = !same.length && candidates.some((work) => work.tab !== this.#tab);
    return { work: waiting[0], inOtherTab: same.some((work) => open.has(work.tab)), changed };
  }

  /** @param {File} file @param {string} fingerprint */
  idOf(file, fingerprint) {
    return `${fingerprint} ${file.name} ${this.#tab}`;
  }

  /**
   * Writes down what was done to a file; forgets it where nothing is left.
   * @param {import("../model/entry.js").Entry} entry @param {string} fingerprint @param {File} [there] the table that it is compared with
   * @returns {Promise<boolean>} whether the browser keeps it
   */
  save(entry, fingerprint, there) {
    const { file, importId, settings, wishes, rowsInError, history } = entry;
    const id = this.idOf(file, fingerprint);
    const work = { id, tab: this.#tab, name: file.name, size: file.size, print: fingerprint, at: Date.now(), importId, settings, wishes, rowsInError, done: [...history.done], ...(there ? { there } : {}) };
    const write = () => transact("readwrite", (store) => /** @type {IDBRequest<any>} */ (work.done.length || there ? store.put(work) : store.delete(id)));
    const written = this.#queue.then(write).then(() => true, () => false);
    this.#queue = written;
    return written;
  }

  /** @param {SavedWork|Broken} work @param {string} [except] the work that took its place */
  async forget(work, except) {
    if (work.id === except) return;
    await transact("readwrite", (store) => store.delete(work.id)).catch(() => {});
  }
}

/** Whether nobody works on a file now, here or in another tab. @param {Set<string>} open other tabs @param {Iterable<string>} present fingerprints of the files in this one */
function waits(open, present) {
  const here = new Set(present);
  return (/** @type {SavedWork} */ work) => !open.has(work.tab) && !here.has(work.print);
}
