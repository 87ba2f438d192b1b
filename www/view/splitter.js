/** The edge between the list and the table: drawn with the pointer, moved with the arrow keys. */
import { h } from "./dom.js";

const [LEAST, MOST, STEP] = [280, 560, 20];

/** @param {HTMLElement} body has the width of the list as a custom property @param {string} label */
export function splitter(body, label) {
  const edge = h("div", { class: "splitter", role: "separator", tabIndex: 0, "aria-orientation": "vertical", "aria-label": label, "aria-valuemin": LEAST, "aria-valuemax": MOST, "aria-valuenow": 320 });
  const set = (/** @type {number} */ width) => {
    const now = Math.round(Math.max(LEAST, Math.min(MOST, width)));
    body.style.setProperty("--list", `${now}px`);
    edge.setAttribute("aria-valuenow", String(now));
  };
  const width = () => (body.firstElementChild instanceof HTMLElement ? body.firstElementChild.offsetWidth : 320);
  edge.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(width() + step);
  });
  edge.addEventListener("pointerdown", (down) => {
    down.preventDefault();
    const start = down.clientX - width();
    const end = new AbortController();
    addEventListener("pointermove", (event) => set(event.clientX - start), { signal: end.signal });
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => end.abort(), { signal: end.signal });
  });
  return edge;
}
