/** Which imports there are, which one is chosen, and its settings. */
import { partsOf } from "../model/definition-parts.js";
import { withOverrides } from "../model/definition-overrides.js";

/** @typedef {import("../model/protocol.js").BuiltIn} BuiltIn */

/** A definition of the page's own that has no name. */
const OWN = "own";

export class ImportChoice {
  /** @type {BuiltIn[]} */
  #builtIn = [];
  /** Those in whose place the user keeps a template. @type {Set<string>} */
  #replaced = new Set();
  /** What the user said exists on the server, by import. @type {import("../model/protocol.js").Existing} */
  declared = {};
  /** What the user chose; null lets the engine recognise the file. @type {string|null} */
  chosen = null;
  /** @type {Record<string, unknown>} */
  settings = {};
  /** Whether they stand open on the first page. */
  settingsOpen = false;

  /** @param {import("./host-options.js").HostOptions} host whose own definition wins over all others */
  constructor(host) {
    this.host = host;
  }

  /** @returns {Promise<boolean>} whether there is something new to show */
  async load() {
    if (this.#builtIn.length) return false;
    const built = await import("../imports/index.js").catch(() => null);
    this.#builtIn = built?.default ?? [];
    return true;
  }

  /** Puts a template of the user's own in the place of an import. @param {string} id @param {import("../model/protocol.js").Definition} definition */
  replace(id, definition) {
    this.#builtIn = this.#builtIn.map((one) => (one.id === id ? { id, definition } : one));
    this.#replaced.add(id);
  }

  /** Whether an import is checked by a template of the user's own. @param {string|null|undefined} id */
  isOwnTemplate(id) {
    return this.#replaced.has(id ?? "");
  }

  /** @param {string|null} id */
  choose(id) {
    this.chosen = id;
    this.settings = { ...this.host.taken.settings };
  }

  /** What the page fixed: its own definition, or the import that the attribute names; null leaves it to the user. @returns {string|null} */
  get fixed() {
    if (this.host.hasOwnDefinition) {
      const [one, ...further] = partsOf(this.host.taken.definition);
      return further.length ? null : one?.name ?? OWN;
    }
    const named = this.host.getAttribute("import");
    return named === "*" ? null : named;
  }

  /** The import of the next files. @returns {string|null} */
  id() {
    return this.fixed ?? this.chosen;
  }

  /** Whether the user may answer settings and say what exists on the server. */
  get open() {
    return this.host.hasAttribute("editable-settings") || (this.fixed === null && !this.host.hasOwnDefinition);
  }

  /** @returns {BuiltIn[]} */
  definitions() {
    const { definition } = this.host.taken;
    const own = this.host.hasOwnDefinition;
    if (own && !definition) return [];
    const all = own ? partsOf(definition).map((one) => ({ id: one?.name ?? OWN, definition: { name: OWN, ...one } })) : this.#builtIn;
    return withOverrides(all, this.host.taken);
  }

  /** @param {string|null|undefined} id @returns {import("../model/protocol.js").Definition|undefined} */
  definitionOf(id) {
    return this.definitions().find((one) => one.id === id)?.definition;
  }

  /** What a menu shows. @param {string} lang */
  menu(lang) {
    return (this.host.hasOwnDefinition ? this.definitions() : this.#builtIn).map(({ id, definition }) => ({
      id,
      title: definition.translations?.[lang]?.title ?? definition.title ?? id,
      system: definition.system ?? id.split("/")[0] ?? id,
      unofficial: definition.unofficial ?? false,
    }));
  }

  /** @param {string|null} id */
  settingsOf(id) {
    const all = this.definitionOf(id)?.settings ?? [];
    if (this.host.hasAttribute("editable-settings")) return all;
    const given = this.host.taken.settings;
    return this.open ? all.filter((one) => !Object.hasOwn(given, one.name)) : [];
  }

  /** Answers to settings, of which those of the page win unless it left them to the user. @param {Record<string, unknown>} answers */
  bind(answers) {
    const given = this.host.taken.settings;
    if (this.host.hasAttribute("editable-settings")) return { ...given, ...answers };
    return this.open ? { ...answers, ...given } : { ...given };
  }

  /** What exists on the server. @returns {import("../model/protocol.js").Existing} */
  existing() {
    const given = this.host.taken.existing;
    if (this.host.hasAttribute("editable-settings")) return { ...given, ...this.declared };
    return this.open ? { ...this.declared, ...given } : given;
  }

  /** The imports whose references matter to these: what they name, and what they may not use twice. @param {(string|undefined)[]} ids */
  levels(ids) {
    const all = this.definitions().filter((one) => ids.includes(one.id));
    const named = all.flatMap(({ id, definition }) =>
      [...(definition.foreignKeys ?? []).map((key) => key.reference.resource), definition.sharedKeys ? id : ""]);
    const given = this.host.hasAttribute("editable-settings") ? [] : Object.keys(this.host.taken.existing);
    return this.open ? this.definitions().map((one) => one.id).filter((id) => named.includes(id) && !given.includes(id)) : [];
  }
}
