/** What an import would do to what the receiving system holds: the question for a table of that, and what came of it. */
import { h, icon, visible } from "./deferred-dom.js";
import { fileField, opened } from "./dialog.js";

/** @typedef {import("../locales/deferred.js").Words} Words */
/** @typedef {import("../model/protocol.js").Effect} Effect */
/** @typedef {import("../model/protocol.js").Forecast} Forecast */
/** @typedef {import("../model/protocol.js").GridRow} GridRow */

/** What may become of a record, with its picture. @type {[Effect, import("./dom.js").IconName][]} */
const EFFECTS = [["new", "plus"], ["changed", "change"], ["emptied", "warning"], ["unchanged", "check"], ["unclear", "ask"]];

/**
 * @param {import("../locales/texts.js").Texts} texts @param {Words} words @param {ParentNode} where @param {string} title of the import
 * @returns {Promise<File|null>} nothing if the question was closed
 */
export async function askTable(texts, words, where, title) {
  const file = h("input", { id: "compare-file", type: "file", accept: ".csv,.tsv,.txt,.xlsx,.xlsb,.xls,.ods", onchange: () => {
    go.disabled = !file.files?.length;
  } });
  const go = h("button", { class: "main", disabled: true, "data-key": "compare-take", onclick: () => dialog.close("go") }, words("compareTake"));
  const dialog = h("dialog", { class: "replace", "aria-labelledby": "compare-title" },
    h("h2", { id: "compare-title" }, words("compareTitle")), h("p", {}, words("compareIntro")),
    fileField(texts, words("compareFile", { title }), file),
    h("p", { class: "pair" }, go, h("button", { onclick: () => dialog.close() }, texts.t("cancel"))));
  const said = await opened(dialog, where);
  return (said === "go" && file.files?.[0]) || null;
}

/** The filters for what becomes of records. @param {Words} words @param {Forecast} forecast @returns {[import("../model/protocol.js").Filter, string, import("./dom.js").IconName, number][]} */
export const effectFilters = (words, forecast) =>
  EFFECTS.map(([effect, picture]) => [{ kind: "effect", text: effect }, words(`effect_${effect}`), picture, forecast[effect]]);

/** What becomes of a record, beside its number. @param {Words} words @param {Effect} effect */
export function effectTag(words, effect) {
  const picture = EFFECTS.find(([one]) => one === effect)?.[1] ?? "notice";
  return h("span", { class: `effect ${effect}` }, icon(picture), words(`effect_${effect}`));
}

/** The heading of that column. @param {Words} words @param {import("./context.js").Actions} act @param {import("../model/protocol.js").Filter} filter */
export function effectHead(words, act, { sort, ...rows }) {
  const order = sort?.effect ? undefined : /** @type {const} */ ({ column: -1, descending: false, effect: true });
  return h("button", { class: "link effect-head", tabIndex: -1, "data-key": "effect-head", "aria-label": `${words("effectHead")}: ${words("effectSort")}`, title: words("effectSort"),
    onclick: () => act.filter({ ...rows, sort: order }) }, words("effectHead"), order ? null : h("span", { "aria-hidden": "true" }, " ↓"));
}

/** What is said of a cell or record beside what is there. @param {Words} words @param {GridRow} row @param {number} column */
export function thereView(words, row, column) {
  const cell = row.there?.find((one) => one.column === column);
  const said = cell ? words(cell.after ? "thereChanged" : "thereEmptied", { before: visible(cell.before) || words("thereNothing"), after: visible(cell.after) })
    : row.effect === "unclear" ? words("thereUnclear") : "";
  return said ? h("p", { class: "there-said" }, icon(cell ? "change" : "ask"), said) : null;
}

/**
 * Has the rows stand in the order of what would become of them, and is the way back.
 * @param {import("../model/protocol.js").Filter|undefined} now @param {Words} words @param {import("./context.js").Actions} act
 */
function sorter({ sort, ...rows } = { kind: "all" }, words, act) {
  const pressed = sort?.effect ?? false;
  return h("button", { class: "chip", "data-key": "effect-sort", "aria-pressed": String(pressed),
    onclick: () => act.filter({ ...rows, sort: pressed ? undefined : { column: -1, descending: false, effect: true } }) }, icon("down"), words("effectSort"));
}

/** What a record says in the fields in which several differ. @param {Words} words @param {string[]} fields @param {(string|null)[]} says */
const sayingView = (words, fields, says) => fields.map((field, at) => says[at] === null ? null
  : h("span", { class: "says" }, h("span", { class: "hint" }, visible(field), " "), visible(says[at] ?? "") || words("thereNothing"), " "));

/**
 * Which of several records there is meant, each with what it says and the way to take it; and what was said, with the way back.
 * @param {import("../locales/texts.js").Texts} texts @param {Words} words @param {Forecast} forecast @param {SayMeant} say
 */
function meantView(texts, words, { questions, meant, unclear }, say) {
  const ask = (/** @type {Forecast["questions"][number]} */ { row, also, record, of, fields, here, there }, /** @type {number} */ at) => {
    const id = `meant-${at}`;
    const title = words("meantAsk", { record: visible(record), row: [row, ...also].map((one) => texts.n(one)).join(", "), count: of });
    return h("section", { class: "meant", "aria-labelledby": id }, h("h3", { id }, title),
      fields.length ? null : h("p", { class: "hint" }, words("meantSame")),
      h("ul", {}, h("li", {}, h("b", {}, words("meantHere")), " ", sayingView(words, fields, here)),
        there.map((one) => h("li", {}, h("b", {}, words("meantRow", { row: texts.n(one.row) })), " ", sayingView(words, fields, one.texts),
          h("button", { "data-key": `${id}-${one.row}`, "aria-label": `${words("meantTake")}: ${words("meantRow", { row: texts.n(one.row) })}`, "aria-describedby": id, onclick: () => say({ record, row: one.row, print: one.print }) }, words("meantTake"))))),
      of > there.length ? h("p", { class: "hint" }, words("meantMore", { count: of - there.length })) : null);
  };
  // Of a key that many rows have, as many are named as there are questions at once.
  const more = questions.length < MOST_ASKED ? 0 : unclear - questions.reduce((sum, { also }) => sum + 1 + also.length, 0);
  return [questions.map(ask), more > 0 ? h("p", { class: "hint" }, words("meantLater", { count: more })) : null,
    meant.map(({ record, row }, at) => h("p", { class: "hint" }, icon("check"), " ", words("meantIs", { record: visible(record), row: texts.n(row) }), " ",
      h("button", { class: "link", "data-key": `meant-back-${at}`, onclick: () => say({ record, row: 0 }) }, words("meantBack"))))];
}

/** Questions that the engine asks at once. */
const MOST_ASKED = 20;

/** @typedef {(meant: import("../model/protocol.js").Meant) => void} SayMeant Says which record is meant; the row 0 takes that back. */

/**
 * @param {import("./context.js").Context} context @param {Words} words @param {Forecast} forecast
 * @param {string} name of the table @param {(() => void)|null} close compares no more @param {SayMeant} say
 */
export function forecastView({ t, texts, act, entries, active }, words, forecast, name, close, say) {
  const now = entries[active]?.filter;
  // What was said of a record is told with the way back.
  const [first, ...rest] = forecast.sentences.slice(0, forecast.sentences.length - forecast.meantSentences);
  return h("section", { class: "forecast card", "aria-labelledby": "forecast" },
    h("header", {}, h("h2", { id: "forecast", tabIndex: -1, "data-key": "forecast" }, name ? words("comparedWith", { name }) : words("compared")),
      close ? h("button", { class: "quiet square", "data-key": "compare-close", "aria-label": words("compareOff"), title: words("compareOff"), onclick: close }, icon("close")) : null),
    forecast.together?.sentences.map((one, at) => h("p", at ? { class: "hint" } : { "data-key": "together" }, one)), h("p", {}, first),
    h("span", { class: "chips", role: "group", "aria-label": t("show") }, effectFilters(words, forecast).filter(([, , , count]) => count).map(([filter, label, picture, count]) => {
      const pressed = now?.kind === "effect" && now.text === filter.text;
      return h("button", { class: "chip", "data-key": `effect-${filter.text}`, "aria-pressed": String(pressed), onclick: () => act.filter(pressed ? { kind: "all" } : filter) }, icon(picture), label, h("b", {}, texts.n(count)));
    }), sorter(now, words, act)),
    rest.map((one) => h("p", { class: "hint" }, one)), meantView(texts, words, forecast, say),
    h("p", {}, h("button", { class: "link", "data-key": "differences", onclick: () => act.download("differences") }, icon("download"), words("compareDifferences"))));
}
