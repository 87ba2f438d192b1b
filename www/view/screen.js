/**
 * The screen inside the element's shadow root: which stage is shown, what is said aloud, the first page and the
 * progress; where the focus goes when something is drawn anew. What shows a report is the workbench, which is loaded when somebody comes near.
 *
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("./workbench.js").Workbench} Workbench
 * @typedef {"start"|"progress"|"failure"|"unreadable"|"match"|"blocked"|"ready"|"report"} Stage
 */
import { blockerOf } from "../model/report.js";
import { h, icon } from "./dom.js";
import { failureView } from "./failure.js";
import { formLine } from "./form-line.js";
import { ProgressView } from "./progress.js";
import { startView } from "./start.js";

/** How long a message stays that nobody looks at, in milliseconds. */
const TOAST = 10_000;

export class Screen {
  #live = h("div", { class: "hidden", role: "status" });
  /** What was done last, until it is said what came of it. */
  #said = "";
  #noteText = h("span", { class: "note-text" });
  #noteUndo = h("button", { class: "quiet", "data-key": "note-undo", onclick: () => this.context().act.undo() });
  #note = h("div", { class: "note", hidden: true }, icon("ready"), h("p", {}, this.#noteText), this.#noteUndo,
    h("button", { class: "quiet square", "data-key": "note-close", onclick: () => this.#hideNote() }, icon("close")));
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #noteTimer;
  #main = h("div", { class: "region main-region" });
  /** The page's own file input, if we are wrapped around one. It stays in sight, because messages point to it. */
  slot = h("slot");
  /** What the form around us will send: in sight below every stage that has a file. */
  #form = h("div", { class: "form-region" });
  element = h("div", { class: "checker", part: "base", tabIndex: -1 }, this.#live, this.slot, this.#main, this.#form, this.#note);
  /** @type {ProgressView|null} */
  progress = null;
  /** What shows a report, as soon as it is loaded. @type {Workbench|null} */
  workbench = null;
  /** What shows all of this in a dialog where there is little room, as soon as it is loaded. @type {import("./compact.js").Compact|null} */
  compact = null;
  /** @type {Stage|""} */
  stage = "";

  /** @param {() => Context} context */
  constructor(context) {
    this.context = context;
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
    this.#said = text;
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

  /** Adds what came of it to what was said last. @param {string} text */
  sayMore(text) {
    const said = this.#said.replace(/\.$/, "");
    if (!said) return;
    this.#said = "";
    this.#live.textContent = `${said}. ${text}`;
    if (!this.#note.hidden && this.#noteText.dataset.said === said) this.#noteText.textContent = this.#live.textContent;
    this.#hideLater();
  }

  #hideLater() {
    clearTimeout(this.#noteTimer);
    // A clock that runs would keep an element that is gone.
    if (!this.#note.hidden) this.#noteTimer = setTimeout(() => this.#hideNote(), TOAST);
  }

  #hideNote() {
    clearTimeout(this.#noteTimer);
    const inside = this.#note.contains(/** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement);
    this.#note.hidden = true;
    if (inside) this.workbench?.focusRows();
  }

  /** Tells a screen reader, and leaves what is shown. @param {string} text */
  tell(text) {
    this.#live.textContent = text;
    this.#said = "";
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
    this.workbench?.forget();
    this.stage = "";
  }

  /** Draws what has changed. @returns {boolean} whether the rows are asked for by that */
  draw() {
    const context = this.context();
    const entry = context.entries[context.active];
    const stage = this.#stageOf(entry);
    const anew = stage !== this.stage || stage === "start" || stage === "failure";
    const before = this.stage;
    this.stage = stage;
    const change = () => {
      if (anew) this.#build(stage, context);
      this.workbench?.fillTop(context);
      this.compact?.draw(context, stage, { live: this.#live, main: this.#main, form: this.#form, note: this.#note });
      this.#form.replaceChildren(...(entry && stage !== "progress" ? formLine(context) : []));
    };
    if (anew && before === "progress") {
      // Where the focus goes after the progress is decided by whoever ended it.
      change();
      this.workbench?.fillInTurns();
    } else {
      this.keepFocus(() => {
        change();
        this.workbench?.fillBelow(context);
      });
      if (anew) void this.workbench?.drawRows(false);
    }
    this.element.classList.toggle("bench", stage === "report" && !(this.compact && context.compact));
    this.element.classList.toggle("in-form", context.serves);
    return anew;
  }

  /** @param {Stage} stage @param {Context} context */
  #build(stage, context) {
    this.workbench?.drop();
    const entry = context.entries[context.active];
    if (stage === "start") this.#main.replaceChildren(startView(context, context.deferred?.start() ?? null));
    else if (stage === "progress" && this.progress) this.#main.replaceChildren(this.progress.element);
    else if (this.workbench) this.#main.replaceChildren(this.workbench.build(stage, context));
    // What shows reports may be what could not be loaded.
    else if (entry?.failure) this.#main.replaceChildren(failureView(context, entry));
  }

  /** @param {Entry|undefined} entry @returns {Stage} */
  #stageOf(entry) {
    if (this.progress) return "progress";
    if (!entry) return "start";
    if (!entry.report) return "failure";
    if (entry.summary || entry.report.verdict === "unreadable" || !entry.report.columns.length) return "unreadable";
    if (entry.matching && this.workbench && this.context().deferred) return "match";
    // Whoever is writing is not taken away from the table.
    if (entry.table || (this.stage === "report" && this.workbench?.grid?.writing)) return "report";
    if (entry.report.verdict === "ready" || entry.report.verdict === "incomplete") return "ready";
    return blockerOf(entry.report) ? "blocked" : "report";
  }

  /** Runs a change of the screen and gives the focus back to the control that had it. @param {() => void} change */
  keepFocus(change) {
    const root = this.element.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    const key = focused?.getAttribute("data-key");
    const at = this.#controls().findIndex((one) => one === focused);
    const scrolled = [...this.element.querySelectorAll(".list-scroll, .list-foot")].map((one) => one.scrollTop);
    change();
    this.element.querySelectorAll(".list-scroll, .list-foot").forEach((one, index) => (one.scrollTop = scrolled[index] ?? 0));
    if (!focused || focused.isConnected) return;
    // A stage that is new says its headline; the grid takes a focus that a cell had.
    if (!key) return void (this.focus("verdict") || this.workbench?.focusRows());
    // Where a control is gone with what it was for, the next one takes the focus.
    if (!this.focus(key) && !this.#controls().slice(at).some(take)) this.focus("verdict");
  }

  /** @returns {HTMLElement[]} */
  #controls() {
    return [...this.element.querySelectorAll("[data-key]")].filter((one) => one instanceof HTMLElement);
  }
}

/** What is not in sight does not take the focus. @param {HTMLElement} control @returns {boolean} whether it has the focus now */
function take(control) {
  control.focus({ preventScroll: true });
  const has = /** @type {ShadowRoot} */ (control.getRootNode()).activeElement === control;
  if (has && !control.closest(".grid")) control.scrollIntoView({ block: "nearest" });
  return has;
}
