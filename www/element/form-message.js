/**
 * Why a form does not get a file, in a sentence for each cause; and what of the file it gets, which the user confirms
 * before it is sent.
 *
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("../model/protocol.js").RowsInError} RowsInError
 * @typedef {import("../locales/texts.js").Texts["t"]} Translate
 */
import { cleanable } from "../view/downloads.js";

/** @typedef {"checking"|"failed"|"unreadable"|"errors"|"incomplete"|"ready"} State */

/** The worst first: what is said of all files together. @type {State[]} */
const WORST = ["checking", "failed", "unreadable", "errors", "incomplete", "ready"];

/** @param {Entry} entry @returns {State} */
const stateOf = (entry) => (entry.failure ? "failed" : (entry.report?.verdict ?? "checking"));

/** What all files together are. @param {Entry[]} entries @returns {State|"start"} */
export function overallState(entries) {
  const states = entries.map(stateOf);
  return WORST.find((state) => states.includes(state)) ?? "start";
}

/** Records that a form would not get although it gets the others. @param {Entry} entry @param {RowsInError} rowsInError */
export function leftOutOf(entry, rowsInError) {
  const { inError = 0, skipped = 0 } = entry.report?.records ?? {};
  return skipped + (rowsInError === "drop" ? inError : 0);
}

/** What of a file is sent and what is not; nothing where all of it is. @param {Entry} entry @param {RowsInError} rowsInError @param {Translate} t */
export function accountOf(entry, rowsInError, t) {
  const { onFile = 0, inError = 0, skipped = 0 } = entry.report?.records ?? {};
  const left = leftOutOf(entry, rowsInError);
  const parts = [
    left > 0 && t("leftOut", { count: left, total: onFile }),
    left > 0 && skipped > 0 && left > skipped && t("leftOutParts", { errors: inError, skipped }),
    left > 0 && left === skipped && t("leftOutSkipped"),
    rowsInError === "include" && inError > 0 && t("sentInError", { count: inError, total: onFile }),
  ];
  return parts.filter(Boolean).join(" ");
}

/** What the user has to confirm about a file, by name; nothing where there is nothing to ask. @param {Entry} entry @param {RowsInError} rowsInError */
function questionsOf(entry, rowsInError) {
  const { report } = entry;
  if (!report) return "";
  const errors = report.records.inError > 0 ? rowsInError : "";
  const incomplete = report.verdict === "incomplete" || report.notChecked.length ? "incomplete" : "";
  return [errors, incomplete].filter(Boolean).join(" ");
}

/** The user says that a file is to be sent as it is. @param {Entry} entry @param {RowsInError} rowsInError */
export function confirmEntry(entry, rowsInError) {
  entry.confirmed = questionsOf(entry, rowsInError);
}

/**
 * What keeps one file from the form.
 * @param {Entry} entry @param {RowsInError} rowsInError @param {Translate} t
 * @returns {{message: string, asks: boolean}|null} `asks` if the user may confirm it
 */
export function obstacleOf(entry, rowsInError, t) {
  const { report } = entry;
  const no = (/** @type {Parameters<Translate>[0]} */ key) => ({ message: t(key), asks: false });
  if (entry.failure) return no(entry.failure.kind === "definition" ? "formFault" : "formFailed");
  if (!report) return no("checkFirst");
  if (entry.summary) return no("formSummary");
  if (report.verdict === "unreadable") return no("formUnreadable");
  const errors = report.records.inError > 0;
  if (report.refused || !cleanable(report) || (report.verdict === "errors" && !errors)) return no("needsRepair");
  if (errors && (rowsInError === "block" || (rowsInError === "drop" && !report.records.ready))) return no("needsRepair");
  const questions = questionsOf(entry, rowsInError);
  if (!questions || entry.confirmed === questions) return null;
  const said = [errors && accountOf(entry, rowsInError, t), questions.includes("incomplete") && t("formAsks"), errors && t("formConfirm")];
  return { message: said.filter(Boolean).join(" "), asks: true };
}
