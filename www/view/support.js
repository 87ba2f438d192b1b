/** What a summary made for support says of itself: import, versions, fingerprint; and where support is found. */
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

/**
 * Where help with an import is given; the engine let only e-mail and web addresses through.
 * @param {import("../locales/deferred.js").Words} words @param {string|null|undefined} address
 */
export function helpView(words, address) {
  if (!address) return null;
  const mail = !/^https?:/i.test(address);
  return h("p", { class: "hint help" }, words("supportAsk"), " ", h("a", { href: mail ? `mailto:${address}` : address, target: "_blank", rel: "noopener noreferrer" }, visible(address)));
}
