/**
 * What the page itself writes for a spreadsheet: cells on the clipboard, and the list of the history. The same formulas as
 * those that the command line is tried with.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { clipboard, isFormula } from "../../www/view/clipboard.js";
import { inEveryBrowser, root } from "./support.mjs";

const { fronts, formulas, harmless } = JSON.parse(await readFile(join(root, "tests/formulas.json"), "utf8"));
/** @type {string[]} */
const live = formulas.flatMap((/** @type {string} */ formula) => fronts.map((/** @type {string} */ front) => front + formula));

test("no block of cells that is copied holds a formula, and what is none stays as it is", () => {
  for (const text of live) {
    assert(isFormula(text), JSON.stringify(text));
    const [[first]] = clipboard.pasted(/** @type {any} */ ({ getData: (/** @type {string} */ type) => (type === "text/plain" ? clipboard.copied([[text, "x"]]) : "") }));
    assert.equal(first, `'${text}`.replaceAll("\r\n", "\n"), JSON.stringify(text));
    assert.equal(clipboard.copied([[text]]), `'${text}`);
  }
  for (const text of harmless) assert.equal(clipboard.copied([[text]]), text);
});

inEveryBrowser("no line of the history's list is a formula, whatever files and imports are called", async ({ page, url, download }) => {
  await page.goto(`${url}history.html`, { waitUntil: "load" });
  await page.evaluate(async (all) => {
    const request = indexedDB.open("import-checker-journal", 1);
    request.onupgradeneeded = () => (request.result.createObjectStore("jobs", { keyPath: "id", autoIncrement: true }), request.result.createObjectStore("files"));
    await new Promise((done) => (request.onsuccess = done));
    const transaction = request.result.transaction("jobs", "readwrite");
    for (const name of all) transaction.objectStore("jobs").put({ kind: "check", name, title: name, tab: name, status: "finished", start: 1, done: 1, total: 1 });
    await new Promise((done) => (transaction.oncomplete = done));
    request.result.close();
  }, live);
  await page.reload({ waitUntil: "load" });
  await page.waitForFunction((count) => document.querySelectorAll("#jobs tbody tr").length === count, { polling: 50 }, live.length);
  await page.click("#csv");
  const { bytes } = await download();
  const cells = [...bytes.toString().replace("\ufeff", "").matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"'));
  assert(cells.length > 9 * live.length);
  for (const cell of cells) assert(!isFormula(cell), JSON.stringify(cell));
}, { mayAsk: true });
