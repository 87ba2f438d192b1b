/** A narrow map of all rows beside the table: how bad each block is. A click goes there; F8 does the same for the keyboard. */
import { h, svg } from "./dom.js";

/** How long the line of a block is, and its state, by the letter the engine gives it; the worst is drawn last. @type {Record<string, [number, string]>} */
const LINES = { c: [3, "change"], h: [5, "hand"], w: [5, "wait"], q: [10, "ask"], e: [15, "error"] };

export class Minimap {
  #blocks = "";

  /** @param {(share: number) => void} go @param {string} label */
  constructor(go, label) {
    /** One shape for each state: its colour is that of the style sheet, in whatever scheme the page has by then. */
    this.lines = svg("svg", { preserveAspectRatio: "none" });
    this.frame = h("span", { class: "map-frame" });
    this.element = h("div", { class: "minimap", title: label, "aria-hidden": "true", onpointerdown: (/** @type {PointerEvent} */ event) => this.#drag(event) }, this.lines, this.frame);
    this.go = go;
  }

  /** @param {PointerEvent} down */
  #drag(down) {
    const to = (/** @type {PointerEvent} */ event) => {
      const box = this.lines.getBoundingClientRect();
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
    this.lines.setAttribute("viewBox", `0 0 19 ${blocks.length || 1}`);
    this.lines.replaceChildren(...Object.entries(LINES).map(([letter, [length, name]]) => {
      const runs = [...blocks.matchAll(new RegExp(`${letter}+`, "g"))];
      return svg("path", { class: `icon-${name}`, d: runs.map(({ index, 0: run }) => `M2 ${index}h${length}v${run.length}H2z`).join("") });
    }));
  }

  /** Shows which part is in sight. @param {number} from @param {number} size as shares */
  window(from, size) {
    this.frame.style.setProperty("--from", String(Math.min(1, from)));
    this.frame.style.setProperty("--size", String(size));
    this.element.hidden = size >= 1;
  }
}
