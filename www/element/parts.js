/** The cleaned rows of one file or of several as one table, in as many files as their import takes at a time. */

import { Failure } from "../model/failure.js";
import { endingOf } from "../model/products.js";
import { storedZip } from "../model/stored-zip.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {{file: number, first: number, records: number, from: number, to: number}} Piece */
/** @typedef {{head: number, most: number|null, parts: {records: number, bytes: number, pieces: Piece[]}[]}} Parts */

/**
 * What goes out, under the names it has: `people.csv` alone, or `people.part-1-of-2.csv` and its next.
 * @param {import("../engine/client.js").Client} client @param {Entry[]} entries of one import, in their order
 * @param {"cleaned"|"xlsx"} what @param {import("../model/protocol.js").RowsInError} rowsInError
 * @param {string} name @param {boolean} [single] whether one file is all that is taken
 * @returns {Promise<{name: string, blob: Blob}[]>}
 */
export async function partFiles(client, entries, what, rowsInError, name, single = false) {
  const [first] = entries;
  if (!first) return [];
  const files = entries.map((entry) => entry.index);
  const { head, most, parts } = /** @type {Parts} */ ((await client.write(first.index, "parts", { rowsInError, files, single })).account);
  if (parts.length < 2 && files.length < 2) return [{ name, blob: (await client.write(first.index, what, { rowsInError })).blob }];
  const named = (/** @type {number} */ at) => {
    if (parts.length < 2) return name;
    const number = String(at + 1).padStart(String(parts.length).length, "0");
    // Before the ending, which may be a double one: `.cleaned.csv`.
    return name.replace(/((\.cleaned)?\.[^.]*)?$/, `.part-${number}-of-${parts.length}$1`);
  };
  if (what === "xlsx") return workbooks(client, first, parts, most, rowsInError, named);
  /** @type {Map<number, Blob>} */
  const cleaned = new Map();
  for (const file of files) cleaned.set(file, (await client.write(file, what, { rowsInError })).blob);
  const headings = /** @type {Blob} */ (cleaned.get(first.index)).slice(0, head);
  return parts.map(({ pieces }, at) => ({
    name: named(at),
    blob: new Blob([headings, ...pieces.map(({ file, from, to }) => /** @type {Blob} */ (cleaned.get(file)).slice(from, to))]),
  }));
}

/**
 * @param {import("../engine/client.js").Client} client @param {Entry} entry @param {Parts["parts"]} parts @param {number|null} most
 * @param {import("../model/protocol.js").RowsInError} rowsInError @param {(at: number) => string} named
 */
async function workbooks(client, { index }, parts, most, rowsInError, named) {
  const made = [];
  let first = 0;
  for (const [at, { records }] of parts.entries()) {
    const { blob } = await client.write(index, "xlsx", { rowsInError, part: [first, records] });
    // Only when it is packed is it known how long a workbook is.
    if (most !== null && blob.size > most) throw new Failure("refused", null, `${named(at)}: ${blob.size} > ${most}`);
    made.push({ name: named(at), blob });
    first += records;
  }
  return made;
}

/** @param {{name: string, blob: Blob}[]} parts @param {Entry} entry @param {"cleaned"|"xlsx"} what @param {(detail: object) => void} announce */
const filesOf = (parts, { file, report }, what, announce) => parts.map(({ name, blob }) => {
  announce({ name, what, file, made: Promise.resolve({ blob, account: null }), acknowledged: report?.acknowledged });
  return new File([blob], name, { type: endingOf(what).type });
});

/**
 * What a form gets of one file.
 * @param {import("../engine/client.js").Client} client @param {Entry} entry @param {"cleaned"|"xlsx"} what
 * @param {import("../model/protocol.js").RowsInError} rowsInError @param {string} name @param {(detail: object) => void} announce
 * @param {boolean} [single] whether one file is all that is taken
 */
export const sentParts = async (client, entry, what, rowsInError, name, announce, single) =>
  filesOf(await partFiles(client, [entry], what, rowsInError, name, single), entry, what, announce);

/**
 * Commands the cleaned file to the browser: one file, or all parts in one.
 * @param {import("../engine/client.js").Client} client @param {import("../view/screen.js").Screen} screen @param {Entry} entry
 * @param {"cleaned"|"xlsx"} what @param {import("../model/protocol.js").RowsInError} rowsInError
 * @param {(detail: object) => void} announce @param {(file: File, name: string) => void} save
 */
export async function saveParts(client, screen, entry, what, rowsInError, announce, save) {
  const { t } = screen.context();
  const files = await sentParts(client, entry, what, rowsInError, entry.nameWith(endingOf(what).ending), announce);
  const all = () => storedZip(files.map((blob) => ({ name: blob.name, blob })));
  const [file] = files;
  const one = files.length === 1 && file ? file : new File([await all()], entry.nameWith(".zip"));
  save(one, one.name);
  screen.say(t("downloaded", { name: one.name }), true);
}
