/** The repair a group offers: choices with a sample before and after, a count, one decision, and the way back. */
import { h, visible } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../protocol.js").Group} Group */

/** @param {Context} context @param {Group} group */
export function repairView(context, group) {
  const repair = group.repair;
  if (!repair || repair.grade === "none") return null;
  const open = repair.grade === "ask" && repair.state !== "accepted" && repair.state !== "kept";
  return h("div", { class: open ? "repair open" : "repair", part: "repair" }, open ? offer(context, group) : settled(context, group));
}

/** @param {Group} group @param {boolean} accept @param {string} [choice] */
function decision(group, accept, choice) {
  return { code: group.code, accept, ...(group.field ? { field: group.field } : {}), ...(choice ? { choice } : {}) };
}

/** @param {Context} context @param {Group} group */
function offer(context, group) {
  const { t, act } = context;
  const choices = group.repair?.choices ?? [];
  return [h("p", { class: "repair-title" }, t("repairOffer")), choices.map((one) => {
    const label = one.label || t("repairDefault");
    return h("div", { class: "repair-choice" },
      h("button", { type: "button", class: "main", "data-key": `repair-${group.code}-${group.field}-${one.choice}`,
        onclick: () => act.decide(decision(group, true, one.choice)) },
      one.count ? t("repairAll", { label, count: one.count }) : label),
      samples(context, one.sample));
  }),
  h("button", { type: "button", class: "link", "data-key": `keep-${group.code}-${group.field}`, onclick: () => act.decide(decision(group, false)) }, t("keep"))];
}

/** @param {Context} context @param {import("../protocol.js").Choice["sample"]} sample */
function samples({ t }, sample) {
  if (!sample?.length) return null;
  return h("table", { class: "sample" },
    h("thead", {}, h("tr", {}, [t("place"), t("before"), t("after")].map((one) => h("th", { scope: "col" }, one)))),
    h("tbody", {}, sample.slice(0, 3).map((one) => h("tr", {},
      h("td", {}, one.cell), h("td", { class: "value before" }, visible(one.before) || t("emptyCell")),
      h("td", { class: "value after" }, visible(one.after) || t("emptyCell"))))));
}

/** @param {Context} context @param {Group} group */
function settled({ t, act, entries, active }, group) {
  const repair = /** @type {import("../protocol.js").Repair} */ (group.repair);
  const field = group.field ?? undefined;
  const decided = entries[active]?.history.edits().decisions.some((one) => one.code === group.code && one.field === field);
  const undo = h("button", { type: "button", class: "link", "data-key": `undo-${group.code}-${group.field}`, onclick: () => act.withdraw(group.code, field) }, t("undoRepair"));
  if (repair.state === "kept") {
    return h("p", {}, t("kept"), " ", h("button", { type: "button", class: "link", "data-key": `again-${group.code}-${group.field}`, onclick: () => act.withdraw(group.code, field) }, t("repairAgain")));
  }
  if (decided) return h("p", {}, t("accepted"), " ", undo);
  const sentence = repair.grade === "safe" ? t("applied") : t("appliedLikely");
  return h("p", {}, sentence, " ", h("button", { type: "button", class: "link", "data-key": `keep-${group.code}-${group.field}`, onclick: () => act.decide(decision(group, false)) }, t("keep")));
}
