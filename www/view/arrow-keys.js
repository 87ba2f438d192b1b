/**
 * What belongs together is one tab stop, with arrows inside: the ways past what stands first, the line above everything, the
 * list of causes, the places of a cause, what can be done about it, the toolbar. Whoever tabs on comes to the table, and not to
 * everything before. A field to fill in is a stop of its own, but the one at the end of the toolbar.
 */

/** What can be reached with the tabulator. */
const STOPS = "button, summary, a, input, select";
const CAUSES = ".causes .cause > .group > summary";
const QUICK = ".cause > .quick";

/** In what stands which of its stops, and whether the arrows lead across or down. @type {[part: string, stops: string, across: boolean][]} */
const PARTS = [
  [".skips, .steps, .toolbar", STOPS, true], [".status", STOPS, true],
  [".group-body", ".places button, .places-foot button", false], [".group-body", ".repair button, .cause-foot :is(button, a, summary)", true],
  [".findings", `.close-list, ${CAUSES}, .fold > summary`, false],
];

/** @param {Element} part @param {string} which @returns {HTMLElement[]} those in sight, and not what a menu holds */
const inSight = (part, which) => /** @type {HTMLElement[]} */ ([...part.querySelectorAll(which)]).filter((one) => one.getClientRects().length > 0 && !one.matches(".popup *, :disabled") && (!isField(one) || one.closest(".toolbar")));

/** A field that has its own use for arrows. @param {Element} one */
const isField = (one) => one instanceof HTMLSelectElement || (one instanceof HTMLInputElement && one.type !== "checkbox");

/** What is passed over now, with the place in the order that it has else. @type {Map<HTMLElement, string|null>} */
const passed = new Map();

/** Gives back what was taken away. */
function giveBack() {
  for (const [one, was] of passed) if (was === null) one.removeAttribute("tabindex"); else one.setAttribute("tabindex", was);
  passed.clear();
}

/** Takes these stops away until the focus has moved on, which the next key may not wait for. @param {() => HTMLElement[]} stops */
function passOver(stops) {
  giveBack();
  for (const one of stops()) {
    passed.set(one, one.getAttribute("tabindex"));
    one.tabIndex = -1;
  }
  setTimeout(giveBack);
}

/** The stops that belong together with this one. @param {Element} from @returns {{all: HTMLElement[], across: boolean}|undefined} */
function together(from) {
  for (const [part, stops, across] of PARTS) {
    const around = from.matches(stops) ? from.closest(part) : null;
    const all = around ? inSight(around, stops) : [];
    if (all.includes(/** @type {HTMLElement} */ (from))) return { all, across };
  }
  return undefined;
}

/** The stops that are passed over from here. @param {Element} from @param {ShadowRoot} root @returns {HTMLElement[]} */
function besides(from, root) {
  const list = root.querySelector(".findings");
  const entries = list ? inSight(list, PARTS.at(-1)?.[1] ?? "") : [];
  // Into the list one comes at the cause that is open.
  const causes = entries.filter((one) => one.matches(CAUSES));
  const entry = entries.includes(/** @type {HTMLElement} */ (from)) ? from : causes.find((one) => one.closest("[open]")) ?? causes[0] ?? entries[0];
  return [...entries.filter((one) => one !== entry), ...(list ? inSight(list, QUICK) : []), ...together(from)?.all ?? []].filter((one) => one !== from);
}

/** Whether an arrow in this field stays in it. @param {Element} from @param {number} way */
function keeps(from, way) {
  if (!(from instanceof HTMLInputElement) || !isField(from)) return false;
  return way < 0 ? from.selectionStart !== 0 || from.selectionEnd !== 0 : from.selectionEnd !== from.value.length;
}

/** Where an arrow leads from here. @param {HTMLElement} from @param {string} key @returns {HTMLElement|null|undefined} */
function next(from, key) {
  const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (!way) return undefined;
  const across = /Left|Right/.test(key);
  // Beside the title of a cause stands what takes its suggestion.
  if (from.matches(`${QUICK}, ${CAUSES}`)) {
    const cause = from.closest(".cause");
    const title = /** @type {HTMLElement} */ (cause?.querySelector("summary"));
    if (across) return way > 0 ? cause?.querySelector(`:scope > .quick`) : title;
    from = title;
  }
  const found = together(from);
  if (!found || found.across !== across || keeps(from, way)) return undefined;
  return found.all.at((found.all.indexOf(from) + way) % found.all.length);
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
    if (key === "Tab" && !ctrlKey && !metaKey) return passOver(() => besides(target, root));
    const act = key === "Enter" && (ctrlKey || metaKey) ? actOf(target) : null;
    const to = ctrlKey || metaKey || shiftKey ? undefined : next(target, key);
    if (!act && !to) return;
    event.preventDefault();
    event.stopPropagation();
    act?.click();
    to?.focus();
  }, true);
}
