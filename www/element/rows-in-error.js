/** What becomes of rows in error when the cleaned file is made: the question, and what is done with the answer. */
import { askRowsInError } from "../view/ask.js";

/**
 * What becomes of rows in error when the cleaned file is made, as the user says.
 * @param {import("../model/entry.js").Entry} entry @param {import("../view/screen.js").Screen} screen
 * @param {() => Promise<void>} check checks again
 */
export async function settleRowsInError(entry, screen, check) {
  const { report } = entry;
  const answer = report && (await askRowsInError(screen.context().texts, screen.element, report));
  if (!answer) return;
  entry.rowsInError = answer;
  // In how many parts it goes out, and what it would change, is told of what goes out.
  if (!report.parts && !report.forecast) return;
  await check();
  const over = entry.report?.findings.find(({ code }) => code === TOO_MUCH);
  if (answer !== "include" || !over || (entry.report?.counts[TOO_MUCH] ?? 0) <= (report.counts[TOO_MUCH] ?? 0)) return;
  // With these rows it is more than the import takes at a time, so the question is open again.
  entry.rowsInError = null;
  screen.say(over.message, true);
}

/** There is more than the import takes at a time. */
const TOO_MUCH = "F870";
