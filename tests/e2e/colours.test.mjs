/** Every stage with real files: anyone can use it, light in English and dark in French. */
import assert from "node:assert/strict";
import { click, shown } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date";
const WRONG = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,", "Alpha,expense,Hosting,,0,100,2025-03-14", "Alpha,task,Kick-off,gobal,,,", ""].join("\r\n");
const GOOD = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,task,Kick-off,none,,,", ""].join("\r\n");

/** @type {[string, string|null, string, ((page: Page) => Promise<unknown>)?][]} what it is, the file, what is shown then, and what is done there */
const STAGES = [
  ["the start page", null, ".drop"],
  ["the question which column is which", GOOD.replace("resource type", "kind of resource").replace("task budget type", "remark"), ".match-asks"],
  ["the workbench with its list, a cell to fill in and its keys", WRONG, "[role=gridcell][tabindex='0']", (page) => page.keyboard.press("F8")],
  ["a file of another import", GOOD, ".figure", async (page) => {
    await page.evaluate(() => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=reassign]"));
      select.value = "interpreter-intelligence/clients";
      select.dispatchEvent(new Event("change"));
    });
    await shown(page, ".blocked");
  }],
  ["a file that nothing knows", "fruit,colour,kg\r\napple,red,1\r\n", ".blocked"],
  ["a ready file with all that opens", GOOD, "#verdict", (page) => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("details").forEach((one) => (one.open = true)))],
  ["the table of a ready file", GOOD, "#verdict", async (page) => {
    await click(page, "to-table");
    await shown(page, "[role=gridcell][tabindex='0']");
  }],
];

for (const [title, bytes, until, then] of STAGES) {
  inEveryBrowser(`${title}: accessible, light in English and dark in French`, async ({ page }) => {
    if (bytes !== null) await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes }]);
    await shown(page, until);
    await then?.(page);
    await accessible(page);
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    // In every browser, whatever the machine prefers.
    await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"));
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
    await page.waitForFunction(() => document.documentElement.lang === "fr" && document.querySelector("import-checker")?.getAttribute("status") !== "checking", { polling: 50 });
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), light, "the page is dark");
    await accessible(page);
  });
}
