/** The list of files, one report each; and what is shown for a file that could not be checked. */
import { disclosure } from "./disclosure.js";
import { h, icon } from "./dom.js";
import { fileInput } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/entry.js").Entry} Entry */

/** @param {Context} context */
export function filesView(context) {
  const { t, entries, active, act, batch } = context;
  const input = fileInput(act.add);
  return h("nav", { class: "files", part: "files", "aria-label": t("filesTitle") },
    h("ul", {}, entries.map((entry, at) => h("li", { class: at === active ? "current" : "" },
      h("button", { class: "file", "data-key": `file-${at}`, "aria-current": at === active ? "true" : undefined, onclick: () => act.select(at) },
        icon(stateIcon(entry)), h("span", { class: "file-name" }, entry.file.name), h("span", { class: "hint" }, stateText(context, entry))),
      entries.length > 1 ? h("button", { class: "remove", "data-key": `remove-${at}`, "aria-label": t("removeFile", { name: entry.file.name }), onclick: () => act.remove(at) }, "×") : null))),
    h("button", { class: "quiet", "data-key": "add", onclick: () => input.click() }, `+ ${t("addFiles")}`), input,
    entries.length > 1 && batch ? h("p", { class: "batch" }, batch.message, " ", batch.orderMessage) : null,
    existingView(context));
}

/** What exists on the server, for each import that the files refer to: pasted, or chosen as a list. @param {Context} context */
function existingView(context) {
  const { t, referenced, imports, existing, act } = context;
  if (!referenced.length) return null;
  return disclosure(context, "existing", { class: "more-settings" }, t("existing"), () => [
    h("p", { class: "hint", id: "existing-hint" }, t("existingHint")),
    referenced.map((id) => {
      const own = `existing-${id}`;
      const text = h("textarea", { id: own, rows: 2, "data-key": own, "aria-describedby": "existing-hint", value: existing[id]?.join("\n") ?? "", onchange: () => act.declareExisting(id, text.value) });
      const title = imports.find((one) => one.id === id)?.title ?? id;
      return h("div", { class: "field" }, h("label", { htmlFor: own }, title), text,
        h("input", { type: "file", accept: ".csv,.txt", "aria-label": title, onchange: async (/** @type {any} */ { target }) => act.declareExisting(id, await target.files[0]?.text() ?? "") }));
    }),
  ]);
}

/** @param {Entry} entry */
function stateIcon(entry) {
  if (entry.failure) return "error";
  if (!entry.report) return "file";
  return /** @type {const} */ ({ ready: "ready", errors: "error", incomplete: "warning", unreadable: "error" })[entry.report.verdict];
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
  return t(`fail_${why[/** @type {"load"} */ (kind)] ?? kind}`, { step: where, seconds: texts.n(patience / 1000) });
}

/** What the engine does that has words of its own; all else is looking at rows. */
const STEPS = /^(start|open|survey|check|write|template)$/;

/** The file could not be checked: which step, in a sentence, and what to do. @param {Context} context @param {Entry} entry */
export function failureView(context, entry) {
  const { t, act } = context;
  const failure = /** @type {import("../model/failure.js").Failure} */ (entry.failure);
  return h("section", { class: "failure", part: "error" },
    h("h2", { tabIndex: -1, "data-key": "verdict" }, icon("error"), t("failed", { name: entry.file.name })),
    h("p", {}, reason(context, failure)),
    failure.detail ? h("p", { class: "hint" }, t("details", { detail: failure.detail.slice(0, 300) })) : null,
    h("p", {},
      h("button", { class: "main", "data-key": "retry", onclick: act.retry }, t("tryAgain")), " ",
      h("button", { "data-key": "over", onclick: act.startOver }, t("otherFile"))));
}
