/** What a sample for support shows, and what it could not keep, before it is downloaded. */
import { h, icon, visible } from "./deferred-dom.js";
import { opened } from "./dialog.js";

/** So many places are named. */
const LISTED = 12;

/**
 * @typedef {{bytes: Uint8Array, ending: string, rows: number, same: number, lost: string[], added: string[], kept: string[],
 *   dropped: number, beyond: boolean, encoding: string|null, settings: string[]}} Sample
 */

/**
 * @param {import("../locales/texts.js").Texts} texts @param {import("../locales/deferred.js").Words} words @param {ParentNode} where
 * @param {string} name @param {Sample} sample
 * @returns {Promise<boolean>} whether it is wanted
 */
export async function offerSample(texts, words, where, name, sample) {
  const list = (/** @type {string[]} */ all) => `${all.slice(0, LISTED).join(", ")}${all.length > LISTED ? `, +${all.length - LISTED}` : ""}`;
  const lines = /** @type {const} */ ([
    ["sampleKept", sample.kept], ["sampleLost", sample.lost], ["sampleAdded", sample.added], ["sampleSettings", sample.settings],
  ]);
  const said = lines.flatMap(([key, all]) => (all.length ? [h("li", { "data-key": key }, words(key, { list: visible(list(all)) }))] : []));
  if (sample.dropped) said.push(h("li", {}, words("sampleDropped", { count: sample.dropped })));
  if (sample.beyond) said.push(h("li", {}, words("sampleBeyond")));
  if (sample.encoding) said.push(h("li", {}, words("sampleEncoding", { encoding: sample.encoding })));
  const dialog = h("dialog", { class: "ask sample", "aria-labelledby": "sample-title" },
    h("h2", { id: "sample-title" }, words("sampleTitle")),
    h("p", {}, icon("check"), " ", words("sampleShows", { count: sample.same, rows: texts.t("rowsShown", { count: sample.rows }) })),
    said.length ? h("ul", { class: "sentences" }, said) : null,
    h("p", { class: "hint" }, words("sampleHint")),
    h("p", { class: "acts" },
      h("button", { class: "main", autofocus: true, "data-key": "sample-take", onclick: () => dialog.close("go") }, words("sampleTake", { name: visible(name) })),
      h("button", { onclick: () => dialog.close() }, texts.t("cancel"))));
  return (await opened(dialog, where)) === "go";
}

/** Hands a file to the browser. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
