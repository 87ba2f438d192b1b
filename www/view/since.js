/** What became of a file since it was checked before: how much is fixed, still there and new, by cause when asked. */
import { h, icon, visible } from "./deferred-dom.js";

/**
 * @param {import("./context.js").Context} context @param {import("../locales/deferred.js").Words} words
 * @param {import("../model/since.js").Since} since @param {() => void} close
 */
export function sinceView(context, words, since, close) {
  const { t, texts, act, entries, active } = context;
  const report = entries[active]?.report;
  const headingOf = (/** @type {string|null} */ field) => report?.columns.find((one) => field !== null && one.field === field)?.heading ?? field ?? "";
  const day = since.at === null ? "" : new Intl.DateTimeFormat(texts.lang, { dateStyle: "medium" }).format(since.at);
  const kinds = /** @type {const} */ (["fixed", "still", "fresh"]);
  const said = kinds.filter((kind) => since[kind]).map((kind) => words(`since_${kind}`, { count: since[kind] })).join(" · ");
  const details = h("details", { open: entries[active]?.open.has("since"), ontoggle: (/** @type {Event} */ event) => act.toggle("since", /** @type {HTMLDetailsElement} */ (event.target).open) },
    h("summary", { "data-key": "since" }, h("b", {}, since.at === null ? words("sinceVersion") : words("sinceDay", { day })), " ", h("span", {}, said)),
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("cause")), kinds.map((kind) => h("th", { scope: "col" }, words(`sinceHead_${kind}`))))),
      h("tbody", {}, since.causes.map(({ cause, ...counts }) => h("tr", {},
        h("th", { scope: "row" }, cause.title, " ", h("span", { class: "hint" }, visible(headingOf(cause.field)))),
        kinds.map((kind) => h("td", {}, counts[kind] ? texts.n(counts[kind]) : "")))))));
  return h("div", { class: "since card" }, details, h("button", { class: "quiet square", "data-key": "since-close", "aria-label": t("close"), title: t("close"), onclick: close }, icon("close")));
}
