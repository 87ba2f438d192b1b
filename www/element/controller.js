/**
 * What an element does with files: takes them, checks them, tells the page what came of them, and gives the form what
 * it may have. Files and checks are in `file-set.js`; what the views get and may call is in `view-context.js`.
 */
import { actionsOf, contextOf } from "./view-context.js";
import { FileSet } from "./file-set.js";
import { FormBinding } from "./form-binding.js";
import { Given } from "./given.js";
import { ImportChoice } from "./import-choice.js";
import { loadDeferred } from "./load-deferred.js";
import { wantsWorkbooks } from "./configuration.js";
import { accountOf, confirmEntry, leftOutOf, obstacleOf, overallState } from "./form-message.js";
import { Failure } from "../model/failure.js";
import { failLate } from "../engine/loader.js";
import { cleanedFiles } from "./output-files.js";
import { Screen } from "../view/screen.js";
import { Texts, languageOf } from "../locales/texts.js";
import { Share } from "../view/progress.js";
import { save } from "../view/dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("./configuration.js").Fault} Fault */

/** The language of an element, as the platform spells it; many pages write `en_US`. @param {HTMLElement} element */
export function langOf(element) {
  try {
    return Intl.getCanonicalLocales(languageOf(element).replaceAll("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}

export class Controller {
  #share = new Share();
  texts = new Texts("en");
  /** What the texts were made from. @type {object} */
  #textsOf = {};
  /** What is loaded once the engine is there. @type {import("./deferred.js").Deferred|null} */
  deferred = null;
  /** What a report is shown and worked on with, once it is loaded. @type {ReturnType<typeof import("./report-parts.js").reportParts>|null} */
  parts = null;
  /** @type {Promise<void>|null} */
  #loadingParts = null;
  /** Why the last file was not taken. */
  #refusal = "";
  /** Ends when all that a check needs is there. @type {Promise<void>|null} */
  #loaded = null;
  /** What was told before the history could hear it. @type {CustomEvent[]|null} */
  #before = [];
  /** Whether the page was told that all files are ready. */
  #wasReady = false;

  /** @param {import("./host-options.js").HostOptions} host @param {ElementInternals} internals @param {ShadowRoot} root */
  constructor(host, internals, root) {
    this.host = host;
    this.internals = internals;
    this.root = root;
    this.imports = new ImportChoice(host);
    this.given = new Given(this);
    this.fileSet = new FileSet(this);
    this.screen = new Screen(() => contextOf(this));
    this.actions = actionsOf(this);
    this.form = new FormBinding(host, internals, {
      choose: (files) => this.add(files, undefined, true),
      clear: () => this.clear(),
      open: () => this.#opens(),
      complain: (key) => this.screen.say(this.texts.t(key), true),
      refused: (message) => {
        this.host.scrollIntoView({ block: "nearest" });
        this.focus();
        this.screen.say(message, true);
      },
      anchor: this.screen.element,
    });
  }

  // Beginning.

  /** The element has come into a page. */
  begin() {
    // A clone brings the attribute of what it was made from.
    this.#showStatus();
    this.adopt();
    this.speak();
    this.given.begin();
    // A menu of imports is shown at once; all else waits until somebody comes near.
    if ((!this.imports.fixed && !this.host.hasOwnDefinition) || this.host.hasAttribute("editable-settings")) void this.imports.load().then((news) => news && this.draw());
    if (this.host.hasAttribute("eager")) void this.load();
    void this.settle();
  }

  /** Looks for an input of the page that we are wrapped around. */
  adopt() {
    if (!this.form.adopt()) return;
    this.given.judge();
    this.draw();
    void this.settle();
  }

  /** Loads what a check needs, once: a person has come near, or the page wants it at once. */
  load() {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  async #load() {
    // Asked for at once, so that nothing is asked for after a file was chosen; taken when the engine is there.
    const loading = loadDeferred().catch(() => null);
    // A check says so, if it cannot be loaded.
    const judged = this.#loadParts().then(() => this.parts?.judgeCodes()).catch(() => {});
    // A check says what is missing, if one is wanted; where nothing can be loaded at all, there is no need to try.
    const imports = this.imports.load();
    const coming = Promise.all([imports, this.given.own]).then(() => this.imports.definitions());
    const warming = this.fileSet.client.warm(this.workbooks, coming).catch(() => origin === "null" && this.screen.say(this.texts.t("fail_closed"), true));
    if (await imports) this.draw();
    await this.given.own;
    if (!this.host.isConnected) {
      this.#loaded = null;
      return;
    }
    this.given.judge();
    await warming;
    const module = await loading;
    const before = this.#before ?? [];
    this.#before = null;
    if (!module || this.deferred) return;
    this.given.warnOf(module.formFaults(this.host, this.form.form, this.form.input, this.imports.definitionOf(this.imports.fixed)));
    if (this.host.hasAttribute("history")) module.record(this.host, this.fileSet, before);
    this.deferred = new module.Deferred(this, this.host.hasAttribute("resume"));
    this.given.judge();
    void this.given.judgeDefinition();
    await judged;
  }

  /** Loads what a report is shown and worked on with, once; again after it failed. */
  #loadParts() {
    this.#loadingParts ??= import("./report-parts.js").then(
      ({ reportParts }) => {
        this.parts = reportParts(this);
        this.screen.workbench = this.parts.workbench;
        Object.assign(this.actions, this.parts.actions);
      },
      () => {
        this.#loadingParts = null;
        return failLate("report-parts.js");
      },
    );
    return this.#loadingParts;
  }

  // What the page gave.

  /** An element that does not understand what its page gave is closed. @param {Fault|null} fault */
  faultChanged(fault) {
    this.#showStatus();
    this.screen.say(this.given.sentence ?? "", fault !== null);
    if (fault) this.emit("error", { name: fault.place, reason: "definition", detail: fault.reason });
    void this.settle();
  }

  /** Whether files are taken now; says why not, if not. */
  #opens() {
    if (this.given.sentence) this.screen.say(this.given.sentence, true);
    return !this.given.fault && !this.form.disabled;
  }

  /** Speaks the element's language, with the texts that its page set. */
  speak() {
    const lang = langOf(this.host);
    const changed = lang !== this.texts.lang || this.host.texts !== this.#textsOf;
    this.#textsOf = this.host.texts;
    this.texts = new Texts(lang, this.host.texts);
    if (!this.host.isConnected) return;
    this.screen.forget();
    this.draw();
    // The sentences of a report come from the engine, in the language it was asked for.
    if (changed && this.fileSet.entries.length && !this.screen.progress) void this.check();
  }

  /** Something else holds for the checks, also for the last one. @param {string} name of the property or attribute */
  optionsChanged(name) {
    if (name === "settings") this.imports.settings = { ...this.host.taken.settings };
    if (!this.host.isConnected) return;
    if (name === "definition" && this.host.setsDefinition) this.given.another();
    this.given.judge();
    // These are about the last check, and ask for no other.
    if (name === "serverErrors") return void this.load().then(() => this.deferred?.refuse(this.host.serverErrors));
    if (name === "definition" && this.#loaded) void this.given.judgeDefinition();
    if (name === "severities") void this.parts?.judgeCodes();
    this.draw();
    if (this.fileSet.entries.length) void this.check(this.screen.progress !== null);
  }

  /** @returns {boolean} whether the rows are asked for by that */
  draw() {
    return this.host.isConnected && this.screen.draw();
  }

  focus() {
    this.screen.focus(this.fileSet.entries.length ? "verdict" : "pick");
  }

  // What the files ask and tell.

  /** What shows a report comes before there is one. */
  async prepare() {
    // Where there is little room, the dialog is there before what it shows.
    await Promise.all([this.#loadParts(), this.host.hasAttribute("compact") && this.load()]);
  }

  /** A file may be given before the imports are known. */
  async definitions() {
    await Promise.all([this.imports.load(), this.given.own, this.prepare()]);
    // What this browser keeps is nobody's but its user's: a page has to ask for it.
    if (this.host.hasAttribute("own-templates")) {
      await this.load();
      if (!this.deferred) throw new Failure("load", null, "deferred.js");
      await this.deferred.kept.takeTemplates();
    }
    this.given.judge();
    await this.parts?.judgeCodes();
    if (this.given.fault) throw new Failure("definition", null, `${this.given.fault.place}: ${this.given.fault.reason}`);
    const definitions = this.imports.definitions();
    // Without them a file would be checked against nothing.
    if (!definitions.length) throw new Failure("load", null, "imports/index.js");
    return definitions;
  }

  /** Asks the page which values exist, if it wants to be asked; a check is not over before. */
  async lookUp() {
    const { lookup } = this.host;
    if (!lookup) return false;
    await this.load();
    if (this.deferred) return this.deferred.lookUp(lookup);
    for (const entry of this.fileSet.entries) Object.assign(entry, { report: null, failure: new Failure("load", null, "deferred.js") });
    return false;
  }

  /** What the sentences of a check are in, and what it may take for granted. */
  terms() {
    return { lang: this.texts.base, texts: this.host.texts, existing: this.imports.existing() };
  }

  /** What is asked about a file: what the page fixed wins over what the user said. @param {Entry} entry */
  request(entry) {
    const request = entry.request();
    return { ...request, import: this.imports.fixed ?? request.import, settings: this.imports.bind(request.settings), rowsInError: this.host.rowsInError ?? entry.rowsInError };
  }

  /** @param {import("../model/protocol.js").Progress} progress @param {string[]} names */
  progressed(progress, names) {
    if (progress.preview) return this.screen.progress?.preview(progress.preview);
    const share = this.#share.of(progress, names.length);
    this.screen.progress?.update(progress, names, share);
    this.emit("progress", { name: names[progress.file], share, rows: progress.rows });
  }

  // Files in.

  /**
   * @param {File[]} files @param {Map<File, object|undefined>} [choices] what was said about them before
   * @param {boolean} [instead] whether they take the place of what there is
   */
  add(files, choices, instead = this.form.single) {
    void this.load();
    if (!this.#opens()) return;
    const refusal = this.#refuse(files, instead ? 0 : this.fileSet.entries.length);
    if (refusal) return this.#turnAway(refusal);
    const allowed = files.filter((file) => this.#allowed(file));
    if (!allowed.length) return;
    if (instead && this.fileSet.entries.length) this.clear();
    this.#refusal = "";
    this.fileSet.add(allowed, this.importId(), this.imports.settings, choices);
    void this.check(true);
  }

  /** Why files are not taken, or nothing. @param {File[]} files @param {number} present how many there are already */
  #refuse(files, present) {
    const { t } = this.texts;
    const say = t.bind(this.texts);
    const [most, size] = ["max-files", "max-size"].map((name) => Number(this.host.getAttribute(name) ?? Infinity));
    if (this.form.single && files.length > 1) return say("oneFile");
    if (present + files.length > (most ?? Infinity)) return say("tooMany", { count: Number(most) });
    const large = files.find((file) => file.size > (size ?? Infinity));
    return large ? say("tooLarge", { name: large.name, size: this.texts.bytes(Number(size)) }) : "";
  }

  /** @param {string} refusal */
  #turnAway(refusal) {
    this.screen.say(refusal, true);
    // What was there before stays, and goes with the form.
    if (!this.fileSet.entries.length) this.#refusal = refusal;
    void this.settle();
  }

  /** @param {File[]} files of which the first takes the place of the active one */
  async replace([file]) {
    if (!file || !this.#opens()) return;
    const refusal = this.#refuse([file], 0);
    if (refusal) return this.#turnAway(refusal);
    const { entry } = this.fileSet;
    if (!(await this.#mayLeave([entry])) || this.fileSet.entry !== entry || !this.#allowed(file)) return;
    this.fileSet.replace(file);
    void this.check(true);
  }

  /** Asks before work is lost that this browser does not keep. @param {(Entry|undefined)[]} entries @returns {Promise<boolean>} whether to go on */
  async #mayLeave(entries) {
    const lost = entries.some((entry) => entry?.history.done.length) && !(await this.deferred?.keep(entries));
    return !lost || !this.parts || this.parts.askLeave(this.texts, this.screen.element, false);
  }

  /** @param {number} at */
  async remove(at) {
    const entry = this.fileSet.entries[at];
    if (!(await this.#mayLeave([entry])) || this.fileSet.entries[at] !== entry) return;
    this.fileSet.remove(at);
    if (!this.fileSet.entries.length) return this.clear();
    this.screen.forget();
    void this.check();
  }

  /** @param {number} at */
  select(at) {
    this.fileSet.active = at;
    this.screen.forget();
    this.#finished(false);
  }

  /** @param {File} file */
  #allowed(file) {
    const choice = { importId: this.importId(), settings: { ...this.imports.settings } };
    return this.emit("file", { name: file.name, size: file.size, file, choice }, true);
  }

  importId() {
    return this.imports.id();
  }

  // Checking.

  /** @param {boolean} [anew] shows the progress screen instead of the last report @returns {Promise<void>} */
  async check(anew = false) {
    if (anew) {
      this.screen.say("");
      this.screen.startProgress(this.fileSet.entry?.file.name ?? "", this.actions.cancel);
    }
    this.#setStatus("checking");
    this.#share = new Share();
    const done = this.fileSet.check();
    if (this.form.serves) this.form.hold(this.texts.t("checkFirst"));
    this.draw();
    if (anew) this.screen.focus("cancel");
    const run = await done;
    // What was said of such a file before holds for this one, too.
    const again = run && (await this.deferred?.beforeShown());
    if (run !== this.fileSet.run) return;
    if (again) return this.check(anew);
    // Whoever works on a file already is not asked about its columns any more.
    for (const entry of this.fileSet.entries) entry.matched ||= entry.report !== null;
    const wasShown = this.screen.progress !== null;
    this.screen.progress = null;
    this.#finished(wasShown);
    for (const entry of this.fileSet.entries) this.#announce(entry);
    void this.deferred?.checked();
  }

  /** Tells the page what came of a file, without any cell of it. @param {Entry} entry */
  #announce(entry) {
    const { file, report, failure, summary, importId, settings, wishes } = entry;
    if (failure) this.emit("error", { name: file.name, reason: failure.kind, file, detail: failure.detail });
    if (!report || summary) return;
    const { name, verdict, records, counts, acknowledged } = report;
    const choice = { importId: this.host.hasOwnDefinition && this.imports.fixed ? null : report.import?.name ?? importId, settings, wishes };
    const rowsInError = this.rowsInError;
    const leftOut = leftOutOf(entry, rowsInError);
    const sentence = accountOf(entry, rowsInError, this.texts.t.bind(this.texts));
    const ownTemplate = this.imports.isOwnTemplate(report.import?.name);
    this.emit("report", { name, verdict, records, counts, title: report.import?.title, file, choice, leftOut, sentence, ownTemplate, acknowledged });
    if (verdict === "ready") this.emit("ready", { name });
  }

  /** @param {boolean} focus whether the verdict takes the focus */
  #finished(focus) {
    const { screen, texts } = this;
    const entry = this.fileSet.entry;
    const before = screen.stage;
    this.#showStatus();
    this.#noteReadiness();
    const asked = this.draw();
    void this.settle();
    const workbench = screen.workbench;
    if (!focus && !asked) void workbench?.drawRows(true);
    void (workbench?.drawn ?? Promise.resolve()).then(() => workbench?.look());
    if (entry?.report && focus) screen.tell(`${texts.t(`verdict_${entry.report.verdict}`)}. ${entry.report.summary}`);
    if (entry?.report && !focus) screen.sayMore(texts.t("figureSaid", { ready: texts.n(entry.report.records.ready), count: entry.report.records.onFile }));
    if (!focus && before !== screen.stage && screen.stage === "ready" && screen.element.matches(":focus-within")) screen.focus("verdict");
    if (entry?.failure) screen.tell(texts.t("failed", { name: entry.file.name }));
    if (focus) screen.focus("verdict");
  }

  /** Tells the page when files that were ready are not any more. */
  #noteReadiness() {
    const { entries } = this.fileSet;
    const ready = overallState(entries) === "ready";
    const faulty = entries.find((entry) => entry.report?.verdict !== "ready");
    if (this.#wasReady && faulty) this.emit("unready", { name: faulty.file.name, verdict: faulty.report?.verdict ?? "failed" });
    this.#wasReady = ready;
  }

  cancel() {
    this.fileSet.cancel();
    this.screen.progress = null;
    this.emit("cancel", {});
    this.#finished(false);
    this.screen.say(this.texts.t("cancelled"), true);
    this.screen.focus("pick");
  }

  /** Whether something was done to a file that this browser does not keep. */
  hasUnkept() {
    return this.fileSet.entries.some((entry) => entry.history.done.length > 0 && !(this.deferred?.isKept(entry) ?? false));
  }

  /** Takes all files out, after a question where something would be lost. */
  async startOver() {
    const { entries } = this.fileSet;
    const changed = entries.some((entry) => entry.history.done.length);
    const keeps = this.deferred?.keeps(entries) ?? false;
    if (changed && this.parts && !(await this.parts.askLeave(this.texts, this.screen.element, keeps))) return;
    // What was promised to be kept is, or the question is another one.
    if (keeps && !(await this.#mayLeave(entries))) return;
    this.clear();
  }

  /** Checks a file that the samples of a definition make. @param {string} id */
  async example(id) {
    const { sampleFile } = await loadDeferred();
    const file = sampleFile(this.imports.definitionOf(id));
    if (!file) return;
    this.imports.choose(id);
    this.add([file]);
    this.imports.choose(null);
  }

  /** The sample file of an import, for the user to keep. @param {string} id */
  async sample(id) {
    const { sampleFile } = await loadDeferred();
    const file = sampleFile(this.imports.definitionOf(id));
    if (file) save(file, file.name);
  }

  /** @param {boolean} [focus] */
  clear(focus = this.host.matches(":focus-within")) {
    this.fileSet.clear();
    this.screen.progress = null;
    this.screen.forget();
    this.#refusal = "";
    this.#wasReady = false;
    this.#showStatus();
    // What was said, and its way back, were about the files.
    if (!this.given.fault) this.screen.say("", true);
    void this.settle();
    this.draw();
    this.deferred?.left();
    if (focus) this.screen.focus("pick");
  }

  // What the page sees.

  #showStatus() {
    const { busy, entries } = this.fileSet;
    this.#setStatus(this.given.fault ? "failed" : busy ? "checking" : overallState(entries));
  }

  /** @param {string} status */
  #setStatus(status) {
    try {
      this.internals.states.clear();
      this.internals.states.add(status);
    } catch {
      // Not every browser knows states; the attribute says the same.
    }
    this.host.setAttribute("status", status);
  }

  /** The form is asked for something else. */
  formChanged() {
    this.given.judge();
    void this.settle();
    this.draw();
  }

  /** The cleaned files, for a page without a form. @returns {Promise<File[]>} */
  async cleaned() {
    const { fileSet, rowsInError, formatOf, texts } = this;
    const t = texts.t.bind(texts);
    if (this.given.sentence) throw new Error(this.given.sentence);
    if (fileSet.busy) throw new Error(t("checkFirst"));
    for (const entry of fileSet.entries) {
      const obstacle = obstacleOf(entry, rowsInError, t);
      // Where no form asks the user, the page that calls this has decided.
      if (obstacle && !(obstacle.asks && !this.form.serves && entry.report?.verdict === "errors")) throw new Error(obstacle.message);
    }
    return cleanedFiles(fileSet, rowsInError, formatOf, this.announceCleaned);
  }

  /** What becomes of rows in error: nothing is sent while there are any, unless the page says otherwise. */
  get rowsInError() {
    return this.host.rowsInError ?? "block";
  }

  /** Whether workbooks can be made: not every client can, and a page may leave out what writes them. */
  get workbooks() {
    return "template" in this.fileSet.client && wantsWorkbooks(this.host);
  }

  /** What the form gets of a file: what the page says, else what the definition recommends. @param {Entry} entry @returns {"csv"|"xlsx"} */
  formatOf = ({ report }) => {
    const said = this.host.getAttribute("format");
    if (said === "csv" || said === "xlsx") return said;
    return this.workbooks && report?.import?.recommended === "xlsx" ? "xlsx" : "csv";
  };

  /** The user says that a file is to be sent although something of it is not. */
  confirm() {
    const { entry } = this.fileSet;
    if (entry) confirmEntry(entry, this.rowsInError);
    void this.settle();
  }

  /** Gives the form what it may have now, and shows it. */
  async settle() {
    const { form, fileSet, rowsInError, formatOf, texts } = this;
    const message = () => `${form.message} ${form.asks}`;
    const before = message();
    const refusal = this.given.fault ? texts.t("formFault") : this.#refusal;
    const settling = form.settle({ fileSet, rowsInError, formatOf, refusal, t: texts.t.bind(texts), announce: this.announceCleaned, heard: this.host.hasAttribute("history") && this.#loaded });
    if (message() !== before) this.draw();
    const between = message();
    await settling;
    if (message() !== between) this.draw();
  }

  /** Tells that a cleaned file is being handed over. @param {object} detail */
  announceCleaned = (detail) => void this.emit("cleaned", detail);

  /** @param {string} name @param {object} detail @param {boolean} [cancelable] @returns {boolean} whether nobody objected */
  emit(name, detail, cancelable = false) {
    const event = new CustomEvent(`import-checker-${name}`, { bubbles: true, composed: true, cancelable, detail });
    this.#before?.push(event);
    return this.host.dispatchEvent(event);
  }
}
