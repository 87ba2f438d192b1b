/**
 * What may stand at a place of a JSON text, by its JSON Schema: the words of an object, the values of a word.
 *
 * @typedef {{path: (string|number)[], key: boolean, typed: string, from: number, known: string[]}} Spot where the
 *   cursor stands: the way to it from the outside, whether a word of an object is expected there or a value, what is
 *   typed of it already and since where, and which words the object has
 * @typedef {{word: string, description: string, value: boolean}} Offer
 * @typedef {Record<string, any>} Schema
 */

/**
 * Reads a text up to the cursor; it need not be complete.
 * @param {string} text @param {number} at @returns {Spot}
 */
export function spotAt(text, at) {
  /** @type {{list: boolean, at: string|number, key: boolean, known: string[]}[]} */
  const open = [];
  let [typed, from] = ["", at];
  for (let place = 0; place < at; place++) {
    const letter = text[place] ?? "";
    const inner = open.at(-1);
    if (letter === '"' || /[\w.+-]/.test(letter)) {
      const end = letter === '"' ? endOfText(text, place) : place + (/^[\w.+-]+/.exec(text.slice(place))?.[0].length ?? 1);
      const word = text.slice(place, Math.min(end, at)).replaceAll('"', "");
      if (end >= at) [typed, from] = [word, place];
      else if (inner?.key) {
        inner.at = word;
        inner.known.push(word);
      }
      place = end - 1;
    } else if (letter === "{") open.push({ list: false, at: "", key: true, known: [] });
    else if (letter === "[") open.push({ list: true, at: 0, key: false, known: [] });
    else if (letter === "}" || letter === "]") open.pop();
    else if (letter === ":" && inner) inner.key = false;
    else if (letter === "," && inner?.list) inner.at = Number(inner.at) + 1;
    else if (letter === "," && inner) inner.key = true;
  }
  const last = open.at(-1);
  const way = open.slice(0, last?.key ? -1 : undefined).map((one) => one.at);
  return { path: way, key: last?.key ?? false, typed, from, known: last?.known ?? [] };
}

/** The place behind the closing quotation mark, or behind the end. @param {string} text @param {number} start */
function endOfText(text, start) {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
    else if (text[at] === "\n") return at;
  }
  return text.length + 1;
}

/**
 * What may stand there and begins with what is typed.
 * @param {Schema} schema @param {Spot} spot @returns {Offer[]}
 */
export function offers(schema, { path, key, typed, known }) {
  const parts = path.reduce((/** @type {Schema[]} */ found, step) => found.flatMap((part) => inside(schema, part, step)), forms(schema, schema));
  const all = key ? parts.flatMap(words) : parts.flatMap(values);
  const fits = all.filter(({ word }) => word.startsWith(typed) && !known.includes(word));
  return fits.filter(({ word }, at) => fits.findIndex((one) => one.word === word) === at);
}

/** A part of the schema and all that it refers to or consists of. @param {Schema} schema @param {Schema} part @returns {Schema[]} */
function forms(schema, part) {
  const named = typeof part.$ref === "string" ? [schema.$defs[part.$ref.split("/").at(-1) ?? ""]] : [];
  const inner = [...named, ...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])];
  return [part, ...inner.flatMap((one) => forms(schema, { description: part.description, ...one }))];
}

/** @param {Schema} schema @param {Schema} part @param {string|number} step @returns {Schema[]} */
function inside(schema, part, step) {
  const next = typeof step === "number" ? part.items : part.properties?.[step] ?? part.additionalProperties;
  return next && typeof next === "object" ? forms(schema, next) : [];
}

/** @param {Schema} part @returns {Offer[]} */
function words({ properties = {} }) {
  return Object.entries(properties).map(([word, one]) => ({ word, description: one.description ?? "", value: false }));
}

/** @param {Schema} part @returns {Offer[]} */
function values({ enum: all, const: only, type, description = "" }) {
  const list = all ?? (only === undefined ? (type === "boolean" ? [true, false] : []) : [only]);
  return list.map((/** @type {unknown} */ one) => ({ word: String(one), description, value: typeof one !== "string" }));
}

/**
 * The text with an offer in it, and where the cursor goes.
 * @param {string} text @param {number} at @param {Spot} spot @param {Offer} offer
 */
export function complete(text, at, { from, key }, { word, value }) {
  const rest = text.slice(at).replace(/^[\w.+-]*"?/, "");
  const quoted = value ? word : JSON.stringify(word);
  const put = key && !/^\s*:/.test(rest) ? `${quoted}: ` : quoted;
  return { text: text.slice(0, from) + put + rest, at: from + put.length };
}
