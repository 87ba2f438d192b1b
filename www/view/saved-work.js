/** On the first screen: files that were worked on before the page was loaded again. */
import { h } from "./deferred-dom.js";

/**
 * @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork
 * @typedef {import("../stored/saved-work-store.js").Broken} Broken
 */

/**
 * @param {import("../locales/deferred.js").Words} words @param {SavedWork[]} works @param {Broken[]} broken what cannot be taken up
 * @param {(work: SavedWork|Broken) => void} forget
 */
export function savedWorkView(words, works, broken, forget) {
  if (!works.length && !broken.length) return null;
  /** @param {SavedWork|Broken} work @param {string} said */
  const line = (work, said) => h("li", {}, said, " ",
    h("button", { class: "link", "data-key": `forget-${work.id}`, onclick: () => forget(work) }, words("forget", { name: work.name })));
  return h("section", { class: "kept card", "aria-labelledby": "kept" },
    h("h3", { id: "kept" }, words("keptTitle")),
    h("ul", {},
      works.map((work) => line(work, work.done.length || !work.there ? words("kept", { name: work.name, count: work.done.length }) : words("keptTable", { name: work.name, table: work.there.name }))),
      broken.map((work) => line(work, words("keptBroken", { name: work.name })))));
}
