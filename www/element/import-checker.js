/**
 * The custom element: its attributes, properties and events, and its life in a page. What it does with files is in
 * `controller.js`, what is shown in `view/screen.js`.
 */
import { HostOptions } from "./host-options.js";
import { listenForFiles } from "./drop-and-paste.js";
import styles from "./styles.js";
import { Controller, langOf } from "./controller.js";

export { init } from "../engine/loader.js";

/** Shared by all elements. @type {CSSStyleSheet|undefined} */
const sheet = globalThis.CSSStyleSheet && new CSSStyleSheet();
sheet?.replaceSync(styles);

/**
 * Checks a spreadsheet before it is imported, on the user's own machine.
 *
 * @element import-checker
 * @attr {string} import - Id of the import to check against, such as `gryzzly/projects`; without it, or with `*`, the user chooses
 * @attr {string} definition - Address of a definition of the page's own: a module (`.js`) or data (`.json`)
 * @attr {string} lang - Language of all texts; else the nearest ancestor's, else the browser's
 * @attr {"block"|"drop"|"include"} rows-in-error - What the cleaned file does with rows in error; a form gets none while there are any, unless told otherwise
 * @attr {"csv"|"xlsx"} format - What the form gets; without it what the definition recommends, which is `csv` unless it says otherwise
 * @attr {string} parts - What is loaded besides what a check needs: `workbooks`, which writes XLSX files; empty leaves it out
 * @attr {boolean} second-reader - Whether a second reader is loaded: it reads workbooks that are refused otherwise, and any file a second time
 * @attr {boolean} compact - Whether there is a button and a line only, and all else opens in a dialog over the page
 * @attr {string} name - Under which name a form sends the cleaned file
 * @attr {boolean} required - Whether the form needs a file
 * @attr {boolean} disabled - Whether no file is taken
 * @attr {boolean} resume - Whether this browser keeps what was done to a file, so that a reload loses nothing
 * @attr {boolean} history - Whether this browser's history holds what the element does
 * @attr {boolean} multiple - Whether the form takes several files; an input inside the element says so itself
 * @attr {number} max-files - How many files are taken at most
 * @attr {number} max-size - How large a file may be, in bytes
 * @attr {boolean} editable-settings - Whether the user may change settings and what exists on the server, also what the page gave
 * @attr {boolean} own-templates - Whether a template that the user keeps in this browser takes the place of a built-in import
 * @attr {boolean} change-on-edit - Whether `input` and `change` tell of every change to the cleaned file, and not once of each file
 * @attr {boolean} enables-input - Whether an input inside that is disabled until the element is there is enabled then
 * @attr {boolean} eager - Whether what a check needs is loaded at once, and not when a person comes near
 * @attr {string} docs - Folder of the documentation, such as `/import-checker/docs/`; codes then link to their pages
 * @attr {"start"|"checking"|"ready"|"errors"|"incomplete"|"unreadable"|"failed"} status - Set by the element
 * @prop {object|null} definition - A definition of the page's own; wins over `import`
 * @prop {object} severities - How bad a finding is, by its code: `error`, `warning`, `notice`, or `off`
 * @prop {object} lists - The only values of a column, by the column's name
 * @prop {object} existing - What exists on the server, by import: references, or a table as `File` or `Blob`
 * @prop {object} settings - Answers to an import's settings
 * @prop {function|null} lookup - Says which of a column's values exist: `async (column, values) => those that exist`, or `null` for a column it does not know
 * @prop {object[]} serverErrors - What the server said of the file that it was sent: `{row, column, message, file}`, shown until the next check
 * @prop {object} client - The engine's client; a test may hand in another
 * @prop {boolean} hasUnkept - Whether there is work that would be lost if the page were left now; read-only
 * @prop {object} texts - Texts that win over the built-in ones, by key or by code; a whole object adds a language
 *
 * @slot - An `<input type="file">` of the page: it gets the cleaned file instead of the one that was chosen
 * @slot unavailable - Not shown; a sentence for pages on which the script cannot run
 *
 * @fires import-checker-file - Before a file is checked; cancelable. `detail: {name, size, file, choice}`
 * @fires import-checker-progress - `detail: {name, share, rows}`
 * @fires import-checker-report - `detail: {name, verdict, records, counts, title, file, choice, leftOut, sentence, ownTemplate}`, without cell data; `title` is the import's, `choice: {importId, settings, wishes}` what was said about the file, `leftOut` how many records a form would not get
 * @fires import-checker-ready - A file is ready to import. `detail: {name}`
 * @fires import-checker-unready - All files were ready, and one is not any more. `detail: {name, verdict}`
 * @fires import-checker-error - A file could not be checked, or what the page gave cannot be understood. `detail: {name, reason, file, detail}`
 * @fires import-checker-cancel - The user cancelled
 * @fires import-checker-download - A file is being made for the user. `detail: {name, what, file, made}`, `made` promises `{blob, account}`
 * @fires import-checker-cleaned - A cleaned file is being made for a form or for `cleaned()`. `detail: {name, file, made}`
 *
 * @csspart base, start, dropzone, progress, files, verdict, summary, reading, findings, group, repair, match, toolbar, grid, row, cell, inspector, error
 * @cssprop --import-checker-accent, --import-checker-on-accent, --import-checker-surface, --import-checker-sunken
 * @cssprop --import-checker-text, --import-checker-muted, --import-checker-line, --import-checker-radius, --import-checker-font
 * @cssprop --import-checker-error, --import-checker-warning, --import-checker-ready, --import-checker-height
 * @cssprop --import-checker-accent-tint, --import-checker-bg, --import-checker-hover, --import-checker-strong
 */
export class ImportChecker extends HostOptions {
  static observedAttributes = ["import", "definition", "lang", "rows-in-error", "format", "name", "required", "multiple", "max-files", "max-size",
    "editable-settings", "own-templates", "docs", "eager", "parts", "compact"];

  #controller = new Controller(this, this.internals, this.attachShadow({ mode: "open" }));
  /** @type {AbortController|null} */
  #listeners = null;

  constructor() {
    super();
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    root.adoptedStyleSheets = sheet ? [sheet] : [];
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

  /** Whether there is work that would be lost if the page were left now. @returns {boolean} */
  get hasUnkept() {
    return this.#controller.hasUnkept();
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
   * A stream into a file, for what arrives piece by piece. It is checked when the stream has ended; what breaks off is not.
   * @param {string} name of the file
   * @returns {WritableStream<BlobPart>}
   */
  stream(name) {
    /** @type {Blob[]} */
    const pieces = [];
    return new WritableStream({
      // As a blob a piece lies where the browser has room for it.
      write(piece) {
        pieces.push(new Blob([piece]));
      },
      close: () => this.add([new File(pieces, name)]),
    });
  }

  /** Loads what a check needs, as it happens by itself when a person comes near the element. @returns {Promise<void>} */
  load() {
    return this.#controller.load();
  }

  /**
   * The cleaned files of the last check, in the order of loading, with rows in error as `rows-in-error` says.
   * @returns {Promise<File[]>} rejected with the sentence that says why, where a form would not get them either
   */
  cleaned() {
    return this.#controller.cleaned();
  }

  /** Puts the focus where the user can go on. */
  focus() {
    this.#controller.focus();
  }

  // Life in a form. An input that the element is wrapped around answers for it.

  get validity() {
    return this.#controller.form.input?.validity ?? super.validity;
  }
  get validationMessage() {
    return this.#controller.form.input?.validationMessage ?? super.validationMessage;
  }
  get willValidate() {
    return this.#controller.form.input?.willValidate ?? super.willValidate;
  }
  checkValidity() {
    return this.#controller.form.input?.checkValidity() ?? super.checkValidity();
  }
  reportValidity() {
    return this.#controller.form.input?.reportValidity() ?? super.reportValidity();
  }

  formResetCallback() {
    this.#controller.clear(false);
  }
  formDisabledCallback() {
    this.#controller.draw();
  }
  formAssociatedCallback() {
    void this.#controller.settle();
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
    if (name === "lang") return this.speak();
    if (name === "eager") return void (this.hasAttribute("eager") && this.load());
    if (name === "definition") this.#controller.given.load();
    // What only concerns the form needs no other check.
    if (/^(rows-in-error|format|name|required|multiple|max-files|max-size|docs|parts|compact)$/.test(name)) this.#controller.formChanged();
    else this.#controller.optionsChanged(name);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { screen, fileSet } = this.#controller;
    listenForFiles(this, screen.element, {
      open: () => !fileSet.entries.length,
      add: (files) => this.add(files),
      complain: (key) => screen.say(this.#controller.texts.t(key), true),
      pastedName: () => this.#controller.texts.t("pasted"),
    }, signal);
    // Also what is put in deeper, or in place of another: a framework may make the input anew.
    const inside = new MutationObserver(() => this.#controller.adopt());
    inside.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["type"] });
    // Somebody comes near: what a check needs is loaded before a file is chosen.
    const load = () => void this.load();
    for (const name of ["pointerenter", "pointerdown", "focusin", "dragenter"]) this.addEventListener(name, load, { signal });
    document.addEventListener("dragenter", (event) => event.dataTransfer?.types.includes("Files") && load(), { signal });
    // What is typed into our own fields is nothing that the page has to hear of.
    screen.element.addEventListener("input", (event) => event.target instanceof Node && screen.element.contains(event.target) && event.stopPropagation(), { signal });
    this.addEventListener("invalid", (event) => event.target === this && this.#controller.form.show(event), { signal });
    // A label of ours was clicked.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus(), { signal });
    screen.element.addEventListener("keydown", (event) => this.#controller.parts?.commands.handleKey(event), { signal });
    const watcher = new MutationObserver(() => langOf(this) === this.#controller.texts.lang || this.speak());
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => {
      watcher.disconnect();
      inside.disconnect();
    });
  }

  // What the page sets; see `host-options.js`.

  /** @protected */
  speak() {
    this.#controller.speak();
  }

  /** @protected @param {string} name */
  optionsChanged(name) {
    this.#controller.optionsChanged(name);
  }
}
