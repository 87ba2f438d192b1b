/** A narrow map of all rows beside the table: how bad each block is. A click goes there; F8 does the same for the keyboard. */
import { h } from "./dom.js";

/** How long the line of a block is, and its state, by the letter the engine gives it. @type {Record<string, [number, string]>} */
const LINES = { e: [1, "error"], q: [2 / 3, "ask"], w: [1 / 3, "wait"], h: [1 / 3, "hand"], c: [1 / 5, "change"] };

export class Minimap {
  #blocks = "";

  /** @param {(share: number) => void} go @param {string} label */
  constructor(go, label) {
    this.canvas = h("canvas", { "aria-hidden": "true", width: 19, height: 100 });
    this.frame = h("span", { class: "map-frame" });
    /** Have the colours of the states, which a canvas cannot look up itself. */
    this.samples = Object.values(LINES).map(([, name]) => h("i", { class: `icon-${name}` }));
    this.element = h("div", { class: "minimap", title: label, "aria-hidden": "true", onpointerdown: (/** @type {PointerEvent} */ event) => this.#drag(event) }, this.canvas, this.frame, this.samples);
    this.go = go;
  }

  /** @param {PointerEvent} down */
  #drag(down) {
    const to = (/** @type {PointerEvent} */ event) => {
      const box = this.canvas.getBoundingClientRect();
      this.go(Math.max(0, Math.min(1, (event.clientY - box.top) / Math.max(1, box.height))));
    };
    down.preventDefault();
    to(down);
    const end = new AbortController();
    addEventListener("pointermove", to, { signal: end.signal });
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => end.abort(), { signal: end.signal });
  }

  /** @param {string} blocks */
  draw(blocks) {
    if (blocks === this.#blocks) return;
    this.#blocks = blocks;
    const { canvas } = this;
    const height = Math.max(1, Math.min(2000, blocks.length));
    canvas.height = height;
    const brush = canvas.getContext("2d");
    if (!brush) return;
    const colours = new Map(this.samples.map((one) => [one.className, getComputedStyle(one).color]));
    brush.clearRect(0, 0, 19, height);
    [...blocks].forEach((letter, at) => {
      const line = LINES[letter];
      if (!line) return;
      brush.fillStyle = colours.get(`icon-${line[1]}`) ?? "";
      brush.fillRect(2, at, 15 * line[0], 1);
    });
  }

  /** Shows which part is in sight. @param {number} from @param {number} size as shares */
  window(from, size) {
    this.frame.style.setProperty("--from", String(Math.min(1, from)));
    this.frame.style.setProperty("--size", String(size));
    this.element.hidden = size >= 1;
  }
}
