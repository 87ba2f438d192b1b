/** The reading card: how the file was read, in one line; opened, each part with its evidence and a way to correct it. */
import { h, icon, visible } from "./dom.js";
import { disclosure } from "./disclosure.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Reading} Reading */
/** @typedef {{value: string, samples: string[]}} Candidate */

const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-15", "utf-16le", "utf-16be", "windows-1250", "ibm850", "ibm437", "macintosh"];
/** @type {Record<string, import("../locales/texts.js").Key>} */
const WORDS = {
  "delimiter,": "delimiter_comma", "delimiter;": "delimiter_semicolon", "delimiter\t": "delimiter_tab",
  "delimiter|": "delimiter_pipe", "delimiter ": "delimiter_space",
  "decimal.": "decimal_point", "decimal,": "decimal_comma",
  dateOrderymd: "order_ymd", dateOrderdmy: "order_dmy", dateOrdermdy: "order_mdy",
};
const PARTS = /** @type {const} */ (["sheet", "headerRow", "encoding", "delimiter", "decimal", "dateOrder"]);
/** @typedef {typeof PARTS[number]} Part */
/** @type {Record<Part, string[]>} */
const ALWAYS = { sheet: [], headerRow: [], encoding: ENCODINGS, delimiter: [",", ";", "\t", "|"], decimal: [".", ","], dateOrder: ["ymd", "dmy", "mdy"] };

/** Whether a part of the reading waits for an answer. @param {Reading} reading */
export function asksAbout(reading) {
  return PARTS.some((part) => reading[part]?.confidence === "ask");
}

/** @param {Context} context @param {Reading} reading */
export function readingView(context, reading) {
  const { t } = context;
  const asks = asksAbout(reading);
  return disclosure(context, "reading", { class: "reading card", part: "reading" }, [
    h("span", { class: "reading-label" }, t("reading")),
    h("span", { class: "reading-line" }, readingLine(context, reading)),
    asks ? h("span", { class: "tag warning" }, icon("warning"), t("readingAsk")) : null,
  ], () => [
    reading.complete ? null : h("p", { class: "hint" }, t("readingIncomplete")),
    h("dl", {}, PARTS.map((part) => row(context, reading, part))),
    context.deferred?.readTwice(context) ?? null,
  ]);
}

/** How the file was read, in one line. @param {Context} context @param {Reading} reading */
export function readingLine(context, reading) {
  const { t } = context;
  const parts = [reading.format.toUpperCase()];
  if (reading.sheet?.value) parts.push(t("sheetShort", { value: visible(reading.sheet.value) }));
  if (reading.encoding) parts.push(String(reading.encoding.value).toUpperCase());
  for (const part of /** @type {const} */ (["delimiter", "decimal", "dateOrder"])) {
    if (reading[part]) parts.push(word(context, part, String(reading[part].value)));
  }
  if (reading.headerRow) parts.push(t("headerShort", { value: reading.headerRow.value }));
  return parts.join(" · ");
}

/** @param {Context} context @param {Part} part @param {string} value */
function word(context, part, value) {
  const key = WORDS[part + value];
  if (key) return context.t(key);
  return part === "encoding" ? value.toUpperCase() : visible(value);
}

/** @param {Context} context @param {Reading} reading @param {Part} part */
function row(context, reading, part) {
  const decided = reading[part];
  // A text file has one sheet without a name.
  if (!decided || (part === "sheet" && decided.value === "")) return null;
  const id = `reading-${part}`;
  const options = candidates(reading, part);
  const samples = options.filter((one) => one.samples.length);
  return h("div", { class: "reading-row" },
    h("dt", {}, h("label", { htmlFor: id }, context.t(`reading_${part}`))),
    h("dd", {},
      context.entries[context.active]?.summary ? word(context, part, String(decided.value))
        : part === "headerRow" ? rowInput(context, id, Number(decided.value)) : choice(context, part, id, options, String(decided.value)), " ",
      h("span", { class: `tag ${decided.confidence === "ask" ? "warning" : ""}` }, context.t(decided.confidence)),
      h("p", { class: "hint" }, decided.evidence),
      decided.confidence === "ask" && samples.length > 0 && h("ul", { class: "samples" }, samples.map((one) =>
        h("li", {}, h("b", {}, word(context, part, one.value)), " ",
          context.t("readingSamples", { samples: one.samples.map(visible).join(" · ") }))))));
}

/** @param {Reading} reading @param {Part} part @returns {Candidate[]} */
function candidates(reading, part) {
  /** @type {Map<string, Candidate>} */
  const found = new Map();
  const add = (/** @type {unknown} */ value, /** @type {string[]} */ samples = []) => {
    if (!found.has(String(value))) found.set(String(value), { value: String(value), samples });
  };
  for (const other of reading[part]?.others ?? []) add(other.value, other.samples);
  add(reading[part]?.value);
  if (part === "sheet") for (const sheet of reading.sheets) add(sheet);
  for (const value of ALWAYS[part]) add(value);
  return [...found.values()];
}

/** @param {Context} context @param {Part} part @param {string} id @param {Candidate[]} options @param {string} value */
function choice(context, part, id, options, value) {
  const select = h("select", { id, "data-key": id, onchange: () => context.act.correctReading({ [part]: select.value }) },
    options.map((one) => h("option", { value: one.value, selected: one.value === value }, word(context, part, one.value))));
  return select;
}

/** @param {Context} context @param {string} id @param {number} value */
function rowInput(context, id, value) {
  const input = h("input", { id, type: "number", min: "1", value: String(value), "data-key": id, onchange: () => {
    if (input.valueAsNumber >= 1) context.act.correctReading({ headerRow: Math.floor(input.valueAsNumber) });
  } });
  return input;
}
