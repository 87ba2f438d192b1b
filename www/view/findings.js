/** What is to decide, cause by cause, one open at a time; what was done and what is good to know, folded at the foot. */
import { ADDED, causesOf, keyOf, needOf } from "../model/entry.js";
import { leaderOf, ownCauses } from "../model/report.js";
import { columnOf, h, icon, visible } from "./dom.js";
import { disclosure } from "./disclosure.js";
import { asksAbout, readingView, readingLine } from "./reading.js";
import { countOf, decision, goneDecisions, labelOf, quickAct, repairView, safeChoice, settled } from "./repair.js";
import { unbroken } from "./unbroken.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Group} Group */
/** @typedef {import("../model/protocol.js").Finding} Finding */
/** @typedef {import("../model/protocol.js").Report} Report */

/** Places of a cause shown at first, and added by each "more". */
const FIRST = 6;
const STEP = 50;

/** @param {Context} context @param {Report} report */
export function findingsView(context, report) {
  const { t, act, entries, active, texts } = context;
  const entry = entries[active];
  const causes = entry && !entry.summary ? causesOf(report, entry) : report.groups.filter((one) => one.severity === "error");
  const own = ownCauses(causes);
  const all = Math.max(ownCauses(entry?.firstCauses ?? []).length, own.length);
  const done = all - own.length;
  const asks = report.reading && asksAbout(report.reading);
  return h("section", { class: `findings ${entry?.open.has("all") ? "all" : ""}`, part: "findings", "aria-labelledby": "findings" },
    h("header", { class: "list-head" },
      h("h2", { id: "findings", tabIndex: -1, "data-key": "list" }, t("findings"), " ", h("span", { class: "count" }, texts.n(own.length))),
      h("span", { class: "hint" }, done ? t("causesDone", { done: texts.n(done), all: texts.n(all) }) : ""),
      h("span", { class: "steps", role: "toolbar", "aria-label": t("findingsBar"), hidden: !own.length },
        stepButton(context, own, -1), h("span", { class: "hint" }, t("causeOf", { at: texts.n(Math.max(1, own.findIndex((one) => keyOf(one) === entry?.cause) + 1)), of: texts.n(own.length) })), stepButton(context, own, 1),
        h("button", { class: "quiet", "data-key": "all-causes", "aria-expanded": String(entry?.open.has("all") ?? false), onclick: (/** @type {any} */ { currentTarget }) => {
          const open = currentTarget.closest(".findings").classList.toggle("all");
          currentTarget.setAttribute("aria-expanded", String(open));
          act.toggle("all", open);
        } }, t("filter_all"), " ", texts.n(own.length))),
      h("button", { class: "quiet square close-list", "data-key": "close-list", title: `${t("closeList")} (Ctrl+\\)`, "aria-label": t("closeList"), onclick: () => act.showList(false) }, icon("panel")),
      all ? progress(done, all) : null),
    // Its causes scroll it as they take the focus.
    h("div", { class: "list-scroll", tabIndex: causes.length ? -1 : 0, role: "group", "aria-labelledby": "findings", "aria-describedby": "list-keys" }, h("p", { hidden: true, id: "list-keys" }, t("listHelp")),
      context.deferred?.since(context),
      asks && report.reading ? readingView(context, report.reading) : null,
      looseView(context, report),
      bulkView(context, own),
      causes.length ? h("ol", { class: "causes" }, inOrder(causes).map((group) => h("li", {}, groupView(context, report, group, leaderOf(group, causes))))) : h("p", { class: "nothing" }, icon("ready"), t("nothingToDecide"))),
    h("div", { class: "list-foot" }, doneView(context, report, causes), knowView(context, report, causes, !!asks)));
}

/** Whatever goes with a cause stands below it. @param {Group[]} causes @returns {Group[]} */
function inOrder(causes) {
  const led = (/** @type {Group} */ leader) => causes.filter((one) => leaderOf(one, causes) === leader);
  /** @type {(one: Group) => Group[]} */
  const withOthers = (one) => [one, ...led(one).flatMap(withOthers)];
  return ownCauses(causes).flatMap(withOthers);
}

/** @param {number} done @param {number} all */
function progress(done, all) {
  const line = h("span", { class: "progress-line", "aria-hidden": "true" }, h("i"));
  line.style.setProperty("--done", String(done / all));
  return line;
}

/** @param {Context} context @param {Group[]} causes @param {1|-1} way */
function stepButton({ t, act, entries, active }, causes, way) {
  const at = causes.findIndex((one) => keyOf(one) === entries[active]?.cause);
  const next = causes[(at + way + causes.length) % Math.max(1, causes.length)];
  const key = way > 0 ? "next-cause" : "previous-cause";
  return h("button", { class: "quiet square", "data-key": key, disabled: !next, "aria-label": t(way > 0 ? "nextCause" : "previousCause"), onclick: () => next && act.openCause(keyOf(next)) }, icon(way > 0 ? "right" : "left"));
}

/** What kept the file from being read belongs to no group. @param {Context} context @param {Report} report */
function looseView({ t }, report) {
  const loose = report.findings.filter((one) => !report.groups.some((group) => group.code === one.code));
  return loose.map((one) => h("p", { class: `loose ${one.severity}` }, icon(one.severity),
    h("span", {}, h("b", {}, t("markLabel", { severity: t(one.severity) })), visible(one.message), " ", h("code", {}, `${one.code} ${one.name}`))));
}

/** All causes with a single reading that takes nothing away, in one step. @param {Context} context @param {Group[]} causes */
function bulkView(context, causes) {
  const { t, act } = context;
  const safe = causes.map((group) => ({ group, choice: safeChoice(context, group) })).filter((one) => one.choice);
  if (safe.length < 2) return null;
  const counts = safe.map(({ group, choice }) => countOf(group, /** @type {import("../model/protocol.js").Choice} */ (choice)));
  const ticks = safe.map(() => h("input", { type: "checkbox", checked: true, onchange: () => show() }));
  const chosen = () => safe.filter((_, at) => ticks[at]?.checked);
  const cells = () => counts.reduce((/** @type {number} */ sum, count, at) => sum + (ticks[at]?.checked ? count ?? 0 : 0), 0);
  const apply = h("button", { class: "main", "data-key": "apply-safe", onclick: () => act.answer(chosen().map(({ group, choice }) => ({ decision: decision(group, true, choice?.choice), label: labelOf(group) })), [], cells()) });
  const show = () => {
    apply.textContent = t("applySafe", { count: chosen().length });
    apply.disabled = !chosen().length;
  };
  show();
  const look = disclosure(context, "safe", { class: "look" }, [icon("wand"), h("span", { class: "titles" }, h("b", {}, t("haveSafe", { count: safe.length })), h("span", { class: "meta" }, counts.includes(null) ? t("oneStep") : t("cellsOneStep", { count: cells() }))), h("span", { class: "link" }, t("look"))],
    () => h("table", { class: "sample" }, h("tbody", {}, safe.map(({ group, choice }, at) => h("tr", {},
      h("td", {}, h("label", { class: "tick" }, ticks[at], group.title)), h("td", { class: "count" }, counts[at] === null ? "" : context.texts.n(counts[at] ?? 0)),
      h("td", {}, sample(context, choice?.sample[0])))))));
  return h("div", { class: "bulk" }, look, apply);
}

/** @param {Context} context @param {{before: string, after: string|null}|undefined} one */
function sample({ t }, one) {
  if (!one || typeof one.after !== "string") return null;
  return [h("del", {}, visible(one.before ?? "") || t("emptyCell")), " ", h("ins", {}, visible(one.after) || t("emptyCell"))];
}

/** @param {Context} context @param {Report} report @param {Group} group @param {Group} [leader] what it goes with */
function groupView(context, report, group, leader) {
  const { t, entries, active, act } = context;
  const entry = entries[active];
  const key = keyOf(group);
  const need = entry ? needOf(entry.history, group) : "value";
  const open = entry?.summary ? entry.open.has(key) : entry?.cause === key;
  const state = need === "answer" ? "ask" : "error";
  const details = h("details", { class: `group ${state}`, part: "group", open },
    h("summary", { "data-key": key },
      h("span", { class: `state ${state}` }, icon(state), h("span", { class: "hidden" }, `${t(need === "answer" ? "state_ask" : "state_error")}. `)),
      h("span", { class: "titles" }, h("h3", { class: "group-title" }, group.title, h("span", { class: "hidden" }, ". ")), h("span", { class: "meta" }, metaOf(context, group)), leader && context.deferred ? h("span", { class: "meta" }, context.deferred.goesWith(leader.title)) : null),
      icon("down")));
  const fill = () => details.open && details.childElementCount === 1 && details.append(groupBody(context, report, group));
  fill();
  details.addEventListener("toggle", () => {
    fill();
    if (details.open !== (entry?.cause === key)) act.openCause(details.open ? key : "");
  });
  return h("div", { class: leader ? "cause led" : "cause" }, details, leader ? null : quickAct(context, group));
}

/** Where and how often. @param {Context} context @param {Group} group */
function metaOf({ t }, group) {
  const where = group.columnName ? `${group.column ?? ""} ${visible(group.columnName)}`.trim() : null;
  const count = group.countIsOfCode && group.columnName ? null : t(group.column ? "cellsCount" : "placesCount", { count: group.count });
  return [count, where].filter(Boolean).join(" · ");
}

/** The code, which leads to its page where the host has these pages. @param {{code: string, name: string}} group @param {Context} context */
export function codeOf({ code, name }, { docs, texts }) {
  // What a server said has no code, nor a page.
  if (!/\d/.test(code)) return null;
  const text = h("code", {}, `${code} ${name}`);
  const folder = texts.lang.startsWith("fr") ? "fr/codes" : "codes";
  return docs === null ? text : h("a", { href: `${docs}${folder}/${code}.html`, target: "_blank", rel: "noopener" }, text);
}

/** @param {Context} context @param {Report} report @param {Group} group */
function groupBody(context, report, group) {
  const { t, act, entries, active } = context;
  const findings = report.findings.filter((one) => one.code === group.code && (group.field === null || one.field === group.field));
  const placed = findings.some((one) => one.row !== null);
  return h("div", { class: "group-body" },
    group.remedy ? h("p", { class: "why" }, unbroken(group.remedy)) : null,
    repairView(context, group),
    places(context, group, findings),
    h("div", { class: "cause-foot", role: "toolbar", "aria-label": t("whyAndWhere") }, h("p", { class: "group-foot acts" },
      placed && /\d/.test(group.code) && !entries[active]?.summary && h("button", { class: "quiet", "data-key": `only-${keyOf(group)}`, onclick: () => act.filter({ kind: "code", code: group.code }) }, t("onlyThese")),
      placed && !entries[active]?.summary && needOf(/** @type {any} */ (entries[active]).history, group) === "value" && findings[0] ? h("button", { class: "soft", "data-key": `fill-${keyOf(group)}`, onclick: () => act.goTo(/** @type {number} */ (findings[0]?.row), findings[0]?.column ? columnOf(findings[0].column) : 0) }, t("fillIn")) : null, group.severity === "warning" ? context.deferred?.known(context, group) : null, codeOf(group, context)),
    disclosure(context, `why-${keyOf(group)}`, { class: "why-more" }, t("whyAndWhere"), () => h("p", { class: "why" }, group.why))));
}

/** @param {Context} context @param {Group} group @param {Finding[]} findings */
function places(context, group, findings) {
  const { t } = context;
  if (!findings.length) return null;
  const list = h("ul", { class: "places" });
  const more = h("button", { class: "link", onclick: () => add() });
  const note = h("span", { class: "hint" });
  const add = () => {
    const from = list.childElementCount;
    list.append(...findings.slice(from, from + (from ? STEP : FIRST)).map((one) => place(context, one)));
    const rest = findings.length - list.childElementCount;
    more.hidden = rest === 0;
    if (rest) more.textContent = t("more", { count: Math.min(rest, STEP) });
    note.textContent = list.childElementCount < group.count && rest === 0 ? t("shownOf", { shown: list.childElementCount, count: group.count }) : "";
  };
  add();
  return [list, h("p", { class: "places-foot" }, more, note)];
}

/** @param {Context} context @param {Finding} finding */
function place(context, finding) {
  const { t, act, entries, active } = context;
  const name = finding.row === null ? finding.column ?? t("wholeFile") : (finding.row < ADDED && finding.cell) || rowName(context, finding.row);
  const to = finding.row;
  const column = finding.column ? columnOf(finding.column) : 0;
  const link = to === null || entries[active]?.summary ? h("b", {}, name) : h("button", { class: "cell-link", "aria-label": t("goTo", { cell: name }), onclick: () => act.goTo(to, column) }, name);
  // Its name stands before it already.
  const said = finding.message.startsWith(name) ? finding.message.slice(name.length).replace(/^\s*[,:]\s*/, "") : finding.message;
  return h("li", {}, link, h("span", {}, unbroken(visible(said))));
}

/** A row that the file does not have bears no number. @param {Context} context @param {number} row */
const rowName = ({ t }, row) => (row >= ADDED ? t("addedRow") : t("row", { row: String(row) }));

/** The findings as text that a spreadsheet takes. @param {Context} context @param {Report} report */
function asTable({ t, deferred }, report) {
  const clean = (/** @type {unknown} */ text) => String(text ?? "").replace(/[\t\r\n]+/g, " ");
  const head = [t("place"), t("column"), t("cause"), t("found_"), t("sentence")];
  const lines = report.findings.map((one) =>
    [one.cell ?? one.row ?? "", one.columnName ?? "", `${t(one.severity)} ${one.code}`, one.value, one.message].map(clean));
  return deferred?.clipboard.copied([head, ...lines]) ?? "";
}

/** What was done without asking or as somebody chose, and every change. @param {Context} context @param {Report} report @param {Group[]} causes */
function doneView(context, report, causes) {
  const { t, act, texts } = context;
  const done = report.groups.filter((group) => !causes.includes(group) && isDone(context, group));
  const gone = goneDecisions(context, report.groups);
  if (!report.changeCount && !done.length && !gone.length) return null;
  // The count of what stands below it; rows that do not go out yet are among it, as they are in each line.
  const count = done.some((group) => group.countIsOfCode) ? 0 : done.reduce((sum, group) => sum + group.count, 0);
  return fold(context, "done", t("doneForYou"), count, () => [
    decidedView(context, report),
    h("ul", { class: "done" },
      done.map((group) => doneLine(context, report, group))),
    changesView(context, report),
    report.changeCount ? h("p", {}, h("button", { class: "quiet", "data-key": "only-changed", onclick: () => act.filter({ kind: "changed" }) }, t("onlyThese"))) : null]);
}

/** What was decided and left no finding, each with its way back. @param {Context} context @param {Report} report */
export function decidedView(context, report) {
  const gone = goneDecisions(context, report.groups);
  if (!gone.length) return null;
  return h("ul", { class: "decided done" }, gone.map(({ decision: one, label }) => h("li", {}, icon("check"), h("span", {}, label, h("span", { class: "meta" }, ` ${context.t(one.accept ? "accepted" : "kept")}`)),
    h("button", { class: "link", "data-key": `back-${one.code}-${one.field ?? ""}`, onclick: () => context.act.withdraw(one.code, one.field) }, context.t("undoRepair")))));
}

/** What can be done besides, though nothing asks for it. @param {Context} context @param {Report} report */
export function offersView(context, report) {
  const offers = report.groups.filter((group) => group.repair?.grade === "ask");
  return offers.map((group) => h("div", { class: "line" }, icon("wand"), disclosure(context, keyOf(group), { class: "known", part: "group" }, [group.title, " ", h("span", { class: "meta" }, metaOf(context, group))], () => groupBody(context, report, group))));
}

/** @param {Context} context @param {Group} group */
function isDone({ entries, active }, group) {
  const grade = group.repair?.grade;
  const decided = entries[active]?.history.decisions().some(({ decision: one }) => one.code === group.code && (one.field ?? null) === group.field && one.accept);
  return decided || (grade === "safe" || grade === "unambiguous");
}

/** @param {Context} context @param {Report} report @param {Group} group */
function doneLine(context, report, group) {
  const change = report.changes.find((one) => one.code === group.code && (!group.column || one.column === group.column));
  return h("li", {}, icon("change"), h("span", {}, group.title, " ", h("span", { class: "meta" }, metaOf(context, group)),
    change ? h("span", { class: "pair-line" }, sample(context, change)) : null), settled(context, group));
}

/** Everything that asks for nothing: how the file was read, what cannot be known here, what stands in the columns. @param {Context} context @param {Report} report @param {Group[]} causes @param {boolean} asks */
function knowView(context, report, causes, asks) {
  const { t, act } = context;
  const others = report.groups.filter((group) => !causes.includes(group) && !isDone(context, group));
  // One line for each cause, in however many columns it is.
  const rest = others.filter((group, at) => others.findIndex((one) => one.code === group.code) === at);
  const columns = (/** @type {Group} */ group) => others.filter((one) => one.code === group.code && one.column).map((one) => one.column ?? "");
  const lines = rest.length + report.notChecked.length + (report.reading ? 1 : 0);
  if (!lines && !report.findings.length) return null;
  return fold(context, "know", t("goodToKnow"), rest.length + report.notChecked.length, () => [
    h("ul", { class: "done" },
      report.notChecked.map((one) => h("li", {}, icon("wait"), h("span", {}, one.message, " ", codeOf({ code: one.code, name: "" }, context)))),
      rest.map((group) => h("li", {}, icon(group.severity), h("span", {},
        disclosure(context, keyOf(group), { class: "known", part: "group" }, [group.title, " ", h("span", { class: "meta" }, columns(group).length > 1 ? columns(group).join(" ") : metaOf(context, group))], () => groupBody(context, report, { ...group, field: columns(group).length > 1 ? null : group.field }))), settled(context, group)))),
    report.reading && !asks ? readingView(context, report.reading) : null,
    context.deferred?.columns(context),
    report.findings.length ? h("p", {}, h("button", { class: "link", "data-key": "copy", onclick: () => act.copy(asTable(context, report)) }, t("copy"))) : null],
  report.reading ? readingLine(context, report.reading) : "");
}

/** @param {Context} context @param {string} key @param {string} title @param {number} count @param {() => import("./dom.js").Child} make @param {string} [hint] */
function fold(context, key, title, count, make, hint) {
  return disclosure(context, key, { class: "fold" }, [icon("right"), h("h2", {}, title, " ", count ? h("span", { class: "count" }, context.texts.n(count)) : null), hint ? h("span", { class: "hint" }, hint) : null], make);
}

/** Every difference between the file and the cleaned file. @param {Context} context @param {Report} report */
export function changesView(context, report) {
  const { t, act } = context;
  if (!report.changeCount) return null;
  return disclosure(context, "changes", { class: "changes" }, t("everyChange", { count: report.changeCount }), () => h("div", { class: "scroll" },
    h("table", {},
      h("thead", {}, h("tr", {}, [t("place"), t("before"), t("after"), t("cause")].map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, report.changes.slice(0, 2 * STEP).map((one) => h("tr", {},
        h("td", {}, h("button", { class: "cell-link", onclick: () => act.goTo(one.row, Math.max(0, columnOf(one.column))) }, one.cell || rowName(context, one.row))),
        h("td", { class: "value" }, visible(one.before ?? "")), h("td", { class: "value" }, visible(one.after ?? "")),
        h("td", {}, one.code === "by-hand" ? t("byHand") : h("code", {}, one.code)))))),
    report.changeCount > 2 * STEP ? h("p", { class: "hint" }, t("shownOf", { shown: Math.min(2 * STEP, report.changes.length), count: report.changeCount })) : null));
}
