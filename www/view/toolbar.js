/** What stands above the table: which rows, which texts, which columns, and the way to a row, a cell or a text. */
import { h, icon, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").Filter} Filter */

/** What is filled anew goes into `region`; the field stays as it is while somebody writes into it. @param {Context} context @param {HTMLElement} region */
export function toolbarAround(context, region) {
  return h("div", { class: "toolbar", part: "toolbar", role: "toolbar", "aria-label": context.t("toolbar") }, region, rowField(context));
}

/** All but the field. @param {Context} context @param {Report} report */
export function toolbarView(context, report) {
  const { t, act, entries, active } = context;
  const entry = entries[active];
  return [
    h("button", { class: "quiet square show-list", "data-key": "show-list", hidden: context.listOpen, title: `${t("showList")} (Ctrl+\\)`, "aria-label": t("showList"), onclick: () => act.showList(true) }, icon("panel")),
    chips(context, report),
    context.deferred?.sortChip(context),
    valuesField(context),
    h("label", { class: "tick only-found" }, h("input", { type: "checkbox", "data-key": "only-found", checked: entry?.onlyFound, onchange: (/** @type {Event} */ event) => act.showOnlyFound(/** @type {HTMLInputElement} */ (event.target).checked) }),
      context.hiddenColumns ? t("columnsHidden", { count: context.hiddenColumns }) : t("onlyFound")),
    h("span", { class: "hint shown" }, context.busy ? t("updating") : t("rowsShown", { count: context.total })),
    h("span", { class: "stretch" })];
}

/**
 * Which rows can be shown: one kind at a time, with its exact number where it is known; a kind without rows is not offered.
 * @param {Context} context @param {Report} report
 * @returns {{filter: Filter, label: string, picture: import("./dom.js").IconName|null, count: number|null, pressed: boolean}[]}
 */
export function filtersOf(context, report) {
  const { t, overview, entries, active } = context;
  const { inError, skipped, onFile } = report.records;
  const now = entries[active]?.filter ?? { kind: "all" };
  /** @type {[Filter, string, import("./dom.js").IconName|null, number][]} */
  const kinds = [
    [{ kind: "all" }, t("filter_all"), null, onFile],
    [{ kind: "errors" }, t("filter_errors"), "error", inError],
    [{ kind: "waiting" }, t("filter_waiting"), "wait", skipped],
    [{ kind: "changed" }, t("filter_changed"), "change", overview?.changed ?? 0],
    [{ kind: "by-hand" }, t("filter_byHand"), "hand", overview?.byHand ?? 0],
    ...(context.deferred?.effects(report) ?? []),
  ];
  const { sort: _, ...shown } = now;
  const isNow = (/** @type {Filter} */ filter) => JSON.stringify(filter) === JSON.stringify(shown);
  const offered = kinds.filter(([filter, , , count]) => count || filter.kind === "all" || isNow(filter))
    .map(([filter, label, picture, count]) => ({ filter, label, picture, count, pressed: isNow(filter) }));
  if (offered.some(({ pressed }) => pressed)) return offered;
  return [...offered, { filter: shown, label: filterName(context, report, now), picture: "search", count: null, pressed: true }];
}

/** @param {Context} context @param {Report} report */
function chips(context, report) {
  const { t, act, texts } = context;
  return h("span", { class: "chips", role: "group", "aria-label": t("show") }, filtersOf(context, report).filter(({ filter, pressed }) => pressed || filter.kind !== "effect").map(({ filter, label, picture, count, pressed }) =>
    h("button", { class: "chip", "data-key": `filter-${filter.text && filter.kind === "effect" ? filter.text : filter.kind}`, "aria-pressed": String(pressed), onclick: () => act.filter(pressed ? { kind: "all" } : filter) },
      picture ? icon(picture) : null, label, count === null ? null : h("b", {}, texts.n(count)))));
}

/** What a filter shows that has no chip of its own. @param {Context} context @param {Report} report @param {Filter} filter */
function filterName({ t }, report, { kind, code, column = 0, text = "" }) {
  const heading = visible(report.columns[column]?.heading ?? "");
  if (kind === "value") return t("filter_value", { heading, text: visible(text) || t("emptyCell") });
  if (kind === "column") return t("filter_column", { heading });
  if (kind === "warnings") return t("filter_warnings");
  return report.groups.find((group) => group.code === code)?.title ?? code ?? "";
}

/** @param {Context} context */
function valuesField({ t, act, entries, active }) {
  const now = entries[active]?.values ?? "both";
  return h("span", { class: "segments", role: "group", "aria-label": t("valuesShown") },
    /** @type {const} */ (["file", "both", "written"]).map((one) =>
      h("button", { "data-key": `values-${one}`, "aria-pressed": String(one === now), onclick: () => act.showValues(one) }, t(`values_${one}`))));
}

/** Goes to a row by its number in the file, to a cell by its name, or to the next cell with a text. @param {Context} context */
function rowField({ t, act }) {
  let asked = "";
  const ask = () => {
    asked = input.value.trim();
    if (asked) act.find(asked);
  };
  const input = h("input", { id: "row", type: "search", "data-key": "row", "aria-label": t("goToRow"), placeholder: t("goToRow"), "aria-keyshortcuts": "Control+F",
    onchange: ask,
    // A text that was not asked for yet is told of by the change that Enter makes.
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && input.value.trim() === asked && ask() });
  return h("span", { class: "go-to" }, icon("search"), input);
}

/** How bad it is what is said about a row as a whole. @param {import("../model/protocol.js").GridRow} row */
export function severityOf({ severities = [] }) {
  return /** @type {const} */ (["error", "warning"]).find((one) => severities.includes(one)) ?? "notice";
}
