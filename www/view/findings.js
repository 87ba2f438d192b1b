/** Findings grouped by their cause: what, how often, why, what to do, where; and the repair where there is one. */
import { ADDED, keyOf } from "../model/entry.js";
import { columnOf, h, icon, visible } from "./dom.js";
import { disclosure } from "./disclosure.js";
import { decisionsView, repairView } from "./repair.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Group} Group */
/** @typedef {import("../model/protocol.js").Finding} Finding */
/** @typedef {import("../model/protocol.js").Report} Report */

/** Rows of a group's table shown at first, and added by each "more". */
const FIRST = 6;
const STEP = 50;

/** @param {Context} context @param {Report} report */
export function findingsView(context, report) {
  const { t } = context;
  return h("section", { class: "findings", part: "findings", "aria-labelledby": "findings" },
    h("header", {}, h("h3", { id: "findings" }, t("findings")),
      report.findings.length ? h("button", { class: "link", "data-key": "copy", onclick: () => context.act.copy(asTable(context, report)) }, t("copy")) : null),
    report.groups.length || report.findings.length ? null : h("p", { class: "nothing" }, icon("ready"), t("noFindings")),
    looseView(context, report),
    decisionsView(context, report.groups),
    report.groups.map((group) => groupView(context, report, group)),
    changesView(context, report),
    context.deferred?.columns(context));
}

/** What kept the file from being read belongs to no group. @param {Context} context @param {Report} report */
function looseView({ t }, report) {
  const loose = report.findings.filter((one) => !report.groups.some((group) => group.code === one.code));
  return loose.map((one) => h("p", { class: `loose card ${one.severity}` }, icon(one.severity),
    h("span", {}, h("b", {}, t("markLabel", { severity: t(one.severity) })), visible(one.message), " ", h("code", {}, `${one.code} ${one.name}`))));
}

/** @param {Context} context @param {Report} report @param {Group} group */
function groupView(context, report, group) {
  const { t } = context;
  return disclosure(context, keyOf(group), { class: `group card ${group.severity}`, part: "group" }, [
    h("span", { class: `tag ${group.severity}` }, icon(group.severity), t(group.severity)),
    h("span", { class: "group-title" }, group.title, group.columnName ? h("span", { class: "group-column" }, visible(group.columnName)) : null),
    group.count > 1 ? h("span", { class: "count" }, t("times", { count: group.count })) : null,
  ], () => groupBody(context, report, group));
}

/** The code, which leads to its page where the host has these pages. @param {Group} group @param {Context} context */
function codeOf({ code, name }, { docs, texts }) {
  // What a server said has no code, nor a page.
  if (!/\d/.test(code)) return null;
  const text = h("code", {}, `${code} ${name}`);
  const folder = texts.lang.startsWith("fr") ? "fr/codes" : "codes";
  return docs === null ? text : h("a", { href: `${docs}${folder}/${code}.html`, target: "_blank", rel: "noopener" }, text);
}

/** @param {Context} context @param {Report} report @param {Group} group */
function groupBody(context, report, group) {
  const { t, act, entries, active } = context;
  const findings = report.findings.filter((one) => one.code === group.code && (group.field === null || one.field === group.field));
  const placed = findings.some((one) => one.row !== null);
  return h("div", { class: "group-body" },
    repairView(context, group),
    h("dl", { class: "prose" },
      group.why ? [h("dt", {}, t("why")), h("dd", {}, group.why)] : null,
      group.remedy ? [h("dt", {}, t("remedy")), h("dd", {}, group.remedy)] : null),
    places(context, group, findings),
    h("p", { class: "group-foot" },
      placed && /\d/.test(group.code) && !entries[active]?.summary && h("button", { class: "quiet", "data-key": `only-${keyOf(group)}`, onclick: () => act.filter({ kind: "code", code: group.code }) }, t("onlyThese")),
      codeOf(group, context)));
}

/** @param {Context} context @param {Group} group @param {Finding[]} findings */
function places(context, group, findings) {
  const { t } = context;
  if (!findings.length) return null;
  const body = h("tbody");
  const more = h("button", { class: "link", onclick: () => add() });
  const note = h("p", { class: "hint" });
  const add = () => {
    const from = body.childElementCount;
    body.append(...findings.slice(from, from + (from ? STEP : FIRST)).map((one) => place(context, one)));
    const rest = findings.length - body.childElementCount;
    more.hidden = rest === 0;
    more.textContent = t("more", { count: Math.min(rest, STEP) });
    note.textContent = body.childElementCount < group.count ? t("shownOf", { shown: body.childElementCount, count: group.count }) : "";
  };
  add();
  return [h("table", { class: "places" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("place")), h("th", { scope: "col" }, t("sentence")))),
    body), h("p", { class: "places-foot" }, note, more)];
}

/** @param {Context} context @param {Finding} finding */
function place(context, finding) {
  const { t, act, entries, active } = context;
  const name = finding.row === null ? finding.column ?? t("wholeFile") : (finding.row < ADDED && finding.cell) || rowName(context, finding.row);
  const to = finding.row;
  const column = finding.column ? columnOf(finding.column) : 0;
  return h("tr", {},
    h("td", {}, to === null || entries[active]?.summary ? name : h("button", { class: "cell-link", "aria-label": t("goTo", { cell: name }), onclick: () => act.goTo(to, column) }, name)),
    h("td", {}, visible(finding.message)));
}

/** A row that the file does not have bears no number. @param {Context} context @param {number} row */
const rowName = ({ t }, row) => (row >= ADDED ? t("addedRow") : t("row", { row: String(row) }));

/** The findings as text that a spreadsheet takes. @param {Context} context @param {Report} report */
function asTable({ t }, report) {
  const clean = (/** @type {unknown} */ text) => String(text ?? "").replace(/[\t\r\n]+/g, " ");
  const head = [t("place"), t("column"), t("cause"), t("found_"), t("sentence")];
  const lines = report.findings.map((one) =>
    [one.cell ?? one.row ?? "", one.columnName ?? "", `${t(one.severity)} ${one.code}`, one.value, one.message].map(clean));
  return [head, ...lines].map((line) => line.join("\t")).join("\n");
}

/** Every difference between the file and the cleaned file. @param {Context} context @param {Report} report */
function changesView(context, report) {
  const { t, act } = context;
  if (!report.changeCount) return null;
  return disclosure(context, "changes", { class: "group card change" }, [
    h("span", { class: "tag change" }, icon("change"), t("change")),
    h("span", { class: "group-title" }, t("changes")),
    h("span", { class: "count" }, context.texts.n(report.changeCount)),
  ], () => h("div", { class: "group-body" },
    h("p", {}, t("changesIntro", { count: report.changeCount })),
    h("table", { class: "places" },
      h("thead", {}, h("tr", {}, [t("place"), t("before"), t("after"), t("cause")].map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, report.changes.slice(0, 2 * STEP).map((one) => h("tr", {},
        h("td", {}, h("button", { class: "cell-link", onclick: () => act.goTo(one.row, Math.max(0, columnOf(one.column))) }, one.cell || rowName(context, one.row))),
        h("td", { class: "value" }, visible(one.before ?? "")), h("td", { class: "value" }, visible(one.after ?? "")),
        h("td", {}, one.code === "by-hand" ? t("byHand") : h("code", {}, one.code)))))),
    report.changeCount > 2 * STEP ? h("p", { class: "hint" }, t("shownOf", { shown: Math.min(2 * STEP, report.changes.length), count: report.changeCount })) : null,
    h("button", { class: "quiet", "data-key": "only-changed", onclick: () => act.filter({ kind: "changed" }) }, t("onlyThese"))));
}
