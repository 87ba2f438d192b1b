/**
 * The screen inside the element's shadow root: which stage is shown, its regions, the grid, what is said aloud. A
 * region is filled anew when something changed; the grid alone stays, because it has a place and a focus to keep.
 *
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {"start"|"progress"|"failure"|"unreadable"|"blocked"|"ready"|"report"} Stage
 */
import { nextFrame } from "../model/scheduling.js";
import { dockView } from "./dock.js";
import { h, icon, put } from "./dom.js";
import { failureView, reason } from "./files.js";
import { findingsView } from "./findings.js";
import { Grid } from "./grid.js";
import { Minimap } from "./minimap.js";
import { ProgressView } from "./progress.js";
import { allowedValues } from "./repair.js";
import { blockedView, blockerOf, readyView, unreadableView } from "./result.js";
import { splitter } from "./splitter.js";
import { startView } from "./start.js";
import { statusView } from "./status.js";
import { severityOf, toolbarView } from "./toolbar.js";

const REGIONS = /** @type {const} */ (["status", "findings", "toolbar", "cell", "result"]);
/** How long a message stays that nobody looks at, in milliseconds. */
const TOAST = 10_000;

export class Screen {
  #live = h("div", { class: "hidden", role: "status" });
  #noteText = h("span", { class: "note-text" });
  #noteUndo = h("button", { class: "quiet", "data-key": "note-undo", onclick: () => this.context().act.undo() });
  #note = h("div", { class: "note", hidden: true }, icon("ready"), h("p", {}, this.#noteText), this.#noteUndo,
    h("button", { class: "quiet square", "data-key": "note-close", onclick: () => this.#hideNote() }, icon("close")));
  #noteTimer = 0;
  #main = h("div", { class: "region main-region" });
  /** The page's own file input, if we are wrapped around one. It stays in sight, because messages point to it. */
  slot = h("slot");
  element = h("div", { class: "checker", part: "base", tabIndex: -1 }, this.#live, this.slot, this.#main, this.#note);
  /** @type {ProgressView|null} */
  progress = null;
  /** @type {Grid|null} */
  grid = null;
  /** The active cell. @type {{row: import("../model/protocol.js").GridRow, column: number}|null} */
  cell = null;
  /** Rows under the present filter. */
  total = 0;
  /** Which of the cells to decide was gone to last. @type {{at: number, of: number}|null} */
  step = null;
  /** Whether the list beside the table is shown. */
  listOpen = true;
  /** The active file at a glance; asked for after each check. @type {import("../model/protocol.js").Overview|null} */
  overview = null;
  /** @type {Map<string, Promise<import("../model/protocol.js").WrongValues|null>>} */
  #values = new Map();
  /** Ends when the rows are those of the last check. @type {Promise<void>|undefined} */
  drawn;
  /** @type {Stage|""} */
  stage = "";
  /** @type {Partial<Record<typeof REGIONS[number], HTMLElement>>} */
  #regions = {};
  /** @type {Minimap|null} */
  #map = null;

  /**
   * @param {() => Context} context
   * @param {() => {fileSet: import("../element/file-set.js").FileSet, commands: import("../element/commands.js").Commands}} owner
   */
  constructor(context, owner) {
    this.context = context;
    this.owner = owner;
    for (const kind of ["pointerenter", "focusin"]) this.#note.addEventListener(kind, () => clearTimeout(this.#noteTimer));
    for (const kind of ["pointerleave", "focusout"]) this.#note.addEventListener(kind, () => this.#hideLater());
    // A menu closes when something else is touched, and with Escape.
    this.element.addEventListener("click", (event) => this.#closeMenus(event.target));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#closeMenus(null));
  }

  /** @param {EventTarget|null} target */
  #closeMenus(target) {
    for (const menu of this.element.querySelectorAll("details.menu[open]")) {
      if (!(menu instanceof HTMLDetailsElement) || (target instanceof Node && menu.contains(target) && !(target instanceof Element && target.closest(".popup > button, .popup > div > button")))) continue;
      const inside = menu.contains(/** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary")?.focus();
    }
  }

  /** Tells a screen reader, and everybody if `shown`. @param {string} text @param {boolean} [shown] @param {boolean} [undo] whether it can be undone at once */
  say(text, shown = false, undo = false) {
    this.#live.textContent = text;
    if (!shown) return;
    const { t } = this.context();
    this.#noteText.textContent = text;
    this.#noteText.dataset.said = text.replace(/\.$/, "");
    this.#note.hidden = !text;
    this.#noteUndo.hidden = !undo;
    this.#noteUndo.textContent = t("undo");
    this.#note.querySelector("[data-key=note-close]")?.setAttribute("aria-label", t("close"));
    this.#hideLater();
  }

  /** Adds what came of it to the message that is shown. @param {string} text */
  sayMore(text) {
    if (this.#note.hidden || this.#noteUndo.hidden) return;
    this.#noteText.textContent = `${this.#noteText.dataset.said}. ${text}`;
    this.#live.textContent = this.#noteText.textContent;
    this.#hideLater();
  }

  #hideLater() {
    clearTimeout(this.#noteTimer);
    this.#noteTimer = setTimeout(() => this.#hideNote(), TOAST);
  }

  #hideNote() {
    clearTimeout(this.#noteTimer);
    const inside = this.#note.contains(/** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement);
    this.#note.hidden = true;
    if (inside) this.grid?.focus();
  }

  /** Tells a screen reader, and leaves what is shown. @param {string} text */
  tell(text) {
    this.#live.textContent = text;
  }

  /** @param {string} name the key of a control @returns {boolean} whether it has the focus now */
  focus(name) {
    return this.#controls().some((one) => one.dataset.key === name && take(one));
  }

  /** Shows the progress screen instead of what is there. @param {string} name @param {() => void} cancel */
  startProgress(name, cancel) {
    this.progress = new ProgressView(this.context().texts, name, cancel);
  }

  /** Forgets what is shown, so that the next drawing starts from nothing. */
  forget() {
    this.#dropGrid();
    this.#values.clear();
    this.overview = null;
    this.step = null;
    this.stage = "";
  }

  /** Draws what has changed. */
  draw() {
    const context = this.context();
    const stage = this.#stageOf(context.entries[context.active]);
    const anew = stage !== this.stage || stage === "start" || stage === "failure";
    const before = this.stage;
    this.stage = stage;
    const change = () => {
      if (anew) this.#build(stage, context);
      this.#fillTop(context);
    };
    if (anew && before === "progress") {
      // Where the focus goes after the progress is decided by whoever ended it.
      change();
      this.drawn = this.#fillInTurns();
    } else {
      this.#keepFocus(() => {
        change();
        this.#fillBelow(context);
      });
      if (anew) void this.drawRows(false);
    }
    this.element.classList.toggle("bench", stage === "report");
  }

  /** The figures are there first. The rest comes in pieces, and the page can answer its user while it is laid out. */
  async #fillInTurns() {
    const regions = this.#regions;
    await nextFrame();
    if (regions === this.#regions) this.#fillBelow(this.context());
    await nextFrame();
    if (regions === this.#regions) await this.drawRows(true);
  }

  /** Draws the rows anew. @param {boolean} keepPlace */
  async drawRows(keepPlace) {
    const { entries, active } = this.context();
    this.drawn = this.grid?.show(this.#columns(entries[active]), keepPlace);
    await this.drawn;
    this.fillAround();
  }

  /** Draws the same rows with other columns or other texts. */
  refreshRows() {
    const { entries, active } = this.context();
    if (this.grid) this.grid.values = entries[active]?.values ?? "both";
    this.grid?.refresh();
    this.fillAround();
  }

  /** After a check: what is known of its file at a glance. */
  async look() {
    this.#values.clear();
    const { fileSet } = this.owner();
    const entry = fileSet.entry;
    if (!entry?.report || !this.grid) return;
    const { report } = entry;
    const overview = await fileSet.client.overview?.(entry.index).catch(() => null);
    if (!overview || fileSet.entry !== entry || entry.report !== report) return;
    for (const one of overview.columns) one.empty = one.filled === null ? 0 : Math.max(0, report.records.onFile - one.filled);
    this.overview = overview;
    this.#map?.draw(overview.blocks);
    this.refreshRows();
  }

  /** The different wrong values of a column, asked for once per check. @param {string} code @param {number} column */
  wrongValues(code, column) {
    const { fileSet } = this.owner();
    const entry = fileSet.entry;
    const key = `${code}:${column}`;
    const asked = this.#values.get(key) ?? (entry ? fileSet.client.wrongValues?.(entry.index, code, column).catch(() => null) : undefined) ?? Promise.resolve(null);
    this.#values.set(key, asked);
    return asked;
  }

  /** The columns with what their fields say of them. @param {Entry|undefined} entry @returns {import("../model/protocol.js").Column[]} */
  #columns(entry) {
    const { definitionOf, t } = this.context();
    const fields = definitionOf(entry?.report?.import?.name ?? null)?.fields ?? [];
    return (entry?.report?.columns ?? []).map((column) => {
      const field = fields.find((one) => one.name === column.field);
      if (!field) return column;
      const listed = Array.isArray(field.constraints?.enum);
      const kind = listed ? "kind_list" : /** @type {Record<string, import("../locales/texts.js").Key>} */ ({ number: "kind_number", integer: "kind_number", date: "kind_date", datetime: "kind_date", boolean: "kind_boolean" })[field.type ?? ""] ?? "kind_text";
      return { ...column, kind: t(kind), numeric: kind === "kind_number" };
    });
  }

  /** Columns that are not shown: those without findings, where only the others are wanted, and never a naming one. */
  hidden() {
    const { entries, active, overview } = this.context();
    const entry = entries[active];
    const hidden = new Set();
    if (!entry?.report) return /** @type {Set<number>} */ (hidden);
    const naming = this.naming();
    entry.report.columns.forEach((column, at) => {
      const cells = overview?.columns.find((one) => one.column === at);
      const found = cells && (cells.errors || cells.questions || cells.changed || cells.byHand);
      const group = entry.report?.groups.some((one) => one.field !== null && one.field === column.field);
      if (entry.onlyFound && overview && !found && !group && at > naming) hidden.add(at);
      if (entry.values === "written" && !column.known) hidden.add(at);
    });
    return /** @type {Set<number>} */ (hidden);
  }

  /** The column that names a row: the definition's, else the first one that is needed. @returns {number} -1 if there is none */
  naming() {
    const { entries, active, definitionOf } = this.context();
    const report = entries[active]?.report;
    const definition = definitionOf(report?.import?.name ?? null);
    const name = definition?.outline?.name ?? definition?.fields?.find((one) => one.constraints?.required)?.name;
    return report?.columns.findIndex((one) => one.field === name) ?? -1;
  }

  /** @param {Entry|undefined} entry @returns {Stage} */
  #stageOf(entry) {
    if (this.progress) return "progress";
    if (!entry) return "start";
    if (!entry.report) return "failure";
    if (entry.summary || entry.report.verdict === "unreadable" || !entry.report.columns.length) return "unreadable";
    // Whoever is writing is not taken away from the table.
    if (entry.table || (this.stage === "report" && this.grid?.writing)) return "report";
    if (entry.report.verdict === "ready" || entry.report.verdict === "incomplete") return "ready";
    return blockerOf(entry.report) ? "blocked" : "report";
  }

  /** Runs a change of the screen and gives the focus back to the control that had it. @param {() => void} change */
  #keepFocus(change) {
    const root = this.element.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    const key = focused?.getAttribute("data-key");
    const at = this.#controls().findIndex((one) => one === focused);
    const scrolled = [...this.element.querySelectorAll(".list-scroll, .list-foot")].map((one) => one.scrollTop);
    change();
    this.element.querySelectorAll(".list-scroll, .list-foot").forEach((one, index) => (one.scrollTop = scrolled[index] ?? 0));
    if (!focused || focused.isConnected) return;
    // A stage that is new says its headline; the grid takes a focus that a cell had.
    if (!key) return void (this.focus("verdict") || this.grid?.focus());
    // Where a control is gone with what it was for, the next one takes the focus.
    if (!this.focus(key) && !this.#controls().slice(at).some(take)) this.focus("verdict");
  }

  /** @returns {HTMLElement[]} */
  #controls() {
    return [...this.element.querySelectorAll("[data-key]")].filter((one) => one instanceof HTMLElement);
  }

  /** @param {Stage} stage @param {Context} context */
  #build(stage, context) {
    this.#dropGrid();
    if (stage === "start") return this.#main.replaceChildren(startView(context, context.deferred?.start() ?? null));
    if (stage === "progress" && this.progress) return this.#main.replaceChildren(this.progress.element);
    for (const name of REGIONS) this.#regions[name] = h("div", { class: `region ${name}-region` });
    const { status, findings, toolbar, cell, result } = this.#regions;
    if (stage !== "report") return this.#main.replaceChildren(h("div", { class: "page" }, status, result));
    const { t } = context;
    this.grid = this.#newGrid(context);
    this.#map = new Minimap((share) => this.grid?.scrollTo(share), t("mapLabel"));
    const body = h("div", { class: "work with-rows" });
    put(body, findings, splitter(body, t("listWidth")),
      h("section", { class: "rows", "aria-label": t("grid") }, toolbar, h("div", { class: "sheet" }, this.grid.element, this.#map.element), cell));
    body.classList.toggle("without-list", !this.listOpen);
    const title = h("h1", { class: "hidden verdict-region", tabIndex: -1, "data-key": "verdict" });
    this.#main.replaceChildren(h("div", { class: "page workbench" }, this.#skips(context), status, title, body));
  }

  /** The ways past what stands first. @param {Context} context */
  #skips({ t }) {
    const skip = (/** @type {import("../locales/texts.js").Key} */ text, /** @type {() => void} */ go) => h("button", { class: "skip", onclick: go }, t(text));
    return h("div", { class: "skips" }, skip("skipToList", () => this.focus("list")), skip("skipToTable", () => this.grid?.focus()), skip("skipToResult", () => this.focus("download")));
  }

  /** @param {Context} context */
  #fillTop(context) {
    const entry = context.entries[context.active];
    const { status, result } = this.#regions;
    if (!entry || !status) return;
    const report = entry.report;
    status.replaceChildren(statusView(context, report, this.stage));
    const title = this.element.querySelector("h1.hidden");
    if (title && report) title.textContent = `${context.t("checkedAs", { name: entry.file.name, title: report.import?.title ?? "" })}. ${context.t(`verdict_${report.verdict}`)}. ${report.summary}`;
    if (!result) return;
    const blocker = report && blockerOf(report);
    if (this.stage === "failure") result.replaceChildren(...(entry.failure ? [failureView(context, entry)] : []));
    else if (report && this.stage === "unreadable") result.replaceChildren(unreadableView(context, report));
    else if (report && this.stage === "ready") result.replaceChildren(readyView(context, report));
    else if (report && blocker && this.stage === "blocked") result.replaceChildren(blockedView(context, report, blocker));
  }

  /** @param {Context} context */
  #fillBelow(context) {
    const report = context.entries[context.active]?.report;
    if (!report || this.stage !== "report") return;
    this.#regions.findings?.replaceChildren(findingsView(context, report));
    this.fillAround();
  }

  /** Fills the list anew, and leaves the rest. */
  fillList() {
    this.#keepFocus(() => this.#fillBelow(this.context()));
  }

  /** What stands around the grid follows the active cell. */
  fillAround() {
    const context = this.context();
    const report = context.entries[context.active]?.report;
    if (!report || this.stage !== "report") return;
    this.#keepFocus(() => {
      this.#regions.toolbar?.replaceChildren(toolbarView(context, report));
      this.#regions.cell?.replaceChildren(dockView(context, report));
    });
  }

  /** Shows or hides the list beside the table. @param {boolean} open */
  showList(open) {
    this.listOpen = open;
    this.element.querySelector(".with-rows")?.classList.toggle("without-list", !open);
    this.fillAround();
    this.focus(open ? "list" : "show-list");
  }

  /** @param {Context} context */
  #newGrid(context) {
    const { fileSet, commands } = this.owner();
    const entry = fileSet.entry;
    const grid = new Grid(context.texts, {
      window: async (first, count) => {
        if (!entry) return { total: 0, rows: [] };
        return fileSet.client.window(entry.index, entry.filter, first, count).catch((/** @type {any} */ error) => {
          // Whoever chose another file knows why there is no answer.
          if (error?.kind !== "cancelled") this.say(reason(this.context(), error), true);
          throw error;
        });
      },
      severity: (row) => (entry?.report ? severityOf(entry.report, row.number) : "notice"),
      active: (at) => {
        this.cell = at;
        this.fillAround();
      },
      // What is written late is written into the file that it was meant for.
      edit: (texts, cut) => commands.edit(texts, cut, entry),
      busy: () => fileSet.busy,
      changed: () => this.say(this.context().t("rowsChanged"), true),
      tooMany: () => this.say(this.context().t("tooManyCells"), true),
      move: (direction) => void commands.moveRow(direction),
      total: (total) => {
        this.total = total;
      },
      lastRow: () => lastRowOf(entry),
      hidden: () => this.hidden(),
      freezeTo: () => this.naming(),
      overview: (column) => this.overview?.columns.find((one) => one.column === column) ?? null,
      nextIn: (column) => void commands.nextInColumn(column),
      choices: (column) => allowedValues(this.context(), entry?.report?.columns[column]?.field ?? null),
      everywhere: (column, before, after) => void commands.answer([], [{ column, before, after }], 0),
      scrolled: () => this.grid && this.#map?.window(...this.grid.inSight()),
    });
    grid.values = entry?.values ?? "both";
    return grid;
  }

  #dropGrid() {
    this.grid?.close();
    this.grid = null;
    this.#map = null;
    this.cell = null;
    this.total = 0;
    this.#regions = {};
  }
}

/** The number of the last row, at least: it says how wide the numbers are. @param {Entry|undefined} entry */
function lastRowOf(entry) {
  const report = entry?.report;
  if (!report) return 1;
  return Number(report.reading?.headerRow?.value ?? 1) + report.records.onFile + report.records.blank;
}

/** What is not in sight does not take the focus. @param {HTMLElement} control @returns {boolean} whether it has the focus now */
function take(control) {
  control.focus({ preventScroll: true });
  const has = /** @type {ShadowRoot} */ (control.getRootNode()).activeElement === control;
  if (has && !control.closest(".grid")) control.scrollIntoView({ block: "nearest" });
  return has;
}
