/** On the first screen: files that were worked on before the page was loaded again. */
import { h } from "./deferred-dom.js";

/** @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork */

/**
 * @param {import("../locales/deferred.js").Words} words @param {SavedWork[]} works @param {(work: SavedWork) => void} forget
 */
export function savedWorkView(words, works, forget) {
  if (!works.length) return null;
  return h("section", { class: "kept card", "aria-labelledby": "kept" },
    h("h3", { id: "kept" }, words("keptTitle")),
    h("ul", {}, works.map((work) => h("li", {},
      work.done.length || !work.there ? words("kept", { name: work.name, count: work.done.length }) : words("keptTable", { name: work.name, table: work.there.name }), " ",
      h("button", { class: "link", "data-key": `forget-${work.id}`, onclick: () => forget(work) }, words("forget", { name: work.name }))))));
}
