/** What can be done with a column, in a menu below its heading. */
import { h } from "./dom.js";
import { openBeside } from "./popup.js";

/** @typedef {[key: string, text: string, act: () => void]} Act */

/**
 * @param {HTMLElement} anchor the heading @param {string} label @param {Act[]} acts
 * @param {() => void} back gives the focus back to the heading
 */
export function openHeaderMenu(anchor, label, acts, back) {
  let open = true;
  const close = () => {
    open = false;
    menu.remove();
  };
  const items = acts.map(([key, text, act]) => h("button", { class: "quiet row", role: "menuitem", tabIndex: -1, "data-key": key, onclick: () => {
    close();
    act();
    // Only then: a column that is hidden takes its heading with it.
    back();
  } }, text));
  const menu = h("div", { class: "choices-popup", popover: "manual", role: "menu", "aria-label": label }, items);
  menu.addEventListener("focusout", (event) => open && !(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget)) && close());
  menu.addEventListener("keydown", (event) => {
    const at = items.findIndex((one) => one === event.target);
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const to = moves[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      back();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  openBeside(menu, anchor);
  items[0]?.focus();
}
