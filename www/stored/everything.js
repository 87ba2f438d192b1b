/**
 * All that this browser keeps for the checker, in one place, so that it can be erased and nothing is forgotten: the
 * history with the files that were kept, unfinished work, what went out before, templates, answers and settings, and large files that were made.
 * Whoever adds a store adds it here.
 */
import { removeFolders } from "./private-store.js";

const DATABASES = ["import-checker-journal", "import-checker-work", "import-checker-seen"];
/** How all that is ours begins in stores that a site has but one of. */
const PREFIX = "import-checker-";

/**
 * Goes over the stores of a database that is there; one that is not is not made.
 * @param {string} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<any>} work
 * @returns {Promise<any[]>} what each store answered
 */
function visit(name, mode, work) {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name);
    let isNew = false;
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction?.abort();
    };
    request.onerror = () => (isNew ? done([]) : fail(request.error));
    request.onsuccess = () => {
      const open = request.result;
      const names = [...open.objectStoreNames];
      if (!names.length) return open.close(), done([]);
      const transaction = open.transaction(names, mode);
      const answers = names.map((store) => work(transaction.objectStore(store)));
      const end = (/** @type {() => void} */ then) => () => (open.close(), then());
      transaction.oncomplete = end(() => done(answers.map((answer) => answer.result)));
      transaction.onabort = end(() => fail(transaction.error));
    };
  });
}

/** Our keys among those of the site; none where the browser denies the store. */
function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Our folders in the private file system; none where the browser denies it. @returns {Promise<string[]>} */
async function folders() {
  const names = [];
  try {
    for await (const name of /** @type {any} */ (await navigator.storage.getDirectory()).keys()) if (name.startsWith(PREFIX)) names.push(name);
  } catch {
    // Without it nothing lies there.
  }
  return names;
}

/** Erases all of it. Other tabs are told by the history, which they show. @returns {Promise<string[]>} what is left */
export async function eraseEverything() {
  for (const key of keys()) localStorage.removeItem(key);
  await Promise.allSettled([...DATABASES.map((name) => visit(name, "readwrite", (store) => store.clear())), removeFolders(true)]);
  const channel = new BroadcastChannel(/** @type {string} */ (DATABASES[0]));
  channel.postMessage(null);
  channel.close();
  return whatIsLeft();
}

/** The stores in which something lies, by name. @returns {Promise<string[]>} */
async function whatIsLeft() {
  const left = [...keys(), ...(await folders())];
  for (const name of DATABASES) {
    const counts = await visit(name, "readonly", (store) => store.count()).catch(() => [1]);
    if (counts.some((count) => count)) left.push(name);
  }
  return left;
}
