/** What the views that are loaded last make elements with: by the functions of the page, which has them already. */

/** @typedef {typeof import("./dom.js")} Dom */

/** @type {Dom["h"]} */
export let h;
/** @type {Dom["icon"]} */
export let icon;
/** @type {Dom["letters"]} */
export let letters;
/** @type {Dom["visible"]} */
export let visible;
/** @type {Dom["columnOf"]} */
export let columnOf;

/** @param {Pick<Dom, "h"|"icon"|"letters"|"visible"|"columnOf">} dom */
export function useDom(dom) {
  ({ h, icon, letters, visible, columnOf } = dom);
}
