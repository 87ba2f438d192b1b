/**
 * What the page gave the element: its definition, lists, severities, settings. Whatever of it cannot be understood closes
 * the element; what does nothing is told to the owner.
 */
import { loadDefinition } from "./load-definition.js";
import { definitionFault, settingsFault } from "./configuration.js";

/** @typedef {import("./configuration.js").Fault} Fault */

export class Given {
  /** What is wrong; nothing is checked then. @type {Fault|null} */
  fault = null;
  /** The definition that an attribute names, while it is loaded. @type {Promise<void>} */
  own = Promise.resolve();
  /** What was found wrong by loading or by the engine, until something else is given. @type {Fault|null} */
  #found = null;
  /** The attribute that the definition was loaded for; `undefined` before the first time. @type {string|null|undefined} */
  #named = undefined;
  /** Counts what the page gives, so that what is found out late about an older thing changes nothing. */
  #count = 0;
  /** What was told already in the console. @type {Set<string>} */
  #warned = new Set();

  /** @param {import("./controller.js").Controller} owner */
  constructor(owner) {
    this.owner = owner;
  }

  /** Why nothing is checked, in words; nothing where all is well. */
  get sentence() {
    return this.fault && this.owner.texts.t("fail_definition", { detail: `${this.fault.place}: ${this.fault.reason}` });
  }

  /** The element has come into a page. A move within the page loads nothing anew: what was checked stays as it is. */
  begin() {
    if (this.#named !== this.owner.host.getAttribute("definition") || this.#found) this.load();
  }

  /** Loads the definition that the attribute names, before a file is chosen. */
  load() {
    this.#named = this.owner.host.getAttribute("definition");
    this.own = this.#load();
  }

  /** Another definition was set; what was found out about the one before no longer counts. */
  another() {
    this.#count++;
    this.#found = null;
  }

  async #load() {
    this.another();
    const { host, texts } = this.owner;
    const count = this.#count;
    host.setLoaded(null);
    const address = this.#named;
    this.judge();
    if (!address?.trim() || address.startsWith("[object") || host.setsDefinition) return;
    try {
      const definition = await loadDefinition(address, host.baseURI);
      if (count !== this.#count) return;
      const fault = definitionFault(definition);
      if (fault) this.#found = { ...fault, place: `${address}: ${fault.place}` };
      else host.setLoaded(definition);
    } catch (error) {
      if (count !== this.#count) return;
      this.#found = { place: "definition", reason: texts.t("definitionFailed", { address, reason: String(error) }) };
    }
    this.owner.optionsChanged("definition");
  }

  /** Looks whether what the page gave can be understood. */
  judge() {
    const { host, imports, form, deferred } = this.owner;
    const crowded = form.crowded ? { place: "input", reason: "stands there more than once. Put each file input into an element of its own" } : null;
    const definitions = imports.definitions();
    const one = definitions.find(({ id }) => id === imports.id());
    const fault = host.fault ?? this.#found ?? crowded ?? settingsFault(one, host.taken.settings);
    if (deferred && definitions.length) this.warnOf(deferred.unknown(one && imports.fixed ? [one] : definitions, host.taken));
    const before = this.fault;
    if (fault?.place === before?.place && fault?.reason === before?.reason) return;
    this.fault = fault;
    if (fault) console.error(`<import-checker> ${fault.place} ${fault.reason}`, host);
    this.owner.faultChanged(fault);
  }

  /** Has the engine look at a definition of the page's own, before a file is chosen. */
  async judgeDefinition() {
    const { host, deferred } = this.owner;
    const { definition } = host.taken;
    const count = this.#count;
    if (!host.hasOwnDefinition || !definition || this.fault) return;
    const said = await deferred?.judge(definition);
    if (!said || count !== this.#count) return;
    this.#found = said.fault;
    this.warnOf(said.remarks);
    this.judge();
  }

  /** Tells the owner, once, what does nothing. @param {Fault[]} faults */
  warnOf(faults) {
    for (const { place, reason } of faults) {
      const text = `<import-checker> ${place} ${reason}`;
      if (!this.#warned.has(text)) console.warn(text, this.owner.host);
      this.#warned.add(text);
    }
  }
}
