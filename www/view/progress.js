/** The screen while a file is checked: step, rows, time left, cancel. */
import { h } from "./dom.js";

/** How many rows of survey make half of its part, as long as nobody knows how many there are. */
const HALF = 100_000;

/** Where each step stands in the whole, as shares of the work on one file. */
const PARTS = { open: [0, 0.1], survey: [0.1, 0.45], check: [0.45, 1], clean: [0, 1] };

/** How much of a check is done. The survey counts the rows of each file, so that the check knows how many come. */
export class Share {
  /** @type {number[]} Rows of each file. */
  #rows = [];
  /** The files are all opened before the first is checked; a bar that goes back would only confuse. */
  #most = 0;

  /** @param {import("../protocol.js").Progress} progress @param {number} files @returns {number} 0 to 1 */
  of(progress, files) {
    const { step, rows } = progress;
    const file = step === "open" ? 0 : progress.file;
    if (step === "survey") this.#rows[file] = rows;
    const [from, to] = /** @type {[number, number]} */ (PARTS[step] ?? [0, 1]);
    const within = from + (to - from) * Math.min(1, Math.max(0, progress.share || this.#guess(step, rows, this.#rows[file])));
    this.#most = Math.max(this.#most, Math.min(1, (file + within) / Math.max(1, files)));
    return this.#most;
  }

  /** @param {string} step @param {number} rows @param {number} [all] */
  #guess(step, rows, all) {
    if (step === "survey") return rows / (rows + HALF);
    return all ? rows / all : 0;
  }
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

  /** @param {import("../protocol.js").Progress} progress @param {string[]} names @param {number} share */
  update(progress, names, share) {
    this.bar.value = share;
    this.title.textContent = this.texts.t("checking", { name: names[progress.file] ?? "" });
    const rows = progress.rows ? ` · ${this.texts.t("rowsSoFar", { count: progress.rows })}` : "";
    this.step.textContent = this.texts.t(`step_${progress.step}`) + rows;
    const seconds = (performance.now() - this.started) / 1000;
    const guess = progress.step === "check" && seconds > 2 ? (seconds * (1 - share)) / share : 0;
    this.left.textContent = guess ? this.texts.t("timeLeft", { time: this.texts.time(guess) }) : "";
  }
}
