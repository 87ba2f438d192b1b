/** What a report says as a whole. */

/** @typedef {import("./protocol.js").Report} Report */
/** @typedef {import("./protocol.js").Group} Group */

/** Whether a group is an error of the file or of its columns, and of no row. @param {Group} group */
const isWhole = (group) => group.severity === "error" && /^[FS]\d/.test(group.code);

/** The problem of the whole file that comes first, if no row can go anywhere because of it. @param {Report} report @returns {Group|null} */
export function blockerOf(report) {
  if (report.verdict !== "errors" || report.records.ready) return null;
  return report.groups.find((group) => isWhole(group) && !/^S2/.test(group.code)) ?? null;
}

/** Without a single record that could be written there is no cleaned file. @param {Report} report */
export function cleanable(report) {
  if (report.verdict === "unreadable") return false;
  return report.records.ready > 0 || !report.groups.some(isWhole);
}

/** The cause that another one goes with: as long as it waits for somebody, the other need not be looked at. @param {Group} group @param {Group[]} causes @returns {Group|undefined} */
export const leaderOf = (group, causes) => causes.find((one) => group.follows?.some(({ code, field }) => one.code === code && one.field === field));

/** What a person has to settle; the others go with it. @param {Group[]} causes */
export const ownCauses = (causes) => causes.filter((one) => !leaderOf(one, causes));
