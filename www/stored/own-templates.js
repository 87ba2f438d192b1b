/** The definitions that this browser uses instead of the built-in ones, because a template of one's own was taken over. */

const KEY = "import-checker-templates";

/** By import. @returns {Record<string, any>} */
export function templates() {
  try {
    const all = JSON.parse(localStorage[KEY] ?? "{}");
    return typeof all === "object" && all ? all : {};
  } catch {
    // A browser may deny the store, or hold something else in it: then none is used.
    return {};
  }
}

/** @param {string} id @param {object|null} definition null goes back to the built-in one */
export function useTemplate(id, definition) {
  const all = templates();
  if (definition) all[id] = definition;
  else delete all[id];
  localStorage[KEY] = JSON.stringify(all);
}
