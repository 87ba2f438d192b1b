/**
 * What the user corrected about readings, kept in this browser by import. It answers what the engine asks, and never
 * overrules what the file itself makes clear.
 *
 * @typedef {import("../model/protocol.js").Wishes} Wishes
 */
const KEY = "import-checker-readings";

/** @returns {Record<string, Wishes>} */
function known() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    // A browser may deny the store, or hold something else in it: then nothing is remembered.
    return {};
  }
}

/** @param {string|null|undefined} id @param {Wishes} wish */
export function remember(id, wish) {
  if (!id) return;
  const all = known();
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...all, [id]: { ...all[id], ...wish } }));
  } catch {
    // As above.
  }
}

/** Earlier answers to what a report asks. @param {import("../model/protocol.js").Report} report @returns {Wishes|null} */
export function recall({ import: id, reading }) {
  const wishes = Object.entries(known()[id?.name ?? ""] ?? {}).filter(
    ([part]) => /** @type {any} */ (reading)?.[part]?.confidence === "ask",
  );
  return wishes.length ? Object.fromEntries(wishes) : null;
}
