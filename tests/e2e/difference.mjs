/**
 * Checks the change log against the two files it stands between, without any code of the checker: the user's file
 * with every entry of the log carried out must be the cleaned file, cell by cell, and every entry must tell a
 * difference. `node tests/e2e/difference.mjs INPUT CLEANED CHANGES [CHARACTER-SET] [DELIMITER]` says what does not
 * agree.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** @param {string} text @param {string} delimiter @returns {string[][]} */
export function parse(text, delimiter = ",") {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let quoted = false;
  const end = () => {
    row.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') at++, (cell += '"');
    else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === delimiter) end();
    else if (letter === "\n") end(), rows.push(row), (row = []);
    else if (letter !== "\r") cell += letter;
  }
  if (cell || row.length) end(), rows.push(row);
  return rows;
}

/**
 * @typedef {{row: number, column: string, cell: string, field: string, before: string, after: string, code: string}} Change
 * @typedef {{number: number, cells: Map<string, string>}} Line a row on its way, by the fields of the cleaned file
 */

/** @param {string} text @returns {Change[]} */
function changesOf(text) {
  const [head = [], ...rows] = parse(text);
  return rows.map((row) => {
    const entry = Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""]));
    return /** @type {any} */ ({ ...entry, row: Number(entry.row) });
  });
}

/** @param {string} letters @returns {number} 0 for A */
const columnOf = (letters) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;

/**
 * @param {{input: string, cleaned: string, changes: string, delimiter?: string, header: number}} files texts, and the number of the header row
 * @returns {string[]} what does not agree
 */
export function differences({ input, cleaned, changes, delimiter = ",", header }) {
  /** @type {string[]} */
  const faults = [];
  const log = changesOf(changes);
  const rows = parse(input, delimiter);
  const [fields = [], ...written] = parse(cleaned);
  const places = placesOf(rows[header - 1] ?? [], fields, log, header, faults);
  const lines = ordered(linesOf(rows, places, header), log);
  const byNumber = new Map(lines.map((line) => [line.number, line]));
  for (const change of log.filter((one) => one.field && one.row !== header)) carryOut(change, byNumber, places, faults);
  compare(lines, written, fields, rows[header - 1] ?? [], places, faults);
  return faults;
}

/**
 * In which column of the file each field stands; renamed headings are in the log.
 * @param {string[]} headings @param {string[]} fields @param {Change[]} log @param {number} header @param {string[]} faults
 */
function placesOf(headings, fields, log, header, faults) {
  /** @type {Map<string, number>} */
  const places = new Map();
  for (const change of log.filter((one) => one.row === header)) {
    if (headings[columnOf(change.column)] !== change.before) faults.push(`heading ${change.cell}: ${change.before}`);
    places.set(change.field, columnOf(change.column));
  }
  for (const field of fields) if (!places.has(field)) places.set(field, headings.indexOf(field));
  return places;
}

/** @param {string[][]} rows @param {Map<string, number>} places @param {number} header @returns {Line[]} */
function linesOf(rows, places, header) {
  const numbered = rows.map((cells, at) => ({ number: at + 1, cells }));
  const records = numbered.slice(header).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  return records.map(({ number, cells }) => ({
    number,
    cells: new Map([...places].map(([field, at]) => [field, cells[at] ?? ""])),
  }));
}

/** Rows moved and left out as the log says. @param {Line[]} lines @param {Change[]} log @returns {Line[]} */
function ordered(lines, log) {
  const gone = new Set(log.filter((one) => one.after === "deleted" && !one.field).map((one) => one.row));
  const moves = log.filter((one) => /^below row \d+$|^first row$/.test(one.after) && !one.field);
  const moved = new Map(moves.map((one) => [one.row, Number(/\d+/.exec(one.after)?.[0] ?? 0)]));
  const kept = lines.filter((line) => !gone.has(line.number));
  const order = kept.filter((line) => !moved.has(line.number));
  let rest = kept.filter((line) => moved.has(line.number));
  while (rest.length) {
    const placed = rest.filter((line) => {
      const after = moved.get(line.number) ?? 0;
      const at = order.findIndex((one) => one.number === after);
      if (after && at < 0) return false;
      let to = at + 1;
      // Several rows below the same one stand there in the order of the log.
      while (order[to] && moved.get(order[to]?.number ?? 0) === after) to++;
      order.splice(to, 0, line);
      return true;
    });
    if (!placed.length) return [...order, ...rest];
    rest = rest.filter((line) => !placed.includes(line));
  }
  return order;
}

/** @param {Change} change @param {Map<number, Line>} lines @param {Map<string, number>} places @param {string[]} faults */
function carryOut(change, lines, places, faults) {
  const line = lines.get(change.row);
  const where = change.cell || `row ${change.row}, ${change.field}`;
  if (!line) return void faults.push(`${where}: no such row`);
  if (change.column && columnOf(change.column) !== places.get(change.field)) faults.push(`${where}: ${change.field} stands elsewhere`);
  const found = line.cells.get(change.field);
  if (found !== change.before) faults.push(`${where}: the file has “${found}”, the log “${change.before}”`);
  if (change.before === change.after) faults.push(`${where}: nothing changes`);
  line.cells.set(change.field, change.after);
}

/** @param {Line[]} lines @param {string[][]} written @param {string[]} fields @param {string[]} headings @param {Map<string, number>} places @param {string[]} faults */
function compare(lines, written, fields, headings, places, faults) {
  // Headings that are repeated among the rows are no records.
  const repeated = (/** @type {Line} */ line) => fields.every((field) => {
    const heading = headings[places.get(field) ?? -1];
    return heading === undefined || line.cells.get(field) === heading;
  });
  const records = lines.filter((line) => !repeated(line));
  if (records.length !== written.length) faults.push(`${records.length} records in the file, ${written.length} in the cleaned one`);
  records.forEach((line, at) => {
    const row = written[at] ?? [];
    fields.forEach((field, column) => {
      const wanted = line.cells.get(field) ?? "";
      if (wanted !== (row[column] ?? "")) faults.push(`row ${line.number}, ${field}: “${wanted}” by the log, “${row[column]}” in the cleaned file`);
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [input = "", cleaned = "", changes = "", encoding = "utf-8", delimiter = ",", header = "1"] = process.argv.slice(2);
  const text = new TextDecoder(encoding).decode(readFileSync(input));
  const faults = differences({
    input: text, cleaned: readFileSync(cleaned, "utf8"), changes: readFileSync(changes, "utf8"), delimiter, header: Number(header),
  });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length ? 1 : 0;
}
