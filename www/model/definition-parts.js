/**
 * The definitions that an owner gave: one, a list of them, or the tables of a Data Package, whose names are those of its
 * resources.
 * @param {any} given @returns {any[]}
 */
export function partsOf(given) {
  if (Array.isArray(given)) return given;
  if (given?.fields || !Array.isArray(given?.resources)) return [given];
  return given.resources.filter((/** @type {any} */ one) => one?.schema)
    .map((/** @type {any} */ { name, title, schema }) => ({ ...name && { name }, ...title && { title }, ...schema }));
}
