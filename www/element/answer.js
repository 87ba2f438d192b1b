/**
 * What the receiving system answered to a cleaned file, given by the person who has it: the engine reads it, and its
 * errors stand at the rows and cells of the user's own file, each until its row is touched. Nothing is sent again before
 * the next check.
 *
 * @typedef {import("../model/protocol.js").Report} Report
 * @typedef {import("./controller.js").Controller} Controller
 */
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

/**
 * The parts that the cleaned file of one file goes out in; none where nothing would.
 * @param {import("../engine/client.js").Client} client @param {import("../model/entry.js").Entry} entry @param {import("../model/protocol.js").RowsInError} rowsInError
 * @returns {Promise<{records: number}[]>}
 */
async function partsSent(client, { index }, rowsInError) {
  const sent = rowsInError === "block" ? "drop" : rowsInError;
  const made = await client.write(index, "parts", { rowsInError: sent, files: [index] }).catch(() => null);
  return /** @type {import("./parts.js").Parts|undefined} */ (made?.account)?.parts ?? [];
}

/** @param {Controller} owner @param {import("../locales/deferred.js").Words} words */
export async function takeAnswer(owner, words) {
  const { fileSet, screen, texts } = owner;
  const { entry, client } = fileSet;
  const before = entry?.report;
  if (!entry || !before) return;
  const again = () => {
    refusals.delete(entry);
    entry.history.add({ kind: "wentIn", list: "", count: 0 });
    void owner.check();
  };
  const rowsInError = owner.host.rowsInError ?? entry.rowsInError ?? "drop";
  const parts = before.parts ? await partsSent(client, entry, rowsInError) : [];
  if (entry.report !== before) return;
  const given = await askAnswer(texts, words, screen.element, parts.length, entry.history.wentIn() ? again : null);
  if (!given) return;
  const { answer, name, firstRow, part: at } = given;
  const first = parts.slice(0, at - 1).reduce((sum, { records }) => sum + records, 0);
  const own = parts[at - 1];
  /** @type {import("../model/protocol.js").Answered} */
  let answered;
  try {
    answered = await client.answer(entry.index, { answer, name, firstRow, rowsInError, ...(own ? { part: [first, own.records] } : {}) });
  } catch (error) {
    return screen.say(/** @type {{detail?: string}} */ (error).detail ?? String(error), true);
  }
  // Another check has said more meanwhile.
  if (entry.report !== before || fileSet.busy) return;
  const { report, refused, others, unplaced, wentIn } = answered;
  // What was answered was sent.
  void noteDone(owner, entry, "sent", words).catch(() => {});
  if (!refused && !unplaced && !report.counts["A130"]) return screen.say(words("answerWell"), true);
  // What the page has added to the columns stays.
  entry.report = { ...report, columns: before.columns, refused: true };
  entry.firstLook(report);
  const isRefusal = (/** @type {{code: string, severity: string}} */ { code, severity }) => severity === "error" && /^A1/.test(code);
  refusals.set(entry, { done: entry.history.done.length, findings: report.findings.filter(isRefusal), groups: report.groups.filter(isRefusal) });
  owner.select(fileSet.entries.indexOf(entry));
  owner.focus();
  screen.say(words("refusedRows", { count: refused }), true);
  if (wentIn && others && await askWentIn(words, screen.element, { refused, others })) {
    entry.history.add({ kind: "wentIn", list: wentIn, count: others });
    screen.say(words("wentInDone"), true);
  }
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
  if (choice === "include") return true;
  entry.history.add({ kind: "delete", rows });
  await check();
  screen.say(screen.context().t("did_delete", { count: rows.length }), true, true);
  return entry.report !== null && !entry.report.refused;
}
