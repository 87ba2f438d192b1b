/** What the page around the element sets for the checks, as properties. */
import { FormControl } from "./form-control.js";

/** @typedef {import("../model/protocol.js").Definition} Definition */
/** @typedef {import("../model/protocol.js").RowsInError} RowsInError */

export class HostOptions extends FormControl {
  /** @type {Definition|null} */
  #definition = null;
  /** @type {import("../model/definition-overrides.js").Severities} */
  #severities = {};
  /** @type {import("../model/definition-overrides.js").Lists} */
  #lists = {};
  /** @type {Record<string, string[]>} */
  #existing = {};
  /** @type {Record<string, unknown>} */
  #settings = {};
  /** @type {import("../locales/texts.js").Locale} */
  #texts = {};

  /** A definition of the page's own. */
  get definition() {
    return this.#definition;
  }
  set definition(definition) {
    this.#definition = definition ?? null;
    this.optionsChanged();
  }
  /** How bad a finding is, by its code; `off` leaves it out. */
  get severities() {
    return this.#severities;
  }
  set severities(severities) {
    this.#severities = severities ?? {};
    this.optionsChanged();
  }
  /** The only values of a column, by its name. */
  get lists() {
    return this.#lists;
  }
  set lists(lists) {
    this.#lists = lists ?? {};
    this.optionsChanged();
  }
  /** References that exist on the server, by import. */
  get existing() {
    return this.#existing;
  }
  set existing(existing) {
    this.#existing = existing ?? {};
    this.optionsChanged();
  }
  /** Answers to an import's settings, until the user gives others. */
  get settings() {
    return this.#settings;
  }
  set settings(settings) {
    this.#settings = settings ?? {};
    this.optionsChanged(true);
  }
  /** Texts that win over the built-in ones: of the page by their key, of a problem by its code. */
  get texts() {
    return this.#texts;
  }
  set texts(texts) {
    this.#texts = texts ?? {};
    this.updateTexts();
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
    for (const name of ["client", "definition", "severities", "lists", "existing", "settings", "texts", "rowsInError"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /** Something else holds for the next check. @protected @param {boolean} [_settings] whether these are new */
  optionsChanged(_settings) {}

  /** The texts are others now. @protected */
  updateTexts() {}
}
