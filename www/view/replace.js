/** Find and replace: counts first, then changes all in one step that can be undone. */
import { wordsOf } from "../locales/deferred.js";
import { h, visible } from "./deferred-dom.js";
import { labelled, opened } from "./dialog.js";

/** @typedef {import("../model/protocol.js").CellText} CellText */
/** @typedef {import("../model/protocol.js").GridRow} GridRow */
/** @typedef {() => AsyncIterable<GridRow[]>} Windows All rows, window by window. */

/**
 * All cells that hold exactly a text, with the text they would get.
 * @param {Windows} windows @param {number|null} column only in this column; null looks in all
 * @param {string} find @param {string} text @param {AbortSignal} signal
 * @returns {Promise<CellText[]>}
 */
async function matches(windows, column, find, text, signal) {
  /** @type {CellText[]} */
  const found = [];
  for await (const rows of windows()) {
    if (signal.aborted) break;
    for (const row of rows) {
      row.cells.forEach((cell, at) => {
        if (cell === find && cell !== text && (column === null || column === at)) found.push({ row: row.number, column: at, text });
      });
    }
  }
  return found;
}

/**
 * @param {import("../locales/texts.js").Texts} texts @param {ParentNode} where @param {Windows} windows
 * @param {{heading: string, column: number, text: string}} cell the active one, which the question starts from
 * @returns {Promise<CellText[]>} what to change; nothing if the question was closed
 */
export async function askReplace(texts, where, windows, cell) {
  const words = wordsOf(texts);
  const find = h("input", { id: "find", type: "text", value: cell.text, oninput: () => count() });
  const text = h("input", { id: "replace-with", type: "text", oninput: () => count() });
  const column = h("select", { id: "replace-in", onchange: () => count() },
    h("option", { value: String(cell.column) }, visible(cell.heading)), h("option", { value: "" }, words("allColumns")));
  const said = h("p", { class: "hint", role: "status" });
  const go = h("button", { class: "main", disabled: true, onclick: () => dialog.close("go") }, words("replaceDo"));
  /** @type {CellText[]} */
  let found = [];
  let running = new AbortController();
  /** Whether Enter was pressed before all was counted. */
  let asked = false;
  const count = async () => {
    running.abort();
    asked = false;
    const mine = (running = new AbortController());
    go.disabled = true;
    said.textContent = texts.t("updating");
    const cells = await matches(windows, column.value === "" ? null : Number(column.value), find.value, text.value, mine.signal).catch(() => []);
    if (mine.signal.aborted) return;
    found = cells;
    go.disabled = found.length === 0;
    if (asked) go.click();
    said.textContent = words("replaceCount", { count: found.length });
  };
  const dialog = h("dialog", { class: "replace", "aria-labelledby": "replace-title" },
    h("h2", { id: "replace-title" }, texts.t("replaceTitle")),
    labelled(words("replaceFind"), find), labelled(words("replaceWith"), text), labelled(words("replaceIn"), column), said,
    h("p", { class: "pair" }, go, h("button", { onclick: () => dialog.close() }, texts.t("cancel"))));
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    if (go.disabled) asked = true;
    else go.click();
  });
  const closed = opened(dialog, where);
  text.focus();
  void count();
  const how = await closed;
  running.abort();
  return how === "go" ? found : [];
}
