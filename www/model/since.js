/**
 * What became of the causes of a file since it was checked before: by code and field, from counts alone.
 *
 * @typedef {{code: string, field: string|null, title: string, count: number}} CauseCount One cause, and in how many places it was.
 * @typedef {{cause: CauseCount, fixed: number, still: number, fresh: number}} CauseChange
 * @typedef {{at: number|null, fixed: number, still: number, fresh: number, causes: CauseChange[]}} Since `at`: when that
 *   was, in milliseconds; null for the file that was replaced just now.
 */

/** Causes that are kept of a file; what is beyond is not compared. */
const MOST = 200;

/** @param {import("./protocol.js").Group[]} groups @returns {CauseCount[]} */
export const countsOf = (groups) => groups.slice(0, MOST).map(({ code, field, title, count }) => ({ code, field, title, count }));

/** The same cause in the same field. @param {CauseCount} one */
const keyOf = ({ code, field }) => `${code}:${field ?? ""}`;

/**
 * Compares the causes of two checks. Counts tell how many, not which: what was set right in one place and broken in
 * another counts as still there.
 * @param {number|null} at @param {CauseCount[]} before @param {CauseCount[]} now
 * @returns {Since|null} nothing where neither had any
 */
export function sinceThen(at, before, now) {
  const keys = new Set([...before, ...now].map(keyOf));
  const causes = [...keys].map((key) => {
    const old = before.find((one) => keyOf(one) === key);
    const own = now.find((one) => keyOf(one) === key);
    const [was, is] = [old?.count ?? 0, own?.count ?? 0];
    return { cause: /** @type {CauseCount} */ (own ?? old), fixed: Math.max(0, was - is), still: Math.min(was, is), fresh: Math.max(0, is - was) };
  });
  if (!causes.length) return null;
  const sum = (/** @type {"fixed"|"still"|"fresh"} */ kind) => causes.reduce((all, one) => all + one[kind], 0);
  return { at, fixed: sum("fixed"), still: sum("still"), fresh: sum("fresh"), causes };
}
