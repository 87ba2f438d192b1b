/** What the page around the element sets for the checks, as properties. */
import { attributeFault, plain, propertyFault } from "./configuration.js";
import { FormControl } from "./form-control.js";

/** @typedef {import("../model/protocol.js").Definition} Definition */
/** @typedef {import("../model/protocol.js").RowsInError} RowsInError */
/** @typedef {import("./configuration.js").Fault} Fault */

/** What a property is when nobody set it. */
const UNSET = /** @type {const} */ ({ definition: null, severities: {}, lists: {}, existing: {}, settings: {} });

/** Files are compared by themselves. @type {WeakMap<Blob, number>} */
const numbers = new WeakMap();
let last = 0;
/** @param {string} _key @param {any} value */
const numbered = (_key, value) => (value instanceof Blob ? numbers.get(value) ?? (numbers.set(value, ++last), last) : value);

export class HostOptions extends FormControl {
  /** What the page's function said of values, as lists of those that exist. @type {import("../model/definition-overrides.js").Lists} */
  found = {};
  /** Codes that no problem bears: what was said about them changes nothing. @type {Set<string>} */
  unknownCodes = new Set();
  /** @type {import("./lookup.js").Ask|null} */
  #lookup = null;
  /** What was set, as it was given. @type {Map<string, any>} */
  #given = new Map();
  /** The same as plain data. @type {Map<string, any>} */
  #taken = new Map();
  /** What of it cannot be understood. @type {Map<string, Fault>} */
  #faults = new Map();
  /** The definition that the attribute names. @type {Definition|null} */
  #loaded = null;
  /** @type {import("../locales/texts.js").Locale} */
  #texts = {};

  /** @param {keyof typeof UNSET|"serverErrors"} name @param {unknown} value */
  #take(name, value) {
    const before = this.#said(name);
    this.#given.delete(name);
    this.#taken.delete(name);
    this.#faults.delete(name);
    if (value !== null && value !== undefined) {
      this.#given.set(name, value);
      let fault = null;
      try {
        this.#taken.set(name, plain(value));
        fault = propertyFault(name, this.#taken.get(name));
      } catch (error) {
        fault = { place: name, reason: `cannot be taken: ${/** @type {Error} */ (error).message}` };
      }
      if (fault) this.#faults.set(name, fault);
    }
    // Frameworks set a property whenever they draw, mostly to the same. What a server said is shown again.
    if (name === "serverErrors" || this.#said(name) !== before) this.optionsChanged(name);
  }

  /** What holds now, to be compared; what is at fault is never the same. @param {string} name */
  #said(name) {
    return this.#faults.has(name) ? NaN : JSON.stringify(this.#taken.get(name), numbered);
  }

  /** What the page set, as plain data. */
  get taken() {
    const of = (/** @type {keyof typeof UNSET} */ name) => this.#taken.get(name) ?? UNSET[name];
    return { definition: of("definition") ?? this.#loaded, severities: this.#known(of("severities")), lists: { ...this.found, ...of("lists") }, existing: of("existing"), settings: of("settings") };
  }

  /** @param {object} severities */
  #known(severities) {
    return Object.fromEntries(Object.entries(severities).filter(([code]) => !this.unknownCodes.has(code)));
  }

  /** What is wrong with it, if anything. @returns {Fault|null} */
  get fault() {
    const [first] = this.#faults.values();
    return first ?? attributeFault(this, this.#given.has("definition"));
  }

  /** Whether the page gives a definition of its own, or said that it would. */
  get hasOwnDefinition() {
    return this.#given.has("definition") || this.hasAttribute("definition");
  }

  /** Whether the definition is set as a property, which wins over the attribute. */
  get setsDefinition() {
    return this.#given.has("definition");
  }

  /** Takes what the attribute names. @param {Definition|null} definition */
  setLoaded(definition) {
    this.#loaded = definition;
  }

  /** A definition of the page's own; an address is taken for the attribute. @returns {any} */
  get definition() {
    return this.#given.get("definition") ?? this.#loaded;
  }
  set definition(definition) {
    // Frameworks that set properties set an address, too, where a page in HTML writes the attribute.
    const address = typeof definition === "string";
    this.#take("definition", address ? null : definition);
    if (address) this.setAttribute("definition", definition);
  }
  /** How bad a finding is, by its code; `off` leaves it out. @returns {import("../model/definition-overrides.js").Severities} */
  get severities() {
    return this.#given.get("severities") ?? {};
  }
  set severities(severities) {
    this.#take("severities", severities);
  }
  /** The only values of a column, by its name. @returns {import("../model/definition-overrides.js").Lists} */
  get lists() {
    return this.#given.get("lists") ?? {};
  }
  set lists(lists) {
    this.#take("lists", lists);
  }
  /** What exists on the server, by import: references, or a table. @returns {import("../model/protocol.js").Existing} */
  get existing() {
    return this.#given.get("existing") ?? {};
  }
  set existing(existing) {
    this.#take("existing", existing);
  }
  /** Answers to an import's settings, which the user cannot change unless `editable-settings`. @returns {Record<string, unknown>} */
  get settings() {
    return this.#given.get("settings") ?? {};
  }
  set settings(settings) {
    this.#take("settings", settings);
  }
  /** Says which of a column's values exist. @returns {import("./lookup.js").Ask|null} */
  get lookup() {
    return this.#lookup;
  }
  set lookup(lookup) {
    this.#lookup = lookup;
    this.found = {};
    this.optionsChanged("lookup");
  }
  /** What the server said of the file that it was sent, shown until the next check. @returns {import("./server-errors.js").ServerError[]} */
  get serverErrors() {
    return this.#given.get("serverErrors") ?? [];
  }
  set serverErrors(errors) {
    this.#take("serverErrors", errors);
  }
  /** Texts that win over the built-in ones: of the page by their key, of a problem by its code. */
  get texts() {
    return this.#texts;
  }
  set texts(texts) {
    const same = texts !== this.#texts && JSON.stringify(texts ?? {}) === JSON.stringify(this.#texts);
    this.#texts = texts ?? {};
    if (!same) this.speak();
  }
  /** @returns {RowsInError|null} */
  get rowsInError() {
    const value = this.getAttribute("rows-in-error");
    return value === "drop" || value === "include" || value === "block" ? value : null;
  }
  set rowsInError(value) {
    if (value === null) this.removeAttribute("rows-in-error");
    else this.setAttribute("rows-in-error", value);
  }

  /** Properties that were set before the element was defined hide the accessors. @protected */
  upgrade() {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of ["client", "definition", "severities", "lists", "existing", "settings", "lookup", "serverErrors", "texts", "rowsInError"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /** Something else holds for the next check. @protected @param {string} _name of the property */
  optionsChanged(_name) {}

  /** The texts are others now. @protected */
  speak() {}
}
