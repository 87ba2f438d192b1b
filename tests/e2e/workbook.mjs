/** Small workbooks, as bytes. */
import { storedZip } from "../../www/model/stored-zip.js";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** @param {[string, string, string][]} list */
const relations = (list) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join("")}</Relationships>`;

/** A row of texts. @param {number} number @param {string[]} texts */
export const row = (number, texts) =>
  `<row r="${number}">${texts.map((text, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;

/** A workbook of sheets with these rows, by name. @param {Record<string, string[]>} sheets @param {Record<string, string>} [after] what else stands in a sheet, below its rows */
export async function made(sheets, after = {}) {
  const names = Object.keys(sheets);
  const listed = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`).join("");
  /** @type {Record<string, string>} */
  const parts = {
    "_rels/.rels": relations([["r1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(names.map((_, at) => [`r${at}`, "worksheet", `worksheets/sheet${at}.xml`])),
  };
  for (const [at, name] of names.entries()) parts[`xl/worksheets/sheet${at}.xml`] = `<worksheet xmlns="${MAIN}"><sheetData>${(sheets[name] ?? []).join("")}</sheetData>${after[name] ?? ""}</worksheet>`;
  const files = Object.entries(parts).map(([name, text]) => ({ name, blob: new Blob([text]) }));
  return Buffer.from(await (await storedZip(files)).arrayBuffer());
}
