/** What the owner of a page said of names that do not exist. */

/** @typedef {import("./configuration.js").Fault} Fault */
/** @typedef {import("../model/protocol.js").BuiltIn} BuiltIn */

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
