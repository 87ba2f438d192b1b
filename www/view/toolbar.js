/** What stands above and below the grid: filter, way through the findings, undo, and the sentences of one cell. */
import { h, icon, letters, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../protocol.js").Report} Report */
/** @typedef {import("../protocol.js").Filter} Filter */

/** @param {Context} context @param {Report} report */
export function toolbarView(context, report) {
  const { t, act, entries, active } = context;
  const history = entries[active]?.history;
  return h("div", { class: "toolbar", part: "toolbar" },
    filterField(context, report),
    h("span", { class: "hint shown" }, t("rowsShown", { count: context.total })),
    h("span", { class: "stretch" }),
    h("button", { type: "button", class: "quiet", "data-key": "undo", disabled: !history?.done.length, onclick: act.undo }, t("undo")),
    h("button", { type: "button", class: "quiet", "data-key": "redo", disabled: !history?.undone.length, onclick: act.redo }, t("redo")),
    h("button", { type: "button", class: "quiet", "data-key": "previous", title: "Shift+F8", "aria-keyshortcuts": "Shift+F8", onclick: () => act.next(-1) }, "↑ ", t("previous")),
    h("button", { type: "button", class: "quiet", "data-key": "next", title: "F8", "aria-keyshortcuts": "F8", onclick: () => act.next(1) }, "↓ ", t("next")));
}

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
  const select = h("select", { id: "filter", "data-key": "filter", onchange: () => act.filter(JSON.parse(select.value)) },
    option({ kind: "all" }, t("filter_all")),
    option({ kind: "errors" }, t("filter_errors")),
    option({ kind: "warnings" }, t("filter_warnings")),
    option({ kind: "changed" }, t("filter_changed")),
    causes.size > 0 && h("optgroup", { label: t("filterCause") }, [...causes].map(([code, title]) => option({ kind: "code", code }, title))),
    columns.length > 0 && h("optgroup", { label: t("filterColumn") }, columns.map(({ column, at }) =>
      option({ kind: "column", column: at }, t("filter_column", { heading: visible(column.heading) })))));
  return h("span", { class: "filter" }, h("label", { htmlFor: "filter" }, t("show")), " ", select);
}

/** The sentences of the active cell. @param {Context} context @param {Report} report */
export function cellView(context, report) {
  const { t, row, column, act } = context;
  if (!row) return h("div", { class: "inspector card", part: "inspector" }, h("p", { class: "hint" }, context.total ? t("gridHelp") : t("gridEmpty")));
  const heading = visible(report.columns[column]?.heading ?? "");
  const mark = row.marks.find((one) => one.column === column);
  const editable = row.state !== "header";
  return h("div", { class: "inspector card", part: "inspector" },
    h("p", { class: "inspector-head" },
      h("b", {}, t("cellHas", { cell: letters(column) + row.number, heading })), " ",
      h("span", { class: "value" }, visible(row.cells[column] ?? "") || t("emptyCell"))),
    mark ? h("ul", { class: "sentences" }, mark.messages.map((message, at) =>
      h("li", { class: mark.severity }, icon(mark.severity), h("span", {}, h("b", {}, t("markLabel", { severity: t(mark.severity) })), visible(message), " ", h("code", {}, mark.codes[at] ?? ""))))) :
      h("p", { class: "hint" }, t("noMarks")),
    editable && h("p", { class: "inspector-actions" },
      h("button", { type: "button", class: "quiet", "data-key": "edit", onclick: act.editCell }, t("edit")),
      h("button", { type: "button", class: "quiet", "data-key": "delete", onclick: () => act.deleteRows([row.number]) }, t("deleteRow", { row: String(row.number) }))));
}
