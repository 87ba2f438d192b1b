/**
 * Which columns the table shows, which of them stay in sight while it is scrolled to the side, and how wide each is.
 *
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {import("../model/protocol.js").Column} Column
 * @typedef {Pick<import("./grid.js").Owner, "hidden"|"freezeTo"|"lastRow"|"compared">} Owner
 */

/** The width of the row numbers; more digits than this many need more. */
const NUMBER = 64;
const DIGITS = 5;
/** What stands beside them where the file is compared with what is there. */
const EFFECT = 120;
/** Frozen columns take at most this share of the table. */
const FROZEN = 0.45;
/** And none is narrower, in pixels. */
const LEAST = 84;
/** So many rows say how wide a column should be. */
const SAMPLE = 60;

/** The widths are told to the cells by custom properties of the table's element, so that no cell is touched for them. */
export class GridColumns {
  /** The columns of the file. @type {Column[]} */
  all = [];
  /** Those that are shown, by their index in the file. @type {number[]} */
  shown = [];
  /** How many of the shown columns stay in sight. */
  frozen = 0;
  /** Widths in pixels by column of the file. @type {number[]} */
  #widths = [];
  /** Widths that the user gave. @type {Map<number, number>} */
  #ownWidths = new Map();

  /** @param {HTMLElement} element @param {Owner} owner */
  constructor(element, owner) {
    this.element = element;
    this.owner = owner;
  }

  /** Whether the widths are those of as many columns as there are. */
  get measured() {
    return this.#widths.length === this.all.length;
  }

  /** Column widths from headings and the first texts. @param {GridRow[]} rows */
  measure(rows) {
    const sample = rows.slice(0, SAMPLE);
    this.#widths = this.all.map((column, at) => {
      const longest = sample.reduce((most, row) => Math.max(most, row.cells[at]?.length ?? 0), 0);
      const changed = sample.some((row) => row.written?.some((one) => one.column === at));
      const wanted = Math.max((longest * (changed ? 2.1 : 1) + 3) * 7.7, (column.heading?.length ?? 0) * 7.7) + 18;
      return Math.round(Math.max(72, Math.min(wanted, 220)));
    });
  }

  /** Which columns are shown and how wide; the number column is as wide as the last row's number needs. */
  lay() {
    const hidden = this.owner.hidden();
    this.shown = this.all.map((_, at) => at).filter((at) => !hidden.has(at));
    [this.frozen] = this.#frozenColumns();
    this.#tellWidths();
  }

  #tellWidths() {
    const { frozen } = this;
    const [, share] = this.#frozenColumns();
    const width = (/** @type {number} */ column, /** @type {number} */ at) => (at < frozen && !this.#ownWidths.has(column) ? Math.max(LEAST, Math.floor(this.widthOf(column) * share)) : this.widthOf(column));
    const tracks = [this.#numberWidth(), ...this.shown.map(width)];
    const { style } = this.element;
    style.setProperty("--columns", tracks.map((one) => `${one}px`).join(" "));
    let left = 0;
    for (let at = 0; at <= frozen; at++) {
      style.setProperty(`--frozen-${at}`, `${left}px`);
      left += tracks[at] ?? 0;
    }
    style.setProperty("--frozen", `${left}px`);
  }

  /** Whether the table as wide as it is now keeps another number of columns in sight than was laid out. */
  refreezes() {
    return this.#frozenColumns()[0] !== this.frozen;
  }

  /** Makes a shown column wider or narrower. @param {number} column @param {number|null} width null fits it to its texts */
  setWidth(column, width) {
    if (width === null) this.#ownWidths.delete(column);
    else this.#ownWidths.set(column, Math.max(48, Math.round(width)));
    this.#tellWidths();
  }

  /** The shown column some places to the side; -1 for the row's number. @param {number} column @param {number} step */
  beside(column, step) {
    const next = this.shown.indexOf(column) + step;
    return next < 0 ? -1 : this.shown[Math.min(next, this.shown.length - 1)] ?? column;
  }

  /** The places among the shown columns of those from one to another. @param {number} a @param {number} b @returns {[number, number]} */
  span(a, b) {
    const [one, other] = [this.shown.indexOf(a), this.shown.indexOf(b)];
    // The number of a row stands for all of it.
    if (one < 0 || other < 0) return [0, this.shown.length - 1];
    return [Math.min(one, other), Math.max(one, other)];
  }

  /** The shown columns from one to another, from left to right. @param {number} a @param {number} b @returns {number[]} */
  between(a, b) {
    const [left, right] = this.span(a, b);
    return this.shown.slice(left, right + 1);
  }

  /** How wide a column is where there is room. @param {number} column */
  widthOf(column) {
    return this.#ownWidths.get(column) ?? this.#widths[column] ?? 96;
  }

  /** Whether there is room to keep all columns up to one in sight. @param {number} column */
  canFreeze(column) {
    const last = this.shown.indexOf(column);
    return last >= 0 && last <= 5 && this.#frozenRoom() >= LEAST * (last + 1);
  }

  #frozenRoom() {
    return this.element.clientWidth * FROZEN - this.#numberWidth();
  }

  #numberWidth() {
    return NUMBER + Math.max(0, String(this.owner.lastRow()).length - DIGITS) * 8 + (this.owner.compared() ? EFFECT : 0);
  }

  /**
   * How many of the shown columns stay in sight: up to the one that names the row; and how much narrower they are, so
   * that the others have room. Where there is too little, none stays.
   * @returns {[number, number]}
   */
  #frozenColumns() {
    const last = this.shown.indexOf(this.owner.freezeTo());
    if (!this.canFreeze(this.owner.freezeTo())) return [0, 1];
    const wanted = this.shown.slice(0, last + 1).reduce((sum, column) => sum + this.widthOf(column), 0);
    return [last + 1, Math.min(1, this.#frozenRoom() / wanted)];
  }
}
