/**
 * What this browser kept of earlier work is tried before it counts: the user's own templates by the engine, what was said of
 * readings and columns by a check. What does not hold is set aside with a sentence, and the files are checked without it.
 */
import { templates } from "../stored/own-templates.js";
import { answersTo } from "../stored/reading-answers.js";

/** @typedef {import("./controller.js").Controller} Controller */
/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../locales/deferred.js").Words} Words */

export class Kept {
  /** @type {Promise<void>|null} */
  #templates = null;
  /** Sentences about templates that were set aside, by import. @type {Map<string, string>} */
  #against = new Map();
  /** Imports of which it was said. @type {Set<string>} */
  #told = new Set();
  /** How to take back what was taken for a file, until a check has shown that it fits. @type {Map<Entry, () => void>} */
  #untried = new Map();
  /** Those of them for which work was taken up again. @type {WeakSet<Entry>} */
  #resumed = new WeakSet();
  /** Failures from before anything was tried. @type {WeakSet<object>} */
  #failures = new WeakSet();
  /** Files of which it is to be said that what was kept did not fit, and how. @type {Map<Entry, "keptAside"|"workAside">} */
  #aside = new Map();

  /** @param {Controller} owner @param {() => Words} words */
  constructor(owner, words) {
    this.owner = owner;
    this.words = words;
  }

  /** The user's own templates take the place of their imports, where the engine understands them. */
  takeTemplates() {
    this.#templates ??= this.#tryTemplates();
    return this.#templates;
  }

  async #tryTemplates() {
    const { imports } = this.owner;
    for (const [id, own] of Object.entries(templates())) {
      const builtIn = imports.definitionOf(id);
      if (!builtIn) continue;
      const reason = await this.#reasonAgainst(own, builtIn);
      if (reason === null) imports.replace(id, own);
      else this.#against.set(id, this.words()("templateAside", { title: builtIn.title ?? id, reason }));
    }
  }

  /** @param {any} own @param {import("../model/protocol.js").Definition} builtIn @returns {Promise<string|null>} */
  async #reasonAgainst(own, builtIn) {
    if (own?.name !== builtIn.name || own.version !== `${builtIn.version}-own`) return this.words()("templateOld");
    const { client } = this.owner.fileSet;
    // Not every client can.
    const said = await /** @type {any} */ (client).checkDefinition?.(own, this.owner.terms().lang)
      .catch((/** @type {any} */ error) => ({ reason: String(error?.detail || error) }));
    return said?.reason ? [said.place, said.reason].filter(Boolean).join(": ") : null;
  }

  /** Why the user's own template of an import was set aside; nothing if it was not. @param {string|null|undefined} id */
  against(id) {
    return this.#against.get(id ?? "") ?? null;
  }

  /** Takes what was answered for an earlier file to what is asked about the reading of this one. @param {Entry} entry @returns {boolean} whether there was something */
  answer(entry) {
    const answers = !entry.answered && entry.report && answersTo(entry.report);
    entry.answered = true;
    if (!answers) return false;
    const { wishes } = entry;
    this.#untried.set(entry, () => (entry.wishes = wishes));
    entry.wishes = { ...wishes, ...answers };
    return true;
  }

  /** Says of a file that its columns are matched as those of an earlier one; the next check shows whether that fits. @param {Entry} entry */
  matched(entry) {
    if (!this.#untried.has(entry)) this.#untried.set(entry, () => {});
  }

  /** Says of a file that earlier work on it was taken up; the next check shows whether that fits. @param {Entry} entry @param {() => void} back */
  resumed(entry, back) {
    this.#untried.set(entry, back);
    this.#resumed.add(entry);
  }

  /** What was said of files that are checked again from the history has to show that it fits as well. */
  #again() {
    for (const entry of this.owner.fileSet.entries) {
      if (!entry.again) continue;
      entry.again = false;
      this.#untried.set(entry, () => Object.assign(entry, { importId: null, settings: {}, wishes: {} }));
    }
  }

  /**
   * After a check: where a file cannot be read with what was kept, that is taken back. A request that the engine refuses names
   * no file, so it is taken back from all.
   * @returns {boolean} whether there was something, so that the files are to be checked again
   */
  takeBack() {
    this.#again();
    const { entries } = this.owner.fileSet;
    const untried = entries.filter((entry) => this.#untried.has(entry));
    const failed = entries.filter(({ failure }) => failure && !this.#failures.has(failure));
    for (const { failure } of failed) if (failure) this.#failures.add(failure);
    const bad = untried.filter((entry) => failed.length || entry.report?.verdict === "unreadable");
    for (const entry of bad) {
      this.#untried.get(entry)?.();
      Object.assign(entry, { remembered: null, answered: true, matched: true });
      this.#aside.set(entry, this.#resumed.delete(entry) ? "workAside" : "keptAside");
    }
    if (bad.length) for (const entry of failed) entry.failure = null;
    this.#untried.clear();
    return bad.length > 0;
  }

  /** Says what was set aside, once. */
  tell() {
    for (const entry of this.owner.fileSet.entries) {
      const against = this.against(entry.report?.import?.name);
      if (against && !this.#told.has(against)) this.owner.screen.say(against, true);
      if (against) this.#told.add(against);
      const aside = this.#aside.get(entry);
      if (aside) this.owner.screen.say(this.words()(aside, { name: entry.file.name }), true);
      this.#aside.delete(entry);
    }
  }
}
