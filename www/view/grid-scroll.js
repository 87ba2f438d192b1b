/** How far the table is scrolled: the first row in sight, beyond the height that a browser allows, too. Which rows are drawn, `grid.js` decides. */

/** The height of a row, in pixels. */
export const ROW = 30;
/** And of the headings. */
const HEAD = 64;
/** Browsers cut elements that are higher than some ten million pixels. */
const CAP = 8_000_000;
/** So many rows above and below those in sight are drawn as well. */
export const SPARE = 6;

/**
 * Keeps the position as if nothing were capped. Beyond the cap a scrolled pixel stands for several, so that the scroll
 * bar is proportional, while wheel and keys still move row by row.
 */
export class GridScroll {
  /** The position in pixels as if nothing were capped. */
  top = 0;
  #total = 0;
  /** Where the scroll bar was left; an event that finds it there is not a movement up or down by the user. */
  #left = 0;
  #frame = 0;

  /** @param {HTMLElement} element @param {HTMLElement} space is as high as all rows @param {(spare?: number) => void} draw */
  constructor(element, space, draw) {
    this.element = element;
    this.space = space;
    this.draw = draw;
  }

  /** @param {number} total how many rows there are */
  setTotal(total) {
    this.#total = total;
    this.space.style.height = `${Math.min(this.#all, CAP)}px`;
    this.top = this.#within(this.top);
  }

  /** The height that rows have in sight. */
  get height() {
    return Math.max(0, this.element.clientHeight - HEAD);
  }

  /** The height of all rows. */
  get #all() {
    return this.#total * ROW;
  }

  get #reach() {
    return Math.max(0, this.#all - this.height);
  }

  /** How many real pixels one scrolled pixel stands for. */
  get #scale() {
    return this.#all <= CAP ? 1 : this.#reach / Math.max(1, CAP - this.height);
  }

  /** @param {number} top */
  #within(top) {
    return Math.max(0, Math.min(top, this.#reach));
  }

  /** The first row to draw. */
  first(spare = SPARE) {
    return Math.max(0, Math.floor(this.top / ROW) - spare);
  }

  /** @param {number} top @param {number} [spare] */
  moveTo(top, spare) {
    this.top = this.#within(top);
    const at = this.top / this.#scale;
    if (Math.abs(this.element.scrollTop - at) >= 1) this.element.scrollTop = at;
    this.#left = this.element.scrollTop;
    this.draw(spare);
  }

  /** Scrolls to a share of all rows, as the map beside the scroll bar says. @param {number} share 0 to 1 */
  scrollTo(share) {
    this.moveTo(share * this.#all - this.height / 2);
  }

  /** Which part of all rows is in sight, as shares from 0 to 1. @returns {[number, number]} */
  inSight() {
    const all = Math.max(1, this.#all);
    return [this.top / all, Math.min(1, this.height / all)];
  }

  /** Brings a row into sight and draws. @param {number} index @param {boolean} middle into the middle third where it is not in sight */
  bringIn(index, middle) {
    const top = index * ROW;
    const { height } = this;
    const out = top < this.top || top + ROW > this.top + height;
    if (out && middle) this.moveTo(top - height / 2);
    else if (top < this.top) this.moveTo(top);
    else if (out) this.moveTo(top + ROW - height);
    else this.draw();
  }

  /** Keeps a row in sight that the lower edge of the table has just come to stand above. @param {number} index */
  follow(index) {
    const out = (index + 1) * ROW - this.top - this.height;
    if (out > 0 && out < this.height) this.moveTo(this.top + out);
  }

  /** Draws with the next frame, however often it is asked. */
  later() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  /** Takes a movement of the scroll bar. Our own was exact, and one to the side is none. @returns {boolean} whether the user moved */
  scrolled() {
    const at = this.element.scrollTop;
    if (Math.abs(at - this.#left) <= 1) return false;
    this.#left = at;
    this.top = Math.min(this.#reach, at * this.#scale);
    return true;
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (this.#scale === 1 || event.ctrlKey || event.shiftKey || !event.deltaY) return;
    event.preventDefault();
    this.moveTo(this.top + event.deltaY * (event.deltaMode === 1 ? ROW : 1));
  }
}
