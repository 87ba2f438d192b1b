/** On the first screen: files that were worked on before the page was loaded again. */
import { h, icon } from "./deferred-dom.js";

/**
 * @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork
 * @typedef {import("../stored/saved-work-store.js").Broken} Broken
 */

/**
 * @param {import("../locales/deferred.js").Words} words @param {string} lang @param {SavedWork[]} works
 * @param {Broken[]} broken what cannot be taken up @param {(work: SavedWork|Broken) => void} forget
 * @param {boolean} chooses whether a file is chosen in the element, by its one button, and not in a field of the page around it
 */
export function savedWorkView(words, lang, works, broken, forget, chooses) {
  if (!works.length && !broken.length) return null;
  const time = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
  const choose = (/** @type {any} */ { currentTarget }) => currentTarget.getRootNode().querySelector("[data-key=pick]")?.click();
  const forgetButton = (/** @type {SavedWork|Broken} */ work) =>
    h("button", { class: "link", "data-key": `forget-${work.id}`, onclick: () => forget(work) }, words("forget", { name: work.name }));
  return h("section", { class: "kept card", "aria-labelledby": "kept" },
    h("h3", { id: "kept" }, words("keptTitle")),
    h("ul", {},
      works.map((work) => h("li", {},
        h("p", {}, work.done.length || !work.there ? words("kept", { name: work.name, count: work.done.length }) : words("keptTable", { name: work.name, table: work.there.name }), " ", h("span", { class: "hint" }, time.format(work.at))),
        h("span", { class: "acts" },
          chooses ? h("button", { class: "soft", "data-key": `choose-${work.id}`, onclick: choose }, icon("undo"), words("keptChoose")) : null,
          forgetButton(work)))),
      broken.map((work) => h("li", {}, h("p", {}, words("keptBroken", { name: work.name })), h("span", { class: "acts" }, forgetButton(work))))));
}
