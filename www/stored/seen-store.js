/**
 * What went out of this browser before, so that it is named before it is imported twice: fingerprints of files and rows, made
 * with a key of this browser, and days. The engine makes and reads the list; no cell is in it. Nothing is kept unless the
 * user asked for it.
 */
import { database } from "./database.js";

const NAME = "import-checker-seen";
/** Under which key the browser remembers that rows are known again. */
const ON = `${NAME}-on`;

const transact = database(NAME, { [NAME]: {} });

/** Whether files and rows are known again; a browser may deny the store. @param {boolean} [on] remembers an answer */
export function knowsAgain(on) {
  try {
    if (on !== undefined) localStorage.setItem(ON, on ? "1" : "");
    return localStorage.getItem(ON) === "1";
  } catch {
    return false;
  }
}

/** An empty list with a new key. */
export function newSeenList() {
  const key = Array.from(crypto.getRandomValues(new Uint32Array(8)), (part) => part.toString(16)).join("");
  return JSON.stringify({ kind: "import-checker/seen", key, files: [] });
}

/** The list as text; a new one where there is none. @returns {Promise<string>} */
export async function seenList() {
  const kept = await transact("readonly", (store) => store.get(NAME));
  // Whether a text is such a list, the engine knows.
  return typeof kept === "string" ? kept : newSeenList();
}

/** Changes the list; another tab waits meanwhile. @param {(list: string) => Promise<string>} change */
export async function changeSeen(change) {
  const run = async () => {
    const list = await change(await seenList());
    await transact("readwrite", (store) => store.put(list, NAME));
  };
  await (navigator.locks ? navigator.locks.request(NAME, run) : run());
}

/** Forgets all of it. */
export async function forgetSeen() {
  await transact("readwrite", (store) => store.clear()).catch(() => {});
}
