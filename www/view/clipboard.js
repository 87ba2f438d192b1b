/** Blocks of cells on the clipboard, as spreadsheets put them there: tabs between cells, quotes around cells with line breaks. */

/** A block as it is, for this page alone. */
const OWN = "application/x-import-checker";

/** The texts of what is pasted. @param {DataTransfer|null} data @returns {string[][]} none where nothing is a text */
function pasted(data) {
  const text = data?.getData(OWN) || data?.getData("text/plain");
  return text ? tableFromClipboard(text) : [];
}

/**
 * The texts of cells as one text. A spreadsheet runs what looks like a formula, so that it gets an apostrophe before it.
 * @param {string[][]} rows @param {boolean} [own] for this page, which runs nothing
 */
function copied(rows, own) {
  const block = rows.length > 1 || (rows[0]?.length ?? 0) > 1;
  const cell = (/** @type {string} */ text) => quoted(!own && isFormula(text) ? `'${text}` : text, block);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

/** Puts cells on the clipboard while somebody copies. @param {DataTransfer} data @param {string[][]} rows */
function put(data, rows) {
  data.setData("text/plain", copied(rows));
  data.setData(OWN, copied(rows, true));
}

export const clipboard = { pasted, copied, put };

/**
 * Whether a spreadsheet would take a text for a formula, also where nobody sees what stands before it. Numbers with what
 * belongs to them, phone numbers and lines of a list are what they look like. The engine judges likewise (`is_formula_like`).
 * @param {string} text
 */
export function isFormula(text) {
  const [first = "", ...rest] = text.replace(/^[\s\p{C}]+/u, "");
  const others = rest.join("");
  if (first === "=") return others !== "";
  if (first === "＝") return /[\p{L}\p{N}]/u.test(others);
  if (first === "@") return /^[\p{L}_]/u.test(others);
  const words = /[\p{L}!|"&*=@]/u.test(others);
  if (/[＋－＠]/.test(first)) return words;
  return /[+-]/.test(first) && words && !/^[ -][^(|!]*$/.test(others) && !/^\s*[\d.,'’\s]+[\p{L}\p{Sc}%]{0,4}$/u.test(others);
}

/** A text as one cell of a block: with quotes where it would be taken for several. @param {string} text @param {boolean} block */
const quoted = (text, block) => (block && /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * @param {string} text
 * @returns {string[][]}
 */
function tableFromClipboard(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const piece = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  for (;;) {
    const match = piece.exec(text);
    if (!match) break;
    rows.at(-1)?.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : (match[2] ?? ""));
    if (match[3] === "" || piece.lastIndex === text.length) {
      if (match[3] === "\t") rows.at(-1)?.push("");
      break;
    }
    if (match[3] !== "\t") rows.push([]);
  }
  return rows;
}
