/**
 * The custom element: attributes, properties and events outside; what the user does, inside. Files and checks are in
 * `desk.js`, what is shown in `screen.js`.
 */
import { Failure } from "./client.js";
import { Desk } from "./desk.js";
import { Screen } from "./screen.js";
import styles from "./styles.js";
import { Texts, languageOf } from "./texts.js";
import { askRowsInError, endingOf, save } from "./view/downloads.js";
import { shareOf } from "./view/progress.js";
import { prove, showProof } from "./view/prove.js";

/** @typedef {import("./protocol.js").BuiltIn} BuiltIn */
/** @typedef {import("./protocol.js").Definition} Definition */
/** @typedef {import("./protocol.js").RowsInError} RowsInError */
/** @typedef {import("./view/context.js").Context} Context */
/** @typedef {import("./files.js").Entry} Entry */

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

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
  #desk = new Desk({
    definitions: () => this.#definitions(),
    lang: () => this.#texts.lang.split("-")[0] ?? "en",
    progressed: (progress, names) => {
      this.#screen.progress?.update(progress, names);
      this.#emit("progress", { name: names[progress.file], share: shareOf(progress, names.length), rows: progress.rows });
    },
    reported: (_, { name, verdict, records, counts }) => {
      this.#emit("report", { name, verdict, records, counts });
      if (verdict === "ready") this.#emit("ready", { name });
    },
    failed: (entry, failure) => this.#emit("error", { name: entry.file.name, reason: failure.kind }),
  });
  #screen = new Screen(
    () => this.#context(),
    () => ({ desk: this.#desk, edit: (texts, cut) => this.#edit(texts, cut) }),
  );
  /** @type {Definition|null} */
  #definition = null;
  /** @type {import("./texts.js").Locale} */
  #locale = {};
  #texts = new Texts("en");
  /** @type {BuiltIn[]} */
  #builtIn = [];
  /** @type {string|null} */
  #chosen = null;
  /** @type {Record<string, unknown>} */
  #settings = {};
  /** @type {AbortController|null} */
  #listeners = null;

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
  /** A definition of the page's own. */
  get definition() {
    return this.#definition;
  }
  set definition(definition) {
    this.#definition = definition;
    this.#draw();
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
    if (value === null) this.removeAttribute("rows-in-error");
    else this.setAttribute("rows-in-error", value);
  }
  /** What stands in the attribute `status`. @returns {string} */
  get status() {
    return this.getAttribute("status") ?? "start";
  }

  // Life.

  connectedCallback() {
    for (const name of ["client", "definition", "locale", "rowsInError"]) upgrade(this, name);
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#speak();
    void this.#load();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    // A move disconnects and connects at once; only what stays away is ended.
    queueMicrotask(() => this.isConnected || this.#clear());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "lang") this.#speak();
    else this.#draw();
  }

  async #load() {
    if (!this.#builtIn.length) {
      const built = await import("./imports/index.js").catch(() => null);
      this.#builtIn = Object.entries(built?.definitions ?? {}).map(([id, definition]) => ({ id, definition }));
      this.#draw();
    }
    await this.#desk.client.warm().catch(() => {});
  }

  #speak() {
    const lang = Intl.getCanonicalLocales(languageOf(this))[0] ?? "en";
    const known = lang !== this.#texts.lang;
    this.#texts = new Texts(lang, this.#locale);
    if (!this.isConnected) return;
    this.#screen.forget();
    this.#draw();
    // The sentences of a report come from the engine, in the language it was asked for.
    if (known && this.#desk.entries.length && !this.#screen.progress) void this.#check();
  }

  #draw() {
    if (this.isConnected) this.#screen.draw();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const box = this.#screen.element;
    let depth = 0;
    const drag = (/** @type {number} */ step) => {
      depth = step ? Math.max(0, depth + step) : 0;
      box.classList.toggle("dragging", depth > 0);
    };
    const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    box.addEventListener("dragenter", (event) => hasFiles(event) && drag(1), { signal });
    box.addEventListener("dragleave", (event) => hasFiles(event) && drag(-1), { signal });
    box.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), { signal });
    box.addEventListener("drop", (event) => {
      drag(0);
      if (!event.dataTransfer) return;
      event.preventDefault();
      this.#dropped(event.dataTransfer);
    }, { signal });
    box.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("paste", (event) => this.#paste(event), { signal });
    document.addEventListener("paste", (event) => event.target === document.body && this.#paste(event), { signal });
    const watcher = new MutationObserver(() => {
      if (Intl.getCanonicalLocales(languageOf(this))[0] !== this.#texts.lang) this.#speak();
    });
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    signal.addEventListener("abort", () => watcher.disconnect());
  }

  // Files in.

  /** @param {DataTransfer} transfer */
  #dropped(transfer) {
    // A folder arrives as a file that cannot be read.
    const folder = [...transfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folder) this.#screen.say(this.#texts.t("folder"), true);
    else if (transfer.files.length) this.add([...transfer.files]);
    else this.#screen.say(this.#texts.t("noFile"), true);
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const target = event.composedPath()[0];
    const writing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (event.defaultPrevented || writing || this.#desk.entries.length) return;
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
    const allowed = files.filter((file) => this.#allowed(file));
    if (!allowed.length) return;
    this.#desk.add(allowed, this.#importId(), this.#settings);
    void this.#check(true);
  }

  /** @param {File} file */
  #allowed(file) {
    return this.#emit("file", { name: file.name, size: file.size, file }, true);
  }

  /** @returns {string|null} */
  #importId() {
    if (this.#definition) return this.#definition.name ?? "own";
    return this.getAttribute("import") ?? this.#chosen;
  }

  /** @returns {BuiltIn[]} */
  #definitions() {
    if (!this.#definition) return this.#builtIn;
    return [{ id: this.#definition.name ?? "own", definition: this.#definition }];
  }

  // Checking.

  /** @param {boolean} [anew] shows the progress screen instead of the last report */
  async #check(anew = false) {
    if (anew) {
      this.#screen.say("");
      this.#screen.startProgress(this.#desk.entry?.file.name ?? "", () => this.#cancel());
    }
    this.setAttribute("status", "checking");
    const done = this.#desk.check();
    this.#draw();
    if (anew) this.#screen.focus("cancel");
    if (!(await done)) return;
    const wasShown = this.#screen.progress !== null;
    this.#screen.progress = null;
    this.#finished(wasShown);
  }

  /** @param {boolean} focus whether the verdict takes the focus */
  #finished(focus) {
    const entry = this.#desk.entry;
    this.setAttribute("status", entry?.failure ? "failed" : entry?.report?.verdict ?? "start");
    this.#draw();
    if (!focus) void this.#screen.drawRows(true);
    if (entry?.report) this.#screen.tell(`${this.#texts.t(`verdict_${entry.report.verdict}`)}. ${entry.report.summary}`);
    if (entry?.failure) this.#screen.tell(this.#texts.t("failed", { name: entry.file.name }));
    if (focus) this.#screen.focus("verdict");
  }

  #cancel() {
    this.#desk.cancel();
    this.#screen.progress = null;
    this.#emit("cancel", {});
    this.#finished(false);
    this.#screen.say(this.#texts.t("cancelled"), true);
    this.#screen.focus("pick");
  }

  #clear() {
    this.#desk.clear();
    this.#screen.progress = null;
    this.#screen.forget();
    this.setAttribute("status", "start");
    this.#screen.say("");
    this.#draw();
    this.#screen.focus("pick");
  }

  /** @param {string} name @param {object} detail @param {boolean} [cancelable] @returns {boolean} whether nobody objected */
  #emit(name, detail, cancelable = false) {
    const event = new CustomEvent(`import-checker-${name}`, { bubbles: true, composed: true, cancelable, detail });
    return this.dispatchEvent(event);
  }

  // What the user does.

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#desk.entry?.report || this.#screen.progress) return;
    const writing = event.composedPath()[0] instanceof HTMLInputElement;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !writing;
    const key = event.key.toLowerCase();
    if (event.key === "F8") void this.#next(event.shiftKey ? -1 : 1);
    else if (control && key === "z") this.#travel(event.shiftKey ? "redo" : "undo");
    else if (control && key === "y") this.#travel("redo");
    else return;
    event.preventDefault();
  }

  /** @param {import("./protocol.js").CellText[]} texts @param {number} cut */
  #edit(texts, cut) {
    if (texts.length) this.#change((entry) => entry.history.add({ kind: "texts", texts }));
    const said = [texts.length ? this.#texts.t("did_texts", { count: texts.length }) : "", cut ? this.#texts.t("pasteCut", { count: cut }) : ""];
    this.#screen.say(said.filter(Boolean).join(". "), cut > 0);
  }

  /** Changes the active file and checks again. @param {(entry: Entry) => void} change */
  #change(change) {
    const entry = this.#desk.entry;
    if (!entry) return;
    change(entry);
    void this.#check();
  }

  /** @param {"undo"|"redo"} way */
  #travel(way) {
    const step = this.#desk.entry?.history[way]();
    if (!step) return;
    const count = "texts" in step ? step.texts.length : "moves" in step ? step.moves.length : "rows" in step ? step.rows.length : 1;
    const what = this.#texts.t(`did_${step.kind}`, { count });
    this.#screen.say(this.#texts.t(way === "undo" ? "undid" : "redid", { what }), true);
    void this.#check();
  }

  /** @param {1|-1} direction */
  async #next(direction) {
    const entry = this.#desk.entry;
    const grid = this.#screen.grid;
    if (!entry || !grid) return;
    const found = await this.#desk.client.next(entry.index, grid.position(), direction, entry.filter).catch(() => null);
    this.#screen.say(found ? "" : this.#texts.t("noMore"), !found);
    if (found) grid.go(found.index, found.column);
  }

  /** Goes to a cell by its row in the file; widens the filter if it hides the row. @param {number} row @param {number} column */
  async #goTo(row, column) {
    const entry = this.#desk.entry;
    if (!entry || !this.#screen.grid) return;
    let index = await this.#desk.indexOf(entry, row);
    if (index === null && entry.filter.kind !== "all") {
      entry.filter = { kind: "all" };
      await this.#screen.drawRows(false);
      index = await this.#desk.indexOf(entry, row);
    }
    if (index === null) return;
    this.#screen.grid.go(index, column);
    this.#screen.grid.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {import("./protocol.js").Product} what */
  async #download(what) {
    const entry = this.#desk.entry;
    if (!entry?.report) return;
    if (what === "cleaned" && !(await this.#mayClean(entry))) return;
    const { ending, type } = endingOf(what);
    const name = entry.nameWith(ending);
    this.#screen.say(this.#texts.t("preparing", { name }));
    try {
      const { blob } = await this.#desk.client.write(entry.index, what, { rowsInError: this.#answer(entry) ?? "drop" });
      save(new File([blob], name, { type }), name);
      this.#screen.say(this.#texts.t("downloaded", { name }), true);
    } catch (error) {
      const reason = error instanceof Failure ? error.detail : String(error);
      this.#screen.say(this.#texts.t("downloadFailed", { name, reason }), true);
    }
  }

  /** What was decided about rows in error, by the host or by the user. @param {Entry} entry */
  #answer(entry) {
    return this.rowsInError ?? entry.rowsInError;
  }

  /** Asks about rows in error, once per file. @param {Entry} entry @returns {Promise<boolean>} */
  async #mayClean(entry) {
    if (!entry.report?.records.inError) return true;
    if (!this.rowsInError && (entry.rowsInError ?? "block") === "block") await this.#askRows();
    const answer = this.#answer(entry);
    if (answer === "block") this.#screen.say(this.#texts.t("needsRepair"), true);
    return answer === "drop" || answer === "include";
  }

  async #askRows() {
    const entry = this.#desk.entry;
    if (!entry?.report) return;
    const answer = await askRowsInError(this.#texts, this.#screen.element, entry.report);
    if (answer) entry.rowsInError = answer;
    this.#draw();
  }

  async #prove() {
    this.#screen.say(this.#texts.t("proving"), true);
    const proofs = await prove(this.#desk.client);
    this.#screen.say("");
    showProof(this.#texts, proofs, this.#screen.element);
  }

  /** @param {string} text */
  async #copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.#screen.say(this.#texts.t(copied ? "copied" : "copyFailed"), true);
  }

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

  // What the views get.

  /** @returns {Context} */
  #context() {
    const { entries, active, busy, client } = this.#desk;
    const texts = this.#texts;
    const imports = this.#imports();
    return {
      texts,
      t: texts.t.bind(texts),
      imports,
      fixedImport: this.#definition !== null || this.hasAttribute("import"),
      chosen: this.#importId(),
      settings: this.#settings,
      unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
      settingsOf: (id) => this.#definitions().find((one) => one.id === id)?.definition.settings ?? [],
      entries,
      active,
      busy,
      patience: client.patience,
      total: this.#screen.total,
      row: this.#screen.cell?.row ?? null,
      column: this.#screen.cell?.column ?? 0,
      act: this.#actions,
    };
  }

  /** @type {import("./view/context.js").Actions} */
  #actions = {
    choose: (id) => {
      this.#chosen = id;
      this.#settings = {};
      this.#draw();
    },
    setting: (name, value) => {
      this.#settings[name] = value;
    },
    add: (files) => this.add(files),
    replace: (files) => this.#replace(files),
    cancel: () => this.#cancel(),
    retry: () => {
      if (this.#desk.entry) this.#desk.entry.failure = null;
      void this.#check(true);
    },
    startOver: () => this.#clear(),
    select: (at) => {
      this.#desk.active = at;
      this.#screen.forget();
      this.#finished(false);
    },
    remove: (at) => this.#remove(at),
    reassign: (id) => this.#change((entry) => {
      entry.importId = id;
      entry.settings = {};
    }),
    reset: (name, value) => this.#change((entry) => {
      entry.settings = { ...entry.settings, [name]: value };
    }),
    wish: (wish) => this.#change((entry) => {
      entry.wishes = { ...entry.wishes, ...wish };
    }),
    decide: (decision) => this.#change((entry) => entry.history.add({ kind: "decide", decision })),
    withdraw: (code, field) => this.#change((entry) => entry.history.withdraw(code, field)),
    toggle: (key, open) => {
      const shown = this.#desk.entry?.open;
      if (open) shown?.add(key);
      else shown?.delete(key);
    },
    filter: (filter) => {
      if (!this.#desk.entry) return;
      this.#desk.entry.filter = filter;
      void this.#screen.drawRows(false);
    },
    goTo: (row, column) => void this.#goTo(row, column),
    next: (direction) => void this.#next(direction),
    deleteRows: (rows) => {
      this.#change((entry) => entry.history.add({ kind: "delete", rows }));
      this.#screen.say(this.#texts.t("did_delete", { count: rows.length }), true);
    },
    undo: () => this.#travel("undo"),
    redo: () => this.#travel("redo"),
    editCell: () => this.#screen.grid?.edit(),
    download: (what) => void this.#download(what),
    askRows: () => void this.#askRows(),
    prove: () => void this.#prove(),
    copy: (text) => void this.#copy(text),
  };

  #imports() {
    const lang = this.#texts.lang.split("-")[0] ?? "";
    return this.#builtIn.map(({ id, definition }) => ({
      id,
      title: definition.translations?.[lang]?.title ?? definition.title ?? id,
      system: definition.system ?? id.split("/")[0] ?? id,
      unofficial: definition.unofficial ?? false,
    }));
  }
}

/** A property that was set before the element was defined hides the accessor. @param {any} element @param {string} name */
function upgrade(element, name) {
  if (!Object.hasOwn(element, name)) return;
  const value = element[name];
  delete element[name];
  element[name] = value;
}

if (!customElements.get("import-checker")) customElements.define("import-checker", ImportChecker);
