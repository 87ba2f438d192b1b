/** A warning that is known and may stand: the question for the reason, and what is shown of it. */
import { h, icon, visible } from "./deferred-dom.js";
import { labelled, opened } from "./dialog.js";

/** @typedef {import("../locales/deferred.js").Words} Words */
/** @typedef {import("../model/protocol.js").Group} Group */

/** Characters of a reason. */
const LONGEST = 500;

/**
 * @param {import("../locales/texts.js").Texts} texts @param {Words} words @param {ParentNode} where @param {string} title of the warning
 * @returns {Promise<string>} the reason; empty if the question was closed
 */
export async function askReason(texts, words, where, title) {
  const text = h("textarea", { id: "reason", rows: 3, maxLength: LONGEST, autofocus: true, "data-key": "reason", oninput: () => {
    go.disabled = !text.value.trim();
  } });
  const go = h("button", { class: "main", disabled: true, "data-key": "reason-take", onclick: () => dialog.close("go") }, words("knownTake"));
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "reason-title" },
    h("h2", { id: "reason-title" }, title), h("p", {}, words("knownIntro")),
    labelled(words("knownReason"), text),
    h("p", { class: "pair" }, go, h("button", { onclick: () => dialog.close() }, texts.t("cancel"))));
  return (await opened(dialog, where)) === "go" ? text.value.trim() : "";
}

/**
 * The reason why a warning stands, and the way back; or the way to give one.
 * @param {Words} words @param {Group} group @param {() => void} ask @param {() => void} back
 */
export function knownView(words, group, ask, back) {
  const key = `${group.code}-${group.field ?? ""}`;
  if (group.acknowledged === undefined) return h("button", { class: "quiet", "data-key": `known-${key}`, onclick: ask }, words("known"));
  return h("span", { class: "known-said" }, icon("check"), h("span", {}, words("knownBecause", { reason: visible(group.acknowledged) }), " "),
    h("button", { class: "link", "data-key": `unknown-${key}`, onclick: back }, words("knownNot")));
}

/** The finding that says that a file follows an older template. */
const OLDER = "S600";

/**
 * What is said of a file that is ready: that it was moved over from an older template; and all warnings, each with the sentence
 * of its first place.
 * @param {Words} words @param {import("../model/protocol.js").Report} report @param {(group: Group) => HTMLElement} known
 */
export function warningsView(words, report, known) {
  const groups = report.groups.filter((one) => one.severity === "warning");
  const moved = report.findings.find((one) => one.code === OLDER);
  const older = moved ? h("p", { class: "line" }, icon("change"), h("span", {}, visible(moved.message))) : null;
  if (!groups.length) return older;
  const first = (/** @type {Group} */ { code, field }) => report.findings.find((one) => one.code === code && one.field === field)?.message ?? "";
  return [older, h("section", { class: "warnings card", "aria-labelledby": "warnings" },
    h("h2", { id: "warnings" }, words("knownList", { count: groups.length })),
    h("ul", {}, groups.map((group) => h("li", {}, icon("warning"), h("span", {}, h("b", {}, group.title), h("span", { class: "hint" }, " ", visible(first(group)))), known(group)))))];
}
