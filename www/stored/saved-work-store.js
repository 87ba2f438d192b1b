/**
 * Keeps in this browser what was done to files, so that a reload loses nothing. The files themselves are not kept: they
 * are known again by name and fingerprint. Each tab writes its own work; what another living tab does is not touched.
 *
 * @typedef {object} Work
 * @property {string} id
 * @property {string} tab
 * @property {string} name
 * @property {number} size
 * @property {string} print the SHA-256 of the file
 * @property {number} at when it was written
 * @property {string|null} importId
 * @property {Record<string, unknown>} settings
 * @property {import("../model/protocol.js").Wishes} wishes
 * @property {import("../model/protocol.js").RowsInError|null} rowsInError
 * @property {import("../model/entry.js").Step[]} done
 */

import { database } from "./database.js";
import { hold, newName } from "./tab-lock.js";

const NAME = "import-checker-work";
const lockOf = (/** @type {string} */ tab) => `${NAME} ${tab}`;

const transact = database(NAME, { [NAME]: { keyPath: "id" } });

export class Keeper {
  #tab = newName();
  /** One thing after the other, so that an older state never replaces a newer one. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  constructor() {
    hold(lockOf(this.#tab));
  }

  /** Work that waits for its file, the newest first; nothing where the browser denies the store. @returns {Promise<Work[]>} */
  async waiting() {
    const [all, alive] = await Promise.all([this.#all(), this.#alive()]);
    return all.filter((work) => !alive.has(work.tab)).sort((a, b) => b.at - a.at);
  }

  /** @returns {Promise<Work[]>} */
  #all() {
    return transact("readonly", (store) => store.getAll()).catch(() => []);
  }

  /** Tabs that live, this one among them. */
  async #alive() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    const names = new Set(held.map((lock) => lock.name));
    const all = await this.#all();
    return new Set([this.#tab, ...all.map((work) => work.tab).filter((tab) => names.has(lockOf(tab)))]);
  }

  /**
   * What is known of a file: work of a tab that is gone, or that another living tab has it.
   * @param {File} file @param {() => Promise<string>} fingerprint asked for only if the name is known
   * @returns {Promise<{work?: Work, elsewhere: boolean, changed: boolean}>}
   */
  async know(file, fingerprint) {
    const known = (await this.#all()).filter((work) => work.name === file.name && work.tab !== this.#tab);
    if (!known.length) return { elsewhere: false, changed: false };
    const print = await fingerprint();
    const same = known.filter((work) => work.print === print);
    const alive = await this.#alive();
    const gone = same.filter((work) => !alive.has(work.tab)).sort((a, b) => b.at - a.at);
    return { work: gone[0], elsewhere: same.length > gone.length, changed: !same.length };
  }

  /**
   * Writes down what was done to a file; forgets it where nothing is left.
   * @param {import("../model/entry.js").Entry} entry @param {string} print
   * @returns {Promise<boolean>} whether the browser keeps it
   */
  keep(entry, print) {
    const { file, importId, settings, wishes, rowsInError, history } = entry;
    const id = `${print} ${file.name} ${this.#tab}`;
    const work = { id, tab: this.#tab, name: file.name, size: file.size, print, at: Date.now(), importId, settings, wishes, rowsInError, done: [...history.done] };
    const write = () => transact("readwrite", (store) => /** @type {IDBRequest<any>} */ (work.done.length ? store.put(work) : store.delete(id)));
    const written = this.#turn.then(write).then(() => true, () => false);
    this.#turn = written;
    return written;
  }

  /** @param {Work} work */
  async forget(work) {
    await transact("readwrite", (store) => store.delete(work.id)).catch(() => {});
  }
}
