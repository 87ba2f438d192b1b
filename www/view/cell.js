/** What a cell of the table shows: its state by icon and form, the new text and the old one. */
import { h, icon, visible } from "./dom.js";

/** @typedef {import("../model/protocol.js").GridRow} GridRow */
/** @typedef {import("../model/protocol.js").Mark} Mark */
/** @typedef {"error"|"ask"|"hand"|"change"|"warning"|"there"|""} CellState */

/** The name of each state. */
const SAID = /** @type {const} */ ({ error: "error", ask: "state_ask", hand: "byHand", change: "change", warning: "warning", there: "change" });

/** What a person has to do about a mark. @param {Mark} mark */
export const needsOf = (mark) => mark.needs ?? (mark.severity === "error" ? "value" : "nothing");

/**
 * The state whose form a cell takes: the worst one. What was typed keeps its mark in every row.
 * @param {GridRow} row @param {number} column @returns {CellState}
 */
export function stateOf(row, column) {
  const mark = row.marks.find((one) => one.column === column);
  const needs = mark ? needsOf(mark) : "nothing";
  if (needs === "value") return "error";
  if (needs === "answer") return "ask";
  const written = row.written?.find((one) => one.column === column);
  if (written?.typed) return "hand";
  if (written && written.before !== written.after) return "change";
  if (mark?.severity === "change") return "change";
  if (mark?.severity === "warning") return "warning";
  // It would say something else than what the server holds.
  return row.there?.some((one) => one.column === column) ? "there" : "";
}

/**
 * What a cell that has a state shows. One without is as it is in the file, whichever texts are wanted.
 * @param {import("../locales/texts.js").Texts} texts @param {GridRow} row @param {number} column
 * @param {Exclude<CellState, "">} state @param {import("../model/entry.js").Values} values
 */
export function cellParts(texts, row, column, state, values) {
  const shown = row.cells[column] ?? "";
  const written = row.written?.find((one) => one.column === column);
  const before = (state === "there" ? row.there?.find((one) => one.column === column) : written)?.before ?? shown;
  const after = written?.after ?? shown;
  const text = values === "file" && state !== "there" ? before : after;
  const label = h("span", { class: "hidden" }, `${texts.t(SAID[state])} `);
  const picture = state === "change" || state === "warning" || state === "there" ? null : icon(state);
  const both = values === "both" && before !== after;
  return h("span", { class: "parts" }, picture, label, main(texts, text),
    both && /^(hand|change|there)$/.test(state) ? h("del", {}, h("span", { class: "hidden" }, `${texts.t("was")} `), withEdges(before) || texts.t("emptyCell")) : null,
    state === "ask" && values !== "file" ? suggestion(texts, row, column) : null);
}

/** A text whose blanks at its edges are seen, which are all that changed. @param {string} text */
const withEdges = (text) => visible(text).replace(/^ +| +$/g, (blanks) => "␣".repeat(blanks.length));

/** A marked cell without a text says that it is empty. @param {import("../locales/texts.js").Texts} texts @param {string} text */
const main = (texts, text) => h("b", { class: text ? "text" : "text none" }, visible(text) || texts.t("emptyCell"));

/** @param {import("../locales/texts.js").Texts} texts @param {GridRow} row @param {number} column */
function suggestion(texts, row, column) {
  const offered = row.marks.find((one) => one.column === column)?.suggestion;
  if (offered === undefined || offered === null) return null;
  return h("span", { class: "suggestion" }, icon("arrow"), h("ins", {}, visible(offered) || texts.t("emptyCell")));
}
