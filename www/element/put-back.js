/**
 * Rows in error that were corrected elsewhere take their places again in the file that they are of, as if somebody had typed
 * there; all rows are checked together.
 *
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("../locales/deferred.js").Words} Words
 */
import { askPutBack, askRows } from "../view/put-back.js";
import { MOST_CELLS } from "../model/entry.js";

/** The columns that we add to such rows: the numbers by which they are known again, and the reasons. */
const ROW = /^(Row \(import check\)|Ligne \(contrôle d’import\))$/;
const OURS = /\((import check|contrôle d’import)\)$/;

/** The headings of a file that are not ours. @param {Entry} entry */
const headings = ({ report }) => (report?.columns ?? []).map(({ heading }) => heading.trim()).filter((heading) => heading && !OURS.test(heading));

/** Whether a file is one of rows in error. @param {Entry} entry */
const areRows = ({ report }) => report?.columns.some(({ heading }) => ROW.test(heading.trim())) ?? false;

/** The file that rows in error are of: one with all of their columns. @param {Entry[]} entries @param {Entry} rows */
function fileOf(entries, rows) {
  const wanted = headings(rows);
  return entries.find((one) => one !== rows && one.report && !one.summary && !areRows(one) && wanted.every((heading) => headings(one).includes(heading)));
}

/**
 * After a check: asks about a new file that looks like rows in error of another one that is there.
 * @param {Controller} owner @param {Words} words @param {Entry} rows
 */
export async function offerPutBack(owner, words, rows) {
  const { fileSet, screen } = owner;
  if (!("corrected" in fileSet.client) || rows.summary || !areRows(rows)) return;
  const entry = fileOf(fileSet.entries, rows);
  if (!entry) return;
  const about = { rows: rows.file.name, file: entry.file.name, count: rows.report?.records.onFile ?? 0 };
  if (!(await askPutBack(words, screen.element, about)) || !fileSet.entries.includes(rows) || !fileSet.entries.includes(entry)) return;
  if (!(await putBack(owner, words, entry, rows.file))) return;
  fileSet.remove(fileSet.entries.indexOf(rows));
  fileSet.active = fileSet.entries.indexOf(entry);
  screen.forget();
  await owner.check();
  owner.focus();
}

/** Asks for the file of such rows. @param {Controller} owner @param {Words} words */
export async function choosePutBack(owner, words) {
  const { entry } = owner.fileSet;
  const file = entry?.report && await askRows(owner.texts, words, owner.screen.element);
  if (!entry || !file || !owner.fileSet.entries.includes(entry)) return;
  if (await putBack(owner, words, entry, file)) await owner.check();
}

/**
 * Writes what was corrected into a file, as one step that can be undone.
 * @param {Controller} owner @param {Words} words @param {Entry} entry @param {File} rows
 * @returns {Promise<boolean>} whether the rows fit; else it was said why not
 */
async function putBack(owner, words, entry, rows) {
  const { fileSet, screen } = owner;
  /** @type {import("../model/protocol.js").CellText[]} */
  let texts;
  try {
    texts = await fileSet.client.corrected(entry.index, { name: rows.name, rows });
  } catch (error) {
    screen.say(`${rows.name}: ${/** @type {{detail?: string}} */ (error).detail ?? String(error)}`, true);
    return false;
  }
  if (texts.length > MOST_CELLS) {
    screen.say(owner.texts.t("tooManyCells"), true);
    return false;
  }
  if (texts.length) entry.history.add({ kind: "texts", texts });
  screen.say(texts.length ? words("putBackDone", { count: texts.length }) : words("putBackSame"), true, true);
  return true;
}
