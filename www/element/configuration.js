/**
 * What the owner of a page gave to an element: taken over as plain data, and looked at before a file is. What cannot be
 * understood is a fault, and an element with a fault checks nothing, because anything else would check something that
 * nobody asked for.
 *
 * @typedef {object} Fault
 * @property {string} place which attribute or property, and where in it, such as `lists.language`
 * @property {string} reason what is wrong with it, and what to do
 *
 * @typedef {import("../model/protocol.js").BuiltIn} BuiltIn
 */
import { partsOf } from "../model/definition-parts.js";
import ids from "../model/import-ids.js";

const LEVELS = ["error", "warning", "notice", "off"];

/** A message that names what was given. @param {unknown} value */
function shown(value) {
  const text = typeof value === "string" ? `“${value}”` : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/**
 * A copy without proxies, accessors and prototypes, as the worker can be sent it. Frameworks hand over proxies, which
 * no browser sends.
 * @param {unknown} value
 * @returns {any}
 * @throws {Error} with the place of what is no data
 */
export function plain(value, place = "", above = /** @type {unknown[]} */ ([])) {
  if (value === null || ["string", "boolean", "number", "undefined"].includes(typeof value)) return value;
  if (typeof value !== "object") throw new Error(`${place || "it"} is a ${typeof value}, and only plain data can be taken`);
  if (above.includes(value)) throw new Error(`${place || "it"} contains itself`);
  const within = [...above, value];
  // A table of what exists.
  if (value instanceof Blob) return value;
  if (Array.isArray(value)) return value.map((one, at) => plain(one, `${place}[${at}]`, within));
  if (Object.prototype.toString.call(value) !== "[object Object]") {
    throw new Error(`${place || "it"} is ${Object.prototype.toString.call(value)}, and only plain data can be taken`);
  }
  const copied = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(copied.map(([key, one]) => [key, plain(one, place ? `${place}.${key}` : key, within)]));
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @type {Record<string, (value: any) => Fault|null>} */
const SHAPES = {
  definition: definitionFault,
  severities: (all) => entries("severities", all, (level) => LEVELS.includes(level), `one of ${LEVELS.join(", ")}`),
  lists: (all) => entries("lists", all, (list) => isList(list) && list.length > 0, "a list of texts or numbers, and not an empty one"),
  existing: (all) => entries("existing", all, (one) => one instanceof Blob || isList(one), "a list of references"),
  settings: (all) => entries("settings", all, () => true, ""),
};

/** @param {unknown} value */
function isList(value) {
  return Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number");
}

/** @param {string} name @param {any} all @param {(value: any) => boolean} holds @param {string} wanted @returns {Fault|null} */
function entries(name, all, holds, wanted) {
  if (!isObject(all)) return { place: name, reason: `is ${shown(all)} and not an object` };
  const wrong = Object.entries(all).find(([, value]) => !holds(value));
  return wrong ? { place: `${name}.${wrong[0]}`, reason: `is ${shown(wrong[1])}. It has to be ${wanted}` } : null;
}

/**
 * What can be said of a definition without the engine, which looks at the rest before a file is checked.
 * @param {any} definition @returns {Fault|null}
 */
export function definitionFault(definition) {
  const parts = partsOf(definition);
  if (!parts.length) return { place: "definition", reason: "has no table with fields" };
  const names = parts.map((one) => one?.name);
  const alike = names.findIndex((name, at) => names.indexOf(name) < at);
  if (alike > 0) return { place: `definition[${alike}].name`, reason: `is ${shown(names[alike])}. Each of several definitions has a name of its own` };
  return parts.map((one, at) => faultOf(one, parts.length > 1 ? `definition[${at}]` : "definition")).find(Boolean) ?? null;
}

/** @param {any} definition @param {string} place @returns {Fault|null} */
function faultOf(definition, place) {
  if (!isObject(definition)) return { place, reason: `is ${shown(definition)} and not an object` };
  const { fields } = definition;
  if (!Array.isArray(fields) || !fields.length) return { place: `${place}.fields`, reason: "has to be a list with at least one field" };
  const at = fields.findIndex((field) => !isObject(field) || typeof field.name !== "string" || !field.name);
  return at < 0 ? null : { place: `${place}.fields[${at}].name`, reason: "is missing: every field has a name" };
}

/** Whether what writes workbooks is wanted; a page may leave it out. @param {HTMLElement} host */
export const wantsWorkbooks = (host) => host.getAttribute("parts") !== "";

/** What is wrong with the value of a property, if anything. @param {string} name @param {unknown} value @returns {Fault|null} */
export function propertyFault(name, value) {
  return SHAPES[name]?.(value) ?? null;
}

/** What the attributes say wrongly, if anything. @param {HTMLElement} host @param {boolean} own whether a definition is set as a property @returns {Fault|null} */
export function attributeFault(host, own) {
  const address = host.getAttribute("definition");
  if (!own && address !== null) {
    // React 18 makes an attribute of everything, which leaves of an object only this.
    if (address.startsWith("[object")) {
      return { place: "definition", reason: `is “${address}”: an object was given as an attribute, as React 18 does. Set the property: ref={(element) => element && (element.definition = …)}` };
    }
    if (!address.trim()) return { place: "definition", reason: "is empty. Give an address, or set the property" };
  }
  const id = host.getAttribute("import");
  if (!own && address === null && id !== null && id !== "*" && !ids.includes(id)) {
    return { place: "import", reason: `is “${id}”, and there is no such import. There are ${ids.join(", ")}; “*” offers all of them` };
  }
  if (host.getAttribute("format") === "xlsx" && !wantsWorkbooks(host)) return { place: "format", reason: "is “xlsx”, and parts leaves out what writes it" };
  const bound = ["max-files", "max-size"].find((name) => host.hasAttribute(name) && !(Number(host.getAttribute(name)) > 0));
  return bound ? { place: bound, reason: `is “${host.getAttribute(bound)}”. It has to be a number greater than 0` } : null;
}

/** Answers to settings that are of another kind than the setting. @param {BuiltIn|undefined} one @param {Record<string, unknown>} settings @returns {Fault|null} */
export function settingsFault(one, settings) {
  for (const setting of one?.definition.settings ?? []) {
    const value = settings[setting.name];
    if (value === undefined) continue;
    const kind = (/** @type {unknown} */ of) => (Array.isArray(of) ? "list" : typeof of === "boolean" ? "boolean" : "text");
    if (kind(value) !== kind(setting.default) && !(kind(setting.default) === "list" && typeof value === "string")) {
      return { place: `settings.${setting.name}`, reason: `is ${shown(JSON.stringify(value))}. It has to be like ${JSON.stringify(setting.default)}` };
    }
    if (setting.enum && !setting.enum.some((allowed) => String(allowed) === String(value))) {
      return { place: `settings.${setting.name}`, reason: `is ${shown(value)}. It has to be one of ${setting.enum.join(", ")}` };
    }
  }
  return null;
}
