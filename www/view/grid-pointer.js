/**
 * What the pointer does to the cells of the table: one is made the active one, several are selected, a heading opens its menu.
 *
 * @typedef {{element: HTMLElement, writing: boolean, place: () => {index: number, column: number},
 *   go: (index: number, column: number, focus?: boolean, extend?: boolean) => void, openMenu: (column: number) => void}} Table
 */

export class GridPointer {
  /** Whether the pointer drew a selection or the edge of a column since it went down. */
  dragged = false;

  /** @param {Table} table */
  constructor(table) {
    this.table = table;
    table.element.addEventListener("click", (event) => this.#click(event));
    table.element.addEventListener("pointerdown", (event) => this.#drag(event));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    // The end of a drag, wherever it is; what is pressed without a pointer has no detail.
    if (this.dragged && event.detail) return;
    const { target } = event;
    if (!(target instanceof Element) || target.closest(".cell")?.querySelector(".editor")) return;
    const heading = target.closest(".badge, .grip") ? null : target.closest(".grid-head > [aria-colindex]:not(.grid-corner)");
    if (heading) return this.table.openMenu(Number(heading.getAttribute("aria-colindex")) - 2);
    const at = cellAt(event);
    if (at) this.table.go(at.index, at.column, true, event.shiftKey);
  }

  /** Cells that the pointer is drawn over are selected. @param {PointerEvent} down */
  #drag(down) {
    this.dragged = false;
    const { table } = this;
    const start = cellAt(down);
    if (!start || down.button !== 0 || down.pointerType === "touch" || down.shiftKey || table.writing) return;
    const move = (/** @type {PointerEvent} */ event) => {
      const now = cellAt(event);
      const before = this.dragged ? table.place() : start;
      if (!now || (now.index === before.index && now.column === before.column)) return;
      if (!this.dragged) table.go(start.index, start.column);
      this.dragged = true;
      table.go(now.index, now.column, true, true);
    };
    const end = new AbortController();
    table.element.addEventListener("pointermove", move, { signal: end.signal });
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => end.abort(), { signal: end.signal });
  }
}

/** The cell of a row that the pointer is on. @param {MouseEvent} event @returns {{index: number, column: number}|null} */
function cellAt(event) {
  const cell = event.target instanceof Element ? event.target.closest(".cell, .number") : null;
  if (!(cell instanceof HTMLElement)) return null;
  return { index: Number(cell.parentElement?.dataset.index), column: Number(cell.dataset.column ?? -1) };
}
