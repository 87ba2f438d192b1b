/** Dialogs: how one is opened, and what they look like. It is loaded after the first view. */
import { h } from "./deferred-dom.js";

/** Opens a dialog. @param {HTMLDialogElement} dialog @param {ParentNode} where @returns {Promise<string>} what it was closed with; empty where nothing was chosen */
export function opened(dialog, where) {
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue);
    });
    where.append(dialog);
    dialog.showModal();
  });
}

/** A control below its name. @param {string} label @param {HTMLElement} control */
export const labelled = (label, control) => h("div", { class: "field" }, h("label", { htmlFor: control.id }, label), control);

/**
 * A field for a file, with our own words in the page's language. It lies unseen over them, so that a file can still be dropped on it.
 * @param {import("../locales/texts.js").Texts} texts @param {string} label @param {HTMLInputElement} input
 */
export function fileField(texts, label, input) {
  const name = h("span", { class: "hint" });
  input.addEventListener("change", () => (name.textContent = input.files?.[0]?.name ?? ""));
  return h("div", { class: "field" }, h("label", { htmlFor: input.id }, label), h("div", { class: "file-field" }, h("span", { class: "as-button", "aria-hidden": "true" }, texts.t("chooseFile")), name, input));
}

export const DIALOG_STYLES = `
dialog { color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 24px; max-inline-size: min(34rem, calc(100vw - 2rem)); box-shadow: var(--shadow); }
dialog[open] { display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); } dialog::backdrop { background: rgb(0 0 0 / 0.45); } dialog h2 { display: flex; gap: 0.5em; align-items: center; }
.choices { display: grid; gap: 8px; } .choice { display: grid; justify-content: start; justify-items: start; gap: 0; padding: 10px 16px; inline-size: 100%; } .choice.soft { font-size: 0.875rem; text-align: start; } dialog .field { grid-template-columns: minmax(0, 1fr); } .ask form { display: grid; gap: 14px; }
.proofs { display: grid; gap: 0.35rem; } .proofs li { display: flex; gap: 0.6em; align-items: center; } .proofs b { margin-inline-start: auto; } .proofs .refused b { color: var(--ready); } .proofs .open b { color: var(--ask); }
.file-field { position: relative; display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; border-radius: 8px; } .file-field input { position: absolute; inset: 0; opacity: 0; cursor: pointer; } .file-field:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.as-button { padding: 0.4rem 0.8rem; border: 1px solid var(--strong-line); border-radius: 8px; } .file-field:hover .as-button { background: var(--hover); } .file-field .hint { overflow-wrap: anywhere; }
p.warning { color: var(--ask); } .pair { display: flex; flex-wrap: wrap; gap: 8px; inline-size: 22rem; max-inline-size: 100%; }
.keys { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; font-size: 0.875rem; align-items: center; }
`;
