/** Which column is which: what the headings say, what they may mean, and what only the user knows. */
import { kindOf } from "../model/kinds.js";
import { h, icon, visible } from "./deferred-dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").Field} Field */
/** @typedef {import("../model/protocol.js").Suggestion} Suggestion */
/** @typedef {import("../model/protocol.js").ColumnProfile} ColumnProfile */
/** @typedef {import("../model/protocol.js").ColumnMapping} ColumnMapping */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** Choices that are no field: the column stays out, or is one of those that an import takes besides its fields. */
const LEFT_OUT = "\u0000";
const KEPT = "\u0001";
/** Different texts of a column that are shown. */
const SAMPLES = 3;
/** Listed values that are named beside a field. */
const LISTED = 4;
/** Columns that are shown of those about which nothing is asked, until all are wanted. */
const SHOWN = 8;

/** From here on, 0 to 1, name and cells of a column say that it is a field. */
const LIKELY = 0.5;

/** Fields that every row needs and that nothing fills. @param {Report} report @param {Field[]} fields */
const missingFields = (report, fields) =>
  fields.filter((field) => field.constraints?.required && !report.columns.some((one) => one.field === field.name) && !report.mapping?.some((one) => one.to === field.name));

/** What a cell has that needs a value and has none. */
const NEEDED = "B110";

/**
 * How many rows need a field that no column fills: exactly, or 0. All of its cells are empty, so each that needs a value was found.
 * @param {Report} report @param {Field} field
 */
const rowsThatNeed = (report, field) => {
  const found = report.groups.find((one) => one.code === NEEDED && one.field === field.name);
  return found && !found.countIsOfCode && !report.columns.some((one) => one.field === field.name) ? found.count : 0;
};

/** The columns that were left out by a mapping. @param {Report} report */
const leftOut = (report) => new Set(report.mapping?.filter((one) => one.kind === "left-out").flatMap((one) => one.from));

/** Whether a file cannot be checked well before somebody says which column is which. @param {Report} report @param {Field[]} fields @param {Suggestion[]} suggestions */
export function wantsMatching(report, fields, suggestions) {
  const speaks = (/** @type {Suggestion} */ one) => (one.likeness >= LIKELY && one.fits >= LIKELY) || fields.some((field) => field.name === one.field && rowsThatNeed(report, field) > 0);
  return suggestions.some(speaks) || (suggestions.length > 0 && missingFields(report, fields).length > 0);
}

/**
 * What was answered.
 * @typedef {object} Answer
 * @property {ColumnMapping[]} columns
 * @property {string[]} kept headings of columns that the import takes besides its fields
 * @property {boolean} remember for files with the same headings
 */

/**
 * @param {Context} context @param {Words} words @param {Suggestion[]} suggestions
 * @param {() => Promise<ColumnProfile[]>} profile what stands in the columns, looked at once
 * @param {() => Promise<import("../model/protocol.js").GridRow[]>} firstRows for samples of columns that nothing was guessed for
 * @param {(answer: Answer) => void} done @param {(() => void)|null} forget takes back what was remembered
 */
export function matchView(context, words, suggestions, profile, firstRows, done, forget) {
  const { t, texts, entries, active, definitionOf } = context;
  const report = /** @type {Report} */ (entries[active]?.report);
  const definition = definitionOf(report.import?.name ?? null);
  const fields = definition?.fields ?? [];
  /** The setting that names the columns which the import takes besides its fields. */
  const besides = definition?.settings?.find((one) => one.name === definition.extraColumns);
  const keptNow = [entries[active]?.settings[besides?.name ?? ""] ?? []].flat();
  const lang = texts.base;
  const keepAs = besides ? words("keepAs", { title: besides.translations?.[lang]?.title ?? besides.title ?? besides.name }) : "";
  const titleOf = (/** @type {Field} */ field) => field.translations?.[lang]?.title ?? field.title ?? field.name;
  const out = leftOut(report);
  /** Which field each column is, as it was found or guessed; "" where nobody knows. */
  const rows = report.columns.map((column, at) => {
    const how = report.mapping?.find((one) => one.kind === "column" && one.from[0] === column.heading)?.how;
    const own = besides && keptNow.includes(column.heading) ? KEPT : column.known ? column.field ?? "" : out.has(column.heading ?? "") ? LEFT_OUT : "";
    const offered = suggestions.filter((one) => one.column === at);
    const guess = own ? "" : offered.find((one) => one.likeness >= LIKELY)?.field ?? (offered.length === 1 ? offered[0]?.field ?? "" : "");
    const state = own === LEFT_OUT ? "out" : own ? (how === "near" ? "guessed" : "sure") : guess ? "guessed" : "unknown";
    return { column, at, own, start: own || guess, offered, state, byHand: how === "you" || how === "remembered" || own === LEFT_OUT };
  });
  // One field is guessed for one column.
  for (const row of rows) if (!row.own && rows.some((other) => other.at < row.at && other.start === row.start)) row.start = "";
  const needed = missingFields(report, fields);
  const unfilled = fields.filter((field) => !rows.some((row) => row.start === field.name) && !report.mapping?.some((one) => one.to === field.name));
  const missing = unfilled.filter((field) => needed.includes(field));
  const empty = unfilled.filter((field) => !needed.includes(field));
  const remember = h("input", { type: "checkbox", id: "match-remember", "data-key": "match-remember", checked: true });
  const problem = h("p", { class: "match-problem", role: "status" });
  const go = h("button", { class: "main large", "data-key": "match-go", onclick: () => done({ columns: answers(), kept: rows.filter((row) => selects[row.at]?.value === KEPT).map((row) => row.column.heading), remember: remember.checked }) });
  const selects = rows.map((row) => select(row.column, row.at, row.start));
  const abouts = rows.map(() => h("p", { class: "hint" }));
  const constants = [...missing, ...empty].map((field, at) => constant(field, at));

  /** One value for every row. @param {Field} field @param {number} at */
  function constant(field, at) {
    const about = { id: `constant-${at}`, "data-key": `constant-${at}` };
    const listed = field.constraints?.enum ?? (field.type === "boolean" ? ["true", "false"] : null);
    if (!listed) return h("input", { ...about, type: "text", autocomplete: "off", placeholder: field.example ?? "" });
    return h("select", about, h("option", { value: "" }, words("leaveEmpty")), listed.map((/** @type {unknown} */ value) => h("option", { value: String(value) }, String(value))));
  }

  /** Whether a field is needed, its kind and an example. @param {Field|undefined} field */
  function aboutOf(field) {
    if (!field) return [];
    const listed = field.constraints?.enum;
    const parts = [t(kindOf(field)), listed ? `${listed.slice(0, LISTED).join(", ")}${listed.length > LISTED ? "\u00a0…" : ""}` : field.example ?? ""];
    const rows = rowsThatNeed(report, field);
    return [field.constraints?.required ? h("b", {}, words("needed"), " · ") : "", parts.filter(Boolean).join(" · "), rows ? ` · ${words("neededBy", { count: rows })}` : ""];
  }

  /** @param {{heading?: string|null}} column @param {number} at @param {string} start */
  function select(column, at, start) {
    return h("select", { "data-key": `match-${at}`, "aria-label": words("isWhich", { heading: visible(column.heading ?? "") }), onchange: () => judge() },
      h("option", { value: "", selected: !start }, words("choose")),
      h("option", { value: LEFT_OUT, selected: start === LEFT_OUT }, words("leaveOut")),
      besides ? h("option", { value: KEPT, selected: start === KEPT }, keepAs) : null,
      h("optgroup", { label: words("fields") }, fields.map((field) => h("option", { value: field.name, selected: field.name === start }, titleOf(field)))));
  }

  /** @returns {ColumnMapping[]} */
  function answers() {
    /** @type {ColumnMapping[]} */
    const columns = [];
    rows.forEach((row, at) => {
      const value = selects[at]?.value ?? "";
      if (value && value !== KEPT && (value !== row.own || row.byHand)) columns.push({ from: { column: at + 1 }, to: value === LEFT_OUT ? null : value });
    });
    [...missing, ...empty].forEach((field, at) => {
      const value = constants[at]?.value ?? "";
      if (value.trim()) columns.push({ value, to: field.name });
    });
    return columns;
  }

  /** Two columns cannot be the same field. */
  function judge() {
    const values = selects.map((one) => one.value).filter((value) => value && value !== LEFT_OUT && value !== KEPT);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    const field = fields.find((one) => one.name === twice);
    problem.textContent = field ? words("twice", { field: titleOf(field) }) : "";
    go.disabled = !!field;
    go.textContent = words("goOn", { count: selects.filter(({ value }) => value && value !== LEFT_OUT).length });
    abouts.forEach((about, at) => about.replaceChildren(...aboutOf(fields.find((one) => one.name === selects[at]?.value))));
  }

  /** The texts of a column that are shown, until all of them are known. */
  const samples = rows.map((row) => h("span", { class: "match-samples" }, samplesOf(row.offered[0]?.samples ?? [])));
  const filled = rows.map(() => h("td", { class: "match-filled" }, t("loading")));
  void profile().catch(() => []).then((columns) => rows.forEach((row, at) => {
    const found = columns.find((one) => one.letter === row.column.letter);
    filled[at]?.replaceChildren(...(found ? filledOf(found) : []));
  }));
  void firstRows().catch(() => []).then((first) => rows.forEach((row, at) => {
    if (!row.offered.length) samples[at]?.replaceChildren(...samplesOf(first.map(({ cells }) => cells[at] ?? "")));
  }));

  /** @param {string[]} found */
  function samplesOf(found) {
    return [...new Set(found)].filter((text) => text.trim()).slice(0, SAMPLES).map((text) => h("code", { class: "value" }, visible(text)));
  }

  /** How much of a column is filled. @param {ColumnProfile} column */
  function filledOf(column) {
    const share = column.filled / Math.max(1, column.filled + column.empty);
    const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("i", { class: "filled" }));
    bar.style.setProperty("--share", String(share));
    return [bar, new Intl.NumberFormat(texts.lang, { style: "percent", maximumFractionDigits: 0 }).format(share)];
  }

  /** A field that rows need is asked about first, where it was only guessed. */
  const asked = rows.filter((row) => {
    const field = row.state === "guessed" && fields.find((one) => one.name === row.start);
    return field && (field.constraints?.required || rowsThatNeed(report, field) > 0);
  });
  const tags = rows.map((row) => h("span", { class: `tag ${row.state === "sure" ? "" : "warning"}` }, icon(row.state === "sure" ? "ready" : row.state === "out" ? "close" : "ask"), words(/** @type {"how_sure"} */ (`how_${row.state}`))));

  /** @param {typeof rows[number]} row */
  function question(row) {
    const field = /** @type {Field} */ (fields.find((one) => one.name === row.start));
    const answer = (/** @type {boolean} */ yes) => {
      const select = selects[row.at];
      if (select && !yes) select.value = "";
      if (yes) tags[row.at]?.replaceWith(h("span", { class: "tag" }, icon("ready"), words("how_sure")));
      judge();
      const next = card.nextElementSibling?.querySelector("[data-key^=yes-]");
      card.remove();
      if (yes) (next instanceof HTMLElement ? next : go).focus();
      else select?.focus();
    };
    const card = h("div", { class: "card match-asks" }, icon("ask"),
      h("div", {}, h("h2", {}, words("isIt", { heading: visible(row.column.heading ?? ""), field: titleOf(field) })), h("p", { class: "hint" }, field.constraints?.required ? words("isItHint") : words("isItHintBy", { count: rowsThatNeed(report, field) }))),
      h("div", { class: "acts" }, h("button", { class: "soft", "data-key": `yes-${row.at}`, onclick: () => answer(true) }, words("yesItIs")), h("button", { class: "quiet", "data-key": `no-${row.at}`, onclick: () => answer(false) }, words("no"))));
    return card;
  }

  /** What is most often said of a column that nobody knows. @param {typeof rows[number]} row */
  function quickActs(row) {
    const control = selects[row.at];
    if (row.state !== "unknown" || !control) return null;
    const choose = (/** @type {string} */ value) => {
      control.value = value;
      judge();
    };
    return h("p", { class: "acts" }, h("button", { class: "soft", "data-key": `leave-${row.at}`, onclick: () => choose(LEFT_OUT) }, words("leaveItOut")),
      besides ? h("button", { class: "quiet", "data-key": `keep-${row.at}`, onclick: () => choose(KEPT) }, keepAs) : null);
  }

  const line = (/** @type {typeof rows[number]} */ row) => h("tr", { class: row.state },
    h("th", { scope: "row" }, h("span", { class: "hint" }, row.column.letter), " ", visible(row.column.heading ?? "") || words("noHeading"), samples[row.at]),
    filled[row.at],
    h("td", {}, selects[row.at], abouts[row.at], quickActs(row)),
    h("td", {}, tags[row.at]));
  const open = rows.filter((row) => row.state === "unknown" || (row.state === "guessed" && (asked.includes(row) || !row.start)));
  const guessed = rows.filter((row) => row.state === "guessed" && !open.includes(row));
  const rest = rows.filter((row) => !open.includes(row) && !guessed.includes(row));
  const section = (/** @type {"needYou"|"guessed"|"recognised"} */ key, /** @type {typeof rows} */ list, most = Infinity) => {
    if (!list.length) return null;
    const body = h("tbody", {}, h("tr", { class: "match-section" }, h("th", { scope: "rowgroup", colSpan: 4 }, h("h2", {}, words(key), " ", h("span", { class: "count" }, texts.n(list.length))))), list.slice(0, most).map(line));
    const more = list.slice(most);
    if (!more.length) return body;
    const all = () => {
      body.lastElementChild?.remove();
      body.append(...more.map(line));
      selects[more[0]?.at ?? 0]?.focus();
    };
    body.append(h("tr", { class: "match-section" }, h("td", { colSpan: 4 }, h("button", { class: "link", "data-key": "match-all", onclick: all }, words("moreColumns", { count: more.length, letters: more.map(({ column }) => column.letter).join(", ") })))));
    return body;
  };
  judge();
  return h("section", { class: "match", part: "match", "aria-labelledby": "verdict" },
    h("h1", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, words("matchTitle")),
    h("div", { class: "match-lead" }, h("p", { class: "lead" }, words("matchLead", { known: texts.n(rest.length), count: report.columns.length })),
    h("ol", { class: "trail", "aria-label": words("trail") }, /** @type {const} */ (["trail_read", "trail_match", "trail_decide", "trail_download"]).map((key, at) =>
      h("li", { "aria-current": at === 1 ? "step" : undefined }, at ? h("span", { class: "ordinal", "aria-hidden": "true" }, texts.n(at + 1)) : icon("ready"), words(key))))),
    forget ? h("p", { class: "hint" }, words("asLastTime"), " ", h("button", { class: "link", "data-key": "match-forget", onclick: forget }, words("matchAnew"))) : null,
    asked.map(question),
    missing.length ? h("div", { class: "card match-missing" }, h("h2", {}, words("noColumn")), h("p", { class: "hint" }, words("noColumnHint")),
      missing.map((field, at) => constantLine(field, at))) : null,
    h("div", { class: "card scroll" }, h("table", { class: "matches" },
      h("caption", { class: "hidden" }, words("matchTitle")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("yourColumn")), h("th", { scope: "col" }, words("filled")), h("th", { scope: "col" }, words("fieldOf", { title: report.import?.title ?? "" })), h("th", { scope: "col" }, words("howSure")))),
      section("needYou", open), section("guessed", guessed), section("recognised", rest, rest.length > SHOWN + 1 ? SHOWN : undefined))),
    empty.length ? h("details", { class: "card match-empty" },
      h("summary", { "data-key": "match-empty" }, icon("right"), h("h2", {}, words("noColumnOthers"), " ", h("span", { class: "count" }, texts.n(empty.length)))),
      h("p", { class: "hint" }, words("noColumnOthersHint")), empty.map((field, at) => constantLine(field, missing.length + at))) : null,
    h("div", { class: "match-foot" }, h("label", { class: "tick" }, remember, words("rememberMatch")), problem,
      context.fixedImport ? null : h("button", { class: "quiet", "data-key": "match-other", onclick: otherImport }, words("checkAsOther")), go));

  /** Opens the list of imports in the line above; on a narrow screen it stands in the menu there. */
  function otherImport() {
    const root = /** @type {ShadowRoot} */ (go.getRootNode());
    const list = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-key=reassign], [data-key=reassign-more]")]);
    // What stands in a closed menu may have a place all the same.
    const above = list.find((one) => one.getClientRects().length && one.closest("details")?.open !== false);
    // A click beside a menu closes it: it is opened once this one is through.
    setTimeout(() => {
      if (!above) /** @type {HTMLElement|null} */ (root.querySelector("[data-key=more]"))?.click();
      (above ?? list.at(-1))?.focus();
    });
  }

  /** @param {Field} field @param {number} at */
  function constantLine(field, at) {
    return h("div", { class: "field" }, h("label", { htmlFor: `constant-${at}` }, titleOf(field), " ", h("span", { class: "hint" }, aboutOf(field))), constants[at]);
  }
}
