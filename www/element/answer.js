/**
 * What the receiving system answered to a cleaned file, given by the person who has it: the engine reads it, and its
 * errors stand at the rows and cells of the user's own file, each until its row is touched. Nothing is sent again before
 * the next check.
 *
 * @typedef {import("../model/protocol.js").Report} Report
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("./controller.js").Controller} Controller
 */
import { cleanable } from "../model/report.js";
import { askAnswer, askRefused, askWentIn } from "../view/answer.js";
import { wordsOf } from "../locales/deferred.js";
import { noteDone } from "./seen.js";
import { markRows, marked } from "./server-errors.js";

/**
 * What was refused and where, by file, with how much was done to the file until then.
 * @type {WeakMap<import("../model/entry.js").Entry, {done: number, findings: import("../model/protocol.js").Finding[], groups: import("../model/protocol.js").Group[]}>}
 */
const refusals = new WeakMap();

/** After a check, which knows nothing of it: what was refused still stands where nobody has touched the row. @param {Controller} owner */
export function keepRefusals(owner) {
  for (const entry of owner.fileSet.entries) {
    othersWentIn.delete(entry);
    const refused = refusals.get(entry);
    if (!refused || !entry.report) continue;
    const touched = new Set(entry.history.done.slice(refused.done).flatMap((step) =>
      step.kind === "texts" || step.kind === "answers" ? step.texts.map(({ row }) => row) : step.kind === "delete" ? step.rows : []));
    const findings = refused.findings.filter(({ row }) => row === null || !touched.has(row));
    // What is left is said of rows; what is said of the whole file was said of the file as it was.
    if (!findings.some(({ row }) => row !== null)) continue;
    const groups = refused.groups.flatMap((group) => {
      const count = findings.filter((one) => one.code === group.code && one.field === group.field).length;
      return count ? { ...group, count, shown: count } : [];
    });
    const { report } = entry;
    entry.report = { ...report, refused: true, verdict: "errors", findings: [...findings, ...report.findings], groups: [...groups, ...report.groups] };
    markRows(owner);
    marked.set(entry.report, findings);
  }
}

/** @typedef {import("../locales/deferred.js").Words} Words */
/** @typedef {{label: string, entries: Entry[], part?: [number, number]}} Sent What may have been sent, and so be answered. */

/** A longer answer is refused by the engine. In bytes. */
const LONGEST = 64 << 20;

/** Whether the user said that what an answer since the check did not name went in. @type {WeakMap<Entry, boolean>} */
const othersWentIn = new WeakMap();

/** What became of rows in error. @param {Controller["host"]} host @param {Entry} entry @returns {import("../model/protocol.js").RowsInError} */
const rowsOf = (host, entry) => host.rowsInError ?? entry.rowsInError ?? "drop";

/**
 * What some files went out as: each part of them, and all of it.
 * @param {Controller} owner @param {Words} words @param {Entry[]} entries @param {string} whole what all of it is called
 * @returns {Promise<Sent[]>}
 */
async function partsSent({ fileSet, host, texts }, words, entries, whole) {
  const all = { label: whole, entries };
  const [first] = entries;
  if (!first || !entries.some(({ report }) => report?.parts)) return [all];
  const rowsInError = rowsOf(host, first);
  const options = { rowsInError: rowsInError === "block" ? /** @type {const} */ ("drop") : rowsInError, files: entries.map(({ index }) => index), sent: true };
  const made = await fileSet.client.write(first.index, "parts", options).catch(() => null);
  const parts = /** @type {import("./parts.js").Parts|undefined} */ (made?.account)?.parts ?? [];
  if (parts.length < 2) return [all];
  let before = 0;
  const each = parts.map(({ records }, at) => {
    const part = /** @type {[number, number]} */ ([before, records]);
    before += records;
    return { label: words("answerOfPart", { number: texts.n(at + 1), count: parts.length }), entries, part };
  });
  return [...each, all];
}

/**
 * All that may have been answered, where a file is looked at: what its table went out as, and the file alone.
 * @param {Controller} owner @param {Words} words @param {Entry} entry @returns {Promise<Sent[]>}
 */
async function sentOf(owner, words, entry) {
  const { options: { oneTable }, report: own } = entry;
  const isOfTable = (/** @type {Entry} */ { options, report }) => options.oneTable === oneTable && report?.import?.name === own?.import?.name && report && cleanable(report);
  const table = oneTable === undefined ? [] : owner.fileSet.entries.filter(isOfTable);
  const alone = await partsSent(owner, words, [entry], words("answerOfAll"));
  if (table.length < 2 || !table.includes(entry)) return alone;
  const only = words("answerOfFile", { name: entry.file.name });
  const together = await partsSent(owner, words, table, words("answerOfTable", { count: table.length }));
  return [...together, ...alone.map((sent) => ({ ...sent, label: sent.part ? `${only}: ${sent.label}` : only }))];
}

/** Whether an answer is just what one of the files holds. @param {Blob} answer @param {Entry[]} entries */
async function isFile(answer, entries) {
  const same = answer.size < LONGEST ? entries.filter(({ file }) => file.size === answer.size) : [];
  for (const { file } of same) {
    const [bytes, own] = await Promise.all([answer, file].map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
    if (bytes?.every((byte, at) => byte === own?.[at])) return true;
  }
  return false;
}

/** @param {Controller} owner @param {Words} words */
export async function takeAnswer(owner, words) {
  const { fileSet, screen, texts } = owner;
  const { entry, client } = fileSet;
  const before = entry?.report;
  if (!entry || !before) return;
  const choices = await sentOf(owner, words, entry);
  if (entry.report !== before) return;
  const again = () => {
    for (const one of choices[0]?.entries ?? []) {
      refusals.delete(one);
      one.history.add({ kind: "wentIn", list: "", count: 0 });
    }
    void owner.check();
  };
  const given = await askAnswer(texts, words, screen.element, choices.map(({ label }) => label), entry.history.wentIn() ? again : null);
  const sent = given && choices[given.choice];
  if (!sent) return;
  const { answer, name, firstRow } = given;
  const { entries, part } = sent;
  const reports = entries.map(({ report }) => report);
  if (await isFile(answer, fileSet.entries)) return screen.say(words("answerIsFile"), true);
  /** @type {import("../model/protocol.js").Answered} */
  let answered;
  try {
    const earlierWentIn = entries.every((one) => othersWentIn.get(one));
    answered = await client.answer(entry.index, { answer, name, firstRow, rowsInError: rowsOf(owner.host, entry), files: entries.map(({ index }) => index), part, earlierWentIn });
  } catch (error) {
    return screen.say(/** @type {{detail?: string}} */ (error).detail ?? String(error), true);
  }
  // Another check has said more meanwhile.
  if (entries.some(({ report }, at) => report !== reports[at]) || fileSet.busy) return;
  const { refused, others, unplaced, unnamed, wentIn } = answered;
  // What was answered was sent.
  for (const one of entries) void noteDone(owner, one, "sent", words).catch(() => {});
  const note = (/** @type {boolean} */ went) => entries.forEach((one) => othersWentIn.set(one, went));
  if (!refused && !unplaced && !unnamed) {
    note(true);
    return screen.say(words("answerWell"), true);
  }
  for (const [at, one] of entries.entries()) showRefused(one, reports[at], answered.reports[at]);
  const first = entries.find((one) => refusals.get(one)?.findings.length) ?? entry;
  owner.select(fileSet.entries.indexOf(first));
  owner.focus();
  screen.say(refused ? words("refusedRows", { count: refused }) : words("answerNothing"), true);
  const went = wentIn !== null && others > 0 && (await askWentIn(words, screen.element, { refused, others }));
  note(went);
  if (!went) return;
  for (const one of entries) one.history.add({ kind: "wentIn", list: wentIn, count: others });
  screen.say(words("wentInDone"), true);
}

/** Takes what was refused of a file. @param {Entry} entry @param {Report|null|undefined} before @param {Report|undefined} report */
function showRefused(entry, before, report) {
  if (!before || !report) return;
  // What the page has added to the columns stays.
  entry.report = { ...report, columns: before.columns, refused: true };
  entry.firstLook(report);
  const isRefusal = (/** @type {{code: string, severity: string}} */ { code, severity }) => severity === "error" && /^A1/.test(code);
  refusals.set(entry, { done: entry.history.done.length, findings: report.findings.filter(isRefusal), groups: report.groups.filter(isRefusal) });
}

/**
 * Before a cleaned file is made of a file of which rows were refused: those that nobody has touched since stay out, or all of
 * it goes out as it is, as the user says.
 * @param {import("../model/entry.js").Entry} entry @param {import("../view/screen.js").Screen} screen @param {() => Promise<void>} check
 * @returns {Promise<boolean>} whether the file is to be made
 */
export async function settleRefused(entry, screen, check) {
  const { report } = entry;
  const findings = (report && marked.get(report)) ?? [];
  const rows = [...new Set(findings.flatMap(({ row }) => row ?? []))];
  const words = wordsOf(screen.context().texts);
  const choice = await askRefused(words, screen.element, rows.length);
  if (!choice || !entry.report) return false;
  // Another check has said more meanwhile.
  if (entry.report !== report) return !entry.report.refused || settleRefused(entry, screen, check);
  if (choice === "include") {
    // What went in, as the user said, stays out; all else goes.
    await check();
    return entry.report !== null;
  }
  entry.history.add({ kind: "delete", rows });
  await check();
  screen.say(screen.context().t("did_delete", { count: rows.length }), true, true);
  return entry.report !== null && !entry.report.refused;
}
