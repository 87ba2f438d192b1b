/** What the owner of a page said of names that do not exist. */

/** @typedef {import("./configuration.js").Fault} Fault */
/** @typedef {import("../model/protocol.js").BuiltIn} BuiltIn */

/** What an attribute may say. Another word counts as if the attribute were not there, which is the strictest. @type {Record<string, string[]>} */
const WORDS = { "rows-in-error": ["block", "drop", "include"], format: ["csv", "xlsx"], parts: ["workbooks", ""] };

/** Attributes whose words nobody knows. @param {HTMLElement} host @returns {Fault[]} */
export function unknownWords(host) {
  const given = Object.entries(WORDS).map(([name, words]) => ({ name, words, word: host.getAttribute(name) }));
  return given.filter(({ words, word }) => word !== null && !words.includes(word))
    .map(({ name, words, word }) => ({ place: name, reason: `is “${word}” and changes nothing. It may be ${words.map((one) => one || "empty").join(", ")}` }));
}

/**
 * Names that nothing in the definitions bears: nothing comes of what was said about them.
 * @param {BuiltIn[]} definitions those that may be checked against @param {{lists: object, settings: object, existing: object}} given
 * @returns {Fault[]}
 */
export function unknownNames(definitions, { lists, settings, existing }) {
  const all = definitions.map(({ definition }) => definition);
  const fields = all.flatMap((one) => (one.fields ?? []).map(({ name }) => name));
  const names = all.flatMap((one) => (one.settings ?? []).map(({ name }) => name));
  const imports = definitions.flatMap(({ id, definition }) => [id, ...(definition.foreignKeys ?? []).map((key) => key.reference.resource)]);
  const unknown = (/** @type {string} */ place, /** @type {object} */ said, /** @type {string[]} */ known) =>
    Object.keys(said).filter((name) => !known.includes(name)).map((name) => ({ place: `${place}.${name}`, reason: `is unknown and changes nothing. There are ${known.join(", ") || "none"}` }));
  return [...unknown("lists", lists, fields), ...unknown("settings", settings, names), ...unknown("existing", existing, imports)];
}
