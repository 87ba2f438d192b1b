/**
 * The custom element: its attributes, properties and events, and its life in a page. What it does with files is in
 * `controller.js`, what is shown in `view/screen.js`.
 */
import { Controller, langOf } from "./controller.js";
import { listenForFiles } from "./drop-and-paste.js";
import { HostOptions } from "./host-options.js";
import { cleanedFiles } from "./output-files.js";
import styles from "./styles.js";

export { init } from "../engine/loader.js";

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
 * @prop {object} texts - Texts that win over the built-in ones, by key or by code; a whole object adds a language
 *
 * @slot - An `<input type="file">` of the page: it gets the cleaned file instead of the one that was chosen
 * @slot unavailable - Not shown; a sentence for pages on which the script cannot run
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

  #controller = new Controller(this, this.internals, this.attachShadow({ mode: "open" }));
  /** @type {AbortController|null} */
  #listeners = null;

  constructor() {
    super();
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    root.adoptedStyleSheets = [sheet];
    root.append(this.#controller.screen.element);
  }

  // Properties.

  /** The engine's client. */
  get client() {
    return this.#controller.fileSet.client;
  }
  set client(client) {
    this.#controller.fileSet.client.close();
    this.#controller.fileSet.client = client;
  }
  /** What stands in the attribute `status`. @returns {string} */
  get status() {
    return this.getAttribute("status") ?? "start";
  }

  // Methods.

  /**
   * Checks files, as if the user had dropped them.
   * @param {File[]} files
   * @param {Map<File, object|undefined>} [choices] what was said about them before
   */
  add(files, choices) {
    this.#controller.add(files, choices);
  }

  /**
   * The cleaned files of the last check, with rows in error as `rows-in-error` says.
   * @returns {Promise<File[]>}
   */
  cleaned() {
    return cleanedFiles(this.#controller.fileSet, this.rowsInError ?? "drop", this.#controller.announceCleaned);
  }

  /** Puts the focus where the user can go on. */
  focus() {
    this.#controller.focus();
  }

  // Life in a form.

  formResetCallback() {
    this.#controller.clear(false);
  }
  formDisabledCallback() {
    this.#controller.draw();
  }
  formAssociatedCallback() {
    void this.#controller.updateForm();
  }

  // Life in a page.

  connectedCallback() {
    this.upgrade();
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#controller.begin();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#controller.form.release();
    // A move disconnects and connects at once; only what stays away is ended.
    queueMicrotask(() => this.isConnected || this.#controller.clear());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "lang") return this.updateTexts();
    if (name === "definition") this.#controller.loadDefinition();
    if (name === "name" || name === "required" || name === "rows-in-error") void this.#controller.updateForm();
    this.#controller.draw();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { screen, fileSet, commands } = this.#controller;
    listenForFiles(this, screen.element, {
      open: () => !fileSet.entries.length,
      add: (files) => this.add(files),
      complain: (key) => screen.announce(this.#controller.texts.t(key), true),
      pastedName: () => this.#controller.texts.t("pasted"),
    }, signal);
    screen.slot.addEventListener("slotchange", () => this.#controller.adoptInput(), { signal });
    // A label of ours was clicked.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus(), { signal });
    screen.element.addEventListener("keydown", (event) => commands.handleKey(event), { signal });
    const watcher = new MutationObserver(() => langOf(this) === this.#controller.texts.lang || this.updateTexts());
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => watcher.disconnect());
  }

  // What the page sets; see `host-options.js`.

  /** @protected */
  updateTexts() {
    this.#controller.updateTexts();
  }

  /** @protected @param {boolean} [settings] */
  optionsChanged(settings) {
    this.#controller.optionsChanged(settings);
  }
}

if (!customElements.get("import-checker")) customElements.define("import-checker", ImportChecker);
