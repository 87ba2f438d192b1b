/**
 * What the receiving system answered to a cleaned file, given by the person who has it: the engine reads it, and its
 * errors stand at the rows and cells of the user's own file. Nothing is sent again before the next check.
 *
 * @typedef {import("../model/protocol.js").Report} Report
 * @typedef {import("./controller.js").Controller} Controller
 */
import { askAnswer, askWentIn } from "../view/answer.js";

/** @param {Controller} owner @param {import("../locales/deferred.js").Words} words */
export async function takeAnswer(owner, words) {
  const { fileSet, screen, texts } = owner;
  const { entry, client } = fileSet;
  const before = entry?.report;
  if (!entry || !before) return;
  const again = () => {
    entry.history.add({ kind: "wentIn", list: "", count: 0 });
    void owner.check();
  };
  const given = await askAnswer(texts, words, screen.element, entry.history.wentIn() ? again : null);
  if (!given) return;
  const { answer, name, firstRow } = given;
  const rowsInError = owner.host.rowsInError ?? entry.rowsInError ?? "drop";
  /** @type {import("../model/protocol.js").Answered} */
  let answered;
  try {
    answered = await client.answer(entry.index, { answer, name, firstRow, rowsInError });
  } catch (error) {
    return screen.say(/** @type {{detail?: string}} */ (error).detail ?? String(error), true);
  }
  // Another check has said more meanwhile.
  if (entry.report !== before || fileSet.busy) return;
  const { report, refused, others, unplaced, wentIn } = answered;
  if (!refused && !unplaced && !report.counts["A130"]) return screen.say(words("answerWell"), true);
  entry.report = { ...report, refused: true };
  entry.firstLook(report);
  owner.select(fileSet.entries.indexOf(entry));
  owner.focus();
  screen.say(words("refusedRows", { count: refused }), true);
  if (wentIn && others && await askWentIn(words, screen.element, { refused, others })) {
    entry.history.add({ kind: "wentIn", list: wentIn, count: others });
    screen.say(words("wentInDone"), true);
  }
}
