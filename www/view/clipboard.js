/**
 * A block as spreadsheets put it on the clipboard: tabs between cells, quotes around cells with line breaks.
 * @param {string} text
 * @returns {string[][]}
 */
export function tableFromClipboard(text) {
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
