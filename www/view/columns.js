/** What stands in each column, and the way to the rows behind every number. */
import { columnOf, h, icon, visible } from "./deferred-dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").ColumnProfile} ColumnProfile */
/** @typedef {import("../locales/deferred.js").Words} Words */

/**
 * A part of the list of findings; the columns are looked at when it is opened.
 * @param {Context} context @param {Words} words @param {() => Promise<ColumnProfile[]>} profile
 */
export function columnsView(context, words, profile) {
  const { act, entries, active } = context;
  const details = h("details", { class: "group card", open: entries[active]?.open.has("columns") ?? false },
    h("summary", { "data-key": "columns" }, h("span", { class: "tag notice" }, icon("notice")), h("span", { class: "group-title" }, words("columns"))));
  const fill = async () => {
    if (details.childElementCount > 1) return;
    const body = h("div", { class: "group-body" }, context.t("loading"));
    details.append(body);
    const columns = await profile().catch(() => null);
    body.replaceChildren(columns ? table(context, words, columns) : words("noProfile"));
  };
  if (details.open) void fill();
  details.addEventListener("toggle", () => {
    act.toggle("columns", details.open);
    if (details.open) void fill();
  });
  return details;
}

/** @param {Context} context @param {Words} words @param {ColumnProfile[]} columns */
function table(context, words, columns) {
  const heads = /** @type {const} */ (["columnName", "filled", "different", "frequent", "lengths", "found"]);
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": words("columns") }, h("table", { class: "places profile" },
    h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, words(key))))),
    h("tbody", {}, columns.map((column) => row(context, words, column)))));
}

/** @param {Context} context @param {Words} words @param {ColumnProfile} profile */
function row({ texts, act }, words, profile) {
  const column = columnOf(profile.letter);
  const all = profile.filled + profile.empty;
  const share = new Intl.NumberFormat(texts.lang, { style: "percent", maximumFractionDigits: 1 });
  const link = (/** @type {string} */ text, /** @type {import("../model/protocol.js").Filter} */ filter) =>
    h("button", { class: "link", "data-key": `p${profile.letter}${text}`, onclick: () => act.filter(filter) }, text);
  const value = (/** @type {string} */ text) => /** @type {const} */ ({ kind: "value", column, text });
  const found = profile.errors + profile.warnings;
  const count = (/** @type {number} */ number, /** @type {boolean} */ more) => (more ? words("moreThan", { count: number }) : texts.n(number));
  return h("tr", {},
    h("th", { scope: "row" }, h("span", { class: "hint" }, profile.letter), " ", visible(profile.heading)),
    h("td", {}, all ? share.format(profile.filled / all) : "", profile.empty ? [h("br"), link(words("onlyEmpty", { count: profile.empty }), value(""))] : null),
    h("td", {}, count(profile.distinct, profile.moreDistinct)),
    h("td", {}, h("ul", {}, profile.top.map(({ text, count }) => h("li", {}, link(visible(text), value(text)), ` ${texts.n(count)}`)))),
    h("td", {}, profile.filled ? words("fromTo", { from: profile.shortest, to: profile.longest }) : ""),
    h("td", {}, found ? link(`${texts.n(profile.errors)}, ${texts.n(profile.warnings)}`, { kind: "column", column }) : ""));
}
