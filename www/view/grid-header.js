/** The heading of a column in the table: letter, kind, what waits there, the user's heading, the field, and a bar of its cells. */
import { h, icon, letters, visible } from "./dom.js";

/** @typedef {import("../model/protocol.js").Column} Column */
/** @typedef {import("../model/protocol.js").ColumnOverview} ColumnOverview */

/** The parts of the bar, the worst first. */
const PARTS = /** @type {const} */ (["errors", "questions", "byHand", "changed"]);

/**
 * @param {import("../locales/texts.js").Texts} texts
 * @param {{column: number, info: Column, written: boolean, frozen: number, last: boolean, sort?: import("../model/protocol.js").Sort, overview: ColumnOverview|null, next: () => void,
 *   resize: (width: number|null) => void}} about `written`: whether the headings are those that go out; `frozen`: its place among the columns that stay in sight, 0 for none
 */
export function headerCell(texts, { column, info, written, frozen, last, sort, overview, next, resize }) {
  const waiting = (overview?.errors ?? 0) + (overview?.questions ?? 0);
  const worst = overview?.errors ? "error" : "ask";
  const sorted = sort?.column === column ? (sort.descending ? "descending" : "ascending") : undefined;
  const heading = (written && info.field) || info.heading;
  const cell = h("div", { role: "columnheader", tabIndex: -1, "aria-colindex": column + 2, "aria-sort": sorted, title: heading,
    class: `${info.known ? "" : "unknown"}${frozen ? ` frozen-${frozen}` : ""}${last ? " frozen-last" : ""}` },
  h("span", { class: "first" }, h("span", { class: "letter" }, letters(column)), info.kind ? h("span", { class: "kind" }, info.kind) : null, sorted ? h("span", { class: "sorted", "aria-hidden": "true" }, sorted === "ascending" ? "↑" : "↓") : null,
    waiting ? h("button", { class: `badge ${worst}`, tabIndex: -1, title: texts.t("nextInColumn"), "aria-label": texts.t("toDecideInColumn", { count: waiting }), onclick: next }, icon(worst), texts.n(waiting)) : null),
  h("span", { class: "heading" }, visible(heading || "–")),
  h("span", { class: "field" }, info.title && info.title !== heading ? visible(info.title) : info.known ? "" : texts.t("noField")),
  overview?.filled !== null && overview ? bar(overview) : null,
  h("span", { class: "grip", "aria-hidden": "true", onpointerdown: (/** @type {PointerEvent} */ event) => grip(event, cell, resize), ondblclick: () => resize(null) }));
  return cell;
}

/** @param {ColumnOverview} overview */
function bar(overview) {
  const rest = Math.max(0, (overview.filled ?? 0) - PARTS.reduce((sum, part) => sum + overview[part], 0));
  const line = h("span", { class: "heat", "aria-hidden": "true" });
  for (const [name, share] of [...PARTS.map((part) => [part, overview[part]]), ["plain", rest], ["empty", overview.empty ?? 0]]) {
    if (!share) continue;
    const part = h("i", { class: String(name) });
    part.style.flexGrow = String(share);
    line.append(part);
  }
  return line;
}

/** The edge of a column is drawn; its width follows. @param {PointerEvent} down @param {HTMLElement} cell @param {(width: number) => void} resize */
function grip(down, cell, resize) {
  down.preventDefault();
  down.stopPropagation();
  const start = down.clientX - cell.offsetWidth;
  const end = new AbortController();
  addEventListener("pointermove", (event) => resize(event.clientX - start), { signal: end.signal });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => end.abort(), { signal: end.signal });
}
