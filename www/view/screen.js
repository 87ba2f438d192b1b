/**
 * The screen inside the element's shadow root: which stage is shown, its regions, the grid, what is said aloud. A
 * region is filled anew when something changed; the grid alone stays, because it has a place and a focus to keep.
 *
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("../model/entry.js").Entry} Entry
 */
import { nextFrame } from "../model/scheduling.js";
import { h, put } from "./dom.js";
import { failureView, filesView, reason } from "./files.js";
import { findingsView } from "./findings.js";
import { Grid } from "./grid.js";
import { ProgressView } from "./progress.js";
import { readingView } from "./reading.js";
import { startView } from "./start.js";
import { cellView, severityOf, toolbarView } from "./toolbar.js";
import { verdictView } from "./verdict.js";

const REGIONS = /** @type {const} */ (["files", "verdict", "reading", "findings", "toolbar", "cell"]);

export class Screen {
  #live = h("div", { class: "hidden", role: "status" });
  #note = h("p", { class: "note", hidden: true });
  #main = h("div", { class: "region" });
  /** The page's own file input, if we are wrapped around one. It stays in sight, because messages point to it. */
  slot = h("slot");
  element = h("div", { class: "checker", part: "base", tabIndex: -1 }, this.#live, this.slot, this.#note, this.#main);
  /** @type {ProgressView|null} */
  progress = null;
  /** @type {Grid|null} */
  grid = null;
  /** The active cell. @type {{row: import("../model/protocol.js").GridRow, column: number}|null} */
  cell = null;
  /** Rows under the present filter. */
  total = 0;
  /** Ends when the rows are those of the last check. @type {Promise<void>|undefined} */
  drawn;
  #stage = "";
  /** @type {Partial<Record<typeof REGIONS[number], HTMLElement>>} */
  #regions = {};

  /**
   * @param {() => Context} context
   * @param {() => {fileSet: import("../element/file-set.js").FileSet, commands: import("../element/commands.js").Commands}} owner
   */
  constructor(context, owner) {
    this.context = context;
    this.owner = owner;
  }

  /** Tells a screen reader, and everybody if `shown`. @param {string} text @param {boolean} [shown] */
  say(text, shown = false) {
    this.#live.textContent = text;
    this.#note.textContent = shown ? text : "";
    this.#note.hidden = !shown;
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
    this.#stage = "";
  }

  /** Draws what has changed. */
  draw() {
    const context = this.context();
    const stage = this.#stageOf(context.entries[context.active]);
    const anew = stage !== this.#stage || (stage !== "report" && stage !== "progress");
    const fills = stage === "report" || stage === "unreadable";
    const change = () => {
      if (anew) this.#build(stage, context);
      if (fills) this.#fillTop(context);
    };
    if (anew && this.#stage === "progress") {
      // Where the focus goes after the progress is decided by whoever ended it.
      change();
      if (fills) this.drawn = this.#fillInTurns();
    } else {
      this.#keepFocus(() => {
        change();
        if (fills) this.#fillBelow(context);
      });
      if (anew) void this.drawRows(false);
    }
    this.#stage = stage;
  }

  /** The verdict is there first. The rest comes in pieces, and the page can answer its user while it is laid out. */
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
    this.drawn = this.grid?.show(entries[active]?.report?.columns ?? [], keepPlace);
    await this.drawn;
    this.#fillAround(this.context());
  }

  /** @param {Entry|undefined} entry */
  #stageOf(entry) {
    if (this.progress) return "progress";
    if (!entry) return "start";
    if (!entry.report) return "failure";
    return entry.summary || entry.report.verdict === "unreadable" || !entry.report.columns.length ? "unreadable" : "report";
  }

  /** Runs a change of the screen and gives the focus back to the control that had it. @param {() => void} change */
  #keepFocus(change) {
    const root = this.element.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    const key = focused?.getAttribute("data-key");
    const at = this.#controls().findIndex((one) => one === focused);
    change();
    if (!key || focused?.isConnected) return;
    // Where a control is gone with what it was for, the next one takes the focus.
    if (!this.focus(key)) this.#controls().slice(at).some(take);
  }

  /** @returns {HTMLElement[]} */
  #controls() {
    return [...this.element.querySelectorAll("[data-key]")].filter((one) => one instanceof HTMLElement);
  }

  /** @param {string} stage @param {Context} context */
  #build(stage, context) {
    this.#dropGrid();
    if (stage === "start") return this.#main.replaceChildren(startView(context), context.deferred?.start() ?? "");
    if (stage === "progress" && this.progress) return this.#main.replaceChildren(this.progress.element);
    const entry = context.entries[context.active];
    if (stage === "failure") {
      return this.#main.replaceChildren(h("div", { class: "checker" }, filesView(context), entry?.failure ? failureView(context, entry) : null));
    }
    for (const name of REGIONS) this.#regions[name] = h("div", { class: `region ${name}-region` });
    const { files, verdict, reading, findings, toolbar, cell } = this.#regions;
    const work = h("div", { class: "work" }, findings);
    if (stage === "report") {
      this.grid = this.#newGrid(context);
      put(work, h("section", { class: "rows", "aria-label": context.t("grid") }, toolbar, this.grid.element, cell));
      work.classList.add("with-rows");
    }
    this.#main.replaceChildren(h("div", { class: "checker" }, files, verdict, reading, work));
  }

  /** @param {Context} context */
  #fillTop(context) {
    const report = context.entries[context.active]?.report;
    if (!report) return;
    const { files, verdict, reading } = this.#regions;
    files?.replaceChildren(filesView(context));
    verdict?.replaceChildren(verdictView(context, report));
    reading?.replaceChildren(...(report.reading ? [readingView(context, report.reading)] : []));
  }

  /** @param {Context} context */
  #fillBelow(context) {
    const report = context.entries[context.active]?.report;
    if (!report) return;
    const { findings } = this.#regions;
    const told = report.verdict === "unreadable" && !report.groups.length;
    findings?.replaceChildren(...(told ? [] : [findingsView(context, report)]));
    this.#fillAround(context);
  }

  /** What stands around the grid follows the active cell. @param {Context} context */
  #fillAround(context) {
    const report = context.entries[context.active]?.report;
    if (!report) return;
    this.#keepFocus(() => {
      this.#regions.toolbar?.replaceChildren(toolbarView(context, report));
      this.#regions.cell?.replaceChildren(cellView(context, report));
    });
  }

  /** @param {Context} context */
  #newGrid(context) {
    const { fileSet, commands } = this.owner();
    const entry = fileSet.entry;
    return new Grid(context.texts, {
      window: async (first, count) => {
        if (!entry) return { total: 0, rows: [] };
        return fileSet.client.window(entry.index, entry.filter, first, count).catch((/** @type {any} */ error) => {
          // Whoever chose another file knows why there is no answer.
          if (error?.kind !== "cancelled") this.say(reason(this.context(), error), true);
          throw error;
        });
      },
      severity: severityOf,
      active: (at) => {
        this.cell = at;
        this.#fillAround(this.context());
      },
      // What is written late is written into the file that it was meant for.
      edit: (texts, cut) => commands.edit(texts, cut, entry),
      busy: () => fileSet.busy,
      changed: () => this.say(context.t("rowsChanged"), true),
      move: (direction) => void commands.moveRow(direction),
      total: (total) => {
        this.total = total;
      },
    });
  }

  #dropGrid() {
    this.grid?.close();
    this.grid = null;
    this.cell = null;
    this.total = 0;
    this.#regions = {};
  }
}

/** What is not in sight does not take the focus. @param {HTMLElement} control @returns {boolean} whether it has the focus now */
function take(control) {
  control.focus({ preventScroll: true });
  return /** @type {ShadowRoot} */ (control.getRootNode()).activeElement === control;
}
