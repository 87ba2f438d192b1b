/** The screen while a file is checked: step, rows, time left, cancel. */
import { h } from "./dom.js";

/** Where each step stands in the whole, as shares of the work on one file. */
const PARTS = { open: [0, 0.1], survey: [0.1, 0.45], check: [0.45, 1], clean: [0, 1] };

/**
 * How much of the whole check is done, 0 to 1.
 * @param {import("../protocol.js").Progress} progress @param {number} files
 */
export function shareOf(progress, files) {
  const [from, to] = /** @type {[number, number]} */ (PARTS[progress.step] ?? [0, 1]);
  const within = from + (to - from) * Math.min(1, Math.max(0, progress.share || 0));
  return Math.min(1, (progress.file + within) / Math.max(1, files));
}

export class ProgressView {
  /** @param {import("../texts.js").Texts} texts @param {string} name @param {() => void} cancel */
  constructor(texts, name, cancel) {
    this.texts = texts;
    this.started = performance.now();
    this.bar = h("progress", { max: 1, "aria-labelledby": "progress-title" });
    this.title = h("h2", { id: "progress-title" }, texts.t("checking", { name }));
    this.step = h("span", {}, texts.t("step_start"));
    this.left = h("span", { class: "left" });
    this.element = h("section", { class: "progress", part: "progress" },
      this.title, this.bar, h("p", { class: "steps" }, this.step, this.left),
      h("button", { type: "button", "data-key": "cancel", onclick: cancel }, texts.t("cancel")));
  }

  /** @param {import("../protocol.js").Progress} progress @param {string[]} names */
  update(progress, names) {
    const share = shareOf(progress, names.length);
    this.bar.value = share;
    this.title.textContent = this.texts.t("checking", { name: names[progress.file] ?? "" });
    const rows = progress.rows ? ` · ${this.texts.t("rowsSoFar", { count: progress.rows })}` : "";
    this.step.textContent = this.texts.t(`step_${progress.step}`) + rows;
    const seconds = (performance.now() - this.started) / 1000;
    const guess = share > 0.03 && seconds > 2 ? (seconds * (1 - share)) / share : 0;
    this.left.textContent = guess ? this.texts.t("timeLeft", { time: this.texts.time(guess) }) : "";
  }
}
