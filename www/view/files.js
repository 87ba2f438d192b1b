/** The files as tabs, one report each; and what is shown for a file that could not be checked. */
import { causesOf } from "../model/entry.js";
import { h, icon } from "./dom.js";
import { disclosure } from "./disclosure.js";
import { fileInput } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/entry.js").Entry} Entry */

/** @param {Context} context */
export function fileTabs(context) {
  const { t, entries, active, act } = context;
  const input = fileInput(act.add);
  return h("nav", { class: "files", part: "files", "aria-label": t("filesTitle") },
    h("ul", {}, entries.map((entry, at) => h("li", { class: at === active ? "current" : "" },
      h("button", { class: "file", "data-key": `file-${at}`, "aria-current": at === active ? "true" : undefined, title: `${entry.file.name} · ${stateText(context, entry)}`, onclick: () => act.select(at) },
        icon(stateIcon(entry)), h("span", { class: "file-name" }, entry.file.name), h("span", { class: "hidden" }, ` ${stateText(context, entry)}`)),
      entries.length > 1 ? h("button", { class: "remove", "data-key": `remove-${at}`, "aria-label": t("removeFile", { name: entry.file.name }), onclick: () => act.remove(at) }, icon("close")) : null))),
    context.single ? null : [h("button", { class: "quiet square", "data-key": "add", "aria-label": t("addFiles"), title: t("addFiles"), onclick: () => input.click() }, icon("plus")), input]);
}

/** What exists on the server, for each import that the files refer to: pasted, or chosen as a list. @param {Context} context */
export function existingView(context) {
  const { t, levels, imports, existing, act } = context;
  if (!levels.length) return null;
  return disclosure(context, "existing", { class: "more-settings" }, t("existing"), () => [
    h("p", { class: "hint", id: "existing-hint" }, t("existingHint")),
    levels.map((id) => {
      const own = `existing-${id}`;
      const text = h("textarea", { id: own, rows: 2, "data-key": own, "aria-describedby": "existing-hint", value: existing[id]?.join("\n") ?? "", onchange: () => act.declareExisting(id, text.value) });
      const title = imports.find((one) => one.id === id)?.title ?? id;
      return h("div", { class: "field" }, h("label", { htmlFor: own }, title), text,
        h("input", { type: "file", accept: ".csv,.txt", "aria-label": title, onchange: async (/** @type {any} */ { target }) => act.declareExisting(id, await target.files[0]?.text() ?? "") }));
    }),
  ]);
}

/** The worst that a file has. @param {Entry} entry */
function stateIcon(entry) {
  if (entry.failure) return "error";
  if (!entry.report) return "file";
  const { verdict } = entry.report;
  if (verdict === "errors") return causesOf(entry.report, entry).some((group) => group.severity === "error") ? "error" : "ask";
  return /** @type {const} */ ({ ready: "ready", incomplete: "wait", unreadable: "error" })[verdict];
}

/** @param {Context} context @param {Entry} entry */
function stateText({ t }, entry) {
  if (entry.failure || !entry.report) return "";
  const count = entry.report.records.inError;
  return count ? t("filesRecords", { count }) : t(`verdict_${entry.report.verdict}`);
}

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
