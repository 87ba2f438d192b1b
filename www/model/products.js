/** The files that can be made of a check: how their names end, and what they are. */

/** @type {Record<import("./protocol.js").Product, string>} */
const ENDINGS = {
  cleaned: ".cleaned.csv",
  xlsx: ".cleaned.xlsx",
  changes: ".changes.csv",
  report: ".report.json",
  rejected: ".rejected.csv",
  annotated: ".annotated.xlsx",
  html: ".report.html",
  summary: ".summary.json",
};
/** @type {Record<string, string>} */
const TYPES = {
  csv: "text/csv",
  json: "application/json",
  html: "text/html",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** How a file's name ends, and its type. @param {import("./protocol.js").Product} what */
export function endingOf(what) {
  const ending = ENDINGS[what];
  return { ending, type: TYPES[ending.split(".").at(-1) ?? ""] ?? "" };
}
