/** Questions before a file is written or taken out, each in a dialog. */
import { wordsOf } from "../locales/deferred.js";
import { h, visible } from "./deferred-dom.js";
import { labelled, opened } from "./dialog.js";

/**
 * Asks what to do with rows in error. Resolves to the answer, or null if the question was closed.
 * @param {import("../locales/texts.js").Texts} texts @param {ParentNode} where @param {import("../model/protocol.js").Report} report
 * @returns {Promise<import("../model/protocol.js").RowsInError|null>}
 */
export async function askRowsInError(texts, where, report) {
  const words = wordsOf(texts);
  const { inError, ready, skipped } = report.records;
  const choices = /** @type {const} */ ([
    ["block", words("ask_block"), words("ask_blockHint")],
    ["drop", words("ask_drop", { count: ready }), words("ask_dropHint", { count: inError + skipped })],
    ["include", words("ask_include", { count: inError }), words("ask_includeHint")],
  ]);
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, words("askTitle", { count: inError })),
    h("p", {}, skipped ? [words("askWaiting", { count: skipped }), " "] : null, words("askText")),
    h("div", { class: "choices" }, choices.map(([value, label, hint]) =>
      h("button", { class: value === "block" ? "choice soft" : "choice", value, autofocus: value === "block", onclick: () => dialog.close(value) },
        h("b", {}, label), h("span", { class: "hint" }, hint)))));
  return /** @type {any} */ ((await opened(dialog, where)) || null);
}

/**
 * Asks before files are taken out on which work was done.
 * @param {import("../locales/texts.js").Texts} texts @param {ParentNode} where @param {boolean} kept whether this browser keeps the work
 * @returns {Promise<boolean>} whether to go on
 */
export async function askLeave(texts, where, kept) {
  const words = wordsOf(texts);
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "leave-title" },
    h("h2", { id: "leave-title" }, words("leaveTitle")),
    h("p", {}, words(kept ? "leaveKept" : "leaveLost")),
    h("p", { class: "acts" }, h("button", { class: "soft", autofocus: true, onclick: () => dialog.close("") }, words("stay")), h("button", { "data-key": "leave", onclick: () => dialog.close("go") }, texts.t("closeAll"))));
  return (await opened(dialog, where)) === "go";
}

/**
 * Asks for a value that a column gets in every row.
 * @param {import("../locales/texts.js").Texts} texts @param {ParentNode} where @param {string} heading of the column
 * @param {{value: string, title: string}[]} choices the values that its field allows; none where that is any
 * @returns {Promise<string|null>} null if the question was closed
 */
export async function askValue(texts, where, heading, choices) {
  const words = wordsOf(texts);
  const about = { id: "same-value", "data-key": "same-value", autofocus: true };
  const field = choices.length
    ? h("select", about, choices.map(({ value, title }) => h("option", { value }, title && title !== value ? `${value} · ${title}` : value)))
    : h("input", { ...about, type: "text", autocomplete: "off" });
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "same-title" },
    h("h2", { id: "same-title" }, words("sameTitle", { heading: visible(heading) })),
    h("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); dialog.close("go"); } },
      labelled(words("replaceWith"), field),
      h("p", { class: "acts" }, h("button", { class: "main", "data-key": "same-take", onclick: () => dialog.close("go") }, words("sameTake")), h("button", { onclick: () => dialog.close() }, texts.t("cancel")))));
  return (await opened(dialog, where)) === "go" ? field.value : null;
}
