/** Which column is which: what the headings say, what they may mean, and what only the user knows. */
import { h, icon, visible } from "./deferred-dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").Field} Field */
/** @typedef {import("../model/protocol.js").Suggestion} Suggestion */
/** @typedef {import("../model/protocol.js").ColumnProfile} ColumnProfile */
/** @typedef {import("../model/protocol.js").ColumnMapping} ColumnMapping */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** A choice that is no field. */
const LEFT_OUT = "\u0000";

/** From here on, 0 to 1, name and cells of a column say that it is a field. */
const LIKELY = 0.5;

/** Fields that every row needs and that nothing fills. @param {Report} report @param {Field[]} fields */
const missingFields = (report, fields) =>
  fields.filter((field) => field.constraints?.required && !report.columns.some((one) => one.field === field.name) && !report.mapping?.some((one) => one.to === field.name));

/** The columns that were left out by a mapping. @param {Report} report */
const leftOut = (report) => new Set(report.mapping?.filter((one) => one.kind === "left-out").flatMap((one) => one.from));

/** Whether a file cannot be checked well before somebody says which column is which. @param {Report} report @param {Field[]} fields @param {Suggestion[]} suggestions */
export function wantsMatching(report, fields, suggestions) {
  const likely = suggestions.some((one) => one.likeness >= LIKELY && one.fits >= LIKELY);
  return likely || (suggestions.length > 0 && missingFields(report, fields).length > 0);
}

/**
 * @param {Context} context @param {Words} words @param {Suggestion[]} suggestions
 * @param {(columns: ColumnMapping[]) => void} done @param {(() => void)|null} forget takes back what was remembered
 */
export function matchView(context, words, suggestions, done, forget) {
  const { texts, entries, active, definitionOf } = context;
  const report = /** @type {Report} */ (entries[active]?.report);
  const fields = definitionOf(report.import?.name ?? null)?.fields ?? [];
  const lang = texts.base;
  const titleOf = (/** @type {Field} */ field) => field.translations?.[lang]?.title ?? field.title ?? field.name;
  const out = leftOut(report);
  /** Which field each column is, as it was found or guessed; "" where nobody knows. */
  const rows = report.columns.map((column, at) => {
    const how = report.mapping?.find((one) => one.kind === "column" && one.from[0] === column.heading)?.how;
    const own = column.known ? column.field ?? "" : out.has(column.heading ?? "") ? LEFT_OUT : "";
    const offered = suggestions.filter((one) => one.column === at);
    const guess = own ? "" : offered.find((one) => one.likeness >= LIKELY)?.field ?? (offered.length === 1 ? offered[0]?.field ?? "" : "");
    const state = own === LEFT_OUT ? "out" : own ? (how === "near" ? "guessed" : "sure") : guess ? "guessed" : "unknown";
    return { column, at, own, start: own || guess, offered, state, byHand: how === "you" || how === "remembered" || own === LEFT_OUT };
  });
  // One field is guessed for one column.
  for (const row of rows) if (!row.own && rows.some((other) => other.at < row.at && other.start === row.start)) row.start = "";
  const missing = missingFields(report, fields).filter((field) => !rows.some((row) => row.start === field.name));
  const problem = h("p", { class: "match-problem", role: "status" });
  const go = h("button", { class: "main large", "data-key": "match-go", onclick: () => done(answers()) }, words("goOn"));
  const selects = rows.map((row) => select(row.column, row.at, row.start));
  const constants = missing.map((_, at) => h("input", { id: `constant-${at}`, type: "text", "data-key": `constant-${at}`, autocomplete: "off" }));

  /** @param {{heading?: string|null}} column @param {number} at @param {string} start */
  function select(column, at, start) {
    return h("select", { "data-key": `match-${at}`, "aria-label": words("isWhich", { heading: visible(column.heading ?? "") }), onchange: () => judge() },
      h("option", { value: "", selected: !start }, words("choose")),
      h("option", { value: LEFT_OUT, selected: start === LEFT_OUT }, words("leaveOut")),
      h("optgroup", { label: words("fields") }, fields.map((field) => h("option", { value: field.name, selected: field.name === start }, titleOf(field)))));
  }

  /** @returns {ColumnMapping[]} */
  function answers() {
    /** @type {ColumnMapping[]} */
    const columns = [];
    rows.forEach((row, at) => {
      const value = selects[at]?.value ?? "";
      if (value && (value !== row.own || row.byHand)) columns.push({ from: { column: at + 1 }, to: value === LEFT_OUT ? null : value });
    });
    missing.forEach((field, at) => {
      const value = constants[at]?.value ?? "";
      if (value.trim()) columns.push({ value, to: field.name });
    });
    return columns;
  }

  /** Two columns cannot be the same field. */
  function judge() {
    const values = selects.map((one) => one.value).filter((value) => value && value !== LEFT_OUT);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    const field = fields.find((one) => one.name === twice);
    problem.textContent = field ? words("twice", { field: titleOf(field) }) : "";
    go.disabled = !!field;
  }

  const line = (/** @type {typeof rows[number]} */ row) => {
    const samples = row.offered[0]?.samples ?? [];
    const control = selects[row.at];
    return h("tr", { class: row.state }, h("th", { scope: "row" }, h("span", { class: "hint" }, row.column.letter), " ", visible(row.column.heading ?? "") || words("noHeading"),
      samples.length ? h("span", { class: "match-samples" }, samples.slice(0, 3).map((text) => h("code", { class: "value" }, visible(text)))) : null),
    h("td", {}, control),
    h("td", {}, h("span", { class: `tag ${row.state === "sure" ? "" : "warning"}` }, icon(row.state === "sure" ? "ready" : row.state === "out" ? "close" : "ask"), words(/** @type {"how_sure"} */ (`how_${row.state}`)))));
  };
  const open = rows.filter((row) => row.state === "guessed" || row.state === "unknown");
  const rest = rows.filter((row) => !open.includes(row));
  const section = (/** @type {"needYou"|"recognised"} */ key, /** @type {typeof rows} */ list) => list.length
    ? h("tbody", {}, h("tr", { class: "match-section" }, h("th", { scope: "rowgroup", colSpan: 3 }, h("h2", {}, words(key), " ", h("span", { class: "count" }, texts.n(list.length))))), list.map(line)) : null;
  judge();
  return h("section", { class: "match", part: "match", "aria-labelledby": "verdict" },
    h("h1", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, words("matchTitle")),
    h("p", { class: "lead" }, words("matchLead", { known: texts.n(rest.length), count: report.columns.length })),
    forget ? h("p", { class: "hint" }, words("asLastTime"), " ", h("button", { class: "link", "data-key": "match-forget", onclick: forget }, words("matchAnew"))) : null,
    missing.length ? h("div", { class: "card match-missing" }, h("h2", {}, words("noColumn")), h("p", { class: "hint" }, words("noColumnHint")),
      missing.map((field, at) => h("div", { class: "field" }, h("label", { htmlFor: `constant-${at}` }, titleOf(field)), constants[at]))) : null,
    h("div", { class: "card scroll" }, h("table", { class: "matches" },
      h("caption", { class: "hidden" }, words("matchTitle")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("yourColumn")), h("th", { scope: "col" }, words("fieldOf", { title: report.import?.title ?? "" })), h("th", { scope: "col" }, words("howSure")))),
      section("needYou", open), section("recognised", rest))),
    h("div", { class: "match-foot" }, problem, go));
}
