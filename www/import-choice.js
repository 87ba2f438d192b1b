/** Which imports there are, which one is chosen, and its settings. */

/** @typedef {import("./protocol.js").BuiltIn} BuiltIn */
/** @typedef {import("./protocol.js").Definition} Definition */

export class ImportChoice {
  /** @type {BuiltIn[]} */
  #builtIn = [];
  /** A definition of the page's own; it wins over all others. @type {Definition|null} */
  own = null;
  /** What the user chose; null lets the engine recognise the file. @type {string|null} */
  chosen = null;
  /** @type {Record<string, unknown>} */
  settings = {};

  /** @returns {Promise<boolean>} whether there is something new to show */
  async load() {
    if (this.#builtIn.length) return false;
    const built = await import("./imports/index.js").catch(() => null);
    this.#builtIn = built?.default ?? [];
    return true;
  }

  /** @param {string|null} id */
  choose(id) {
    this.chosen = id;
    this.settings = {};
  }

  /** The import of the next files. @param {string|null} fixed what the attribute says @returns {string|null} */
  id(fixed) {
    return this.own ? (this.own.name ?? "own") : (fixed ?? this.chosen);
  }

  /** @returns {BuiltIn[]} */
  definitions() {
    if (!this.own) return this.#builtIn;
    const definition = { name: "own", ...this.own };
    return [{ id: definition.name, definition }];
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
  levels(ids) {
    const all = this.definitions().filter((one) => ids.includes(one.id));
    const named = all.flatMap(({ id, definition }) =>
      [...(definition.foreignKeys ?? []).map((key) => key.reference.resource), definition.sharedKeys ? id : ""]);
    return this.definitions().map((one) => one.id).filter((id) => named.includes(id));
  }
}
