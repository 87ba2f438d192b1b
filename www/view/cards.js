/**
 * The rows as cards, where the element is too narrow for a table: of each row the fields that have something to say, and
 * all of them when somebody asks; with a foot that leads through what is to decide. The table stays beneath, out of
 * sight, and keeps rows, filter and active cell.
 */
import { ADDED } from "../model/entry.js";
import { effectTag, thereView } from "./compare.js";
import { h, icon, letters, visible } from "./deferred-dom.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./workbench.js").Workbench} Workbench
 * @typedef {import("../model/protocol.js").Report} Report
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {import("../locales/deferred.js").Words} Words
 *
 * @typedef {object} Tools What the table shows its rows with.
 * @property {typeof import("./cell.js").stateOf} stateOf
 * @property {typeof import("./repair.js").allowedValues} allowedValues
 * @property {typeof import("./dock.js").offerOf} offerOf
 * @property {typeof import("./toolbar.js").filtersOf} filtersOf
 */

/** Cards shown at first, and added by each "more". */
const STEP = 20;

export class Cards {
  element = h("div", { class: "cards" });
  foot = h("div", { class: "cards-foot", role: "group" });
  /** The place of the first row that is shown, and how many are. */
  #first = 0;
  #count = STEP;
  /** Rows of which all fields are shown, by number. @type {Set<number>} */
  #whole = new Set();
  /** Whether rows came while somebody wrote into a field. */
  #behind = false;

  /** @param {Workbench} workbench @param {() => Words} words @param {Tools} tools */
  constructor(workbench, words, tools) {
    this.workbench = workbench;
    this.words = words;
    this.tools = tools;
    this.element.addEventListener("focusout", (event) => this.#left(event.target));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    // The element became narrow enough, or the first rows are in sight.
    this.sight = new ResizeObserver(() => this.element.childElementCount || void this.show(false));
    this.sight.observe(this.element);
  }

  close() {
    this.sight.disconnect();
  }

  /** Whether the cards are what is shown of the rows. */
  get shown() {
    return this.element.getClientRects().length > 0;
  }

  /** Shows the rows anew, after another check or under another filter. @param {boolean} keepPlace */
  async show(keepPlace) {
    if (!keepPlace) [this.#first, this.#count] = [0, STEP];
    if (!this.shown) return void this.element.replaceChildren();
    if (keepPlace && this.#writing) return void (this.#behind = true);
    const { grid } = this.workbench;
    this.#first = Math.max(0, Math.min(this.#first, (grid?.rowCache.total ?? 0) - 1));
    const rows = await grid?.rowCache.rows(this.#first, this.#count);
    // Somebody may have begun to write while they were on their way.
    this.#behind = keepPlace && this.#writing;
    if (rows && !this.#behind) this.workbench.screen.keepFocus(() => this.#draw(rows));
  }

  /** The field of a card that has the focus. @returns {HTMLInputElement|null} */
  #focused() {
    const { activeElement } = /** @type {ShadowRoot|Document} */ (this.element.getRootNode());
    return activeElement instanceof HTMLInputElement && this.element.contains(activeElement) ? activeElement : null;
  }

  /** Whether somebody writes into a field: it is not taken away. */
  get #writing() {
    const field = this.#focused();
    return field !== null && isChanged(field);
  }

  /** Brings a cell into sight. @param {number} index the place of its row @param {number} column @param {boolean} focus */
  async go(index, column, focus) {
    if (index < this.#first || index >= this.#first + this.#count) {
      [this.#first, this.#count] = [Math.max(0, index - 2), STEP];
      await this.show(true);
    }
    const card = this.element.querySelectorAll(".row-card")[index - this.#first];
    const target = card?.querySelector(`[data-column="${column}"] :is(input, select, button)`) ?? card?.querySelector("h3");
    if (!(target instanceof HTMLElement)) return;
    if (focus) target.focus({ preventScroll: true });
    (target.closest(".row-field") ?? target).scrollIntoView({ block: "center" });
  }

  /** What is written into a field is written into the file when the field is left. @param {EventTarget|null} field */
  #left(field) {
    if (field instanceof HTMLInputElement && isChanged(field)) this.#write(field, field.value);
    else if (this.#behind) void this.show(true);
  }

  /** @param {HTMLElement} control @param {string} text */
  #write(control, text) {
    const [row = 0, column = 0] = (control.dataset.cell ?? "").split(":").map(Number);
    this.workbench.screen.context().act.write([{ row, column, text }]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = this.#focused();
    if (!field || event.isComposing || !/^(Enter|Escape)$/.test(event.key)) return;
    if (event.key === "Escape") field.value = field.defaultValue;
    else if (isChanged(field)) {
      this.#write(field, field.value);
      field.defaultValue = field.value;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {GridRow[]} rows */
  #draw(rows) {
    const context = this.workbench.screen.context();
    const report = context.entries[context.active]?.report;
    if (!report) return;
    const { t, texts } = context;
    const rest = context.total - this.#first - rows.length;
    const more = (/** @type {string} */ key, /** @type {number} */ count, /** @type {() => void} */ change) =>
      h("button", { class: "quiet", "data-key": key, onclick: () => (change(), void this.show(true)) }, this.words()(/** @type {"rowsMore"} */ (key), { count }));
    const before = Math.min(this.#first, STEP);
    const parts = [
      h("header", { class: "cards-head" }, h("h2", {}, this.words()("rows"), " ", h("span", { class: "count" }, texts.n(context.total))), this.#filter(context, report)),
      before ? more("rowsBefore", before, () => {
        this.#first -= before;
        this.#count += before;
      }) : null,
      h("ol", {}, rows.map((row) => h("li", {}, this.#card(context, report, row)))),
      rows.length ? null : h("p", { class: "hint" }, t("gridEmpty")),
      rest > 0 ? more("rowsMore", Math.min(STEP, rest), () => (this.#count += STEP)) : null];
    this.element.replaceChildren(...parts.filter((one) => one !== null));
  }

  /** Which rows are shown. @param {Context} context @param {Report} report */
  #filter(context, report) {
    const { t, texts, act } = context;
    const filters = this.tools.filtersOf(context, report);
    const select = h("select", { "data-key": "card-filter", "aria-label": t("show"), onchange: () => filters[select.selectedIndex] && act.filter(/** @type {typeof filters[number]} */ (filters[select.selectedIndex]).filter) },
      filters.map(({ label, count, pressed }) => h("option", { selected: pressed }, count === null ? label : `${label} (${texts.n(count)})`)));
    return select;
  }

  /** @param {Context} context @param {Report} report @param {GridRow} row */
  #card(context, report, row) {
    const { t, act, naming } = context;
    const whole = this.#whole.has(row.number);
    const added = row.number >= ADDED;
    const columns = report.columns.map((_, column) => column);
    const name = naming >= 0 ? visible(row.cells[naming] ?? "") : "";
    const state = { error: t("filter_errors"), skipped: t("filter_waiting"), ready: t("ready_"), header: "" }[row.state];
    const picture = /** @type {const} */ ({ error: "error", skipped: "wait", ready: "ready", header: "notice" })[row.state];
    return h("article", { class: `row-card card ${row.state}`, "aria-labelledby": `card-${row.number}` },
      h("header", {}, h("h3", { id: `card-${row.number}`, tabIndex: -1, "data-key": `card-${row.number}` }, h("b", {}, added ? t("addedRow") : t("row", { row: String(row.number) })), " ", name),
        row.effect ? effectTag(this.words(), row.effect) : null,
        state ? h("span", { class: `tag ${row.state}` }, icon(picture), state) : null),
      row.messages?.length ? h("ul", { class: "row-field sentences" }, row.messages.map((message, at) => h("li", {}, icon(row.severities?.[at] ?? "notice"), h("span", {}, visible(message))))) : null,
      columns.filter((column) => whole || this.tools.stateOf(row, column)).map((column) => this.#field(context, report, row, column, whole)),
      h("footer", { class: "acts" },
        h("button", { class: "quiet", "data-key": `whole-${row.number}`, "aria-expanded": String(whole), onclick: () => this.#toggle(row.number) }, this.words()(whole ? "fewerFields" : "allFields")),
        whole && !added ? h("button", { class: "quiet", "data-key": `leave-${row.number}`, onclick: () => this.#leaveOut(row) }, t("deleteRow", { row: String(row.number) })) : null));
  }

  /** @param {number} row */
  #toggle(row) {
    if (!this.#whole.delete(row)) this.#whole.add(row);
    void this.show(true);
  }

  /** @param {GridRow} row */
  #leaveOut(row) {
    const cards = [...this.element.querySelectorAll("article")];
    const at = cards.findIndex((one) => one.getAttribute("aria-labelledby") === `card-${row.number}`);
    this.workbench.grid?.go(this.#first + at, 0, false);
    this.workbench.screen.context().act.deleteRows();
  }

  /** One field: its heading, what it holds or becomes, what is said about it, and a way to write into it. @param {Context} context @param {Report} report @param {GridRow} row @param {number} column @param {boolean} whole */
  #field(context, report, row, column, whole) {
    const { t } = context;
    const state = this.tools.stateOf(row, column);
    const mark = row.marks.find((one) => one.column === column);
    const text = row.cells[column] ?? "";
    const written = row.written?.find((one) => one.column === column);
    const { heading, field } = report.columns[column] ?? { heading: "", field: null };
    const id = `card-${row.number}-${column}`;
    const offer = this.tools.offerOf(context, report, row, column, `card-${row.number}-${column}-`);
    const said = state === "change" ? [] : mark?.messages ?? [];
    const writes = whole || state === "error" || state === "hand" || (state === "ask" && !offer);
    const about = { id, "data-key": id, "data-cell": `${row.number}:${column}`, "aria-describedby": said.length ? `${id}-said` : undefined, "aria-invalid": state === "error" || state === "ask" ? "true" : undefined };
    const choices = writes ? this.tools.allowedValues(context, field) : [];
    const shown = written && written.before !== written.after ? written : offer ? { before: text, after: offer.text } : null;
    const changed = shown && [h("del", {}, h("span", { class: "hidden" }, `${t("was")} `), visible(shown.before) || t("emptyCell")), " ", icon("arrow"), " ", h("ins", {}, visible(shown.after) || t("emptyCell"))];
    const label = [state && state !== "warning" ? icon(state === "there" ? "change" : state) : null, h("b", {}, letters(column)), " ", visible(heading ?? "")];
    return h("div", { class: `row-field ${state}`, "data-column": column },
      writes ? h("label", { class: "hint", htmlFor: id }, label) : h("p", { class: "hint" }, label),
      changed || !writes ? h("p", { class: "value" }, changed ?? (visible(text) || t("emptyCell"))) : null,
      writes ? choices.length
        ? this.#select(context, text, choices, about)
        : h("input", { ...about, type: "text", defaultValue: text, autocomplete: "off", spellcheck: false }) : null,
      said.length ? h("ul", { class: "sentences", id: `${id}-said` }, said.map((message) => h("li", {}, visible(message)))) : null,
      row.there ? thereView(this.words(), row, column) : null,
      offer ? h("p", { class: "acts" }, offer.acts) : null);
  }

  /** @param {Context} context @param {string} text @param {{value: string, title: string}[]} choices @param {Record<string, unknown>} about */
  #select({ t }, text, choices, about) {
    const select = h("select", { ...about, onchange: () => this.#write(select, select.value) },
      choices.some((one) => one.value === text) ? null : h("option", { value: text, selected: true }, visible(text) || t("emptyCell")),
      choices.map(({ value, title }) => h("option", { value, selected: value === text }, title && title !== value ? `${value} · ${title}` : value)));
    return select;
  }

  /** The way through what is to decide, below everything. @param {Context} context */
  drawFoot(context) {
    const { t, act, step, texts, entries, active } = context;
    const cell = this.workbench.cell;
    const at = step ? `${t("causeOf", { at: texts.n(step.at), of: texts.n(step.of) })}${cell ? ` · ${letters(cell.column)}${cell.row.number >= ADDED ? "" : cell.row.number}` : ""}` : "";
    this.foot.setAttribute("aria-label", t("findingsBar"));
    this.foot.replaceChildren(
      h("button", { class: "quiet square", "data-key": "foot-previous", "aria-label": t("previous"), onclick: () => act.next(-1) }, icon("left")),
      h("span", { class: "at" }, at),
      h("button", { class: "quiet square", "data-key": "foot-undo", "aria-label": t("undo"), disabled: !entries[active]?.history.done.length, onclick: act.undo }, icon("undo")),
      h("button", { class: "main", "data-key": "foot-next", "aria-keyshortcuts": "F8", onclick: () => act.next(1) }, t("next"), " ", icon("right")));
  }
}

/** Whether somebody wrote something else into a field. @param {HTMLInputElement} field */
const isChanged = ({ value, defaultValue }) => value !== defaultValue;
