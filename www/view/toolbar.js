/** What stands above and below the grid: filter, way through the findings, undo, and the sentences of one cell. */
import { ADDED } from "../model/entry.js";
import { h, icon, letters, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").Filter} Filter */

/** @param {Context} context @param {Report} report */
export function toolbarView(context, report) {
  const { t, act, entries, active } = context;
  const history = entries[active]?.history;
  return h("div", { class: "toolbar", part: "toolbar" },
    filterField(context, report),
    h("span", { class: "hint shown" }, context.busy ? t("updating") : t("rowsShown", { count: context.total })),
    rowField(context),
    h("span", { class: "stretch" }),
    pair(t("undo"),
      button("undo", t("undo"), act.undo, { disabled: !history?.done.length, "aria-keyshortcuts": "Control+Z" }),
      button("redo", t("redo"), act.redo, { disabled: !history?.undone.length, "aria-keyshortcuts": "Control+Y" })),
    pair(t("findingsBar"),
      button("previous", `↑ ${t("previous")}`, () => act.next(-1), { title: "Shift+F8", "aria-keyshortcuts": "Shift+F8" }),
      button("next", `↓ ${t("next")}`, () => act.next(1), { title: "F8", "aria-keyshortcuts": "F8" })));
}

/** Goes to a row by its number in the file. @param {Context} context */
function rowField({ t, act, column }) {
  const input = h("input", { id: "row", type: "number", min: "1", class: "short", "data-key": "row", "aria-label": t("goToRow"), placeholder: t("goToRow"),
    onchange: () => input.valueAsNumber >= 1 && act.goTo(Math.floor(input.valueAsNumber), column) });
  return input;
}

/** Buttons that stay together. @param {string} label @param {...HTMLElement} buttons */
const pair = (label, ...buttons) => h("span", { class: "pair", role: "group", "aria-label": label }, buttons);

/** @param {string} key @param {string} text @param {() => void} onclick @param {Record<string, unknown>} more */
const button = (key, text, onclick, more) =>
  h("button", { class: "quiet", "data-key": key, onclick, ...more }, text);

/** @param {Context} context @param {Report} report */
function filterField(context, report) {
  const { t, entries, active, act } = context;
  const now = JSON.stringify(entries[active]?.filter ?? { kind: "all" });
  const option = (/** @type {Filter} */ filter, /** @type {string} */ label) => {
    const value = JSON.stringify(filter);
    return h("option", { value, selected: value === now }, label);
  };
  const causes = new Map(report.groups.map((group) => [group.code, group.title]));
  const columns = report.columns.map((column, at) => ({ column, at })).filter(({ column }) =>
    report.groups.some((group) => group.field !== null && group.field === column.field));
  const { kind, code, column = 0, text = "" } = entries[active]?.filter ?? { kind: "all" };
  const select = h("select", { id: "filter", "data-key": "filter", onchange: () => act.filter(JSON.parse(select.value)) },
    option({ kind: "all" }, t("filter_all")),
    option({ kind: "errors" }, t("filter_errors")),
    option({ kind: "warnings" }, t("filter_warnings")),
    option({ kind: "changed" }, t("filter_changed")),
    // What no entry of the list stands for.
    kind === "value" && option(JSON.parse(now), t("filter_value", { heading: visible(report.columns[column]?.heading ?? ""), text: visible(text) || t("emptyCell") })),
    kind === "code" && !causes.has(code ?? "") && option(JSON.parse(now), code ?? ""),
    causes.size > 0 && h("optgroup", { label: t("filterCause") }, [...causes].map(([code, title]) => option({ kind: "code", code }, title))),
    columns.length > 0 && h("optgroup", { label: t("filterColumn") }, columns.map(({ column, at }) =>
      option({ kind: "column", column: at }, t("filter_column", { heading: visible(column.heading) })))));
  return h("span", { class: "filter" }, h("label", { htmlFor: "filter" }, t("show")), " ", select);
}

/** How bad it is what is said about a row as a whole. @param {import("../model/protocol.js").GridRow} row */
export function severityOf({ severities = [] }) {
  return /** @type {const} */ (["error", "warning"]).find((one) => severities.includes(one)) ?? "notice";
}

/** What is said about a cell, then about its row. @param {Context} context @param {import("../model/protocol.js").GridRow} row @param {import("../model/protocol.js").Mark|undefined} mark */
function sentences({ t }, row, mark) {
  const said = (/** @type {import("../model/protocol.js").Severity|"change"} */ kind, /** @type {string} */ message, /** @type {string} */ code = "") =>
    h("li", { class: kind }, icon(kind), h("span", {}, h("b", {}, t("markLabel", { severity: t(kind) })), visible(message), code && " ", code && h("code", {}, code)));
  const own = mark?.messages.map((message, at) => said(mark.severities?.[at] ?? mark.severity, message, mark.codes[at])) ?? [];
  const whole = (row.messages ?? []).map((message, at) => said(row.severities?.[at] ?? "notice", message));
  if (!own.length && !whole.length) return h("p", { class: "hint" }, t("noMarks"));
  return h("ul", { class: "sentences" }, own, whole);
}

/** The sentences of the active cell. @param {Context} context @param {Report} report */
export function cellView(context, report) {
  const { t, row, column, act } = context;
  if (!row) return h("div", { class: "inspector card", part: "inspector" }, h("p", { class: "hint" }, context.total ? t("gridHelp") : t("gridEmpty")));
  const heading = visible(report.columns[column]?.heading ?? "");
  const mark = row.marks.find((one) => one.column === column);
  const name = row.number >= ADDED ? t("addedRow") : String(row.number);
  return h("div", { class: "inspector card", part: "inspector" },
    h("p", { class: "inspector-head" },
      h("b", {}, t("cellHas", { cell: row.number >= ADDED ? `${letters(column)}, ${name}` : letters(column) + name, heading })), " ",
      h("span", { class: "value" }, visible(row.cells[column] ?? "") || t("emptyCell"))),
    sentences(context, row, mark),
    row.state !== "header" && h("p", { class: "inspector-actions" },
      button("edit", t("edit"), act.editCell, { title: "F2" }),
      button("replace-text", `${t("replaceTitle")}…`, act.replaceText, {}),
      button("delete", context.selected > 1 ? t("deleteRows", { count: context.selected }) : t("deleteRow", { row: name }), act.deleteRows, {}),
      button("add-row", t("addRow"), act.addRow, {}),
      button("move-up", t("moveUp"), () => act.moveRow(-1), { title: "Alt+↑", "aria-keyshortcuts": "Alt+ArrowUp" }),
      button("move-down", t("moveDown"), () => act.moveRow(1), { title: "Alt+↓", "aria-keyshortcuts": "Alt+ArrowDown" })));
}
