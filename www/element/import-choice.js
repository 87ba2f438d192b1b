/** Which imports there are, which one is chosen, and its settings. */
import { withOverrides } from "../model/definition-overrides.js";
import { templates } from "../stored/own-templates.js";

/** @typedef {import("../model/protocol.js").BuiltIn} BuiltIn */

export class ImportChoice {
  /** @type {BuiltIn[]} */
  #builtIn = [];
  /** What the user chose; null lets the engine recognise the file. @type {string|null} */
  chosen = null;
  /** @type {Record<string, unknown>} */
  settings = {};

  /** @param {import("./host-options.js").HostOptions} host whose own definition wins over all others */
  constructor(host) {
    this.host = host;
  }

  /** @returns {Promise<boolean>} whether there is something new to show */
  async load() {
    if (this.#builtIn.length) return false;
    const built = await import("../imports/index.js").catch(() => null);
    const own = templates();
    this.#builtIn = (built?.default ?? []).map((/** @type {BuiltIn} */ one) => own[one.id]?.version === `${one.definition.version}-own` ? { ...one, definition: own[one.id] } : one);
    return true;
  }

  /** @param {string|null} id */
  choose(id) {
    this.chosen = id;
    this.settings = { ...this.host.settings };
  }

  /** The import of the next files. @param {string|null} fixed what the attribute says @returns {string|null} */
  id(fixed) {
    const own = this.host.definition;
    return own ? (own.name ?? "own") : (fixed ?? this.chosen);
  }

  /** @returns {BuiltIn[]} */
  definitions() {
    const own = this.host.definition && { name: "own", ...this.host.definition };
    return withOverrides(own ? [{ id: own.name, definition: own }] : this.#builtIn, this.host);
  }

  /** What a menu shows. @param {string} lang */
  menu(lang) {
    return this.#builtIn.map(({ id, definition }) => ({
      id,
      title: definition.translations?.[lang]?.title ?? definition.title ?? id,
      system: definition.system ?? id.split("/")[0] ?? id,
      unofficial: definition.unofficial ?? false,
    }));
  }

  /** @param {string|null} id */
  settingsOf(id) {
    return this.definitions().find((one) => one.id === id)?.definition.settings ?? [];
  }

  /** The imports whose references matter to these: what they name, and what they may not use twice. @param {(string|undefined)[]} ids */
  referenced(ids) {
    const all = this.definitions().filter((one) => ids.includes(one.id));
    const named = all.flatMap(({ id, definition }) =>
      [...(definition.foreignKeys ?? []).map((key) => key.reference.resource), definition.sharedKeys ? id : ""]);
    return this.definitions().map((one) => one.id).filter((id) => named.includes(id));
  }
}
