/**
 * What an element does with files: takes them, checks them, tells the page what came of them, and gives the form what
 * it may have. Files and checks are in `file-set.js`; what the views get and may call is in `view-context.js`.
 */
import { Texts, languageOf } from "../locales/texts.js";
import { OverallProgress } from "../view/progress.js";
import { Screen } from "../view/screen.js";
import { Commands } from "./commands.js";
import { FileSet } from "./file-set.js";
import { FormBinding } from "./form-binding.js";
import { ImportChoice } from "./import-choice.js";
import { loadDeferred } from "./load-deferred.js";
import { loadDefinition } from "./load-definition.js";
import { actionsOf, contextOf } from "./view-context.js";

/** @typedef {import("../model/entry.js").Entry} Entry */

/** The language of an element, as the platform spells it. @param {HTMLElement} element */
export const langOf = (element) => Intl.getCanonicalLocales(languageOf(element))[0] ?? "en";

export class Controller {
  #overall = new OverallProgress();
  texts = new Texts("en");
  /** What the texts were made from. @type {object} */
  #textsOf = {};
  /** What is loaded once the engine is there. @type {import("./deferred.js").Deferred|null} */
  deferred = null;
  /** The definition that an attribute names, while it is loaded. @type {Promise<void>} */
  #ownDefinition = Promise.resolve();

  /** @param {import("./host-options.js").HostOptions} host @param {ElementInternals} internals @param {ShadowRoot} root */
  constructor(host, internals, root) {
    this.host = host;
    this.internals = internals;
    this.root = root;
    this.imports = new ImportChoice(host);
    this.fileSet = new FileSet(this);
    this.screen = new Screen(
      () => contextOf(this),
      () => this,
    );
    this.commands = new Commands(this.fileSet, this.screen, () => void this.check());
    this.actions = actionsOf(this);
    this.form = new FormBinding(host, internals, {
      add: (files) => this.add(files),
      clear: () => this.clear(),
      anchor: this.screen.element,
    });
  }

  // Beginning.

  /** The element has come into a page. */
  begin() {
    if (!this.host.hasAttribute("status")) this.#setStatus("start");
    this.adoptInput();
    this.updateTexts();
    void this.#load();
    void this.updateForm();
  }

  /** Looks for an input of the page that we are wrapped around. */
  adoptInput() {
    this.form.adoptInput();
    this.draw();
  }

  async #load() {
    // Asked for at once, so that nothing is after the page is there; taken when the engine is.
    const loading = loadDeferred().catch(() => null);
    this.loadDefinition();
    if (await this.imports.load()) this.draw();
    await this.#ownDefinition;
    if (!this.host.isConnected) return;
    // A check says what is missing, if one is wanted; where nothing can be loaded at all, there is no need to try.
    await this.fileSet.client.warm().catch(() => origin === "null" && this.screen.announce(this.texts.t("fail_closed"), true));
    const module = await loading;
    if (!module || this.deferred) return;
    if (!this.host.hasAttribute("no-history")) module.record(this.host, this.fileSet.entries.map((entry) => entry.file));
    this.deferred = new module.Deferred(this, this.host.hasAttribute("resume"));
  }

  /** Loads the definition that the attribute names, before a file is chosen. */
  loadDefinition() {
    this.#ownDefinition = this.#loadOwn();
  }

  async #loadOwn() {
    const address = this.host.getAttribute("definition");
    if (!address) return;
    try {
      this.host.definition = await loadDefinition(address, this.host.baseURI);
    } catch (error) {
      this.screen.announce(this.texts.t("definitionFailed", { address, reason: String(error) }), true);
      this.emit("error", { name: address, reason: "definition" });
    }
  }

  /** Takes the element's language, and the texts that its page set. */
  updateTexts() {
    const lang = langOf(this.host);
    const changed = lang !== this.texts.lang || this.host.texts !== this.#textsOf;
    this.#textsOf = this.host.texts;
    this.texts = new Texts(lang, this.host.texts);
    if (!this.host.isConnected) return;
    this.screen.reset();
    this.draw();
    // The sentences of a report come from the engine, in the language it was asked for.
    if (changed && this.fileSet.entries.length && !this.screen.progress) void this.check();
  }

  /** Something else holds for the next check. @param {boolean} [settings] whether these are new */
  optionsChanged(settings) {
    if (settings) this.imports.settings = { ...this.host.settings };
    this.draw();
  }

  draw() {
    if (this.host.isConnected) this.screen.draw();
  }

  focus() {
    this.screen.focus(this.fileSet.entries.length ? "verdict" : "pick");
  }

  // What the files ask and tell.

  /** A file may be given before the imports are known. */
  async definitions() {
    await Promise.all([this.imports.load(), this.#ownDefinition]);
    return this.imports.definitions();
  }

  /** What the sentences of a check are in, and what it may take for granted. */
  requestOptions() {
    return { lang: this.texts.lang.split("-")[0] ?? "en", texts: this.host.texts, existing: this.host.existing };
  }

  /** @param {import("../model/protocol.js").Progress} progress @param {string[]} names */
  onProgress(progress, names) {
    if (progress.preview) return this.screen.progress?.preview(progress.preview);
    const share = this.#overall.of(progress, names.length);
    this.screen.progress?.update(progress, names, share);
    this.emit("progress", { name: names[progress.file], share, rows: progress.rows });
  }

  // Files in.

  /** @param {File[]} files @param {Map<File, object|undefined>} [choices] what was said about them before */
  add(files, choices) {
    const allowed = this.form.disabled ? [] : files.filter((file) => this.#allowed(file));
    if (!allowed.length) return;
    this.fileSet.add(allowed, this.importId(), this.imports.settings, choices);
    void this.check(true);
  }

  /** @param {File[]} files of which the first takes the place of the active one */
  replace([file]) {
    if (!file || !this.#allowed(file)) return;
    this.fileSet.replace(file);
    void this.check(true);
  }

  /** @param {number} at */
  remove(at) {
    this.fileSet.remove(at);
    if (!this.fileSet.entries.length) return this.clear();
    this.screen.reset();
    void this.check();
  }

  /** @param {number} at */
  select(at) {
    this.fileSet.active = at;
    this.screen.reset();
    this.#finished(false);
  }

  /** @param {File} file */
  #allowed(file) {
    const choice = { importId: this.importId(), settings: { ...this.imports.settings } };
    return this.emit("file", { name: file.name, size: file.size, file, choice }, true);
  }

  importId() {
    return this.imports.id(this.host.getAttribute("import"));
  }

  // Checking.

  /** @param {boolean} [anew] shows the progress screen instead of the last report */
  async check(anew = false) {
    if (anew) {
      this.screen.announce("");
      this.screen.startProgress(this.fileSet.entry?.file.name ?? "", this.actions.cancel);
    }
    this.#setStatus("checking");
    if (this.form.hasForm) this.form.block(this.texts.t("checkFirst"));
    this.#overall = new OverallProgress();
    const done = this.fileSet.check();
    this.draw();
    if (anew) this.screen.focus("cancel");
    if (!(await done)) return;
    const wasShown = this.screen.progress !== null;
    this.screen.progress = null;
    this.#finished(wasShown);
    for (const entry of this.fileSet.entries) this.#emitReport(entry);
    void this.deferred?.checked();
  }

  /** Tells the page what came of a file, without any cell of it. @param {Entry} entry */
  #emitReport({ file, report, failure, summary, importId, settings, wishes }) {
    if (failure) this.emit("error", { name: file.name, reason: failure.kind, file });
    if (!report || summary) return;
    const { name, verdict, records, counts } = report;
    const choice = { importId: this.host.definition ? null : report.import?.name ?? importId, settings, wishes };
    this.emit("report", { name, verdict, records, counts, title: report.import?.title, file, choice });
    if (verdict === "ready") this.emit("ready", { name });
  }

  /** @param {boolean} focus whether the verdict takes the focus */
  #finished(focus) {
    const { screen, texts } = this;
    const entry = this.fileSet.entry;
    this.#setStatus(entry?.failure ? "failed" : entry?.report?.verdict ?? "start");
    this.draw();
    void this.updateForm();
    if (!focus) void screen.drawRows(true);
    if (entry?.report) screen.announceQuietly(`${texts.t(`verdict_${entry.report.verdict}`)}. ${entry.report.summary}`);
    if (entry?.failure) screen.announceQuietly(texts.t("failed", { name: entry.file.name }));
    if (focus) screen.focus("verdict");
  }

  cancel() {
    this.fileSet.cancel();
    this.screen.progress = null;
    this.emit("cancel", {});
    this.#finished(false);
    this.screen.announce(this.texts.t("cancelled"), true);
    this.screen.focus("pick");
  }

  /** @param {boolean} [focus] */
  clear(focus = this.host.matches(":focus-within")) {
    this.fileSet.clear();
    this.screen.progress = null;
    this.screen.reset();
    this.#setStatus("start");
    this.screen.announce("");
    this.form.clearFiles(this.texts.t("valueMissing"));
    this.draw();
    if (focus) this.screen.focus("pick");
  }

  // What the page sees.

  /** @param {string} status */
  #setStatus(status) {
    this.internals.states.clear();
    this.internals.states.add(status);
    this.host.setAttribute("status", status);
  }

  /** Gives the form what it may have now. */
  async updateForm() {
    const { form, fileSet, host, texts } = this;
    if (await form.update(fileSet, host.rowsInError ?? "block", texts.t.bind(texts), this.announceCleaned)) this.draw();
  }

  /** Tells that a cleaned file is being handed over. @param {object} detail */
  announceCleaned = (detail) => void this.emit("cleaned", detail);

  /** @param {string} name @param {object} detail @param {boolean} [cancelable] @returns {boolean} whether nobody objected */
  emit(name, detail, cancelable = false) {
    const event = new CustomEvent(`import-checker-${name}`, { bubbles: true, composed: true, cancelable, detail });
    return this.host.dispatchEvent(event);
  }
}
