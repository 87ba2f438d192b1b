/**
 * Which column is which, as the user said it, kept in this browser by import and headings: a file with the same headings
 * is matched the same way.
 *
 * @typedef {import("../model/protocol.js").ColumnMapping} ColumnMapping
 * @typedef {import("../model/protocol.js").Report} Report
 */
const KEY = "import-checker-matches";

/** Matches that are kept; the oldest go first. */
const MOST = 50;

/** @typedef {{columns: ColumnMapping[], kept: string[]}} Match `kept`: headings of columns that are kept besides the fields. */

/** @returns {Record<string, Match>} */
function stored() {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof all === "object" && all ? all : {};
  } catch {
    // A browser may deny the store, or hold something else in it: then nothing is remembered.
    return {};
  }
}

/** The import and its headings as one text. @param {Report} report */
const nameOf = ({ import: id, columns }) => JSON.stringify([id?.name ?? "", ...columns.map((one) => one.heading ?? "")]);

/** @param {Report} report @param {Match|null} match nothing forgets what was said */
export function rememberMatch(report, match) {
  const all = stored();
  const name = nameOf(report);
  delete all[name];
  if (match?.columns.length || match?.kept.length) all[name] = match;
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-MOST))));
  } catch {
    // As above.
  }
}

/**
 * What was said of a file with the same headings; nothing if the import has changed since so that it does not fit.
 * @param {Report} report @param {{name: string}[]} fields of the import @returns {Match|null}
 */
export function matchOf(report, fields) {
  const found = stored()[nameOf(report)];
  const known = (/** @type {any} */ one) => one?.to === null || fields.some((field) => field.name === one?.to);
  return Array.isArray(found?.columns) && Array.isArray(found.kept) && found.columns.every(known) ? found : null;
}
