/** Rows in error that were corrected elsewhere take their places again: dropped beside the file, or chosen from the menu. */
import assert from "node:assert/strict";
import { chosen, click, pressed, says, shown, status, tabTo } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type";
/** Rows 3 and 5 have errors; what belongs to what is in the order of the rows. */
const PROJECTS = `${HEAD}\nAlpha,project,Alpha,\nAlpha,task,Plan,sometimes\nBeta,project,Beta,\nBeta,task,Build,never\nBeta,task,Close,none\n`;
/** A definition of the page's own. */
const OWN = { name: "own/people", title: "People", fields: [{ name: "name", constraints: { required: true } }, { name: "age", type: "integer" }] };
const PEOPLE = "name,age\nAda,36\nBob,many\nCy,7\n";

/** The rows in error, as they were downloaded. @param {Page} page @param {() => Promise<{name: string, bytes: Buffer|Uint8Array|string}>} download */
async function rejected(page, download) {
  await click(page, "menu");
  await click(page, "menu-rejected");
  const { bytes } = await download();
  return String(bytes);
}

/** The cleaned file of the file at hand. @param {Page} page @param {() => Promise<{name: string, bytes: Buffer|Uint8Array|string}>} download */
async function cleaned(page, download) {
  await click(page, "download");
  return String((await download()).bytes).replace(/^\uFEFF/, "");
}

inEveryBrowser("dropped beside their file they are put back in their order, and one step undoes it", async ({ page, download }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: PROJECTS }]);
  await status(page, "errors");
  const rows = await rejected(page, download);
  assert.match(rows, /Row \(import check\)/);
  const back = rows.replace("sometimes", "none").replace("never", "none");
  await drop(page, "import-checker >>> .workbench", [{ name: "rows.csv", bytes: back }]);
  await says(page, "#put-back-title", "rows.csv holds 2 rows of projects.csv");
  await accessible(page);
  await says(page, "dialog", "each row in its old place");
  await pressed(page, "Enter");
  await status(page, "ready");
  await says(page, ".note", "2 corrected cells are back in their places.");
  assert.equal(await cleaned(page, download), PROJECTS.replace("sometimes", "none").replace("never", "none").replaceAll("\n", "\r\n"));
  await click(page, "undo");
  await status(page, "errors");
  await says(page, ".note", "2 cells changed");
});

inEveryBrowser("chosen from the menu by keys; what does not fit is said, and changes nothing", async ({ browser, page, download }) => {
  await page.evaluate((definition) => {
    /** @type {any} */ (document.querySelector("import-checker")).definition = definition;
  }, OWN);
  await drop(page, "import-checker >>> .drop", [{ name: "people.csv", bytes: PEOPLE }]);
  await status(page, "errors");
  const rows = await rejected(page, download);
  const give = async (/** @type {string} */ text) => {
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=menu]")).focus());
    await pressed(page, "Enter");
    await tabTo(page, "put-back", 15);
    await pressed(page, "Enter");
    await shown(page, "#rows-file");
    await accessible(page);
    await chosen(page, browser, "#rows-file", { name: "rows.csv", bytes: text });
    await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=rows-take]:disabled"), { polling: 50 });
    await tabTo(page, "rows-take", 6);
    await pressed(page, "Enter");
  };
  await give(rows.replace(/,3,/, ",9,"));
  await says(page, ".note", "rows.csv: The file has no row 9 of data, and nothing was taken.");
  await status(page, "errors");
  await give(rows);
  await says(page, ".note", "These rows say the same as the file");
  await give(rows.replace("many", "41"));
  await status(page, "ready");
  assert.equal(await cleaned(page, download), "name,age\r\nAda,36\r\nBob,41\r\nCy,7\r\n");
});

inEveryBrowser("in French, and as a file of its own where that is wanted", async ({ page, download }) => {
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: PROJECTS }]);
  await status(page, "errors");
  const rows = await rejected(page, download);
  assert.match(rows, /Ligne \(contrôle d’import\)/);
  await drop(page, "import-checker >>> .workbench", [{ name: "lignes.csv", bytes: rows.replace("sometimes", "none") }]);
  await says(page, "#put-back-title", "lignes.csv contient 2 lignes de projects.csv");
  await click(page, "put-back-not");
  await shown(page, ".files li:nth-child(2)");
});
