/**
 * What the user corrected about readings, kept in this browser by import. It answers what the engine asks, and never
 * overrules what the file itself makes clear.
 *
 * @typedef {import("../model/protocol.js").ReadingOptions} ReadingOptions
 */
const KEY = "import-checker-readings";

/** @returns {Record<string, ReadingOptions>} */
function stored() {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof all === "object" && all ? all : {};
  } catch {
    // A browser may deny the store, or hold something else in it: then nothing is remembered.
    return {};
  }
}

/** @param {string|null|undefined} id @param {ReadingOptions} answer */
export function rememberAnswer(id, answer) {
  if (!id) return;
  const all = stored();
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...all, [id]: { ...all[id], ...answer } }));
  } catch {
    // As above.
  }
}

/** Earlier answers to what a report asks about the reading. @param {import("../model/protocol.js").Report} report @returns {ReadingOptions|null} */
export function answersTo({ import: id, reading }) {
  const wishes = Object.entries(stored()[id?.name ?? ""] ?? {}).filter(
    ([part]) => /** @type {any} */ (reading)?.[part]?.confidence === "ask",
  );
  return wishes.length ? Object.fromEntries(wishes) : null;
}
