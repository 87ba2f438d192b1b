/**
 * Texts that are written into cells of the table, one or many at once: typed, cleared, filled down, pasted; and those
 * that are copied out of it.
 *
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {{rowCache: import("./row-cache.js").RowCache, owner: import("./grid.js").Owner,
 *   columns: import("./grid-columns.js").GridColumns, selection: () => [number, number], selectedColumns: () => number[],
 *   isRange: () => boolean, place: () => {index: number, column: number}, redraw: () => void}} Table
 */
import { MOST_CELLS } from "../model/entry.js";

/** Shows what is written at once, and tells the owner, whose check confirms it or shows what it really became. */
export class GridWriting {
  /** @param {Table} table */
  constructor(table) {
    this.table = table;
  }

  /** Writes a text into the active cell. @param {string} text */
  write(text) {
    const { index, column } = this.table.place();
    const row = this.table.rowCache.row(index);
    if (!row || column < 0 || this.#isThere(row, column, text)) return;
    this.#put(row, column, text);
    this.table.owner.edit([{ row: row.number, column, text }], 0);
  }

  /** Writes a text into every selected cell, in one step. @param {string} text */
  async fill(text) {
    const { rowCache, owner } = this.table;
    const [first, count] = this.table.selection();
    const columns = this.table.selectedColumns();
    if (count * columns.length > MOST_CELLS) return owner.tooMany();
    const rows = await rowCache.rows(first, count);
    if (!rows) return owner.changed();
    this.#writeMany(rows.flatMap((row) => columns.map((column) => ({ row, column, text }))), 0);
  }

  /** Writes what stands in the first selected row into those below; a single cell takes what stands above it. */
  async fillDown() {
    const { rowCache, owner } = this.table;
    const [first, count] = this.table.selection();
    const columns = this.table.selectedColumns();
    const from = count > 1 ? first : first - 1;
    if (from < 0) return;
    if (count * columns.length > MOST_CELLS) return owner.tooMany();
    const rows = await rowCache.rows(from, count > 1 ? count : 2);
    if (!rows) return owner.changed();
    const [top, ...rest] = rows;
    if (top) this.#writeMany(rest.flatMap((row) => columns.map((column) => ({ row, column, text: top.cells[column] ?? "" }))), 0);
  }

  /** The selected cells as spreadsheets take them: as they are shown. @param {ClipboardEvent} event */
  copy(event) {
    const { rowCache, owner } = this.table;
    const board = owner.clipboard();
    if (!event.clipboardData || !board) return;
    const [first, count] = this.table.selection();
    const columns = this.table.selectedColumns();
    const cells = (/** @type {GridRow[]} */ rows) => rows.map((row) => columns.map((column) => row.cells[column] ?? ""));
    const loaded = rowCache.loaded(first, count);
    event.preventDefault();
    event.stopPropagation();
    if (loaded) return board.put(event.clipboardData, cells(loaded));
    // Rows that are not here yet come too late for the event itself.
    if (count * columns.length > MOST_CELLS) return owner.tooMany();
    void rowCache.rows(first, count).then((rows) => rows && navigator.clipboard?.writeText(board.copied(cells(rows))));
  }

  /** Writes a block of texts from the active or the first selected cell on. @param {ClipboardEvent} event */
  async paste(event) {
    const { rowCache, owner, columns: { shown } } = this.table;
    const block = owner.clipboard()?.pasted(event.clipboardData);
    if (!block?.length) return;
    event.preventDefault();
    event.stopPropagation();
    const [first, count] = this.table.selection();
    const [only] = block;
    // One text goes into all that is selected.
    if (block.length === 1 && only?.length === 1 && this.table.isRange()) return this.fill(only[0] ?? "");
    const { index, column: active } = this.table.place();
    const left = shown.indexOf(this.table.selectedColumns()[0] ?? active);
    const rows = await rowCache.rows(count > 1 ? first : index, block.length);
    if (!rows) return owner.changed();
    const cells = [];
    let cut = 0;
    for (const [down, texts] of block.entries()) {
      const row = rows[down];
      for (const [right, value] of texts.entries()) {
        const column = shown[left + right];
        if (!row || column === undefined) cut++;
        else cells.push({ row, column, text: value });
      }
    }
    this.#writeMany(cells, cut);
  }

  /** @param {{row: GridRow, column: number, text: string}[]} cells @param {number} cut */
  #writeMany(cells, cut) {
    const fresh = cells.filter(({ row, column, text }) => !this.#isThere(row, column, text));
    for (const { row, column, text } of fresh) this.#put(row, column, text);
    if (fresh.length || cut) this.table.owner.edit(fresh.map(({ row, column, text }) => ({ row: row.number, column, text })), cut);
  }

  /** Whether writing a text says nothing new. What a check is still to confirm may be taken back or written again. @param {GridRow} row @param {number} column @param {string} text */
  #isThere(row, column, text) {
    return (row.cells[column] ?? "") === text && !this.table.owner.busy();
  }

  /** Shows the new text at once; the check that follows confirms it. @param {GridRow} row @param {number} column @param {string} text */
  #put(row, column, text) {
    while (row.cells.length <= column) row.cells.push("");
    const written = row.written ?? [];
    const before = written.find((one) => one.column === column)?.before ?? row.cells[column] ?? "";
    row.cells[column] = text;
    row.written = [...written.filter((one) => one.column !== column), { column, before, after: text, typed: true }];
    row.marks = row.marks.filter((one) => one.column !== column);
    this.table.redraw();
  }
}
