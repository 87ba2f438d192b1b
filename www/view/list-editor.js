/** The allowed values below the cell that is being written: letters filter, arrows choose, Enter takes, Ctrl+Enter in all equal cells. */
import { h, visible } from "./dom.js";
import { openBeside } from "./popup.js";

/** What the list stands out to the left of the text, in pixels. */
const INSET = 6;

let count = 0;

export class ListEditor {
  /** Called when a value was taken with the pointer. */
  taken = () => {};
  #at = -1;
  /** What stands in the cell. */
  #before = "";
  #where = h("span");

  /**
   * @param {import("../locales/texts.js").Texts} texts @param {HTMLInputElement} input
   * @param {{value: string, title: string}[]} choices @param {string|null} suggested
   */
  constructor(texts, input, choices, suggested) {
    this.input = input;
    this.choices = choices;
    this.suggested = suggested;
    this.texts = texts;
    const id = `choices-${++count}`;
    this.list = h("ul", { id, role: "listbox", "aria-label": texts.t("allowedValues") });
    this.all = h("input", { type: "checkbox", tabIndex: -1 });
    this.#before = input.value;
    this.element = h("div", { class: "choices-popup", popover: "manual", onpointerdown: (/** @type {Event} */ event) => event.preventDefault() },
      this.list, this.#before ? h("label", { class: "tick", onclick: (/** @type {Event} */ event) => this.#tick(event) }, this.all, this.#where, h("kbd", {}, "Ctrl+Enter")) : null);
    this.tellCount(null);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-autocomplete", "list");
    input.addEventListener("input", () => this.#fill(input.value));
    this.#fill("");
    openBeside(this.element, input, INSET);
    this.list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** Says in how many equal cells the text stands, where that is known. @param {number|null} count */
  tellCount(count) {
    const text = visible(this.#before);
    // Where there is no other, there is nothing to ask.
    if (this.#where.parentElement) this.#where.parentElement.hidden = count === 1;
    this.#where.textContent = this.texts.t("inAllEqual", { text, count: count === null ? "" : `${count} ` });
  }

  /** Whether the value goes into all equal cells. */
  get everywhere() {
    return this.all.checked;
  }

  close() {
    this.element.remove();
  }

  /** @param {string} typed */
  #fill(typed) {
    const wanted = typed.trim().toLowerCase();
    const fitting = this.choices.filter(({ value, title }) => `${value} ${title}`.toLowerCase().includes(wanted));
    const offered = fitting.length ? fitting : this.choices;
    this.#at = -1;
    this.list.replaceChildren(...offered.slice(0, 60).map(({ value, title }, at) =>
      h("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", "data-value": value, onclick: () => this.#take(value) },
        h("b", {}, value), title && title !== value ? h("span", {}, title) : null,
        value === this.suggested ? h("em", {}, this.texts.t("suggested")) : null)));
    if (!wanted && this.suggested !== null) this.#mark([...this.list.children].findIndex((one) => one instanceof HTMLElement && one.dataset.value === this.suggested), false);
  }

  /** The words beside the box tick it without taking the focus; the box does so by itself. @param {Event} event */
  #tick(event) {
    if (event.target === this.all) return;
    event.preventDefault();
    this.all.checked = !this.all.checked;
  }

  /** @param {string} value */
  #take(value) {
    this.input.value = value;
    this.taken();
  }

  /** @param {number} at @param {boolean} [take] whether its value is written */
  #mark(at, take = true) {
    const options = [...this.list.children];
    if (!options.length || at < 0) return;
    this.#at = (at + options.length) % options.length;
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === this.#at)));
    const chosen = options[this.#at];
    if (!(chosen instanceof HTMLElement)) return;
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
    if (take) this.input.value = chosen.dataset.value ?? "";
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the list */
  key(event) {
    if (event.key === "ArrowDown") this.#mark(this.#at + 1);
    else if (event.key === "ArrowUp") this.#mark(this.#at < 0 ? this.list.childElementCount - 1 : this.#at - 1 + this.list.childElementCount);
    else return false;
    return true;
  }
}
