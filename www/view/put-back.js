/** Rows in error that were corrected elsewhere: the offer to put them back, and the question for them. */
import { h, visible } from "./deferred-dom.js";
import { fileField, opened } from "./dialog.js";

/** @typedef {import("../locales/deferred.js").Words} Words */

/**
 * @param {Words} words @param {ParentNode} where @param {{rows: string, file: string, count: number}} about names of the file of the rows and of
 *   the one that they are of, and how many there are
 * @returns {Promise<boolean>} whether they are to be put back
 */
export async function askPutBack(words, where, { rows, file, count }) {
  const choice = (/** @type {string} */ value, /** @type {string} */ label, /** @type {string} */ hint) =>
    h("button", { class: value ? "choice soft" : "choice", value, autofocus: !!value, "data-key": `put-back-${value || "not"}`, onclick: () => dialog.close(value) },
      h("b", {}, label), h("span", { class: "hint" }, hint));
  const names = { rows: visible(rows), file: visible(file) };
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "put-back-title" },
    h("h2", { id: "put-back-title" }, words("putBackTitle", { ...names, count })),
    h("div", { class: "choices" }, choice("yes", words("putBack"), words("putBackHint", names)), choice("", words("putBackNot"), words("putBackNotHint", names))));
  return (await opened(dialog, where)) === "yes";
}

/**
 * @param {import("../locales/texts.js").Texts} texts @param {Words} words @param {ParentNode} where
 * @returns {Promise<File|null>} nothing if the question was closed
 */
export async function askRows(texts, words, where) {
  const file = h("input", { id: "rows-file", type: "file", accept: ".csv,.tsv,.txt,.xlsx,.xlsb,.xls,.ods", onchange: () => {
    go.disabled = !file.files?.length;
  } });
  const go = h("button", { class: "main", disabled: true, "data-key": "rows-take", onclick: () => dialog.close("go") }, words("putBack"));
  const dialog = h("dialog", { class: "replace", "aria-labelledby": "rows-title" },
    h("h2", { id: "rows-title" }, words("rowsTitle")), h("p", {}, words("rowsIntro")),
    fileField(texts, words("rowsFile"), file),
    h("p", { class: "pair" }, go, h("button", { onclick: () => dialog.close() }, texts.t("cancel"))));
  const said = await opened(dialog, where);
  return (said === "go" && file.files?.[0]) || null;
}
