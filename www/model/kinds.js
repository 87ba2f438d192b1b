/** What kind of value a field holds, as the name of its text. */

/** @typedef {"kind_text"|"kind_list"|"kind_number"|"kind_date"|"kind_boolean"} Kind */

/** @type {Record<string, Kind>} */
const KINDS = { number: "kind_number", integer: "kind_number", date: "kind_date", datetime: "kind_date", boolean: "kind_boolean" };

/** @param {import("./protocol.js").Field} field @returns {Kind} */
export const kindOf = (field) => (Array.isArray(field.constraints?.enum ?? field.categories) ? "kind_list" : KINDS[field.type ?? ""] ?? "kind_text");
