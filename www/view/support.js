/** What a summary made for support says of itself: import, versions, fingerprint. */
import { h, visible } from "./deferred-dom.js";

/** @param {import("../locales/deferred.js").Words} words @param {import("../model/protocol.js").Report} report */
export function supportView(words, { import: id, engine, fingerprint }) {
  const lines = /** @type {const} */ ([
    ["supportImport", id ? [id.title, id.title === id.name ? "" : id.name, id.version].filter(Boolean).join(" · ") : ""],
    ["supportEngine", engine ? `Import Checker ${engine}` : ""],
    ["supportFingerprint", fingerprint ?? ""],
  ]);
  return h("dl", { class: "support" }, lines.filter(([, text]) => text).map(([key, text]) =>
    h("div", {}, h("dt", {}, words(key)), h("dd", {}, h("code", { class: "value" }, visible(text))))));
}
