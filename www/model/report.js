/** What a report says as a whole. */

/** @typedef {import("./protocol.js").Report} Report */
/** @typedef {import("./protocol.js").Group} Group */

/** The problem of the whole file that comes first, if no row can go anywhere because of it. @param {Report} report @returns {Group|null} */
export function blockerOf(report) {
  if (report.verdict !== "errors" || report.records.ready) return null;
  return report.groups.find((group) => group.severity === "error" && /^[FS]\d/.test(group.code) && !/^S2/.test(group.code)) ?? null;
}

/** Without a single record that could be written there is no cleaned file. @param {Report} report */
export function cleanable(report) {
  if (report.verdict === "unreadable") return false;
  const wholeFile = report.groups.some((group) => group.severity === "error" && /^[FS]\d/.test(group.code));
  return !(wholeFile && report.records.ready === 0);
}
