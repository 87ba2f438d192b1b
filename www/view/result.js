/** Instead of the table: the file is ready, and what happens next; or what stands against all of it, with one way on. */
import { changesView, codeOf, decidedView, findingsView, offersView } from "./findings.js";
import { cleanable } from "../model/report.js";
import { ADDED, allReady, filesOf } from "../model/entry.js";
import { endingOf } from "../model/products.js";
import { h, icon, visible } from "./dom.js";
import { otherDownloads, recommendedOf } from "./downloads.js";
import { existingView } from "./files.js";
import { asksAbout, readingView } from "./reading.js";
import { fileInput, importSelect } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */
/** @typedef {import("../model/protocol.js").Group} Group */

/** Problems of the whole file to which the answer is another import. */
const WRONG_IMPORT = "wrong-import";
const UNKNOWN = "unknown-template";

/** So many rows that were left out are named. */
const MOST_NAMED = 3;

/** @param {Context} context @param {Report} report */
export function readyView(context, report) {
  const { t, act, entries, active } = context;
  const all = filesOf(entries);
  const together = allReady(entries);
  const incomplete = report.verdict === "incomplete";
  const reading = report.reading && !together ? readingView(context, report.reading) : null;
  // Two readings are possible: that comes before the file is taken away.
  const first = report.reading ? asksAbout(report.reading) : false;
  const rows = together ? all.reduce((sum, entry) => sum + (entry.report?.records.ready ?? 0), 0) : report.records.ready;
  const key = incomplete ? "readyUnchecked" : "allReady";
  const title = together ? t("allFilesReady", { count: all.length }) : t(key, { count: rows });
  // A headline that says all of it is not said twice.
  const lead = together ? context.batch?.message ?? "" : incomplete || rows < report.records.onFile ? report.summary : "";
  return h("section", { class: "result verdict", part: "verdict", "aria-labelledby": "verdict" },
    h("span", { class: `picture ${incomplete ? "wait" : "ready"}` }, icon(incomplete ? "wait" : "ready")),
    h("h1", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, title),
    lead ? h("p", { class: "lead" }, lead) : null,
    together ? null : leftOut(context),
    context.deferred?.since(context),
    incomplete ? notChecked(context, report) : null,
    first ? reading : null,
    together ? batchCard(context, rows) : fileCard(context, report),
    together ? null : steps(context, report),
    // Some files wait for an answer; what is said of all of them stands there all the same.
    !together && all.length > 1 && context.batch ? h("div", { class: "card batch" }, h("p", {}, context.batch.message, " ", context.batch.orderMessage), context.deferred?.nextFile(context)) : null,
    decidedView(context, report), offersView(context, report), context.deferred?.warnings(context, report),
    report.changeCount ? h("div", { class: "line" }, icon("change"), h("div", {}, kindsOfChange(context, report), changesView(context, report))) : null,
    existingView(context),
    together ? null : context.deferred?.beforeAndAfter(),
    first ? null : reading,
    together ? null : otherDownloads(context),
    context.deferred?.help(context),
    h("p", { class: "acts" },
      toTable(context, t("backToTable")),
      again(context)));
}

/** What somebody left out of the file. @param {Context} context */
function leftOut({ t, texts, entries, active }) {
  const rows = [...new Set(entries[active]?.history.edits().deleted)].filter((row) => row < ADDED).sort((a, b) => a - b);
  if (!rows.length) return null;
  return h("p", { class: "lead" }, t(rows.length <= MOST_NAMED ? "youLeftOut" : "youLeftManyOut", { count: rows.length, rows: rows.map((row) => texts.n(row)).join(", ") }));
}

/** How many changes were made without a question, with the answer to one, and by hand: exactly, or nothing is said. @param {Context} context @param {Report} report */
function kindsOfChange({ t, texts, entries, active }, { changeCount, changeCounts }) {
  const agreed = new Set(entries[active]?.history.decisions().filter(({ decision }) => decision.accept).map(({ decision }) => decision.code));
  const counts = { alone: 0, agreed: 0, byHand: 0 };
  for (const [code, count] of Object.entries(changeCounts ?? {})) counts[code === "by-hand" ? "byHand" : agreed.has(code) ? "agreed" : "alone"] += count;
  if (counts.alone + counts.agreed + counts.byHand !== changeCount) return null;
  const parts = /** @type {const} */ (["alone", "agreed", "byHand"]).filter((kind) => counts[kind]).map((kind) => `${texts.n(counts[kind])} ${t(kind === "byHand" ? "byHand" : `change_${kind}`)}`);
  return h("p", { "data-key": "kinds-of-change" }, t("changesCount", { count: changeCount }), ` ${parts.join(", ")}.`);
}

/** The cleaned file and the button for it. @param {Context} context @param {Report} report */
function fileCard(context, report) {
  const { t, act, entries, active } = context;
  const entry = entries[active];
  const wanted = recommendedOf(context, report);
  const name = entry?.nameWith(endingOf(wanted).ending) ?? "";
  const possible = cleanable(report);
  return h("div", { class: "hero card" }, icon("file"),
    h("span", { class: "titles" }, h("b", {}, name), h("span", { class: "meta" }, t(wanted === "xlsx" ? "formatXlsx" : "formatCsv"), wanted === "xlsx" ? [" · ", h("button", { class: "link", "data-key": "download", onclick: () => act.download("cleaned") }, t("orCsv"))] : null)),
    h("button", { class: context.serves || report.verdict === "incomplete" ? "large" : "main large", disabled: !possible, "data-key": wanted === "xlsx" ? "recommended" : "download", onclick: () => act.download(wanted) }, icon("download"), t(report.verdict === "incomplete" ? "downloadAnyway" : "download")));
}

/** All files of a batch in one. @param {Context} context @param {number} rows */
function batchCard(context, rows) {
  const { t, texts, act, entries, batch } = context;
  return [h("div", { class: "hero card" }, icon("zip"),
    h("span", { class: "titles" }, h("b", {}, t("batchName")), h("span", { class: "meta" }, t("batchHint", { count: entries.length }))),
    h("button", { class: "main large", "data-key": "download-all", onclick: act.downloadAll }, icon("download"), t("downloadZip"))),
  h("div", { class: "card batch" }, h("p", {}, batch?.orderMessage ?? t("rowsShown", { count: rows })),
    h("ol", {}, context.order.map((at, place) => {
      const entry = entries[at];
      const report = entry?.report;
      return report && h("li", {}, h("span", { class: "ordinal" }, texts.n(place + 1)), h("button", { class: "link", onclick: () => act.select(at) }, entry?.file.name), h("span", { class: "meta" }, report.import?.title ?? ""),
        h("span", { class: "meta" }, t("rowsShown", { count: report.records.ready })), h("span", { class: "good" }, icon("ready"), t("ready_")));
    })))];
}

/** What happens next, from the definition. @param {Context} context @param {Report} report */
function steps({ t, texts, definitionOf }, report) {
  const id = report.import?.name ?? null;
  const definition = definitionOf(id);
  const lang = texts.base;
  const own = /** @type {any} */ (definition?.translations?.[lang]);
  const upload = own?.upload ?? definition?.upload;
  const system = own?.system ?? definition?.system;
  if (!system) return null;
  const path = [upload ?? []].flat().join(" › ");
  const where = h("li", {}, h("span", { class: "ordinal" }, texts.n(2)), h("span", {}, path ? [t("openIn", { system }), " ", h("b", {}, path)] : t("openImports", { system, title: report.import?.title ?? "" })));
  return h("ol", { class: "next-steps", "aria-label": t("whatNext") },
    h("li", {}, h("span", { class: "ordinal" }, texts.n(1)), h("span", {}, t("stepDownload"))), where,
    h("li", {}, h("span", { class: "ordinal" }, texts.n(3)), h("span", {}, t("stepUpload", { count: report.records.ready, system }))));
}

/** What could not be checked, and what can be done about it. @param {Context} context @param {Report} report */
function notChecked({ t, act, single, deferred }, report) {
  const input = fileInput(act.add);
  const sheets = report.notChecked.flatMap(({ sheet }) => sheet ?? []);
  return h("div", { class: "not-checked" },
    h("h2", {}, t("notCheckedTitle")), input,
    h("ul", {}, report.notChecked.map((one) => h("li", {}, h("span", {}, one.message, " ", h("code", {}, one.code)),
      one.code === "X860" ? h("span", { class: "acts" },
        h("button", { class: "soft", "data-key": `add-${one.field}`, onclick: () => input.click() }, icon("plus"), t("addThatFile")),
        // What references point to is missing; only a person knows whether the server has it.
        h("button", { "data-key": `exists-${one.field}`, onclick: () => act.decide({ code: one.code, field: one.field ?? undefined, choice: "exists", accept: true }, `${one.columnName}: ${t("choice_exists")}`) }, t("choice_exists"))) : null,
      ["X930", "S570", "S590"].includes(one.code) ? h("button", { "data-key": `confirm-${one.code}`, onclick: () => act.decide({ code: one.code, ...(one.field ? { field: one.field } : {}), accept: true }, t("confirmed")) }, t("confirmed")) : null,
      one.sheet ? h("button", { class: "soft", "data-key": `sheet-${one.sheet}`, onclick: () => act.correctReading({ sheet: one.sheet ?? undefined }) }, t("checkSheet")) : null))),
    sheets.length && !single && deferred ? deferred.sheetsButton(sheets) : null);
}

/** @param {Context} context */
function again({ t, act }) {
  const input = fileInput(act.add);
  return [h("button", { "data-key": "another", onclick: () => input.click() }, icon("plus"), t("addAnother")), input];
}

/** One headline, one reason, one way on. @param {Context} context @param {Report} report @param {Group} blocker */
export function blockedView(context, report, blocker) {
  const { t, act, entries, active } = context;
  const sentence = report.findings.find((one) => one.code === blocker.code)?.message ?? blocker.why;
  const id = report.import?.name ?? null;
  const better = report.candidates.find((one) => one.name !== id && one.score > (report.candidates.find((other) => other.name === id)?.score ?? 0));
  const wrong = better && !context.fixedImport && blocker.name === WRONG_IMPORT;
  const unknown = !context.fixedImport && blocker.name === UNKNOWN;
  // Of a file that is for no import, none of its columns is missing.
  const others = unknown ? [] : report.groups.filter((group) => group.severity === "error" && group !== blocker && /^S1/.test(group.code));
  return h("section", { class: "blocked", part: "verdict", "aria-labelledby": "verdict" },
    h("span", { class: `picture ${wrong ? "ask" : "error"}` }, icon(wrong ? "ask" : "error")),
    h("h1", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, wrong ? t("looksLike", { title: better.title }) : blocker.title),
    h("p", { class: "lead" }, visible(sentence)),
    wrong ? candidates(context, report) : null,
    others.length ? h("ul", { class: "others" }, others.map((group) => h("li", {}, icon("error"), report.findings.find((one) => one.code === group.code && (group.field === null || one.field === group.field))?.message ?? group.title))) : null,
    wrong ? checkAsOther(context, report, better) : null,
    unknown ? [importCards(context), h("p", { class: "acts" }, toTable(context, t("lookAtTable")))] : null,
    wrong || unknown ? null : h("div", { class: "acts" },
      context.deferred && /^S1/.test(blocker.code) ? h("button", { class: "main", "data-key": "match-columns", onclick: act.matchColumns }, t("matchColumns")) : null,
      toTable(context, t("lookAtTable")),
      context.fixedImport ? null : h("span", { class: "field-inline" }, h("label", { htmlFor: "reassign-blocked" }, t("checkAsWhat")), " ", importSelect(context, "reassign-blocked", id ?? entries[active]?.importId ?? null, act.changeImport))),
    blocker.remedy && !sentence.includes(blocker.remedy) ? h("p", { class: "hint" }, blocker.remedy) : null,
    h("p", { class: "group-foot" }, codeOf(blocker, context)));
}

/** @param {Context} context @param {string} text */
const toTable = ({ act }, text) => h("button", { "data-key": "to-table", onclick: () => act.showTable(true) }, text);

/** The import that fits better, or the one that was chosen all the same. @param {Context} context @param {Report} report @param {{name: string, title: string}} better */
function checkAsOther(context, report, better) {
  const { t, act } = context;
  return h("p", { class: "acts" },
    h("button", { class: "main", "data-key": "check-as", onclick: () => act.changeImport(better.name) }, t("checkAs", { title: better.title })),
    toTable(context, t("goOnAs", { title: report.import?.title ?? "" })));
}

/** Every import as a card to choose. @param {Context} context */
function importCards({ imports, act }) {
  return h("div", { class: "import-cards" }, imports.map((one) => h("button", { "data-key": `as-${one.id}`, onclick: () => act.changeImport(one.id) }, h("b", {}, one.title), h("span", { class: "meta" }, one.system))));
}

/** How well each import fits, as bars. @param {Context} context @param {Report} report */
function candidates({ texts }, report) {
  const share = new Intl.NumberFormat(texts.lang, { style: "percent" });
  return h("ul", { class: "candidates" }, report.candidates.slice(0, 3).map((one) => {
    const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("i", { class: "ready" }), h("i", { class: "none" }));
    bar.style.setProperty("--share", String(one.score));
    return h("li", {}, h("b", {}, one.title), bar, h("span", { class: "meta" }, share.format(one.score)));
  }));
}

/** The file could not be read at all, or is a report for support. @param {Context} context @param {Report} report */
export function unreadableView(context, report) {
  const { t, act, entries, active } = context;
  const summary = entries[active]?.summary ?? false;
  const unreadable = report.verdict === "unreadable";
  const lines = unreadable ? report.findings.map((one) => one.message) : [];
  const input = fileInput(act.replace, true);
  return h("section", { class: `blocked verdict ${report.verdict}`, part: "verdict", "aria-labelledby": "verdict" },
    h("span", { class: `picture ${summary ? "notice" : "error"}` }, icon(summary ? "notice" : "error")),
    h("h1", { id: "verdict", tabIndex: -1, "data-key": "verdict" }, t(`verdict_${report.verdict}`)),
    h("p", { class: "lead", part: "summary" }, lines.length ? lines.join(" ") : report.summary),
    summary ? [h("p", { class: "hint" }, t("isSummary")), context.deferred?.support(report)] : null,
    h("p", { class: "acts" },
      summary ? null : [h("button", { class: "main", "data-key": "replace", onclick: () => input.click() }, icon("file"), t("chooseAgain")), input],
      h("button", { "data-key": "over", onclick: act.startOver }, t("otherFile"))),
    unreadable && !report.groups.length ? null : summary ? findingsView(context, report) : null);
}

