/**
 * Where large files lie that are made for the user: in the browser's private file system, in a folder for each element,
 * so that they need no memory. They go after the next check, with the element and with the page. A lock shows that a
 * folder is in use; one whose tab is gone is removed by the next page. Names tell nothing of what is inside.
 */
import { newId } from "./tab-lock.js";

/** How all our folders begin. */
const PREFIX = "import-checker-";

/** By how much what is made may be larger than the files it is made from, some of which are packed. */
const GROWS = 8;

/** @typedef {import("../worker/private-file.js").FileLocation} FileLocation */
/** @typedef {import("../model/protocol.js").CheckRequest} CheckRequest */
/** @typedef {{blob: Blob, account: any}} Made */

/** Not every page may have it. @returns {Promise<FileSystemDirectoryHandle>} */
const rootFolder = async () => navigator.storage.getDirectory();

/** Removes folders; those that are still in use only if wanted. @param {boolean} all */
export async function removeFolders(all) {
  const root = await rootFolder();
  const names = [];
  for await (const name of /** @type {any} */ (root).keys()) if (name.startsWith(PREFIX)) names.push(name);
  const remove = (/** @type {string} */ name) => root.removeEntry(name, { recursive: true }).catch(() => {});
  for (const name of names) await (all ? remove(name) : navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && remove(name)));
}

export class PrivateStore {
  /** What is made in pieces and is larger than this lies in a file. In bytes. */
  limit = 250_000_000;
  /** How long files outlive their check: the browser may still be saving one. In milliseconds. */
  linger = 60_000;
  #folder = PREFIX + newId();
  #count = 0;
  /** The files of this check. @type {string[]} */
  #names = [];
  /** What the files are made from. @type {CheckRequest|undefined} */
  #request;
  /** @type {Promise<FileSystemDirectoryHandle|null>|null} */
  #root = null;
  /** Says that the folder is not in use any more. */
  #release = () => {};
  /** What lies ready, by what was asked for. @type {Map<string, Made>} */
  #made = new Map();

  constructor() {
    removeFolders(false).catch(() => {});
  }

  /**
   * A file, made or still there from the last time.
   * @param {unknown[]} question what is asked for
   * @param {(location: FileLocation|null) => Promise<Made>} make
   */
  async make(question, make) {
    const key = JSON.stringify(question);
    const before = this.#made.get(key);
    // Somebody may have removed it.
    if (before && (await before.blob.slice(0, 1).arrayBuffer().catch(() => null))) return before;
    const bytes = this.#request?.files.reduce((sum, { blob }) => sum + blob.size, 0) ?? 0;
    const location = bytes * GROWS > this.limit ? await this.#locate() : null;
    const made = await make(location);
    if (location && made.blob.size > location.limit) this.#made.set(key, made);
    return made;
  }

  /** @returns {Promise<FileLocation|null>} */
  async #locate() {
    this.#root ??= this.#reserve().catch(() => null);
    if (!(await this.#root)) return null;
    const name = String(++this.#count);
    this.#names.push(name);
    return { folder: this.#folder, name, limit: this.limit };
  }

  /** Shows that the folder is in use, until the page or the element goes; from then on there may be one. */
  async #reserve() {
    const root = await rootFolder();
    // A page that may be shown again still offers its files.
    const hide = (/** @type {PageTransitionEvent} */ { persisted }) => void (persisted || this.checked());
    await new Promise((owned, refused) => {
      const use = new Promise((done) => (this.#release = () => done(removeEventListener("pagehide", hide))));
      navigator.locks.request(this.#folder, () => (owned(null), use)).catch(refused);
    });
    addEventListener("pagehide", hide);
    return root;
  }

  /**
   * Removes the files, as what they were made from is no more: at once, or after another check in a while.
   * @param {CheckRequest} [request] the last check; one that only takes the place of itself, in another worker, changes nothing
   */
  checked(request) {
    if (request && request === this.#request) return;
    this.#request = request;
    this.#made.clear();
    const names = this.#names.splice(0);
    if (request && names.length) setTimeout(() => names.forEach((name) => this.#remove(name).catch(() => {})), this.linger);
    else if (!request) void this.#leave();
  }

  /** Removes the folder. There may be another one later. */
  async #leave() {
    const root = await this.#root;
    this.#root = null;
    await root?.removeEntry(this.#folder, { recursive: true }).catch(() => {});
    this.#release();
  }

  /** @param {string} name */
  async #remove(name) {
    const own = await (await this.#root)?.getDirectoryHandle(this.#folder);
    await own?.removeEntry(name);
  }
}
