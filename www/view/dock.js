/** Below the table, always in sight: what is said about the active cell, and what can be done with it. */
import { ADDED } from "../model/entry.js";
import { needsOf } from "./cell.js";
import { columnOf, h, icon, letters, visible } from "./dom.js";
import { decision, labelOf } from "./repair.js";
import { unbroken } from "./unbroken.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").GridRow} GridRow */
/** @typedef {import("../model/protocol.js").Mark} Mark */

/** @param {string} key @param {import("./dom.js").Child} text @param {() => void} onclick @param {Record<string, unknown>} more */
const button = (key, text, onclick, more = {}) => h("button", { class: "quiet", "data-key": key, onclick, ...more }, text);

/** @param {Context} context @param {Report} report */
export function dockView(context, report) {
  const { t, row, column } = context;
  if (!row) return h("div", { class: "inspector", part: "inspector" }, h("p", { class: "hint" }, context.total ? t("gridHelp") : t("gridEmpty")), steps(context));
  const mark = row.marks.find((one) => one.column === column);
  return h("div", { class: "inspector", part: "inspector" },
    h("div", { class: "say" }, headLine(context, report, row), sentences(context, report, row, mark), context.deferred?.there(row, column)),
    acts(context, report, row), steps(context));
}

/** Address, heading, what the row is, and the text. @param {Context} context @param {Report} report @param {GridRow} row */
function headLine(context, report, row) {
  const { t, column } = context;
  const name = row.number >= ADDED ? `${letters(column)}, ${t("addedRow")}` : letters(column) + row.number;
  const naming = context.naming;
  const whose = naming >= 0 && naming !== column ? visible(row.cells[naming] ?? "") : "";
  return h("p", { class: "inspector-head" }, h("b", {}, name), " ", visible(report.columns[column]?.heading ?? ""),
    whose ? h("span", { class: "hint" }, ` · ${whose}`) : null, h("span", { class: "hint" }, " · "),
    h("span", { class: "value" }, visible(row.cells[column] ?? "") || t("emptyCell")));
}

/** What is said about a cell, then about its row; each sentence with a severity of its own. @param {Context} context @param {Report} report @param {GridRow} row @param {Mark|undefined} mark */
function sentences(context, report, row, mark) {
  const { t } = context;
  const own = (mark?.messages ?? []).map((message, at) => {
    const severity = mark?.severities?.[at] ?? mark?.severity ?? "notice";
    return { kind: severity === "error" && mark && needsOf(mark) === "answer" ? /** @type {const} */ ("ask") : severity, message: severity === "change" ? t("changeSentence", { change: message }) : message, code: mark?.codes[at] ?? "" };
  });
  const whole = (row.messages ?? []).map((message, at) => ({ kind: row.severities?.[at] ?? "notice", message, code: "" }));
  const all = [...own, ...whole];
  const waits = row.state === "skipped" && !whole.length;
  if (!all.length && !waits) return h("ul", { class: "sentences", id: "cell-sentences" });
  return h("ul", { class: "sentences", id: "cell-sentences" }, all.map(({ kind, message, code }) =>
    h("li", { class: kind }, icon(kind), h("span", {}, h("span", { class: "hidden" }, t("markLabel", { severity: t(kind === "ask" ? "state_ask" : kind) })), withLinks(context, report, row, visible(message)), code && code !== "by-hand" ? [" ", h("code", {}, code)] : null))),
  waits ? h("li", { class: "wait" }, icon("wait"), t("waitsFor")) : null);
}

/** What is quoted, which names no cell; and the name of one: letters of a column, and the number of a row. */
const NAMES = /(“[^”]*”|«[^»]*»|„[^“]*“)|\b([A-Z]{1,3})([1-9]\d{0,6})\b/g;

/** A sentence whose names of other cells lead there. @param {Context} context @param {Report} report @param {GridRow} row @param {string} text @returns {import("./dom.js").Child[]} */
function withLinks({ t, act, column: here }, report, row, text) {
  /** @type {import("./dom.js").Child[]} */
  const parts = [];
  let end = 0;
  for (const { 0: name, 1: quoted, 2: letter, 3: number, index } of text.matchAll(NAMES)) {
    const column = letter ? columnOf(letter) : -1;
    const to = Number(number);
    if (quoted || column >= report.columns.length || (to === row.number && column === here)) continue;
    parts.push(unbroken(text.slice(end, index)), h("button", { class: "link", "data-key": `cell-${name}`, "aria-label": t("goTo", { cell: name }), onclick: () => act.goTo(to, column) }, name));
    end = index + name.length;
  }
  return [...parts, unbroken(text.slice(end))];
}

/**
 * What is proposed for a cell, and how it is taken: in all equal cells, or only there.
 * @param {Context} context @param {Report} report @param {GridRow} row @param {number} column
 * @param {string} [prefix] of the keys of its controls
 * @returns {{text: string, acts: HTMLElement[]}|null} nothing where nothing is proposed
 */
export function offerOf(context, report, row, column, prefix = "") {
  const { t, act } = context;
  const mark = row.marks.find((one) => one.column === column);
  const text = row.cells[column] ?? "";
  const offered = mark?.suggestion ?? null;
  const group = report.groups.find((one) => mark?.codes.includes(one.code) && (one.field === null || one.field === report.columns[column]?.field) && one.repair?.grade === "ask");
  if (!group || offered === null) return null;
  const words = visible(offered) || t("emptyCell");
  const everywhere = h("button", { class: "soft", "data-key": `${prefix}take-all`, "aria-keyshortcuts": "Control+Enter",
    onclick: () => act.answer([{ decision: { ...decision(group, true, group.repair?.choices[0]?.choice), value: text }, label: labelOf(group) }], [], 0) }, t("writeInAllEqual", { text: words }));
  const here = button(`${prefix}take`, t("onlyHere"), () => act.write([{ row: row.number, column, text: offered }]), { "aria-keyshortcuts": "Alt+Enter" });
  void context.wrongValues(group.code, column).then((found) => {
    const count = found?.values.find((one) => one.text === text)?.count;
    if (count !== 1) return void (count && (everywhere.textContent = t("writeInAll", { text: words, count })));
    // Only here is everywhere.
    here.textContent = t("repairTo", { text: words });
    if (everywhere.matches(":focus")) here.focus({ preventScroll: true });
    everywhere.remove();
  });
  return { text: offered, acts: [everywhere, here] };
}

/** @param {Context} context @param {Report} report @param {GridRow} row */
function acts(context, report, row) {
  const { t, act, column } = context;
  const name = row.number >= ADDED ? t("addedRow") : String(row.number);
  return h("div", { class: "inspector-actions acts" },
    offerOf(context, report, row, column)?.acts,
    button("edit", [t("edit"), " ", h("kbd", {}, "F2")], act.editCell),
    button("delete", context.selected > 1 ? t("deleteRows", { count: context.selected }) : t("deleteRow", { row: name }), act.deleteRows),
    h("details", { class: "menu up" }, h("summary", { class: "quiet square", "data-key": "row-menu", "aria-label": t("rowMenu"), title: t("rowMenu") }, icon("more")),
      h("div", { class: "popup" },
        button("replace-text", [`${t("replaceTitle")}…`, " ", h("kbd", {}, "Ctrl+H")], act.replaceText, { class: "quiet row" }),
        button("fill-down", [t("fillDown"), " ", h("kbd", {}, "Ctrl+D")], act.fillDown, { class: "quiet row" }),
        button("fill-blanks", t("fillBlanks"), act.fillBlanks, { class: "quiet row" }),
        button("add-row", t("addRow"), act.addRow, { class: "quiet row" }),
        button("move-up", [t("moveUp"), " ", h("kbd", {}, "Alt+↑")], () => act.moveRow(-1), { class: "quiet row" }),
        button("move-down", [t("moveDown"), " ", h("kbd", {}, "Alt+↓")], () => act.moveRow(1), { class: "quiet row" }))));
}

/** To the next and the last cell that waits for a person. @param {Context} context */
function steps({ t, act, step, texts }) {
  return h("div", { class: "steps", role: "toolbar", "aria-label": t("findingsBar") },
    h("button", { class: "quiet square", "data-key": "previous", title: `${t("previous")} (Shift+F8)`, "aria-label": t("previous"), "aria-keyshortcuts": "Shift+F8", onclick: () => act.next(-1) }, icon("left")),
    step ? h("span", { class: "hint" }, t("causeOf", { at: texts.n(step.at), of: texts.n(step.of) })) : null,
    h("button", { class: "quiet", "data-key": "next", title: "F8", "aria-keyshortcuts": "F8", onclick: () => act.next(1) }, t("next"), " ", h("kbd", {}, "F8")));
}
