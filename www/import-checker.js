/**
 * The custom element: attributes, properties and events outside, files, client and views inside.
 */
import { Client, Failure } from "./client.js";
import { Entry } from "./files.js";
import styles from "./styles.js";
import { Texts, languageOf } from "./texts.js";
import { put } from "./view/dom.js";
import { askRowsInError, save } from "./view/downloads.js";
import { failureView, filesView } from "./view/files.js";
import { findingsView } from "./view/findings.js";
import { Grid } from "./view/grid.js";
import { ProgressView, shareOf } from "./view/progress.js";
import { prove, showProof } from "./view/prove.js";
import { readingView } from "./view/reading.js";
import { startView } from "./view/start.js";
import { cellView, toolbarView } from "./view/toolbar.js";
import { verdictView } from "./view/verdict.js";
import { h } from "./view/dom.js";

/** @typedef {import("./protocol.js").BuiltIn} BuiltIn */
/** @typedef {import("./protocol.js").Definition} Definition */
/** @typedef {import("./protocol.js").RowsInError} RowsInError */
/** @typedef {import("./view/context.js").Context} Context */

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** @type {Record<import("./protocol.js").Product, string>} */
const ENDINGS = {
  cleaned: ".cleaned.csv", changes: ".changes.csv", report: ".report.json", rejected: ".rejected.csv",
  annotated: ".annotated.xlsx", html: ".report.html", summary: ".summary.json",
};
/** @type {Record<string, string>} */
const TYPES = {
  csv: "text/csv", json: "application/json", html: "text/html",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * Checks a spreadsheet before it is imported, on the user's own machine.
 *
 * @element import-checker
 * @attr {string} import - Id of the import to check against, such as `gryzzly/projects`; without it the user chooses
 * @attr {string} lang - Language of all texts; else the nearest ancestor's, else the browser's
 * @attr {"block"|"drop"|"include"} rows-in-error - What the cleaned file does with rows in error; without it the user is asked
 * @attr {"start"|"checking"|"ready"|"errors"|"incomplete"|"unreadable"|"failed"} status - Set by the element
 * @prop {object|null} definition - A definition of the page's own; wins over `import`
 * @prop {object} client - The engine's client; a test may hand in another
 * @prop {object} locale - Texts that win over the built-in ones; a whole object adds a language
 *
 * @fires import-checker-file - Before a file is checked; cancelable. `detail: {name, size, file}`
 * @fires import-checker-progress - `detail: {name, share, rows}`
 * @fires import-checker-report - `detail: {name, verdict, records, counts}`, without cell data
 * @fires import-checker-ready - A file is ready to import. `detail: {name}`
 * @fires import-checker-error - A file could not be checked. `detail: {name, reason}`
 * @fires import-checker-cancel - The user cancelled
 *
 * @csspart start, dropzone, progress, files, verdict, summary, reading, findings, group, repair, toolbar, grid, row, cell, inspector, error
 * @cssprop --import-checker-accent, --import-checker-on-accent, --import-checker-surface, --import-checker-sunken
 * @cssprop --import-checker-text, --import-checker-muted, --import-checker-line, --import-checker-radius, --import-checker-font
 * @cssprop --import-checker-error, --import-checker-warning, --import-checker-ready, --import-checker-grid-height
 */
export class ImportChecker extends HTMLElement {
  static observedAttributes = ["import", "lang", "rows-in-error"];

  #root = this.attachShadow({ mode: "open" });
  #live = h("div", { class: "hidden", role: "status" });
  #note = h("p", { class: "note", hidden: true });
  #main = h("div", { class: "region" });
  #box = h("div", { class: "checker", part: "base" }, this.#live, this.#note, this.#main);
  /** @type {Client} */
  #client = new Client();
  /** @type {Definition|null} */
  #definition = null;
  /** @type {import("./texts.js").Locale} */
  #locale = {};
  #texts = new Texts("en");
  /** @type {BuiltIn[]} */
  #builtIn = [];
  /** @type {Entry[]} */
  #entries = [];
  #active = 0;
  /** @type {string|null} */
  #chosen = null;
  /** @type {Record<string, unknown>} */
  #settings = {};
  #busy = false;
  /** Counts checks, so that an older one that still ends changes nothing. */
  #run = 0;
  /** @type {ProgressView|null} */
  #progress = null;
  /** @type {Grid|null} */
  #grid = null;
  /** @type {Record<string, HTMLElement>} Regions of the report screen, filled anew one by one. */
  #regions = {};
  #total = 0;
  /** @type {import("./protocol.js").GridRow|null} */
  #row = null;
  #column = 0;
  /** @type {AbortController|null} */
  #listeners = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#box);
  }

  // Properties.

  /** The engine's client. */
  get client() {
    return this.#client;
  }
  set client(client) {
    this.#client.close?.();
    this.#client = client;
  }
  /** A definition of the page's own. */
  get definition() {
    return this.#definition;
  }
  set definition(definition) {
    this.#definition = definition;
    this.#render();
  }
  /** Texts that win over the built-in ones. */
  get locale() {
    return this.#locale;
  }
  set locale(locale) {
    this.#locale = locale ?? {};
    this.#speak();
  }
  /** @returns {RowsInError|null} */
  get rowsInError() {
    const value = this.getAttribute("rows-in-error");
    return value === "drop" || value === "include" || value === "block" ? value : null;
  }
  set rowsInError(value) {
    value === null ? this.removeAttribute("rows-in-error") : this.setAttribute("rows-in-error", value);
  }
  /** What stands in the attribute `status`. @returns {string} */
  get status() {
    return this.getAttribute("status") ?? "start";
  }

  // Life.

  connectedCallback() {
    for (const name of /** @type {const} */ (["client", "definition", "locale", "rowsInError"])) this.#upgrade(name);
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#speak();
    void this.#load();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    // A move disconnects and connects at once; only what stays away is ended.
    queueMicrotask(() => this.isConnected || this.#startOver());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "lang") this.#speak();
    else this.#render();
  }

  /** A property that was set before the element was defined hides the accessor. @param {"client"|"definition"|"locale"|"rowsInError"} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = /** @type {any} */ (this)[name];
    delete (/** @type {any} */ (this)[name]);
    /** @type {any} */ (this)[name] = value;
  }

  async #load() {
    if (!this.#builtIn.length) {
      const built = await import("./imports/index.js").catch(() => ({ default: [] }));
      this.#builtIn = built.default;
      this.#render();
    }
    this.#client.warm?.()?.catch(() => {});
  }

  #speak() {
    const lang = languageOf(this);
    this.#texts = new Texts(Intl.getCanonicalLocales(lang)[0] ?? "en", this.#locale);
    if (this.isConnected) {
      this.#dropGrid();
      this.#stage = "";
      this.#render();
      if (this.#entries.length && !this.#progress) void this.#check();
    }
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const box = this.#box;
    let depth = 0;
    const drag = (/** @type {number} */ step) => box.classList.toggle("dragging", (depth = step ? Math.max(0, depth + step) : 0) > 0);
    const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    box.addEventListener("dragenter", (event) => hasFiles(event) && drag(1), { signal });
    box.addEventListener("dragleave", (event) => hasFiles(event) && drag(-1), { signal });
    box.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), { signal });
    box.addEventListener("drop", (event) => {
      drag(0);
      if (!event.dataTransfer) return;
      event.preventDefault();
      void this.#dropped(event.dataTransfer);
    }, { signal });
    box.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("paste", (event) => this.#paste(event), { signal });
    document.addEventListener("paste", (event) => event.target === document.body && this.#paste(event), { signal });
    new MutationObserver((_, own) => signal.aborted ? own.disconnect() : this.#languageChanged())
      .observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  }

  #languageChanged() {
    if (Intl.getCanonicalLocales(languageOf(this))[0] !== this.#texts.lang) this.#speak();
  }

  // Files in.

  /** @param {DataTransfer} transfer */
  async #dropped(transfer) {
    const files = [...transfer.files];
    // A folder arrives as a file that cannot be read.
    const folders = [...transfer.items].filter((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folders.length) return this.#say(this.#texts.t("folder"), true);
    if (files.length) this.add(files);
    else this.#say(this.#texts.t("noFile"), true);
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const target = event.composedPath()[0];
    const writing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    if (event.defaultPrevented || writing || this.#entries.length) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!files.length && !text.trim()) return;
    event.preventDefault();
    this.add(files.length ? files : [new File([text], this.#texts.t("pasted"), { type: "text/plain" })]);
  }

  /**
   * Checks files, as if the user had dropped them.
   * @param {File[]} files
   */
  add(files) {
    const allowed = files.filter((file) => this.#emit("file", { name: file.name, size: file.size, file }, true));
    if (!allowed.length) return;
    this.#say("");
    for (const file of allowed) this.#entries.push(new Entry(file, this.#importId(), { ...this.#settings }));
    this.#active = this.#entries.length - allowed.length;
    void this.#check(true);
  }

  #importId() {
    if (this.#definition) return this.#definition.name ?? "own";
    return this.getAttribute("import") ?? this.#chosen;
  }

  /** @returns {BuiltIn[]} */
  #definitions() {
    return this.#definition ? [{ id: this.#definition.name ?? "own", definition: this.#definition }] : this.#builtIn;
  }

  // Checking.

  /**
   * Checks all files. A file that the worker dies of is set aside, and the others are checked without it.
   * @param {boolean} [anew] shows the progress screen instead of the last report
   */
  async #check(anew = false) {
    const run = ++this.#run;
    this.#busy = true;
    for (const entry of this.#entries) if (!entry.report) entry.failure = null;
    if (anew) this.#progress = new ProgressView(this.#texts, this.#entries[this.#active]?.file.name ?? "", () => this.#cancel());
    this.#setStatus("checking");
    this.#render();
    let rest = this.#entries.filter((entry) => !entry.failure);
    while (rest.length && run === this.#run) rest = await this.#attempt(run, rest);
    if (run !== this.#run) return;
    this.#busy = false;
    const hadFocus = this.#progress !== null;
    this.#progress = null;
    this.#finished(hadFocus);
  }

  /** @param {number} run @param {Entry[]} entries @returns {Promise<Entry[]>} what is left to try */
  async #attempt(run, entries) {
    const names = entries.map((entry) => entry.file.name);
    /** @type {import("./protocol.js").Progress|null} */
    let last = null;
    try {
      const request = { files: entries.map((entry) => entry.request()), definitions: this.#definitions(), lang: this.#texts.lang.split("-")[0] ?? "en" };
      const answer = await this.#client.check(request, (progress) => {
        last = progress;
        if (run === this.#run) this.#progressed(progress, names);
      });
      if (run === this.#run) entries.forEach((entry, at) => this.#take(entry, at, answer.reports[at] ?? null));
      return [];
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("stopped", last, String(error));
      if (run !== this.#run || failure.kind === "cancelled") return [];
      const lost = failure.kind === "load" ? entries : entries.slice(failure.progress?.file ?? 0).slice(0, 1);
      for (const entry of lost) this.#lose(entry, failure);
      return entries.filter((entry) => !lost.includes(entry));
    }
  }

  /** @param {Entry} entry @param {number} index @param {import("./protocol.js").Report|null} report */
  #take(entry, index, report) {
    const first = !entry.report;
    entry.index = index;
    entry.report = report;
    entry.failure = null;
    if (!report) return;
    if (first || !entry.filter) entry.filter = { kind: report.records.inError ? "errors" : "all" };
    if (first) {
      const open = report.groups.find((group) => group.severity === "error");
      if (open) entry.open.add(`${open.code}:${open.field ?? ""}`);
    }
    const { name, verdict, records, counts } = report;
    this.#emit("report", { name, verdict, records, counts });
    if (verdict === "ready") this.#emit("ready", { name });
  }

  /** @param {Entry} entry @param {Failure} failure */
  #lose(entry, failure) {
    entry.report = null;
    entry.failure = failure;
    this.#emit("error", { name: entry.file.name, reason: failure.kind });
  }

  /** @param {import("./protocol.js").Progress} progress @param {string[]} names */
  #progressed(progress, names) {
    this.#progress?.update(progress, names);
    this.#emit("progress", { name: names[progress.file], share: shareOf(progress, names.length), rows: progress.rows });
  }

  /** @param {boolean} focus */
  #finished(focus) {
    const entry = this.#entries[this.#active];
    this.#setStatus(entry?.failure ? "failed" : entry?.report?.verdict ?? "start");
    this.#render();
    void this.#grid?.show(entry?.report?.columns ?? [], !focus);
    if (entry?.report) this.#say(`${this.#texts.t(`verdict_${entry.report.verdict}`)}. ${entry.report.summary}`);
    if (entry?.failure) this.#say(this.#texts.t("failed", { name: entry.file.name }));
    if (focus) /** @type {HTMLElement|null} */ (this.#main.querySelector("[data-key=verdict]"))?.focus();
  }

  #cancel() {
    this.#run++;
    this.#client.cancel();
    this.#busy = false;
    this.#progress = null;
    this.#entries = this.#entries.filter((entry) => entry.report || entry.failure);
    this.#active = Math.max(0, Math.min(this.#active, this.#entries.length - 1));
    this.#emit("cancel", {});
    this.#finished(false);
    this.#say(this.#texts.t("cancelled"), true);
    /** @type {HTMLElement|null} */ (this.#main.querySelector("[data-key=pick]"))?.focus();
  }

  #startOver() {
    this.#run++;
    this.#client.close();
    this.#busy = false;
    this.#progress = null;
    this.#entries = [];
    this.#active = 0;
    this.#dropGrid();
    this.#setStatus("start");
    this.#say("");
    if (!this.isConnected) return;
    this.#render();
    /** @type {HTMLElement|null} */ (this.#main.querySelector("[data-key=pick]"))?.focus();
  }

  // Outside.

  /** @param {string} name @param {object} detail @param {boolean} [cancelable] @returns {boolean} whether nobody objected */
  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`import-checker-${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }

  /** @param {string} status */
  #setStatus(status) {
    this.setAttribute("status", status);
  }

  /** Tells a screen reader, and everybody if `shown`. @param {string} text @param {boolean} [shown] */
  #say(text, shown = false) {
    this.#live.textContent = text;
    this.#note.textContent = shown ? text : "";
    this.#note.hidden = !shown;
  }

  // Inside.

  #stage = "";

  #render() {
    if (!this.isConnected) return;
    const entry = this.#entries[this.#active];
    const stage = this.#progress ? "progress" : !entry ? "start" : entry.failure || !entry.report ? "failure" : entry.report.verdict === "unreadable" ? "unreadable" : "report";
    const context = this.#context();
    this.#keepFocus(() => {
      if (stage !== this.#stage || stage !== "report") this.#build(stage, context);
      if (stage === "report" || stage === "unreadable") this.#fill(context);
    });
    this.#stage = stage;
  }

  /** Runs a change of the screen and gives the focus back to the control that had it. @param {() => void} change */
  #keepFocus(change) {
    const focused = this.#root.activeElement;
    const key = focused instanceof HTMLElement ? focused.dataset.key : undefined;
    change();
    if (!key || focused?.isConnected) return;
    const same = [...this.#root.querySelectorAll("[data-key]")].find((one) => one instanceof HTMLElement && one.dataset.key === key);
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  }

  /** @param {string} stage @param {Context} context */
  #build(stage, context) {
    this.#dropGrid();
    this.#regions = {};
    if (stage === "start") return this.#main.replaceChildren(startView(context));
    if (stage === "progress" && this.#progress) return this.#main.replaceChildren(this.#progress.element);
    const entry = this.#entries[this.#active];
    if (stage === "failure" && entry?.failure) {
      return this.#main.replaceChildren(h("div", { class: "checker" }, filesView(context), failureView(context, entry, this.#client.patience ?? 10_000)));
    }
    for (const name of ["files", "verdict", "reading", "findings", "toolbar", "cell"]) this.#regions[name] = h("div", { class: `region ${name}-region` });
    const { files, verdict, reading, findings, toolbar, cell } = this.#regions;
    const rows = h("section", { class: "rows", "aria-label": this.#texts.t("grid") });
    if (stage === "report") {
      this.#grid = this.#newGrid();
      put(rows, toolbar, this.#grid.element, cell);
    }
    this.#main.replaceChildren(h("div", { class: "checker" }, files, verdict, reading, h("div", { class: "work" }, findings, stage === "report" ? rows : null)));
    void this.#grid?.show(entry?.report?.columns ?? [], false);
  }

  /** @param {Context} context */
  #fill(context) {
    const entry = this.#entries[this.#active];
    const report = entry?.report;
    if (!report) return;
    const { files, verdict, reading, findings } = this.#regions;
    files?.replaceChildren(filesView(context));
    verdict?.replaceChildren(verdictView(context, report));
    verdict?.classList.toggle("busy", this.#busy);
    reading?.replaceChildren(...(report.reading ? [readingView(context, report.reading)] : []));
    findings?.replaceChildren(findingsView(context, report));
    this.#fillGridParts(context);
  }

  /** @param {Context} [context] */
  #fillGridParts(context = this.#context()) {
    const report = this.#entries[this.#active]?.report;
    if (!report) return;
    this.#keepFocus(() => {
      this.#regions.toolbar?.replaceChildren(toolbarView(context, report));
      this.#regions.cell?.replaceChildren(cellView(context, report));
    });
  }

  #newGrid() {
    const entry = () => this.#entries[this.#active];
    return new Grid(this.#texts, {
      window: (first, count) => this.#client.window(entry()?.index ?? 0, entry()?.filter ?? { kind: "all" }, first, count),
      active: (at) => {
        this.#row = at?.row ?? null;
        this.#column = at?.column ?? 0;
        this.#fillGridParts();
      },
      edit: (texts, cut) => this.#edit(texts, cut),
      total: (total) => {
        this.#total = total;
      },
    });
  }

  #dropGrid() {
    this.#grid?.close();
    this.#grid = null;
    this.#row = null;
    this.#total = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const entry = this.#entries[this.#active];
    if (!entry?.report || this.#progress) return;
    const target = event.composedPath()[0];
    const writing = target instanceof HTMLInputElement;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.key === "F8") void this.#next(event.shiftKey ? -1 : 1);
    else if (control && !writing && event.key.toLowerCase() === "z") event.shiftKey ? this.#redo() : this.#undo();
    else if (control && !writing && event.key.toLowerCase() === "y") this.#redo();
    else return;
    event.preventDefault();
  }

  // What the user does.

  /** @param {import("./protocol.js").CellText[]} texts @param {number} cut */
  #edit(texts, cut) {
    if (texts.length) this.#entries[this.#active]?.history.add({ kind: "texts", texts });
    const said = [texts.length ? this.#texts.t("did_texts", { count: texts.length }) : "", cut ? this.#texts.t("pasteCut", { count: cut }) : ""];
    this.#say(said.filter(Boolean).join(". "), cut > 0);
    if (texts.length) void this.#check();
  }

  #undo() {
    const step = this.#entries[this.#active]?.history.undo();
    if (step) this.#redone("undid", step);
  }

  #redo() {
    const step = this.#entries[this.#active]?.history.redo();
    if (step) this.#redone("redid", step);
  }

  /** @param {"undid"|"redid"} how @param {import("./files.js").Step} step */
  #redone(how, step) {
    const count = step.kind === "texts" ? step.texts.length : step.kind === "move" ? step.moves.length : step.kind === "decide" ? 1 : step.rows.length;
    void this.#check();
    this.#say(this.#texts.t(how, { what: this.#texts.t(`did_${step.kind}`, { count }) }), true);
  }

  /** @param {1|-1} direction */
  async #next(direction) {
    const entry = this.#entries[this.#active];
    if (!entry || !this.#grid) return;
    const filter = entry.filter ?? { kind: "all" };
    const found = await this.#client.next(entry.index, this.#grid.position(), direction, filter).catch(() => null);
    if (!found) return this.#say(this.#texts.t("noMore"), true);
    this.#say("");
    this.#grid?.go(found.index, found.column);
  }

  /** Goes to a cell by its row in the file; widens the filter if it hides the row. @param {number} row @param {number} column */
  async #goTo(row, column) {
    const entry = this.#entries[this.#active];
    if (!entry || !this.#grid) return;
    const find = () => this.#indexOf(entry, row);
    let index = await find();
    if (index === null) {
      entry.filter = { kind: "all" };
      await this.#grid.show(entry.report?.columns ?? [], false);
      index = await find();
    }
    this.#fillGridParts();
    if (index !== null) this.#grid?.go(index, column);
    this.#grid?.element.scrollIntoView({ block: "nearest" });
  }

  /** Row numbers grow with the index unless rows were moved: looks by halves, then around. @param {Entry} entry @param {number} row */
  async #indexOf(entry, row) {
    const filter = entry.filter ?? { kind: "all" };
    let low = 0;
    let high = (await this.#client.window(entry.index, filter, 0, 1)).total - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = (await this.#client.window(entry.index, filter, middle, 1)).rows[0];
      if (!found) return null;
      if (found.number === row) return middle;
      if (found.number < row) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  /** @param {import("./protocol.js").Product} what */
  async #download(what) {
    const entry = this.#entries[this.#active];
    if (!entry?.report) return;
    const inError = entry.report.records.inError;
    const asks = what === "cleaned" && inError > 0 && !this.rowsInError && (entry.rowsInError ?? "block") === "block";
    if (asks && !(await this.#askRows())) return;
    const rowsInError = this.rowsInError ?? entry.rowsInError ?? "drop";
    if (what === "cleaned" && inError > 0 && rowsInError === "block") return this.#say(this.#texts.t("needsRepair"), true);
    const ending = ENDINGS[what];
    const name = entry.nameWith(ending);
    this.#say(this.#texts.t("preparing", { name }));
    try {
      const { blob } = await this.#client.write(entry.index, what, { rowsInError });
      save(new File([blob], name, { type: TYPES[ending.split(".").at(-1) ?? ""] ?? "" }), name);
      this.#say(this.#texts.t("downloaded", { name }), true);
    } catch (error) {
      this.#say(this.#texts.t("downloadFailed", { name, reason: error instanceof Failure ? error.detail : String(error) }), true);
    }
  }

  /** @returns {Promise<boolean>} whether the download may go on */
  async #askRows() {
    const entry = this.#entries[this.#active];
    if (!entry?.report) return false;
    const answer = await askRowsInError(this.#texts, this.#box, entry.report);
    if (answer) entry.rowsInError = answer;
    this.#render();
    return answer === "drop" || answer === "include";
  }

  async #prove() {
    showProof(this.#texts, await prove(this.#client), this.#box);
  }

  /** @param {string} text */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(this.#texts.t("copied"), true);
    } catch {
      this.#say(this.#texts.t("copyFailed"), true);
    }
  }

  /** Another file, shown from its beginning. */
  #shownAnew() {
    this.#stage = "";
    this.#finished(false);
  }

  /** @returns {Context} */
  #context() {
    const entry = () => this.#entries[this.#active];
    const texts = this.#texts;
    const again = (/** @type {(entry: Entry) => void} */ change) => {
      const now = entry();
      if (!now) return;
      change(now);
      void this.#check();
    };
    return {
      texts,
      t: texts.t.bind(texts),
      imports: this.#imports(),
      fixedImport: this.#definition !== null || this.hasAttribute("import"),
      chosen: this.#importId(),
      settings: this.#settings,
      unofficial: (id) => this.#imports().some((one) => one.id === id && one.unofficial),
      settingsOf: (id) => this.#definitions().find((one) => one.id === id)?.definition.settings ?? [],
      entries: this.#entries,
      active: this.#active,
      busy: this.#busy,
      total: this.#total,
      row: this.#row,
      column: this.#column,
      act: {
        choose: (id) => { this.#chosen = id; this.#settings = {}; this.#render(); },
        setting: (name, value) => { this.#settings[name] = value; },
        add: (files) => this.add(files),
        replace: (files) => this.#replace(files),
        cancel: () => this.#cancel(),
        retry: () => { const now = entry(); if (now) now.failure = null; void this.#check(true); },
        startOver: () => this.#startOver(),
        select: (at) => { this.#active = at; this.#shownAnew(); },
        remove: (at) => this.#remove(at),
        reassign: (id) => again((now) => { now.importId = id; }),
        wish: (wish) => again((now) => { now.wishes = { ...now.wishes, ...wish }; }),
        decide: (decision) => again((now) => now.history.add({ kind: "decide", decision })),
        withdraw: (code, field) => again((now) => now.history.withdraw(code, field)),
        toggle: (key, open) => { open ? entry()?.open.add(key) : entry()?.open.delete(key); },
        filter: (filter) => this.#filter(filter),
        goTo: (row, column) => void this.#goTo(row, column),
        next: (direction) => void this.#next(direction),
        deleteRows: (rows) => again((now) => { now.history.add({ kind: "delete", rows }); this.#say(texts.t("did_delete", { count: rows.length }), true); }),
        undo: () => this.#undo(),
        redo: () => this.#redo(),
        editCell: () => this.#grid?.edit(),
        download: (what) => void this.#download(what),
        askRows: () => void this.#askRows(),
        prove: () => void this.#prove(),
        copy: (text) => void this.#copy(text),
      },
    };
  }

  #imports() {
    const lang = this.#texts.lang.split("-")[0] ?? "";
    return this.#builtIn.map(({ id, definition }) => ({
      id,
      title: definition.translations?.[lang]?.title ?? definition.title ?? id,
      system: definition.translations?.[lang]?.system ?? definition.system ?? systemOf(id),
      unofficial: definition.unofficial ?? false,
    }));
  }

  /** @param {import("./protocol.js").Filter} filter */
  #filter(filter) {
    const entry = this.#entries[this.#active];
    if (!entry) return;
    entry.filter = filter;
    void this.#grid?.show(entry.report?.columns ?? [], false).then(() => this.#fillGridParts());
  }

  /** @param {File[]} files */
  #replace(files) {
    const [file] = files;
    const old = this.#entries[this.#active];
    if (!file || !old || !this.#emit("file", { name: file.name, size: file.size, file }, true)) return;
    const entry = new Entry(file, old.importId, old.settings);
    entry.rowsInError = old.rowsInError;
    this.#entries[this.#active] = entry;
    void this.#check(true);
  }

  /** @param {number} at */
  #remove(at) {
    this.#entries.splice(at, 1);
    this.#active = Math.min(this.#active, this.#entries.length - 1);
    if (!this.#entries.length) return this.#startOver();
    this.#stage = "";
    void this.#check();
  }
}

/** `gryzzly/projects` belongs to Gryzzly. @param {string} id */
function systemOf(id) {
  const folder = id.split("/")[0] ?? id;
  return folder.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

if (!customElements.get("import-checker")) customElements.define("import-checker", ImportChecker);
