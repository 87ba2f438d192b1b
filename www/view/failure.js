/** What is shown for a file that could not be checked. */
import { h, icon } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/entry.js").Entry} Entry */

/**
 * What happened to the engine, in a sentence: at which step, and on which sheet.
 * @param {Context} context @param {unknown} error
 */
export function reason({ t, texts, patience }, error) {
  const { kind, progress, detail } = /** @type {Partial<import("../model/failure.js").Failure>} */ (error);
  if (kind === "refused" || !kind) return detail || String(error);
  const { step = "start", rows = 0, sheet } = progress ?? {};
  const during = t(`during_${STEPS.test(step) ? /** @type {"start"} */ (step) : "look"}`, { rows });
  const where = sheet ? `${during}, ${t("sheetShort", { value: sheet })}` : during;
  const why = { cancelled: /** @type {const} */ ("stopped"), load: origin === "null" ? /** @type {const} */ ("closed") : /** @type {const} */ ("load") };
  return t(`fail_${why[/** @type {"load"} */ (kind)] ?? kind}`, { step: where, seconds: texts.n(patience / 1000), detail: detail ?? "" });
}

/** What the engine does that has words of its own; all else is looking at rows. */
const STEPS = /^(start|open|survey|check|clean|write|template)$/;

/** The file could not be checked: which step, in a sentence, and what to do. @param {Context} context @param {Entry} entry */
export function failureView(context, entry) {
  const { t, act } = context;
  const failure = /** @type {import("../model/failure.js").Failure} */ (entry.failure);
  return h("section", { class: "failure blocked", part: "error" },
    h("span", { class: "picture error" }, icon("error")),
    h("h1", { tabIndex: -1, "data-key": "verdict" }, t("failed", { name: entry.file.name })),
    h("p", {}, reason(context, failure)),
    failure.detail ? h("p", { class: "hint" }, t("details", { detail: failure.detail.slice(0, 300) })) : null,
    h("p", { class: "acts" },
      h("button", { class: "main", "data-key": "retry", onclick: act.retry }, t("tryAgain")), " ",
      h("button", { "data-key": "over", onclick: act.startOver }, t("otherFile"))));
}
