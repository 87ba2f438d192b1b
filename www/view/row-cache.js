/**
 * Rows by their places under a filter. They come from the worker by pages when they are asked for, and what the user
 * did to them is shown until a check confirms it.
 *
 * @typedef {import("../model/protocol.js").GridRow} GridRow
 * @typedef {import("../model/protocol.js").WindowAnswer} WindowAnswer
 */
import { PAGE } from "../model/entry.js";

/** Pages kept; more would only fill memory. */
const KEEP = 40;

export class RowCache {
  /** @type {Map<number, GridRow[]|Promise<void>>} A promise while a page is on its way. */
  #pages = new Map();
  /** Counts what was asked, so that late answers to older questions are dropped. It changes with the places of rows. */
  generation = 0;
  /** How many rows there are. */
  total = 0;

  /**
   * @param {(first: number, count: number) => Promise<WindowAnswer>} window
   * @param {(answer: WindowAnswer, first: number, count: number) => void} came hears of a page that is here
   */
  constructor(window, came) {
    this.window = window;
    this.came = came;
  }

  /**
   * Asks anew for the page with a place; old rows stay until it is here.
   * @param {number} index @returns {Promise<(() => WindowAnswer)|null>} takes the new rows in the place of the old ones
   */
  async renew(index) {
    const generation = ++this.generation;
    const page = Math.floor(index / PAGE);
    const answer = await this.window(page * PAGE, PAGE).catch(() => null);
    if (generation !== this.generation || !answer) return null;
    return () => {
      this.#pages = new Map([[page, answer.rows]]);
      return answer;
    };
  }

  /** The row at a place if it is here; asks for it if not. @param {number} index @returns {GridRow|null} */
  row(index) {
    const page = Math.floor(index / PAGE);
    if (!this.#pages.has(page)) this.#pages.set(page, this.#ask(page));
    return this.#loaded(index);
  }

  /** @param {number} index @returns {GridRow|null} */
  #loaded(index) {
    const rows = this.#pages.get(Math.floor(index / PAGE));
    return Array.isArray(rows) ? rows[index % PAGE] ?? null : null;
  }

  /** @param {number} page */
  async #ask(page) {
    const { generation } = this;
    const pages = this.#pages;
    const answer = await this.window(page * PAGE, PAGE).catch(() => null);
    if (!answer || generation !== this.generation) return void pages.delete(page);
    if (this.#pages.size > KEEP) this.#pages.delete(/** @type {number} */ (this.#pages.keys().next().value));
    this.#pages.set(page, answer.rows);
    this.came(answer, page * PAGE, PAGE);
  }

  /** The row at a place with its whole texts, waited for if it is on its way. @param {number} index */
  async here(index) {
    let row = this.row(index);
    // A check that ends meanwhile has it asked for anew.
    for (let tries = 0; !row && tries < 3; tries++) {
      await this.#pages.get(Math.floor(index / PAGE));
      row = this.row(index);
    }
    const whole = row?.cut ? await this.#whole(index) : row;
    if (whole && whole !== row) this.#put(index, whole);
    return whole;
  }

  /** A row whose texts are too long to come with others comes alone. @param {number} index @returns {Promise<GridRow|null>} */
  async #whole(index) {
    const { generation } = this;
    const answer = await this.window(index, 1).catch(() => null);
    return generation === this.generation ? answer?.rows[0] ?? null : null;
  }

  /**
   * The rows at some places with their whole texts. Nothing if a check that ended meanwhile may have put other rows there.
   * @param {number} first @param {number} count
   * @returns {Promise<GridRow[]|null>}
   */
  async rows(first, count) {
    const loaded = this.loaded(first, count);
    if (loaded) return loaded;
    const { generation } = this;
    const answer = await this.window(first, count).catch(() => null);
    if (generation !== this.generation || !answer) return null;
    const rows = [];
    for (const [at, row] of answer.rows.entries()) {
      const whole = row.cut ? await this.#whole(first + at) : row;
      if (!whole) return null;
      rows.push(whole);
    }
    return rows;
  }

  /** The rows at some places if all of them are here, with their whole texts. @param {number} first @param {number} count @returns {GridRow[]|null} */
  loaded(first, count) {
    const wanted = Math.min(count, this.total - first);
    const loaded = [];
    for (let row; loaded.length < wanted && (row = this.#loaded(first + loaded.length)) && !row.cut; ) loaded.push(row);
    return loaded.length >= wanted ? loaded : null;
  }

  /** Two rows change places. @param {number} index @param {number} other */
  swap(index, other) {
    const [row, beside] = [this.#loaded(index), this.#loaded(other)];
    if (!row || !beside) return;
    this.#put(index, beside);
    this.#put(other, row);
  }

  /** @param {number} index @param {GridRow} row */
  #put(index, row) {
    const rows = this.#pages.get(Math.floor(index / PAGE));
    if (Array.isArray(rows)) rows[index % PAGE] = row;
  }

  /** Rows are gone, and those behind them follow. @param {number} first @param {number} count */
  drop(first, count) {
    const page = Math.floor(first / PAGE);
    const rows = [];
    for (let at = page, one; Array.isArray((one = this.#pages.get(at))); at++) rows.push(...one);
    for (const at of [...this.#pages.keys()]) if (at >= page) this.#pages.delete(at);
    rows.splice(first % PAGE, count);
    for (let at = page; rows.length; at++) this.#pages.set(at, rows.splice(0, PAGE));
  }
}
