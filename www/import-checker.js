/**
 * The custom element: attributes, properties and events outside; what the user does, inside. Files and checks are in
 * `desk.js`, what is shown in `screen.js`.
 */
import { Desk } from "./desk.js";
import { FormSide } from "./form.js";
import { HostOptions } from "./host-options.js";
import { Hands } from "./hands.js";
import { ImportChoice } from "./import-choice.js";
import { listenForFiles } from "./inbox.js";
import { loadDefinition } from "./own-definition.js";
import { Screen } from "./screen.js";
import styles from "./styles.js";
import { askRows, cleanedFiles, download, downloadTemplate } from "./takeaway.js";
import { Texts, languageOf } from "./texts.js";
import { nextTurn } from "./turn.js";
import { Share } from "./view/progress.js";

export { init } from "./engine.js";

/** @typedef {import("./view/context.js").Context} Context */
/** @typedef {import("./files.js").Entry} Entry */

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/**
 * Checks a spreadsheet before it is imported, on the user's own machine.
 *
 * @element import-checker
 * @attr {string} import - Id of the import to check against, such as `gryzzly/projects`; without it the user chooses
 * @attr {string} definition - Address of a definition of the page's own: a module (`.js`) or data (`.json`)
 * @attr {string} lang - Language of all texts; else the nearest ancestor's, else the browser's
 * @attr {"block"|"drop"|"include"} rows-in-error - What the cleaned file does with rows in error; without it the user is asked
 * @attr {string} name - Under which name a form sends the cleaned file
 * @attr {boolean} required - Whether the form needs a file
 * @attr {boolean} disabled - Whether no file is taken
 * @attr {boolean} resume - Whether this browser keeps what was done to a file, so that a reload loses nothing
 * @attr {boolean} no-history - Whether this browser's history leaves out what the element does
 * @attr {string} docs - Folder of the documentation, such as `/import-checker/docs/`; codes then link to their pages
 * @attr {"start"|"checking"|"ready"|"errors"|"incomplete"|"unreadable"|"failed"} status - Set by the element
 * @prop {object|null} definition - A definition of the page's own; wins over `import`
 * @prop {object} severities - How bad a finding is, by its code: `error`, `warning`, `notice`, or `off`
 * @prop {object} lists - The only values of a column, by the column's name
 * @prop {object} existing - References that exist on the server, by import
 * @prop {object} settings - Answers to an import's settings, until the user gives others
 * @prop {object} client - The engine's client; a test may hand in another
 * @prop {object} locale - Texts that win over the built-in ones; a whole object adds a language
 *
 * @slot - An `<input type="file">` of the page: it gets the cleaned file instead of the one that was chosen
 *
 * @fires import-checker-file - Before a file is checked; cancelable. `detail: {name, size, file, choice}`
 * @fires import-checker-progress - `detail: {name, share, rows}`
 * @fires import-checker-report - `detail: {name, verdict, records, counts, title, file, choice}`, without cell data; `title` is the import's, `choice: {importId, settings, wishes}` what was said about the file
 * @fires import-checker-ready - A file is ready to import. `detail: {name}`
 * @fires import-checker-error - A file could not be checked. `detail: {name, reason, file}`
 * @fires import-checker-cancel - The user cancelled
 * @fires import-checker-download - A file is being made for the user. `detail: {name, what, file, made}`, `made` promises `{blob, account}`
 * @fires import-checker-cleaned - A cleaned file is being made for a form or for `cleaned()`. `detail: {name, file, made}`
 *
 * @csspart base, start, dropzone, progress, files, verdict, summary, reading, findings, group, repair, toolbar, grid, row, cell, inspector, error
 * @cssprop --import-checker-accent, --import-checker-on-accent, --import-checker-surface, --import-checker-sunken
 * @cssprop --import-checker-text, --import-checker-muted, --import-checker-line, --import-checker-radius, --import-checker-font
 * @cssprop --import-checker-error, --import-checker-warning, --import-checker-ready, --import-checker-grid-height
 */
export class ImportChecker extends HostOptions {
  static observedAttributes = ["import", "definition", "lang", "rows-in-error", "name", "required", "docs"];

  #root = this.attachShadow({ mode: "open" });
  #share = new Share();
  #desk = new Desk({
    // A file may be given before the imports are known.
    definitions: async () => {
      await Promise.all([this.#imports.load(), this.#own]);
      return this.#imports.definitions();
    },
    existing: () => this.existing,
    lang: () => this.#texts.lang.split("-")[0] ?? "en",
    progressed: (progress, names) => {
      if (progress.preview) return this.#screen.progress?.preview(progress.preview);
      const share = this.#share.of(progress, names.length);
      this.#screen.progress?.update(progress, names, share);
      this.#emit("progress", { name: names[progress.file], share, rows: progress.rows });
    },
  });
  #screen = new Screen(
    () => this.#context(),
    () => ({ desk: this.#desk, hands: this.#hands }),
  );
  #hands = new Hands(this.#desk, this.#screen, () => void this.#check());
  #form = new FormSide(this, this.internals, {
    add: (files) => this.add(files),
    clear: () => this.#clear(),
    anchor: this.#screen.element,
  });
  #imports = new ImportChoice(this);
  #texts = new Texts("en");
  /** @type {AbortController|null} */
  #listeners = null;
  /** What is loaded last. @type {import("./more.js").More|null} */
  #more = null;
  /** The definition that an attribute names, while it is loaded. @type {Promise<void>} */
  #own = Promise.resolve();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#screen.element);
  }

  // Properties.

  /** The engine's client. */
  get client() {
    return this.#desk.client;
  }
  set client(client) {
    this.#desk.client.close();
    this.#desk.client = client;
  }
  /** What stands in the attribute `status`. @returns {string} */
  get status() {
    return this.getAttribute("status") ?? "start";
  }

  formResetCallback() {
    this.#clear(false);
  }
  formDisabledCallback() {
    this.#draw();
  }
  formAssociatedCallback() {
    void this.#settle();
  }
  /** Puts the focus where the user can go on. */
  focus() {
    this.#screen.focus(this.#desk.entries.length ? "verdict" : "pick");
  }

  // Life.

  connectedCallback() {
    this.upgrade();
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    if (!this.hasAttribute("status")) this.#setStatus("start");
    this.#adopt();
    this.speak();
    void this.#load();
    void this.#settle();
  }

  /** Looks for an input of the page that we are wrapped around. */
  #adopt() {
    this.#form.adopt();
    this.#draw();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#form.release();
    // A move disconnects and connects at once; only what stays away is ended.
    queueMicrotask(() => this.isConnected || this.#clear());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "lang") return this.speak();
    if (name === "definition") this.#own = this.#loadOwn();
    if (name === "name" || name === "required" || name === "rows-in-error") void this.#settle();
    this.#draw();
  }

  async #load() {
    this.#own = this.#loadOwn();
    if (await this.#imports.load()) this.#draw();
    await this.#own;
    await this.#desk.client.warm().catch(() => {});
    const { More, record } = await import("./more.js");
    if (!this.#more && !this.hasAttribute("no-history")) record(this, this.#desk.entries.map((entry) => entry.file));
    this.#more ??= new More({
      root: this.#root,
      desk: this.#desk,
      say: (text, shown) => this.#screen.say(text, shown),
      lang: () => this.#texts.lang.split("-")[0] ?? "",
      words: (own) => new Texts(this.#texts.lang, own),
      draw: () => this.#draw(),
      check: () => void this.#check(),
    }, this.hasAttribute("resume"));
  }

  /** The definition that the attribute names, loaded before a file is chosen. */
  async #loadOwn() {
    const address = this.getAttribute("definition");
    if (!address) return;
    try {
      this.definition = await loadDefinition(address, this.baseURI);
    } catch (error) {
      this.#screen.say(this.#texts.t("definitionFailed", { address, reason: String(error) }), true);
      this.#emit("error", { name: address, reason: "definition" });
    }
  }

  /** @protected */
  speak() {
    const lang = Intl.getCanonicalLocales(languageOf(this))[0] ?? "en";
    const known = lang !== this.#texts.lang;
    this.#texts = new Texts(lang, this.locale);
    if (!this.isConnected) return;
    this.#screen.forget();
    this.#draw();
    // The sentences of a report come from the engine, in the language it was asked for.
    if (known && this.#desk.entries.length && !this.#screen.progress) void this.#check();
  }

  /** @protected @param {boolean} [settings] */
  decided(settings) {
    if (settings) this.#imports.settings = { ...this.settings };
    this.#draw();
  }

  #draw() {
    if (this.isConnected) this.#screen.draw();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const box = this.#screen.element;
    listenForFiles(this, box, {
      open: () => !this.#desk.entries.length,
      add: (files) => this.add(files),
      complain: (key) => this.#screen.say(this.#texts.t(key), true),
      pastedName: () => this.#texts.t("pasted"),
    }, signal);
    this.#screen.slot.addEventListener("slotchange", () => this.#adopt(), { signal });
    // A label of ours was clicked.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus(), { signal });
    box.addEventListener("keydown", (event) => this.#hands.key(event), { signal });
    const watcher = new MutationObserver(() => {
      if (Intl.getCanonicalLocales(languageOf(this))[0] !== this.#texts.lang) this.speak();
    });
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => watcher.disconnect());
  }

  // Files in.

  /**
   * Checks files, as if the user had dropped them.
   * @param {File[]} files
   * @param {Map<File, object|undefined>} [choices] what was said about them before
   */
  add(files, choices) {
    const allowed = this.#form.disabled ? [] : files.filter((file) => this.#allowed(file));
    if (!allowed.length) return;
    this.#desk.add(allowed, this.#importId(), this.#imports.settings, choices);
    void this.#check(true);
  }

  /** @param {File} file */
  #allowed(file) {
    const choice = { importId: this.#importId(), settings: { ...this.#imports.settings } };
    return this.#emit("file", { name: file.name, size: file.size, file, choice }, true);
  }

  #importId() {
    return this.#imports.id(this.getAttribute("import"));
  }

  // Checking.

  /** @param {boolean} [anew] shows the progress screen instead of the last report */
  async #check(anew = false) {
    if (anew) {
      this.#screen.say("");
      this.#screen.startProgress(this.#desk.entry?.file.name ?? "", () => this.#cancel());
    }
    this.#setStatus("checking");
    if (this.#form.serves) this.#form.hold(this.#texts.t("checkFirst"));
    this.#share = new Share();
    const done = this.#desk.check();
    this.#draw();
    if (anew) this.#screen.focus("cancel");
    if (!(await done)) return;
    const wasShown = this.#screen.progress !== null;
    this.#screen.progress = null;
    this.#finished(wasShown);
    for (const entry of this.#desk.entries) this.#announce(entry);
    void this.#more?.checked();
  }

  /** Tells the page what came of a file, without any cell of it. @param {Entry} entry */
  #announce({ file, report, failure, summary, importId, settings, wishes }) {
    if (failure) this.#emit("error", { name: file.name, reason: failure.kind, file });
    if (!report || summary) return;
    const { name, verdict, records, counts } = report;
    const choice = { importId: this.definition ? null : report.import?.name ?? importId, settings, wishes };
    this.#emit("report", { name, verdict, records, counts, title: report.import?.title, file, choice });
    if (verdict === "ready") this.#emit("ready", { name });
  }

  /** @param {boolean} focus whether the verdict takes the focus */
  #finished(focus) {
    const entry = this.#desk.entry;
    this.#setStatus(entry?.failure ? "failed" : entry?.report?.verdict ?? "start");
    this.#draw();
    void this.#settle();
    if (!focus) void this.#screen.drawRows(true);
    if (entry?.report) this.#screen.tell(`${this.#texts.t(`verdict_${entry.report.verdict}`)}. ${entry.report.summary}`);
    if (entry?.failure) this.#screen.tell(this.#texts.t("failed", { name: entry.file.name }));
    // The focus has the page laid out at once, which is work enough for a turn of its own.
    if (focus) void nextTurn().then(() => this.#screen.focus("verdict"));
  }

  #cancel() {
    this.#desk.cancel();
    this.#screen.progress = null;
    this.#emit("cancel", {});
    this.#finished(false);
    this.#screen.say(this.#texts.t("cancelled"), true);
    this.#screen.focus("pick");
  }

  /** @param {boolean} [focus] */
  #clear(focus = this.matches(":focus-within")) {
    this.#desk.clear();
    this.#screen.progress = null;
    this.#screen.forget();
    this.#setStatus("start");
    this.#screen.say("");
    this.#form.empty(this.#texts.t("valueMissing"));
    this.#draw();
    if (focus) this.#screen.focus("pick");
  }

  /** @param {string} status */
  #setStatus(status) {
    this.internals.states.clear();
    this.internals.states.add(status);
    this.setAttribute("status", status);
  }

  async #settle() {
    if (await this.#form.settle(this.#desk, this.rowsInError ?? "block", this.#context().t, this.#handing)) this.#draw();
  }

  /**
   * The cleaned files of the last check, with rows in error as `rows-in-error` says.
   * @returns {Promise<File[]>}
   */
  cleaned() {
    return cleanedFiles(this.#desk, this.rowsInError ?? "drop", this.#handing);
  }

  /** @param {object} detail */
  #handing = (detail) => void this.#emit("cleaned", detail);

  /** @param {string} name @param {object} detail @param {boolean} [cancelable] @returns {boolean} whether nobody objected */
  #emit(name, detail, cancelable = false) {
    const event = new CustomEvent(`import-checker-${name}`, { bubbles: true, composed: true, cancelable, detail });
    return this.dispatchEvent(event);
  }

  // What the user does.

  /** @param {File[]} files */
  #replace([file]) {
    if (!file || !this.#allowed(file)) return;
    this.#desk.replace(file);
    void this.#check(true);
  }

  /** @param {number} at */
  #remove(at) {
    this.#desk.remove(at);
    if (!this.#desk.entries.length) return this.#clear();
    this.#screen.forget();
    void this.#check();
  }

  /** @param {number} at */
  #select(at) {
    this.#desk.active = at;
    this.#screen.forget();
    this.#finished(false);
  }

  /** What the views get. @returns {Context} */
  #context() {
    const texts = this.#texts;
    const imports = this.#imports.menu(texts.lang.split("-")[0] ?? "");
    return {
      texts,
      t: texts.t.bind(texts),
      imports,
      fixedImport: this.definition !== null || this.hasAttribute("import") || this.hasAttribute("definition"),
      templates: "template" in this.#desk.client,
      docs: this.getAttribute("docs"),
      chosen: this.#importId(),
      settings: this.#imports.settings,
      unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
      settingsOf: (id) => this.#imports.settingsOf(id),
      levels: this.#imports.levels(this.#desk.entries.map((entry) => entry.report?.import?.name)),
      existing: this.existing,
      entries: this.#desk.entries,
      active: this.#desk.active,
      busy: this.#desk.busy,
      batch: this.#desk.batch,
      patience: this.#desk.client.patience,
      wrapped: this.#form.input !== null,
      disabled: this.#form.disabled,
      serves: this.#form.serves,
      formMessage: this.#form.message,
      total: this.#screen.total,
      row: this.#screen.cell?.row ?? null,
      column: this.#screen.cell?.column ?? 0,
      selected: this.#screen.grid?.selection()[1] ?? 1,
      more: this.#more,
      act: this.#actions,
    };
  }

  /** @type {import("./view/context.js").Actions} */
  #actions = {
    ...this.#hands.actions(),
    choose: (id) => {
      this.#imports.choose(id);
      this.#draw();
    },
    setting: (name, value) => {
      this.#imports.settings[name] = value;
    },
    add: (files) => this.add(files),
    replace: (files) => this.#replace(files),
    cancel: () => this.#cancel(),
    retry: () => {
      if (this.#desk.entry) this.#desk.entry.failure = null;
      void this.#check(true);
    },
    startOver: () => this.#clear(),
    select: (at) => this.#select(at),
    remove: (at) => this.#remove(at),
    download: (what) => void download(this.#desk, this.#screen, what, this.rowsInError, (detail) => this.#emit("download", detail)),
    template: () => void downloadTemplate(this.#desk, this.#screen, this.#imports.definitions().find((one) => one.id === this.#importId())?.definition),
    exist: (id, list) => {
      this.existing = { ...this.existing, [id]: [list] };
      void this.#check();
    },
    askRows: () => this.#desk.entry && void askRows(this.#desk.entry, this.#screen),
    confirm: () => {
      if (this.#desk.entry) this.#desk.entry.confirmed = true;
      void this.#settle();
    },
  };
}

if (!customElements.get("import-checker")) customElements.define("import-checker", ImportChecker);
