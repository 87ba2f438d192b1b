/**
 * Makes elements. Text always becomes a text node, so nothing from a file is ever read as markup.
 *
 * @typedef {Node|string|number|null|undefined|false|Child[]} Child
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties] `class`, `aria-…`, `data-…`, `role`, `part` and the like become
 *   attributes, `on…` listeners, the rest properties
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  // None of ours submits the form around us.
  if (element instanceof HTMLButtonElement) element.type = "button";
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name in element && !/^(class|part|role|list|form)$/.test(name)) Reflect.set(element, name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  put(element, ...children);
  return element;
}

/**
 * @param {Element} element
 * @param {...Child} children
 */
export function put(element, ...children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) put(element, ...child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

const SHAPES = {
  error: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-.9 3.2h1.8v4.9H7.1V4.2Zm.9 8.1a1.1 1.1 0 1 1 0-2.2 1.1 1.1 0 0 1 0 2.2Z",
  warning: "M8 1.2 15.4 14H.6L8 1.2Zm-.8 4.6v4h1.6v-4H7.2Zm.8 6.8a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  notice: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2.7a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2Zm-.9 3.2h1.8v5.3H7.1V6.9Z",
  change: "m11.3 1.6 3.1 3.1-8.6 8.6-3.9.8.8-3.9 8.6-8.6Z",
  ready: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.9 4.9L7.1 11 4.2 8.1l1.1-1.1 1.8 1.7 3.7-3.9 1.1 1.1Z",
  file: "M3.5 1h6L13 4.5V15H3.5V1Zm1.5 1.5v11h6.5V5.3H8.7V2.5H5Z",
  lock: "M8 1a3.5 3.5 0 0 0-3.5 3.5V7H3v8h10V7h-1.5V4.5A3.5 3.5 0 0 0 8 1Zm0 1.5a2 2 0 0 1 2 2V7H6V4.5a2 2 0 0 1 2-2Z",
  download: "M7.200 1h1.600v7.200l2.600-2.600 1.100 1.100L8 11.200 3.5 6.700l1.100-1.100 2.600 2.600V1ZM2 13.400h12V15H2v-1.600Z",
};

/**
 * A small picture that says nothing to a screen reader; a text always stands beside it.
 * @param {keyof typeof SHAPES} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("class", `icon icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill-rule", "evenodd");
  picture.append(path);
  return picture;
}

/**
 * Shows control and direction characters, so that a text cannot pretend to be another.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (letter) => {
    if (letter === "\n" || letter === "\r") return "⏎";
    if (letter === "\t") return "⇥";
    return `⟨U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** @param {number} column 0 is A */
export function letters(column) {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** @param {string} name @returns {number} 0 for A */
export function columnOf(name) {
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
