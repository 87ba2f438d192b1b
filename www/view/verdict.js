/** The verdict in words, the row account, and what to do next. */
import { disclosure } from "./disclosure.js";
import { h, icon } from "./dom.js";
import { downloadArea } from "./downloads.js";
import { fileInput, importSelect, settingFields } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */

const ICONS = /** @type {const} */ ({ ready: "ready", errors: "error", incomplete: "warning", unreadable: "error" });

/** @param {Context} context @param {Report} report */
export function verdictView(context, report) {
  const { t, entries, active } = context;
  const summary = entries[active]?.summary ?? false;
  return h("section", { class: `verdict ${report.verdict}`, part: "verdict", "aria-labelledby": "verdict" },
    h("div", { class: "verdict-main" },
      h("h2", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, icon(ICONS[report.verdict] ?? "notice"), t(`verdict_${report.verdict}`),
        context.busy ? h("span", { class: "tag" }, t("updating")) : null),
      sentence(report),
      report.records.onFile ? account(context, report) : null,
      notChecked(context, report),
      summary ? h("p", { class: "hint" }, t("isSummary")) : identity(context, report)),
    h("div", { class: "verdict-side" }, summary || report.verdict === "unreadable" ? null : downloadArea(context, report), correct(context, report, summary)));
}

/** What became of the records; for a file that cannot be read, why. @param {Report} report */
function sentence(report) {
  const lines = report.verdict === "unreadable" ? report.findings.map((one) => one.message) : [];
  return h("p", { class: "summary", part: "summary" }, lines.length ? lines.join(" ") : report.summary);
}

/** The account of the records as a bar and a legend; the sentence above says the same. @param {Context} context @param {Report} report */
function account({ t, texts }, report) {
  const parts = /** @type {const} */ ([["ready", "statReady"], ["inError", "statInError"], ["skipped", "statSkipped"]]);
  const bar = h("div", { class: "bar", "aria-hidden": "true" });
  for (const [name] of parts) {
    const share = h("span", { class: name });
    share.style.flexGrow = String(report.records[name]);
    if (report.records[name]) bar.append(share);
  }
  const numbers = [
    ...parts.map(([name, key]) => ({ count: report.records[name], label: t(key), name })),
    { count: report.records.blank, label: t("statBlank"), name: "blank" },
  ];
  return [bar, h("ul", { class: "stats" }, numbers.filter(({ count, name }) => count || name !== "blank").map(({ count, label, name }) =>
    h("li", { class: count ? name : "" }, h("b", {}, texts.n(count)), " ", label)))];
}

/** @param {Context} context @param {Report} report */
function notChecked({ t, act }, report) {
  if (!report.notChecked.length) return null;
  return h("div", { class: "not-checked" },
    h("h3", {}, icon("warning"), t("notCheckedTitle")),
    h("ul", {}, report.notChecked.map((one) => h("li", {}, one.message, " ", h("code", {}, one.code),
      // What references point to is missing; only a person knows whether the server has it.
      one.code === "X860" ? [" ", h("button", { "data-key": `exists-${one.field}`,
        onclick: () => act.decide({ code: one.code, field: one.field ?? undefined, choice: "exists", accept: true }, `${one.columnName}: ${t("choice_exists")}`) }, t("choice_exists"))] : null))));
}

/** Which import the file was checked as, with its settings, and the way to say otherwise. @param {Context} context @param {Report} report */
function identity(context, report) {
  const entry = context.entries[context.active];
  const id = report.import?.name ?? entry?.importId ?? null;
  const settings = settingFields(context, id, entry?.settings ?? {}, context.act.changeSetting);
  const details = settings && disclosure(context, "settings", { class: "more-settings" }, context.t("settings"), () => settings);
  if (context.fixedImport) return details;
  return [h("p", { class: "identity" },
    h("label", { htmlFor: "reassign" }, context.t("changeImport")), " ",
    importSelect(context, "reassign", id, context.act.changeImport)), details];
}

/** The next file: the same one corrected elsewhere, or another. @param {Context} context @param {Report} report @param {boolean} summary */
function correct({ t, act }, report, summary) {
  const input = fileInput(act.replace, true);
  const again = !summary && report.verdict !== "ready" && [
    h("button", { "data-key": "replace", onclick: () => input.click() }, t("replace")),
    input,
    h("p", { class: "hint" }, t("replaceHint")),
  ];
  return h("div", { class: "correct" }, again || null,
    h("button", { class: "quiet", "data-key": "over", onclick: act.startOver }, t("otherFile")));
}
