/**
 * What shows a report: the line above everything, the list, the table and what stands around it, the page that says that
 * all is ready or what stands against it. A region is filled anew when something changed; the grid alone stays, because
 * it has a place and a focus to keep.
 *
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("./screen.js").Stage} Stage
 */
import { PAGE } from "../model/entry.js";
import { blockerOf } from "../model/report.js";
import { kindOf } from "../model/kinds.js";
import { nextFrame } from "../model/scheduling.js";
import { stateOf } from "./cell.js";
import { dockView, offerOf } from "./dock.js";
import { h, put } from "./dom.js";
import { failureView, reason } from "./failure.js";
import { findingsView } from "./findings.js";
import { Grid } from "./grid.js";
import { Minimap } from "./minimap.js";
import { allowedValues } from "./repair.js";
import { blockedView, readyView, unreadableView } from "./result.js";
import { splitter } from "./splitter.js";
import { statusView } from "./status.js";
import { filtersOf, severityOf, toolbarAround, toolbarView } from "./toolbar.js";

const REGIONS = /** @type {const} */ (["status", "findings", "toolbar", "cell", "cards", "foot", "result"]);

/** So much of the cause that is open is in sight, in pixels: its title and what it asks, which may still be on its way. */
const ASKS = 300;

export class Workbench {
  /** @type {Grid|null} */
  grid = null;
  /** The rows where there is no room for a table; what shows them is loaded last. @type {import("./cards.js").Cards|null} */
  cards = null;
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
  /** @type {Partial<Record<typeof REGIONS[number], HTMLElement>>} */
  #regions = {};
  /** Of which file which cause was open when the list was drawn, and after which check. @type {{entry?: Entry, report?: import("../model/protocol.js").Report, cause?: string|null}} */
  #opened = {};
  /** @type {Minimap|null} */
  #map = null;
  /** What the map was drawn of last. @type {unknown[]} */
  #mapped = [];

  /**
   * @param {import("./screen.js").Screen} screen
   * @param {() => Pick<import("../element/controller.js").Controller, "fileSet"|"imports"|"parts">} owner
   */
  constructor(screen, owner) {
    this.screen = screen;
    this.owner = owner;
  }

  /** Forgets what is shown, so that the next drawing starts from nothing. */
  forget() {
    this.drop();
    this.#values.clear();
    this.overview = null;
    this.step = null;
  }

  /** The rest of a page whose figures are there: the rows, then the list. It comes in pieces, and the page can answer its user while it is laid out. */
  fillInTurns() {
    this.drawn = this.#fillInTurns();
  }

  async #fillInTurns() {
    const regions = this.#regions;
    await nextFrame();
    // They may keep us waiting; the list does not wait for them.
    const rows = regions === this.#regions ? this.drawRows(true) : undefined;
    await nextFrame();
    if (regions === this.#regions) this.fillBelow(this.screen.context());
    await rows;
  }

  /** Draws the rows anew. @param {boolean} keepPlace */
  async drawRows(keepPlace) {
    const { entries, active } = this.screen.context();
    this.drawn = this.grid?.show(this.#columns(entries[active]), keepPlace);
    await this.drawn;
    this.fillAround();
    await this.cards?.show(keepPlace);
  }

  /** The rows as cards, as soon as what shows them is loaded. @param {Context} context */
  #makeCards(context) {
    const { cards, foot } = this.#regions;
    if (this.cards || !this.grid || !cards || !foot) return;
    this.cards = context.deferred?.cards(this, { stateOf, allowedValues, offerOf, filtersOf }) ?? null;
    if (!this.cards) return;
    cards.replaceChildren(this.cards.element);
    foot.replaceChildren(this.cards.foot);
    cards.parentElement?.classList.add("has-cards");
  }

  /** Makes a cell the active one and brings it into sight, in the table or among the cards. @param {number} index @param {number} column @param {boolean} focus */
  go(index, column, focus) {
    // What lies over the table makes room for it.
    this.owner().fileSet.entry?.open.delete("all");
    this.screen.element.querySelector(".findings.all")?.classList.remove("all");
    const cards = this.cards?.shown ? this.cards : null;
    this.grid?.go(index, column, focus && !cards, false, true);
    void cards?.go(index, column, focus);
  }

  /** Gives the active cell the focus. */
  focusRows() {
    const { grid } = this;
    if (!grid) return;
    if (this.cards?.shown) void this.cards.go(grid.index, grid.place().column, true);
    else grid.focus();
  }

  /** What can be done with a column. @param {number} column @returns {import("./header-menu.js").Act[]} */
  #columnActs(column) {
    const context = this.screen.context();
    const { t, act } = context;
    const entry = context.entries[context.active];
    const commands = this.owner().parts?.commands;
    const counts = this.overview?.columns.find((one) => one.column === column);
    const heading = entry?.report?.columns[column]?.heading ?? "";
    // Those that no field takes come back with the view as in the file.
    const hidden = this.hidden().size - (entry?.values === "written" ? entry.report?.columns.filter(({ known }) => !known).length ?? 0 : 0);
    const show = (/** @type {() => void} */ change) => () => {
      change();
      this.refreshRows();
    };
    /** @type {(import("./header-menu.js").Act|null|undefined)[]} */
    const acts = [
      counts && counts.errors + counts.questions ? ["column-next", t("nextInColumn"), () => void commands?.nextInColumn(column)] : null,
      ["column-only", t("filter_column", { heading }), () => act.filter({ kind: "column", column })],
      ["column-fill", t("fillBlanks"), () => void commands?.fillBlanks(column)],
      context.deferred ? ["column-match", t("matchColumns"), act.matchColumns] : null,
      ...context.deferred?.columnActs(context, column, this.grid, show) ?? [],
      ["column-hide", t("hideColumn"), show(() => entry?.hiddenColumns.add(column))],
      entry?.onlyFound ? null : ["column-found", t("onlyFound"), () => act.showOnlyFound(true)],
      entry && hidden ? ["column-show", t("showColumns", { count: hidden }), show(() => {
        entry.hiddenColumns.clear();
        entry.onlyFound = false;
      })] : null,
    ];
    return acts.filter((one) => !!one);
  }

  /** Draws the same rows with other columns or other texts. @param {boolean} [texts] whether the texts are others */
  refreshRows(texts = true) {
    const { entries, active } = this.screen.context();
    if (this.grid) this.grid.values = entries[active]?.values ?? "both";
    this.grid?.refresh(texts);
    this.fillAround();
    void this.cards?.show(true);
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
    this.refreshRows(false);
  }

  /** The map is of the rows that are shown, in their order. @param {import("../model/entry.js").Entry} entry */
  async #drawMap({ filter, index }) {
    const map = this.#map;
    const { overview } = this;
    const now = [map, overview, filter];
    if (!map || !overview || now.every((one, at) => one === this.#mapped[at])) return;
    this.#mapped = now;
    const all = filter.kind === "all" && !filter.sort;
    const blocks = all ? overview.blocks : await this.owner().fileSet.client.blocks(index, filter).catch(() => "");
    if (this.#mapped === now) map.draw(blocks);
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
    const { definitionOf, t } = this.screen.context();
    const fields = definitionOf(entry?.report?.import?.name ?? null)?.fields ?? [];
    return (entry?.report?.columns ?? []).map((column) => {
      const field = fields.find((one) => one.name === column.field);
      if (!field) return column;
      const kind = kindOf(field);
      return { ...column, kind: t(kind), numeric: kind === "kind_number" };
    });
  }

  /** Columns that are not shown: those without findings, where only the others are wanted, and never a naming one. */
  hidden() {
    const { overview } = this;
    const { entry } = this.owner().fileSet;
    /** @type {Set<number>} */
    const hidden = new Set();
    if (!entry?.report) return hidden;
    const naming = this.naming();
    entry.report.columns.forEach((column, at) => {
      const cells = overview?.columns.find((one) => one.column === at);
      const found = cells && (cells.errors || cells.questions || cells.changed || cells.byHand);
      const group = entry.report?.groups.some((one) => one.field !== null && one.field === column.field);
      if (entry.onlyFound && overview && !found && !group && at > naming) hidden.add(at);
      if ((entry.values === "written" && !column.known) || entry.hiddenColumns.has(at)) hidden.add(at);
    });
    return hidden;
  }

  /** The column that names a row: the definition's, else the first one that is needed. @returns {number} -1 if there is none */
  naming() {
    const { fileSet, imports } = this.owner();
    const report = fileSet.entry?.report;
    const definition = imports.definitionOf(report?.import?.name);
    const name = definition?.outline?.name ?? definition?.fields?.find((one) => one.constraints?.required)?.name;
    return report?.columns.findIndex((one) => one.field === name) ?? -1;
  }

  /** Whether a row belongs to no other, and so begins a group of rows. @param {import("../model/protocol.js").GridRow} row */
  #heads(row) {
    const { fileSet, imports } = this.owner();
    const { report, filter } = fileSet.entry ?? {};
    const { kind, rows = {} } = imports.definitionOf(report?.import?.name)?.outline ?? {};
    if (!kind || filter?.sort) return false;
    const at = report?.columns.findIndex((one) => one.field === kind) ?? -1;
    const text = row.written?.find((one) => one.column === at)?.after ?? row.cells[at] ?? "";
    return Object.hasOwn(rows, text) && !rows[text]?.parents;
  }

  /** The regions of a stage, still empty. @param {Stage} stage @param {Context} context @returns {HTMLElement} */
  build(stage, context) {
    for (const name of REGIONS) this.#regions[name] = h("div", { class: `region ${name}-region` });
    const { status, findings, toolbar, cell, cards, foot, result } = this.#regions;
    if (stage !== "report") return h("div", { class: "page" }, status, result);
    const { t } = context;
    this.grid = this.#newGrid(context);
    this.#map = new Minimap((share) => this.grid?.scrollTo(share), t("mapLabel"));
    const body = h("div", { class: "work with-rows" });
    put(body, findings, splitter(body, t("listWidth")),
      h("section", { class: "rows", "aria-label": t("grid") }, toolbar && toolbarAround(context, toolbar), h("div", { class: "sheet" }, this.grid.element, this.#map.element), cell, cards), foot);
    body.classList.toggle("without-list", !this.listOpen);
    const title = h("h1", { class: "hidden verdict-region", tabIndex: -1, "data-key": "verdict" });
    return h("div", { class: "page workbench" }, this.#skips(context), status, title, body);
  }

  /** The ways past what stands first. @param {Context} context */
  #skips({ t }) {
    const skip = (/** @type {import("../locales/texts.js").Key} */ text, /** @type {() => void} */ go) => h("button", { class: "skip", onclick: go }, t(text));
    return h("div", { class: "skips", role: "toolbar", "aria-label": t("skips") }, skip("skipToList", () => this.screen.focus("list")), skip("skipToTable", () => this.focusRows()), skip("skipToResult", () => this.screen.focus("download")));
  }

  /** The line above everything, and the page without a table. @param {Context} context */
  fillTop(context) {
    const entry = context.entries[context.active];
    const { status, result } = this.#regions;
    if (!entry || !status) return;
    const report = entry.report;
    status.replaceChildren(statusView(context, report, this.screen.stage));
    const title = this.screen.element.querySelector("h1.hidden");
    if (title && report) title.textContent = `${context.t("checkedAs", { name: entry.file.name, title: report.import?.title ?? "" })}. ${context.t(`verdict_${report.verdict}`)}. ${report.summary}`;
    if (!result) return;
    const blocker = report && blockerOf(report);
    if (this.screen.stage === "failure") result.replaceChildren(...(entry.failure ? [failureView(context, entry)] : []));
    else if (report && this.screen.stage === "match") result.replaceChildren(...(context.deferred ? [context.deferred.matching(context)] : []));
    else if (report && this.screen.stage === "unreadable") result.replaceChildren(unreadableView(context, report));
    else if (report && this.screen.stage === "ready") result.replaceChildren(readyView(context, report));
    else if (report && blocker && this.screen.stage === "blocked") result.replaceChildren(blockedView(context, report, blocker));
  }

  /** The list and what stands around the grid. @param {Context} context */
  fillBelow(context) {
    const report = context.entries[context.active]?.report;
    if (!report || this.screen.stage !== "report") return;
    this.#regions.findings?.replaceChildren(findingsView(context, report));
    const entry = context.entries[context.active];
    // Once the list is scrolled to where it was.
    const moved = this.#opened.cause !== entry?.cause;
    if (this.#opened.entry === entry && (moved || this.#opened.report !== report)) queueMicrotask(() => this.#showCause(moved));
    this.#opened = { entry, report, cause: entry?.cause };
    this.fillAround();
  }

  /** The cause that is open is brought into the sight of the list, and the focus to it where it was on one that is settled. @param {boolean} moved whether it is another */
  #showCause(moved) {
    const list = this.#regions.findings?.querySelector(".list-scroll");
    const cause = list?.querySelector(".group[open]");
    if (!list || !cause) return;
    const { activeElement } = /** @type {ShadowRoot} */ (list.getRootNode());
    if (list.contains(activeElement) && !cause.contains(activeElement)) {
      // Who goes on elsewhere in the list is left there.
      if (!moved) return;
      cause.querySelector("summary")?.focus({ preventScroll: true });
    }
    const frame = list.getBoundingClientRect();
    const { top } = cause.getBoundingClientRect();
    const above = top - frame.top;
    list.scrollTop += above < 0 ? above : Math.min(above, Math.max(0, top + ASKS - frame.bottom));
  }

  /** Fills the list anew, and leaves the rest. */
  fillList() {
    this.screen.keepFocus(() => this.fillBelow(this.screen.context()));
  }

  /** What stands around the grid follows the active cell. */
  fillAround() {
    const context = this.screen.context();
    const entry = context.entries[context.active];
    const report = entry?.report;
    if (!report || this.screen.stage !== "report") return;
    void this.#drawMap(entry);
    this.#makeCards(context);
    this.screen.keepFocus(() => {
      this.cards?.drawFoot(context);
      this.#regions.toolbar?.replaceChildren(...toolbarView(context, report).flatMap((one) => one ?? []));
      this.#regions.cell?.replaceChildren(dockView(context, report));
    });
  }

  /** Shows or hides the list beside the table. @param {boolean} open */
  showList(open) {
    this.listOpen = open;
    this.screen.element.querySelector(".with-rows")?.classList.toggle("without-list", !open);
    this.fillAround();
    this.screen.focus(open ? "list" : "show-list");
  }

  /** @param {Context} context */
  #newGrid(context) {
    const { fileSet, parts } = this.owner();
    const commands = parts?.commands;
    const entry = fileSet.entry;
    const grid = new Grid(context.texts, {
      window: async (first, count) => {
        if (!entry) return { total: 0, rows: [] };
        return rowsOf(entry, fileSet.client, first, count).catch((/** @type {any} */ error) => {
          // Whoever chose another file knows why there is no answer.
          if (error?.kind !== "cancelled") this.screen.say(reason(this.screen.context(), error), true);
          throw error;
        });
      },
      severity: severityOf,
      active: (at) => {
        this.cell = at;
        this.fillAround();
      },
      // What is written late is written into the file that it was meant for.
      edit: (texts, cut) => commands?.edit(texts, cut, entry),
      busy: () => fileSet.busy,
      changed: () => this.screen.say(this.screen.context().t("rowsChanged"), true),
      clipboard: () => this.screen.context().deferred?.clipboard,
      tooMany: () => this.screen.say(this.screen.context().t("tooManyCells"), true),
      move: (direction) => void commands?.moveRow(direction),
      total: (total) => (this.total = total),
      lastRow: () => lastRowOf(entry),
      compared: () => !!entry?.report?.forecast,
      effect: (effect) => this.screen.context().deferred?.effect(effect),
      corner: () => this.screen.context().deferred?.corner(this.screen.context()),
      hidden: () => this.hidden(),
      heads: (row) => this.#heads(row),
      freezeTo: () => entry?.freezeTo ?? this.naming(),
      sort: () => entry?.filter.sort,
      overview: (column) => this.overview?.columns.find((one) => one.column === column) ?? null,
      nextIn: (column) => void commands?.nextInColumn(column),
      columnActs: (column) => this.#columnActs(column),
      choices: (column) => allowedValues(this.screen.context(), entry?.report?.columns[column]?.field ?? null),
      everywhere: (column, before, after) => void commands?.answer([], [{ column, before, after }], 0),
      equalTo: async (row, column) => {
        const code = row.marks.find((one) => one.column === column)?.codes[0];
        const found = code ? await this.wrongValues(code, column) : null;
        return found?.values.find((one) => one.text === row.cells[column])?.count ?? null;
      },
      scrolled: () => this.grid && this.#map?.window(...this.grid.inSight()),
    });
    grid.values = entry?.values ?? "both";
    return grid;
  }

  /** The regions are gone from the screen. */
  drop() {
    this.grid?.close();
    this.grid = null;
    this.cards?.close();
    this.cards = null;
    this.#map = null;
    this.cell = null;
    this.total = 0;
    this.#regions = {};
  }
}

/**
 * The rows of a file at some places under its filter; its first ones may be on their way already.
 * @param {Entry} entry @param {import("../engine/client.js").Client} client @param {number} first @param {number} count
 */
function rowsOf(entry, client, first, count) {
  const { first: asked, filter } = entry;
  const same = asked?.of === entry.report && filter.kind === "all" && !filter.sort && first === 0 && count === PAGE;
  if (!asked || !same) return client.window(entry.index, filter, first, count);
  entry.first = null;
  return asked.rows;
}

/** The number of the last row, at least: it says how wide the numbers are. @param {Entry|undefined} entry */
function lastRowOf(entry) {
  const report = entry?.report;
  if (!report) return 1;
  return Number(report.reading?.headerRow?.value ?? 1) + report.records.onFile + report.records.blank;
}
