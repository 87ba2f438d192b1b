/** The list of keys, as a dialog. */
import { wordsOf } from "../locales/deferred.js";
import { h } from "./deferred-dom.js";
import { opened } from "./dialog.js";

/** Keys and the word that says what they do. */
const KEYS = /** @type {const} */ ([
  ["F8 · Shift+F8", "key_next"], ["Ctrl+Enter · Alt+Enter", "key_take"], ["F2 · Enter", "key_edit"], ["Ctrl+Z · Ctrl+Y", "key_undo"],
  ["Shift+↑↓←→ · Ctrl+A", "key_select"], ["Ctrl+C · Ctrl+X · Ctrl+V", "key_copy"], ["Ctrl+D", "key_fill"], ["Ctrl+F · Ctrl+G", "key_find"],
  ["Ctrl+H", "key_replace"], ["Alt+↑ · Alt+↓", "key_move"], ["F6 · Shift+F6", "key_parts"], ["↑ ↓ · ← →", "key_arrows"], ["Ctrl+\\", "key_list"], ["Alt+← · Alt+→", "key_width"],
]);

/** @param {import("../locales/texts.js").Texts} texts @param {ParentNode} where */
export function showKeys(texts, where) {
  const words = wordsOf(texts);
  const dialog = h("dialog", { "aria-labelledby": "keys-title" },
    h("h2", { id: "keys-title" }, texts.t("keys")),
    h("dl", { class: "keys" }, KEYS.map(([keys, word]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, words(word))])),
    h("button", { class: "soft", onclick: () => dialog.close() }, texts.t("close")));
  void opened(dialog, where);
}
