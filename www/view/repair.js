/** The repair a group offers: choices with a sample before and after, a count, one decision, and the way back. */
import { h, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Group} Group */
/** @typedef {import("../model/protocol.js").Choice} Choice */

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

/** @param {Context} context @param {Group} group */
export function repairView(context, group) {
  const repair = group.repair;
  const decided = decisionOn(context, group);
  if (decided && !decided.accept) return kept(context, group);
  if (!repair || repair.grade === "none") return null;
  const rest = decided && decided.choice !== "exists" && repair.choices.filter((one) => one.choice === "exists");
  if (decided) return [settled(context, group, "accepted"), rest && rest.length ? h("div", { class: "repair open", part: "repair" }, offer(context, group, rest)) : null];
  if (repair.grade === "ask") return h("div", { class: "repair open", part: "repair" }, offer(context, group, repair.choices));
  return settled(context, group, repair.grade === "safe" ? "applied" : "appliedLikely");
}

/** @param {Context} context @param {Group} group */
function decisionOn({ entries, active }, group) {
  const decisions = entries[active]?.history.edits().decisions ?? [];
  return decisions.findLast((one) => one.code === group.code && (one.field ?? null) === group.field);
}

/** @param {Group} group @param {boolean} accept @param {string} [choice] */
function decision(group, accept, choice) {
  return { code: group.code, accept, ...(group.field ? { field: group.field } : {}), ...(choice ? { choice } : {}) };
}

/** What a decision is about, for the time when its group is gone. @param {Group} group */
const labelOf = (group) => (group.columnName ? `${group.title} (${group.columnName})` : group.title);

/** @param {Context} context @param {Group} group @param {Choice[]} choices */
function offer(context, group, choices) {
  const { t, act } = context;
  return [
    h("p", { class: "repair-title" }, t("repairOffer")),
    choices.map((one) => h("div", { class: "repair-choice" },
      h("button", { class: "main", "data-key": `repair-${group.code}-${group.field ?? ""}-${one.choice}`,
        onclick: () => act.decide(decision(group, true, one.choice), labelOf(group)) },
      t("repairAll", { label: wordsOf(context, group, one), count: one.count })),
      samples(context, one.sample))),
    button(context, group, "keep", () => act.decide(decision(group, false), labelOf(group))),
  ];
}

/** @param {Context} context @param {Group} group @param {Choice} choice */
function wordsOf({ t }, group, choice) {
  if (choice.label) return choice.label;
  const key = CHOICES[choice.choice || group.code];
  if (key) return t(key);
  const texts = new Set(choice.sample.map((one) => one.after));
  const [only] = texts;
  if (texts.size === 1 && only === "") return t("repairEmpty");
  if (texts.size === 1 && only) return t("repairTo", { text: visible(only) });
  return t("repairDefault");
}

/** @param {Context} context @param {Choice["sample"]} sample */
function samples({ t }, sample) {
  const shown = sample.filter((one) => typeof one.after === "string");
  if (!shown.length) return null;
  return h("table", { class: "sample" },
    h("thead", {}, h("tr", {}, [t("place"), t("before"), t("after")].map((one) => h("th", { scope: "col" }, one)))),
    h("tbody", {}, shown.slice(0, 3).map((one) => h("tr", {},
      h("td", {}, one.cell),
      h("td", { class: "value before" }, visible(one.before ?? "") || t("emptyCell")),
      h("td", { class: "value after" }, visible(one.after ?? "") || t("emptyCell"))))));
}

/** @param {Context} context @param {Group} group */
function kept(context, group) {
  return h("p", { class: "repair", part: "repair" }, context.t("kept"), " ",
    button(context, group, "repairAgain", () => context.act.withdraw(group.code, group.field ?? undefined)));
}

/** @param {Context} context @param {Group} group @param {"accepted"|"applied"|"appliedLikely"} how */
function settled(context, group, how) {
  const { t, act } = context;
  const way = how === "accepted"
    ? button(context, group, "undoRepair", () => act.withdraw(group.code, group.field ?? undefined))
    : button(context, group, "keep", () => act.decide(decision(group, false), labelOf(group)));
  return h("p", { class: "repair", part: "repair" }, t(how), " ", way);
}

/** @param {Context} context @param {Group} group @param {"keep"|"repairAgain"|"undoRepair"} key @param {() => void} onclick */
function button(context, group, key, onclick) {
  return h("button", { class: "link", "data-key": `${key}-${group.code}-${group.field ?? ""}`, onclick }, context.t(key));
}

/** Decisions whose findings are gone, each with its way back. @param {Context} context @param {Group[]} groups */
export function decisionsView(context, groups) {
  const { t, act, entries, active } = context;
  const gone = (entries[active]?.history.decisions() ?? []).filter(({ decision: one }) =>
    !groups.some((group) => group.code === one.code && group.field === (one.field ?? null)));
  if (!gone.length) return null;
  return h("ul", { class: "decided" }, gone.map(({ decision: one, label }) => h("li", {},
    h("span", {}, `${label}. `, t(one.accept ? "accepted" : "kept")), " ",
    h("button", { class: "link", "data-key": `back-${one.code}-${one.field ?? ""}`, onclick: () => act.withdraw(one.code, one.field) }, t("undoRepair")))));
}
