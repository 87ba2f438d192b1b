/** Several downloads in one ZIP. */

import { storedZip } from "../model/stored-zip.js";
import { partFiles } from "./parts.js";

/** @typedef {import("../model/entry.js").Entry} Entry */

/** Bytes in which the headings of a cleaned file are looked for. */
const HEADINGS = 1 << 20;

/** Where the first line of a table ends; a line break between quotation marks does not end it. @param {Uint8Array} bytes */
function lineEnd(bytes) {
  let quoted = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte === 34) quoted = !quoted;
    if (byte === 10 && !quoted) return at + 1;
  }
  return -1;
}

/**
 * Cleaned files in one, with a note that says of each what it is. Those of one table are one file, in which the headings
 * stand once; those with other columns stay apart. What is longer than its import takes is in parts.
 * @typedef {{name: string, blob: Blob, entries: Entry[], what: "cleaned"|"xlsx"|undefined}} Out
 * @param {{name: string, blob: Blob, table: string|undefined, about: string, entry?: Entry, what?: "cleaned"|"xlsx"}[]} files
 * @param {string[]} lines what the note begins with @param {string} noteName
 * @param {import("../engine/client.js").Client} [client] where the files of a check are meant
 */
export async function zipOf(files, lines, noteName, client) {
  /** @type {Map<string, {parts: Blob[], at: Out}>} */
  const tables = new Map();
  /** @type {Out[]} */
  const out = [];
  for (const { name, blob, table, about, entry, what } of files) {
    const bytes = new Uint8Array(await blob.slice(0, HEADINGS).arrayBuffer());
    const end = table === undefined ? -1 : lineEnd(bytes);
    const key = `${table} ${new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)))}`;
    const before = end < 0 ? undefined : tables.get(key);
    if (before) {
      before.parts.push(blob.slice(end));
      before.at.blob = new Blob(before.parts);
      if (entry) before.at.entries.push(entry);
      lines.push(`${before.at.name}: ${about}`);
      continue;
    }
    const at = { name, blob, entries: entry ? [entry] : [], what };
    out.push(at);
    if (about) lines.push(`${name}: ${about}`);
    if (end >= 0) tables.set(key, { parts: [blob], at });
  }
  const note = new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain" });
  const all = await Promise.all(out.map((one) => client && one.what && one.entries[0]?.report?.parts ? partFiles(client, one.entries, one.what, "drop", one.name) : [one]));
  return storedZip([...(lines.length ? [{ name: noteName, blob: note }] : []), ...all.flat()]);
}
