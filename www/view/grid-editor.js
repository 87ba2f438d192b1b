/**
 * The cell of the table that is being written: its field, the list of allowed values beside it, and what becomes of the text.
 *
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {{texts: import("../locales/texts.js").Texts, owner: import("./grid.js").Owner, place: () => {index: number, column: number},
 *   write: (text: string) => void, ended: (keep: boolean, down: number, right: number, everywhere?: boolean) => void}} Table
 */
import { h, letters } from "./dom.js";
import { ListEditor } from "./list-editor.js";

export class CellEditor {
  /** The field, while there is one. @type {HTMLInputElement|null} */
  input = null;
  /** @type {ListEditor|null} */
  #list = null;
  /** @type {string|undefined} What stood in the cell when it was opened; nothing if typing opened it. */
  #before;

  /** @param {Table} table */
  constructor(table) {
    this.table = table;
  }

  /** @param {HTMLElement} cell @param {GridRow} row @param {number} column @param {string} [start] what was typed to open it */
  open(cell, row, column, start) {
    const { texts, owner, ended } = this.table;
    this.#before = start === undefined ? row.cells[column] ?? "" : undefined;
    const input = h("input", {
      class: "editor",
      value: start ?? this.#before,
      "aria-label": texts.t("editing", { cell: letters(column) + row.number }),
      autocomplete: "off",
      spellcheck: false,
      onblur: () => ended(true, 0, 0),
    });
    this.input = input;
    cell.replaceChildren(input);
    // The cell is in sight; a scroll by the browser would end the writing.
    input.focus({ preventScroll: true });
    if (start === undefined) input.select();
    const choices = owner.choices(column);
    if (!choices.length) return;
    const list = new ListEditor(texts, input, choices, row.marks.find((one) => one.column === column)?.suggestion ?? null);
    this.#list = list;
    list.taken = () => ended(true, 1, 0);
    void owner.equalTo(row, column).then((count) => list.tellCount(count));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (this.#list?.key(event)) return event.preventDefault();
    const { ended } = this.table;
    if (event.key === "Escape") ended(false, 0, 0);
    else if (event.key === "Enter" && event.ctrlKey) ended(true, 0, 0, true);
    else if (event.key === "Enter") ended(true, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab") ended(true, 0, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** What is typed while the row is still on its way. @param {string} text */
  add(text) {
    const { input } = this;
    input?.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
  }

  /**
   * Ends the writing.
   * @param {boolean} keep @param {boolean} everywhere whether equal cells of the column get it, too
   * @returns {boolean} whether something was being written
   */
  end(keep, everywhere) {
    const { input } = this;
    if (!input) return false;
    this.input = null;
    // Empty cells are not equal to one another: most of them may stay empty.
    const all = !!this.#before && !!this.#list && (everywhere || this.#list.everywhere);
    this.#list?.close();
    this.#list = null;
    const row = input.closest(".grid-row");
    if (row instanceof HTMLElement) row.dataset.shown = "";
    if (keep && all && this.#before && input.value !== this.#before) this.table.owner.everywhere(this.table.place().column, this.#before, input.value);
    else if (keep) this.#keep(input);
    return true;
  }

  /** The table goes; what is being written is kept all the same. */
  close() {
    const { input } = this;
    this.input = null;
    this.#list?.close();
    if (input) queueMicrotask(() => this.#keep(input));
  }

  /** @param {HTMLInputElement} input */
  #keep({ value }) {
    if (value !== this.#before) this.table.write(value);
  }
}
