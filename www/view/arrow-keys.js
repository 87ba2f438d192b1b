/**
 * The list of causes, the places of a cause and the toolbar are one tab stop each, with arrows inside: whoever tabs on comes to
 * the table, and not to every cause before. The cause that is open keeps its own stops.
 */

/** What can be reached with the tabulator. */
const STOPS = "button, summary, a, input, select";
const CAUSE = ".cause > .group > summary";

/** @param {Element} part @param {string} which @returns {HTMLElement[]} those in sight */
const inSight = (part, which) => /** @type {HTMLElement[]} */ ([...part.querySelectorAll(which)]).filter((one) => one.getClientRects().length > 0);

/** Takes these stops away until the focus has moved on. @param {HTMLElement[]} stops */
function passOver(stops) {
  const before = stops.map((one) => one.getAttribute("tabindex"));
  for (const one of stops) one.tabIndex = -1;
  setTimeout(() => stops.forEach((one, at) => {
    const was = before[at] ?? null;
    if (was === null) one.removeAttribute("tabindex");
    else one.setAttribute("tabindex", was);
  }));
}

/** The stops that are passed over from here. @param {Element} from @returns {HTMLElement[]} */
function besides(from) {
  const [bar, places, causes] = [".toolbar", ".places", ".causes"].map((one) => from.closest(one));
  const others = (/** @type {Element|null|undefined} */ part) => (part ? inSight(part, STOPS).filter((one) => one !== from && !isField(one)) : []);
  const closed = causes ? [...causes.querySelectorAll(".cause")].filter((one) => !one.contains(from) && !one.querySelector("details[open]")) : [];
  return [...(isField(from) ? [] : others(bar)), ...others(places), ...closed.flatMap((one) => inSight(one, STOPS))];
}

/** A field that has its own use for arrows. @param {Element} one */
const isField = (one) => one instanceof HTMLSelectElement || (one instanceof HTMLInputElement && one.type !== "checkbox");

/** Where an arrow leads from here. @param {Element} from @param {string} key @returns {HTMLElement|undefined} */
function next(from, key) {
  const [bar, places, causes] = [".toolbar", ".places", ".causes"].map((one) => from.closest(one));
  const beside = (/** @type {HTMLElement[]} */ all, /** @type {Element|null|undefined} */ here, /** @type {number} */ way) => all.at((all.indexOf(/** @type {HTMLElement} */ (here)) + way) % all.length);
  const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (!way || isField(from)) return undefined;
  const across = /Left|Right/.test(key);
  if (bar) return across ? beside(inSight(bar, STOPS), from, way) : undefined;
  if (across) return undefined;
  if (places) return beside(inSight(places, STOPS), from, way);
  const cause = from.matches(`${CAUSE}, .cause > .quick`) ? from.closest(".cause") : null;
  return causes && cause ? beside(inSight(causes, CAUSE), cause.querySelector("summary"), way) : undefined;
}

/** The main act of the cause in which the focus is. @param {Element} from @returns {HTMLElement|null|undefined} */
function actOf(from) {
  const cause = from.closest(".causes .cause");
  return cause?.querySelector(":scope > .quick") ?? cause?.querySelector(".group-body .soft");
}

/** @param {ShadowRoot} root */
export function hearArrows(root) {
  root.addEventListener("keydown", (heard) => {
    const event = /** @type {KeyboardEvent} */ (heard);
    const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!(target instanceof HTMLElement) || altKey) return;
    if (key === "Tab" && !ctrlKey && !metaKey) return passOver(besides(target));
    const act = key === "Enter" && (ctrlKey || metaKey) ? actOf(target) : null;
    const to = ctrlKey || metaKey || shiftKey ? undefined : next(target, key);
    if (!act && !to) return;
    event.preventDefault();
    event.stopPropagation();
    act?.click();
    to?.focus();
  }, true);
}
