/**
 * What a host sets in definitions without writing one: how bad a finding is, and which values a column takes.
 *
 * @typedef {import("./protocol.js").BuiltIn} BuiltIn
 * @typedef {Record<string, "error"|"warning"|"notice"|"off">} Severities by code
 * @typedef {Record<string, (string|number)[]>} Lists the only values of a column, by the column's name
 */

/**
 * The definitions with what the host set written into them.
 * @param {BuiltIn[]} definitions
 * @param {{severities?: Severities, lists?: Lists}} host
 * @returns {BuiltIn[]}
 */
export function withOverrides(definitions, { severities = {}, lists = {} }) {
  if (!Object.keys(severities).length && !Object.keys(lists).length) return definitions;
  return definitions.map(({ id, definition }) => ({
    id,
    definition: {
      ...definition,
      severities: { ...definition.severities, ...severities },
      fields: definition.fields?.map((field) => (Object.hasOwn(lists, field.name) ? onlyValues(field, lists[field.name]) : field)),
    },
  }));
}

/** @param {import("./protocol.js").Field} field @param {(string|number)[]} [values] */
function onlyValues({ allowedSetting, ...field }, values) {
  return { ...field, constraints: { ...field.constraints, enum: values } };
}
