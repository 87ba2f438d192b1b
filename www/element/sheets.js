/** Sheets of one workbook with the same headings: each is checked as a file of its own, and their rows go out as one table. */

import { storedZip } from "../model/stored-zip.js";

/** @typedef {import("../model/entry.js").Entry} Entry */

/** Bytes in which the headings of a cleaned file are looked for. */
const HEADINGS = 1 << 20;

/** Checks further sheets of the workbook that is looked at. @param {import("./controller.js").Controller} owner @param {string[]} names */
export function checkSheets(owner, names) {
  const { fileSet } = owner;
  const { entry } = fileSet;
  const own = entry?.report?.reading?.sheet?.value;
  if (!entry || !own) return;
  const { file, importId, settings, wishes, remembered, rowsInError } = entry;
  const oneTable = file.name;
  const at = fileSet.active;
  Object.assign(entry, { wishes: { ...wishes, sheet: own }, more: { ...entry.more, oneTable } });
  const [, stem = file.name, ending = ""] = /^(.*?)(\.[^.]*)?$/s.exec(file.name) ?? [];
  const choices = new Map(names.map((sheet) => [new File([file], `${stem} (${sheet})${ending}`, { type: file.type }), sheet]));
  fileSet.add([...choices.keys()], importId, settings, new Map([...choices].map(([copy, sheet]) =>
    [copy, { wishes: { ...wishes, sheet, headerRow: undefined }, answered: true, remembered, rowsInError, more: { ...entry.more, oneTable } }])));
  fileSet.active = at;
  void owner.check(true);
}

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
 * stand once; those with other columns stay apart.
 * @param {{name: string, blob: Blob, table: string|undefined, about: string}[]} files
 * @param {string[]} lines what the note begins with @param {string} noteName
 */
export async function zipOf(files, lines, noteName) {
  /** @type {Map<string, {parts: Blob[], at: {name: string, blob: Blob}}>} */
  const tables = new Map();
  /** @type {{name: string, blob: Blob}[]} */
  const out = [];
  for (const { name, blob, table, about } of files) {
    const bytes = new Uint8Array(await blob.slice(0, HEADINGS).arrayBuffer());
    const end = table === undefined ? -1 : lineEnd(bytes);
    const key = `${table} ${new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)))}`;
    const before = end < 0 ? undefined : tables.get(key);
    if (before) {
      before.parts.push(blob.slice(end));
      before.at.blob = new Blob(before.parts);
      lines.push(`${before.at.name}: ${about}`);
      continue;
    }
    const at = { name, blob };
    out.push(at);
    lines.push(`${name}: ${about}`);
    if (end >= 0) tables.set(key, { parts: [blob], at });
  }
  const note = new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain" });
  return storedZip([{ name: noteName, blob: note }, ...out]);
}
