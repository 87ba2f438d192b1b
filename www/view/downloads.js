/** What can be taken home: the cleaned file first, everything else in a menu. */
import { cleanable } from "../model/report.js";
import { disclosure } from "./disclosure.js";
import { h, icon } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */

/** What can be made besides, in the order of the menu. @type {import("../model/protocol.js").Product[]} */
const MENU = ["annotated", "xlsx", "html", "rejected", "changes", "report", "summary"];
/** What a client without the writer of workbooks and reports can make. */
const PLAIN = ["changes", "report"];
/** What needs the writer of workbooks. */
const WORKBOOKS = ["annotated", "xlsx"];

/** The format of the cleaned file that its import recommends. @param {Context} context @param {import("../model/protocol.js").Report|null} report @returns {"cleaned"|"xlsx"} */
export const recommendedOf = ({ templates }, report) => (templates && report?.import?.recommended === "xlsx" ? "xlsx" : "cleaned");

/** Everything besides the cleaned file. @param {Context} context @param {import("../model/protocol.js").Report} report */
export function downloadMenu(context, report) {
  const { t, act, entries, active } = context;
  return h("details", { class: "menu downloads", open: entries[active]?.open.has("menu"), ontoggle: (/** @type {Event} */ event) => act.toggle("menu", /** @type {any} */ (event.target).open) },
    h("summary", { class: "quiet square", "data-key": "menu", "aria-label": t("downloadMenu"), title: t("downloadMenu") }, icon("down")),
    h("div", { class: "popup" },
      cleanable(report) ? answerLine(context, report) : h("p", { class: "hint" }, t("noCleaned")),
      recommendedOf(context, report) === "xlsx" && cleanable(report) ? h("button", { class: "quiet row", "data-key": "download", onclick: () => act.download("cleaned") }, t("download_cleaned")) : null,
      lines(context, "menu"),
      context.deferred?.afterLines()));
}

/** @param {Context} context @param {string} prefix of the keys of its controls */
const lines = ({ t, act, plain, templates }, prefix) =>
  MENU.filter((what) => (plain ? PLAIN.includes(what) : templates || !WORKBOOKS.includes(what))).map((what) =>
    h("button", { class: "quiet row", "data-key": `${prefix}-${what}`, onclick: () => act.download(what) }, t(/** @type {import("../locales/texts.js").Key} */ (`download_${what}`))));

/** The same, folded, where the file is ready. @param {Context} context */
export const otherDownloads = (context) => disclosure(context, "others", { class: "card fold" }, [icon("right"), h("b", {}, context.t("downloadMenu"))], () => lines(context, "other"));

/** @param {Context} context @param {import("../model/protocol.js").Report} report */
function answerLine({ t, act, entries, active }, report) {
  const answer = entries[active]?.rowsInError;
  const count = report.records.inError;
  if (!count || !answer || answer === "block") return h("p", { id: "answer", hidden: true });
  return h("p", { class: "hint", id: "answer" }, t(answer === "drop" ? "answer_drop" : "answer_include", { count }), " ",
    h("button", { class: "link", "data-key": "change-answer", onclick: act.chooseRowsInError }, t("changeAnswer")));
}
