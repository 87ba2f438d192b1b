/**
 * What the engine says of a definition that the page brings along.
 */
import { partsOf } from "../model/definition-parts.js";

/** @typedef {import("./configuration.js").Fault} Fault */

/**
 * What is said of a definition of the page's own; nothing where the client cannot ask the engine.
 * @param {import("./controller.js").Controller} owner @param {object} definition
 * @returns {Promise<{fault: Fault|null, remarks: Fault[]}|null>}
 */
export async function judgeDefinition(owner, definition) {
  const parts = partsOf(definition);
  const all = await Promise.all(parts.map((one, at) => judgePart(owner, one, parts.length > 1 ? `definition[${at}]` : "definition")));
  const said = all.filter((one) => one !== null);
  return said.length ? { fault: said.find(({ fault }) => fault)?.fault ?? null, remarks: said.flatMap(({ remarks }) => remarks) } : null;
}

/** @param {import("./controller.js").Controller} owner @param {object} definition @param {string} at where it stands */
async function judgePart(owner, definition, at) {
  const said = await /** @type {any} */ (owner.fileSet.client).checkDefinition?.({ name: "own", ...definition }, owner.terms().lang).catch(() => null);
  if (!said) return null;
  const fault = said.reason ? { place: `${at}.${said.place}`, reason: [said.reason, said.allowed?.length && `(${said.allowed.join(", ")})`].filter(Boolean).join(" ") } : null;
  // What only describes, and what the definition itself says to pass over, needs no word.
  const told = (said.remarks ?? []).filter((/** @type {{class: string}} */ remark) => remark.class !== "descriptive" && remark.class !== "named");
  const remarks = told.map((/** @type {{class: string, place: string, reason: string}} */ { class: kind, place, reason }) => ({ place: `${at}.${place}`, reason: kind === "unknown" ? "is unknown and changes nothing" : reason }));
  return { fault, remarks };
}
