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
  error: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m-1 3v5h2V4zm0 6.500v2h2v-2z",
  ask: "M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3m4 2.700c-1.500 0-2.600 1-2.700 2.600h1.600c.1-.7.500-1.100 1.100-1.100s1.100.4 1.100 1c0 1-1.900 1-1.900 3h1.600c0-1.200 2-1.300 2-3 0-1.500-1.200-2.500-2.800-2.500M7.100 10.600v1.800h1.800v-1.800z",
  warning: "M8 1.200 15.400 14H.6L8 1.200Zm-.8 4.600v4h1.600v-4H7.200Zm.8 6.800a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  notice: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M7 7v5h2V7zm0-3v2h2V4z",
  change: "M9.500 3 14.500 8l-5 5-1.400-1.400L10.700 9H1.500V7h9.200L8.100 4.400z",
  arrow: "M9.500 3 14.500 8l-5 5-1.400-1.400L10.700 9H1.500V7h9.200L8.100 4.400z",
  hand: "M11.300 1.200 14.800 4.700 5.500 14 1 15l1-4.500zM3.800 11.300l-.3 1.200 1.200-.3 7.300-7.300-.9-.9z",
  wait: "M3 1h10v2h-1v2L9.500 8l2.500 3v2h1v2H3v-2h1v-2l2.500-3L4 5V3H3zm3 2v1.300L8 6.700l2-2.400V3zm2 6.300-2 2.400V13h4v-1.300z",
  ready: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m3.200 3.600L7 9.200 4.900 7.200 3.500 8.600 7 12l5.600-6z",
  check: "M13.300 3.300 14.800 4.800 6.500 13 1.700 8.300l1.500-1.500 3.300 3.300z",
  file: "M3 1h6.500L13 4.500V15H3zm2 2v10h6V6H8V3z",
  lock: "M8 1a4 4 0 0 1 4 4v2h1v8H3V7h1V5a4 4 0 0 1 4-4m0 2a2 2 0 0 0-2 2v2h4V5a2 2 0 0 0-2-2",
  download: "M7 1h2v6.600l2.300-2.300 1.400 1.400L8 11.400 3.300 6.700l1.400-1.400L7 7.600zM2 13h12v2H2z",
  down: "m3.400 5 4.600 4.600L12.600 5 14 6.400l-6 6-6-6z",
  left: "M11 3.400 9.600 2l-6 6 6 6 1.400-1.400L6.400 8z",
  right: "m5 3.400 1.400-1.400 6 6-6 6L5 12.600 9.600 8z",
  undo: "M6.400 1.600 7.800 3 5.800 5H10a4.500 4.500 0 0 1 0 9H5v-2h5a2.500 2.500 0 0 0 0-5H5.800l2 2-1.400 1.400L2 6z",
  redo: "M9.600 1.600 8.200 3l2 2H6a4.500 4.500 0 0 0 0 9h5v-2H6a2.500 2.500 0 0 1 0-5h4.200l-2 2 1.400 1.400L14 6z",
  plus: "M7 2h2v5h5v2H9v5H7V9H2V7h5z",
  close: "m3.400 2 4.600 4.600L12.600 2 14 3.400 9.400 8l4.600 4.600-1.400 1.400L8 9.400 3.400 14 2 12.600 6.600 8 2 3.400z",
  search: "M6.500 1a5.500 5.500 0 0 1 4.400 8.800l4 4-1.400 1.400-4-4A5.500 5.500 0 1 1 6.500 1m0 2a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7",
  more: "M8 2a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3m0 4.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3M8 11a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3",
  panel: "M1 2h14v12H1zm2 2v8h2V4zm4 0v8h6V4z",
  wand: "m9.500 5 1.500 1.500L3 14.500 1.500 13zM12 0l.8 2.200L15 3l-2.200.8L12 6l-.8-2.200L9 3l2.200-.8zM4 1l.6 1.400L6 3l-1.400.6L4 5l-.6-1.400L2 3l1.400-.6z",
  zip: "M2 1h12v14H2zm2 2v10h8V3h-3v2H7V3zm3 3h2v2H7zm0 3h2v3H7z",
  play: "M4 2v12l9.500-6z",
};

/** @typedef {keyof typeof SHAPES} IconName */

/**
 * A part of a picture.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 */
export function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) element.setAttribute(name, attributes[name] ?? "");
  return element;
}

/**
 * A small picture that says nothing to a screen reader; a text always stands beside it.
 * @param {IconName} name
 */
export function icon(name) {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: `icon icon-${name}`, "aria-hidden": "true" });
  picture.append(svg("path", { d: SHAPES[name], "fill-rule": "evenodd" }));
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

/** Hands a file over to the browser's downloads. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
