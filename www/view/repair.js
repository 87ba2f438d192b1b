/** What can be answered to one cause: a table of values, samples before and after, choices, and the way back. */
import { decisionOn, keyOf, needOf } from "../model/entry.js";
import { columnOf, h, icon, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Group} Group */
/** @typedef {import("../model/protocol.js").Choice} Choice */
/** @typedef {import("../model/protocol.js").Decision} Decision */

/** @type {Record<string, import("../locales/texts.js").Key>} */
const CHOICES = {
  decimal: "choice_decimal",
  thousands: "choice_thousands",
  "day-first": "choice_dayFirst",
  "month-first": "choice_monthFirst",
  nearest: "choice_nearest",
  exists: "choice_exists",
  "leave-out": "choice_leaveOut",
  above: "choice_above",
  B320: "choice_generate",
};

/** What stands for an empty cell in a list of values; no file has it. */
const EMPTY = "\u0000";

/** Distinct values shown at first. */
const VALUES = 12;

/** @param {Group} group @param {boolean} accept @param {string} [choice] @returns {Decision} */
export function decision(group, accept, choice) {
  return { code: group.code, accept, ...(group.field ? { field: group.field } : {}), ...(choice ? { choice } : {}) };
}

/** What a decision is about, for the time when its group is gone. @param {Group} group */
export const labelOf = (group) => (group.columnName ? `${group.title} (${group.columnName})` : group.title);

/** The choices that are still open. @param {Context} context @param {Group} group */
function openChoices({ entries, active }, group) {
  const history = entries[active]?.history;
  if (!history || group.repair?.grade !== "ask") return [];
  const decided = decisionOn(history, group);
  if (decided && !decided.accept) return [];
  return decided ? group.repair.choices.filter((one) => one.choice === "exists") : group.repair.choices;
}

/** How many cells a choice changes: exactly, or nothing is said. @param {Group} group @param {Choice} choice */
export function countOf(group, choice) {
  if (group.shown >= group.count) return choice.count;
  return group.repair?.choices.length === 1 && !group.countIsOfCode ? group.count : null;
}

/**
 * The one reading that a cause has, if it takes no filled value away: safe to take with all others.
 * @param {Context} context @param {Group} group @returns {Choice|null}
 */
export function safeChoice(context, group) {
  const choices = openChoices(context, group);
  const [only] = choices;
  if (choices.length !== 1 || !only || only.choice === "exists") return null;
  return only.sample.every((one) => one.after !== "" || !one.before) ? only : null;
}

/** The quick act beside a closed cause. @param {Context} context @param {Group} group */
export function quickAct(context, group) {
  const only = safeChoice(context, group);
  if (!only || group.severity === "notice") return null;
  return h("button", { class: "quick", "data-key": `quick-${group.code}-${group.field ?? ""}`, title: wordsOf(context, group, only),
    onclick: () => context.act.decide(decision(group, true, only.choice), labelOf(group)) }, context.t("takeIt"));
}

/** @param {Context} context @param {Group} group */
export function repairView(context, group) {
  const history = context.entries[context.active]?.history;
  const decided = history && decisionOn(history, group);
  if (decided && !decided.accept) return kept(context, group);
  const choices = openChoices(context, group);
  if (!choices.length) return fillIn(context, group);
  const table = valueTable(context, group, choices);
  return h("div", { class: "repair open", part: "repair", role: "toolbar", "aria-label": labelOf(group) }, decided ? h("p", { class: "hint" }, context.t("accepted")) : null, table, table ? null : offer(context, group, choices),
    h("p", { class: "acts" },
      button(context, group, "keep", () => context.act.decide(decision(group, false), labelOf(group))),
      h("button", { class: "link", "data-key": `later-${group.code}-${group.field ?? ""}`, onclick: () => context.act.postpone(keyOf(group)) }, context.t("notNow"))));
}

/** @param {Context} context @param {Group} group @param {Choice[]} choices */
function offer(context, group, choices) {
  const { act } = context;
  return choices.map((one) => h("div", { class: "repair-choice" },
    samples(context, one.sample, countOf(group, one)),
    h("button", { class: "soft", "data-key": `repair-${group.code}-${group.field ?? ""}-${one.choice}`,
      onclick: () => act.decide(decision(group, true, one.choice), labelOf(group)) }, actOf(context, group, one))));
}

/** @param {Context} context @param {Group} group @param {Choice} choice */
function actOf(context, group, choice) {
  const words = wordsOf(context, group, choice);
  const count = countOf(group, choice);
  return count === null ? words : context.t("repairAll", { label: words, count });
}

/** @param {Context} context @param {Group} group @param {Choice} choice */
export function wordsOf({ t }, group, choice) {
  if (choice.label) return choice.label;
  const key = CHOICES[choice.choice || group.code];
  if (key) return t(key);
  const texts = new Set(choice.sample.map((one) => one.after));
  const [only] = texts;
  if (texts.size === 1 && only === "") return t("repairEmpty");
  if (texts.size === 1 && only) return t("repairTo", { text: visible(only) });
  return t("repairDefault");
}

/** @param {Context} context @param {Choice["sample"]} sample @param {number|null} count */
function samples({ t }, sample, count) {
  // The same text is shown once.
  const shown = sample.filter((one, at) => typeof one.after === "string" && sample.findIndex((other) => other.before === one.before && other.after === one.after) === at).slice(0, 3);
  if (!shown.length) return null;
  const more = count === null ? 0 : count - shown.length;
  return [h("table", { class: "sample" },
    h("thead", { class: "hidden" }, h("tr", {}, [t("place"), t("before"), t("after")].map((one) => h("th", { scope: "col" }, one)))),
    h("tbody", {}, shown.map((one) => h("tr", {},
      h("td", {}, one.cell),
      h("td", { class: "value before" }, h("del", {}, visible(one.before ?? "") || t("emptyCell"))),
      h("td", { class: "value after" }, icon("arrow"), h("ins", {}, visible(one.after ?? "") || t("emptyCell"))))))),
  more > 0 ? h("p", { class: "hint" }, t("andMore", { count: more })) : null];
}

/**
 * One line for each distinct wrong value of a column with listed values: what it stands for.
 * @param {Context} context @param {Group} group @param {Choice[]} choices none where nothing is proposed
 */
function valueTable(context, group, choices) {
  const column = group.column ? columnOf(group.column) : -1;
  const allowed = allowedValues(context, group.field);
  if (column < 0 || !allowed.length || choices.length > 1 || group.code[0] === "O") return null;
  const { t, act } = context;
  const mayBeEmpty = !fieldOf(context, group.field)?.constraints?.required;
  const box = h("div", { class: "values" }, h("p", { class: "hint" }, t("loading")));
  void context.wrongValues(group.code, column).then((found) => {
    if (!found?.values.length) return void box.replaceChildren();
    const body = h("tbody");
    /** @type {Map<string, HTMLSelectElement>} */
    const chosen = new Map();
    const line = (/** @type {{text: string, count: number, suggestion: string|null}} */ one) => {
      const name = visible(one.text) || t("emptyCell");
      const select = h("select", { "aria-label": t("becomes", { text: name }), "data-key": `becomes-${group.code}-${group.field ?? ""}-${one.text}`, onchange: () => counted() },
        one.suggestion === null || !allowed.some(({ value }) => value === one.suggestion) ? h("option", { value: "", selected: true }, one.suggestion === null ? t("choose") : visible(one.suggestion)) : null,
        allowed.map(({ value, title }) => h("option", { value, selected: value === one.suggestion }, title && title !== value ? `${value} · ${title}` : value)),
        mayBeEmpty && one.text ? h("option", { value: EMPTY }, t("emptyCell")) : null);
      chosen.set(one.text, select);
      return h("tr", {}, h("td", {}, h("code", { class: "value" }, name), " ", h("span", { class: "count" }, context.texts.n(one.count))), h("td", {}, select));
    };
    const rest = [...found.values];
    const more = h("button", { class: "link", onclick: () => add() });
    const add = () => {
      body.append(...rest.splice(0, VALUES).map(line));
      more.hidden = !rest.length;
      if (rest.length) more.textContent = t("more", { count: Math.min(VALUES, rest.length) });
    };
    add();
    // Beyond those that are told one by one, there is only their number.
    const others = found.more ? h("p", { class: "hint" }, t("andMore", { count: found.more })) : null;
    const answers = () => {
      /** @type {{decision: Decision, label: string}[]} */
      const decisions = [];
      /** @type {{column: number, before: string, after: string}[]} */
      const texts = [];
      let cells = 0;
      for (const { text, count, suggestion } of found.values) {
        const select = chosen.get(text);
        const value = select ? select.value || (choices.length ? suggestion ?? "" : "") : choices.length ? suggestion ?? "" : "";
        if (!value) continue;
        cells += count;
        if (value === suggestion && choices[0]) decisions.push({ decision: { ...decision(group, true, choices[0].choice), value: text }, label: labelOf(group) });
        else texts.push({ column, before: text, after: value === EMPTY ? "" : value });
      }
      const all = choices[0] && !texts.length && !found.more && decisions.length === found.values.length;
      return { decisions: all && choices[0] ? [{ decision: decision(group, true, choices[0].choice), label: labelOf(group) }] : decisions, texts, cells };
    };
    const apply = h("button", { class: "soft", "data-key": `repair-${group.code}-${group.field ?? ""}-${choices[0]?.choice ?? ""}`, onclick: () => {
      const { decisions, texts, cells } = answers();
      act.answer(decisions, texts, cells);
    } });
    const counted = () => {
      const { cells } = answers();
      apply.textContent = t("replaceIn", { count: cells });
      apply.hidden = cells === 0;
    };
    counted();
    box.replaceChildren(h("table", { class: "map" },
      h("caption", { class: "hidden" }, t("whichValue")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("inYourFile")), h("th", { scope: "col" }, t("becomesHead")))), body), more, ...(others ? [others] : []), apply);
  });
  return box;
}

/** A field of the import of the active file. @param {Context} context @param {string|null} field */
const fieldOf = ({ entries, active, definitionOf }, field) => definitionOf(entries[active]?.report?.import?.name ?? null)?.fields?.find((one) => one.name === field);

/** The values that a field allows. @param {Context} context @param {string|null} field @returns {{value: string, title: string}[]} */
export function allowedValues(context, field) {
  const found = fieldOf(context, field);
  const categories = (found?.categories ?? []).map((one) => (typeof one === "object" ? { value: String(one.value), title: one.label ?? "" } : { value: String(one), title: "" }));
  const listed = found?.constraints?.enum;
  if (Array.isArray(listed)) return listed.map((value) => categories.find((one) => one.value === String(value)) ?? { value: String(value), title: "" });
  if (categories.length) return categories;
  if (found?.type === "boolean") return ["true", "false"].map((value) => ({ value, title: "" }));
  return [];
}

/** Nothing can be proposed: listed values to choose from, or one value for all, or the way to the cells. @param {Context} context @param {Group} group */
function fillIn(context, group) {
  const history = context.entries[context.active]?.history;
  if (!history || needOf(history, group) !== "value") return null;
  const table = valueTable(context, group, []);
  return table && h("div", { class: "repair open", part: "repair", role: "toolbar", "aria-label": labelOf(group) }, table);
}

/** @param {Context} context @param {Group} group */
function kept(context, group) {
  return h("p", { class: "repair", part: "repair" }, context.t("kept"), " ",
    button(context, group, "repairAgain", () => context.act.withdraw(group.code, group.field ?? undefined)));
}

/** A cause that was settled: by itself, or as somebody chose. @param {Context} context @param {Group} group */
export function settled(context, group) {
  const history = context.entries[context.active]?.history;
  const decided = history && decisionOn(history, group);
  const { act } = context;
  if (decided && !decided.accept) return button(context, group, "repairAgain", () => act.withdraw(group.code, group.field ?? undefined));
  if (decided) return button(context, group, "undoRepair", () => act.withdraw(group.code, group.field ?? undefined));
  if (group.repair?.grade === "safe" || group.repair?.grade === "unambiguous") return button(context, group, "keepMine", () => act.decide(decision(group, false), labelOf(group)));
  return null;
}

/** @param {Context} context @param {Group} group @param {"keep"|"keepMine"|"repairAgain"|"undoRepair"} key @param {() => void} onclick */
function button(context, group, key, onclick) {
  return h("button", { class: "link", "data-key": `${key === "keepMine" ? "keep" : key}-${group.code}-${group.field ?? ""}`, onclick }, context.t(key));
}

/** Decisions whose findings are gone, each with its way back. @param {Context} context @param {Group[]} groups */
export function goneDecisions({ entries, active }, groups) {
  const all = entries[active]?.history.decisions() ?? [];
  const gone = all.filter(({ decision: one }) => !groups.some((group) => group.code === one.code && group.field === (one.field ?? null)));
  // Several values of one cause are one answer.
  return gone.filter((one, at) => gone.findIndex((other) => other.decision.code === one.decision.code && other.decision.field === one.decision.field) === at);
}
