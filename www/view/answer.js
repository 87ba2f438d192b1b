/** Asks what the receiving system answered, and, when it is known which rows it refused, whether the others went in. */
import { h } from "./deferred-dom.js";
import { fileField, labelled, opened } from "./dialog.js";

/** @typedef {import("../locales/deferred.js").Words} Words */

/**
 * @param {import("../locales/texts.js").Texts} texts @param {Words} words @param {ParentNode} where
 * @param {string[]} choices what may have been answered; one is taken for granted where there is no other
 * @param {(() => void)|null} again has rows that went in go out again; absent where none did
 * @returns {Promise<{answer: Blob, name: string, firstRow: number|null, choice: number}|null>} `choice`: which of them was answered.
 *   Nothing if the question was closed
 */
export async function askAnswer(texts, words, where, choices, again) {
  const ready = () => {
    go.disabled = (!file.files?.length && !text.value.trim()) || (choices.length > 1 && !part.value);
  };
  const file = h("input", { id: "answer-file", type: "file", accept: ".csv,.tsv,.txt,.xlsx,.xlsb,.xls,.ods,.json,.jsonl,.log", onchange: ready });
  const text = h("textarea", { id: "answer-text", rows: 5, placeholder: words("answerExample"), oninput: ready });
  const first = h("select", { id: "answer-first" },
    h("option", { value: "" }, words("answerAsSaid")), ["2", "1", "0"].map((number) => h("option", { value: number }, number)));
  // The same number is another row in each part, so nothing is taken for granted.
  const part = h("select", { id: "answer-part", onchange: ready }, h("option", { value: "" }, words("choose")),
    choices.map((choice, at) => h("option", { value: String(at) }, choice)));
  const go = h("button", { class: "main", disabled: true, "data-key": "answer-take", onclick: () => dialog.close("go") }, words("answerTake"));
  const dialog = h("dialog", { class: "replace", "aria-labelledby": "answer-title" },
    h("h2", { id: "answer-title" }, words("answerTitle")), h("p", {}, words("answerIntro")),
    fileField(texts, words("answerFile"), file), labelled(words("answerText"), text), choices.length > 1 ? labelled(words("answerPart"), part) : null, labelled(words("answerFirst"), first),
    h("p", { class: "pair" }, go, h("button", { onclick: () => dialog.close() }, texts.t("cancel")),
      again ? h("button", { class: "quiet", "data-key": "answer-again", onclick: () => { dialog.close(); again(); } }, words("answerAgain")) : null));
  if ((await opened(dialog, where)) !== "go") return null;
  const [chosen] = file.files ?? [];
  return { answer: chosen ?? new Blob([text.value]), name: chosen?.name ?? "", firstRow: first.value ? Number(first.value) : null, choice: Number(part.value) };
}

/**
 * @param {Words} words @param {ParentNode} where @param {{refused: number, others: number}} counts
 * @returns {Promise<boolean>} whether the rows that were not refused went in
 */
export async function askWentIn(words, where, { refused, others }) {
  const choice = (/** @type {string} */ value, /** @type {string} */ label) =>
    h("button", { class: "choice", value, "data-key": `went-in-${value}`, onclick: () => dialog.close(value) }, h("b", {}, label));
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "went-in-title" },
    h("h2", { id: "went-in-title" }, words("refusedRows", { count: refused })),
    h("p", {}, words("wentInAsk", { count: others })),
    h("div", { class: "choices" }, choice("yes", words("wentInYes")), choice("no", words("wentInNo"))));
  return (await opened(dialog, where)) === "yes";
}

/**
 * Asks what becomes of rows that were refused and that nobody has touched since.
 * @param {Words} words @param {ParentNode} where @param {number} count how many rows; none where no row was named
 * @returns {Promise<""|"drop"|"include">} nothing if they are to be corrected first
 */
export async function askRefused(words, where, count) {
  const choice = (/** @type {string} */ value, /** @type {string} */ label, /** @type {string} */ hint) =>
    h("button", { class: value ? "choice" : "choice soft", value, autofocus: !value, "data-key": `refused-${value || "back"}`, onclick: () => dialog.close(value) },
      h("b", {}, label), h("span", { class: "hint" }, hint));
  const dialog = h("dialog", { class: "ask", "aria-labelledby": "refused-title" },
    h("h2", { id: "refused-title" }, count ? words("refusedOpen", { count }) : words("refusedFile")),
    h("div", { class: "choices" }, choice("", words("ask_block"), words("ask_blockHint")),
      count ? choice("drop", words("refusedDrop", { count }), words("refusedDropHint")) : null,
      choice("include", words("refusedInclude"), words("ask_includeHint"))));
  return /** @type {any} */ (await opened(dialog, where));
}
