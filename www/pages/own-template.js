/**
 * A template of one's own: the header row of the file that the customer downloaded, whose names and order a definition
 * takes over. Rules and other imports go on naming the fields as before.
 *
 * @typedef {import("../model/protocol.js").Definition & {fields: any[]}} Definition
 */

/**
 * The definition with the headings of a template.
 * @param {Definition} definition
 * @param {import("../model/protocol.js").Column[]} columns of the template, as a check found them
 */
export function takeOver(definition, columns) {
  // A further column of a field that may be repeated is known without being listed.
  const named = columns.filter((column, at) =>
    column.heading.trim() && !(column.field && columns.findIndex((one) => one.field === column.field) < at));
  const fieldOf = (/** @type {import("../model/protocol.js").Column} */ column) => definition.fields.find((field) => field.name === column.field);
  const taken = named.map((column) => {
    const heading = column.heading.trim();
    const field = fieldOf(column);
    return field ? { ...field, heading, inTemplate: true } : { name: heading, title: heading, type: "string" };
  });
  const rest = definition.fields.filter((field) => !named.some((column) => column.field === field.name));
  return {
    ...definition,
    version: `${definition.version}-own`,
    fields: [...taken, ...rest.map((field) => ({ ...field, inTemplate: false }))],
    // Rows that were left in another template say nothing about this one.
    samples: [],
  };
}
