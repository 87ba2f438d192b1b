/** The files that can be made of a check: how their names end, and what they are. */

/** Those that are no CSV under their own name. @type {Partial<Record<import("./protocol.js").Product, string>>} */
const NAMES = { xlsx: "cleaned.xlsx", annotated: "annotated.xlsx", report: "report.json", html: "report.html", summary: "summary.json" };
/** @type {Record<string, string>} */
const TYPES = {
  csv: "text/csv",
  json: "application/json",
  html: "text/html",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** How a file's name ends, and its type. @param {import("./protocol.js").Product} what */
export function endingOf(what) {
  const ending = `.${NAMES[what] ?? `${what}.csv`}`;
  return { ending, type: TYPES[ending.split(".").at(-1) ?? ""] ?? "" };
}
