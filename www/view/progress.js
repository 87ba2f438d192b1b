/** The screen while a file is checked: step, rows, time left, cancel. */
import { h } from "./dom.js";

/** How many rows make half of a step, as long as nobody knows how many there are. */
const ROWS_OF_HALF = 100_000;

/** Where each step stands in the whole, as shares of the work on one file. */
const PARTS = { open: [0, 0.1], survey: [0.1, 0.45], check: [0.1, 1] };

/** How much of a check is done. Where a survey has counted the rows, the check knows how many come; else the bytes tell. */
export class OverallProgress {
  /** @type {number[]} Rows of each file. */
  #rows = [];
  /** The files are all opened before the first is checked; a bar that goes back would only confuse. */
  #most = 0;

  /** @param {import("../model/protocol.js").Progress} progress @param {number} files @returns {number} 0 to 1 */
  of(progress, files) {
    const { step, rows } = progress;
    const file = step === "open" ? 0 : progress.file;
    if (step === "survey") this.#rows[file] = rows;
    const all = this.#rows[file];
    const [from, to] = /** @type {[number, number]} */ (step === "check" && all ? [0.45, 1] : PARTS[step]);
    const done = step === "check" && all ? rows / all : progress.share || rows / (rows + ROWS_OF_HALF);
    const within = from + (to - from) * Math.min(1, Math.max(0, done));
    this.#most = Math.max(this.#most, Math.min(1, (file + within) / Math.max(1, files)));
    return this.#most;
  }
}

export class ProgressView {
  /** @param {import("../locales/texts.js").Texts} texts @param {string} name @param {() => void} cancel */
  constructor(texts, name, cancel) {
    this.texts = texts;
    this.started = performance.now();
    this.bar = h("progress", { max: 1, "aria-labelledby": "progress-title" });
    this.title = h("h2", { id: "progress-title" }, texts.t("checking", { name }));
    this.step = h("span", {}, texts.t("step_start"));
    this.left = h("span", { class: "left" });
    this.count = h("span");
    this.element = h("section", { class: "progress", part: "progress" },
      this.title, this.bar, h("p", { class: "steps" }, this.step, this.left),
      h("button", { "data-key": "cancel", onclick: cancel }, texts.t("cancel")));
  }

  /** Shows the first rows while the others are still read. @param {import("../model/protocol.js").Preview} preview */
  preview({ headings, rows }) {
    if (this.element.querySelector("table")) return;
    const head = h("tr", {}, h("th"), headings.map((heading) => h("th", { scope: "col" }, heading)));
    const cell = (/** @type {import("../model/protocol.js").GridRow} */ row) => (/** @type {string} */ text, /** @type {number} */ column) => {
      const mark = row.marks.find((one) => one.column === column);
      return h("td", mark ? { class: `mark ${mark.severity}`, title: mark.messages.join("\n") } : {}, text);
    };
    const lines = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.number), row.cells.map(cell(row))));
    this.element.append(h("section", { class: "preview", tabindex: 0, "aria-label": this.texts.t("firstRows") },
      h("p", {}, this.texts.t("firstRows"), " ", this.count), h("table", {}, head, lines)));
  }

  /** @param {import("../model/protocol.js").Progress} progress @param {string[]} names @param {number} share */
  update(progress, names, share) {
    this.bar.value = share;
    this.title.textContent = this.texts.t("checking", { name: names[progress.file] ?? "" });
    const rows = progress.rows ? ` · ${this.texts.t("rowsSoFar", { count: progress.rows })}` : "";
    this.step.textContent = this.texts.t(`step_${progress.step}`) + rows;
    const seconds = (performance.now() - this.started) / 1000;
    const guess = progress.step === "check" && seconds > 2 ? (seconds * (1 - share)) / share : 0;
    this.count.textContent = rows.slice(3);
    this.left.textContent = guess ? this.texts.t("timeLeft", { time: this.texts.time(guess) }) : "";
  }
}
