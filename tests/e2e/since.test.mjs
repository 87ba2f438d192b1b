/** A file comes again: what is fixed since, what is still there, what is new, from counts alone, in both languages. */
import assert from "node:assert/strict";
import { click, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date";
/** @param {string[]} types @param {string} date */
const file = (types, date) => [HEAD, "Alpha,project,Alpha,,,,", `Alpha,purchase,Licence,,0,250,${date}`, ...types.map((type, at) => `Alpha,task,Task ${at},${type},,,`), ""].join("\r\n");
/** Three words that are not known; and with one of them left, a date that is missing. */
const FIRST = file(["secretword", "nothing", "else", "none"], "2025-03-14");
const SECOND = file(["secretword", "none", "none", "none"], "");

/** @param {Page} page @param {string} bytes @param {string} [name] */
const give = (page, bytes, name = "projects.csv") => drop(page, "import-checker >>> .drop", [{ name, bytes }]);

/** Chooses a new version of the active file. @param {Page} page @param {string} text */
const replace = (page, text) => page.evaluate((bytes) => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".more input[type=file]"));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "projects.csv"));
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}, text);

inEveryBrowser("a new version says what is fixed, still there and new, by cause; and can be closed", async ({ page }) => {
  await give(page, FIRST);
  await status(page, "errors");
  assert.equal(await page.evaluate(() => !!document.querySelector("import-checker")?.shadowRoot?.querySelector(".since")), false, "nothing was before");
  await replace(page, SECOND);
  await says(page, ".since", "Since the version before: fixed 2 · still there 1 · new 1");
  await click(page, "since");
  const lines = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".since tbody tr") ?? []].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)));
  assert.deepEqual(lines.map((line) => line.join("/")).sort(), ["//1", "2/1/"]);
  await accessible(page);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
  await says(page, ".since", "Depuis la version précédente\u00a0: 2 corrigées · 1 toujours là · 1 nouvelle");
  await click(page, "since-close");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".since"), { polling: 50 });
});

inEveryBrowser("after a reload the history tells it, and holds no text of a cell", async ({ page }) => {
  await give(page, FIRST);
  await status(page, "errors");
  const stored = () => page.evaluate(() => new Promise((done) => {
    const opening = indexedDB.open("import-checker-journal", 1);
    opening.onsuccess = () => {
      const request = opening.result.transaction("jobs").objectStore("jobs").getAll();
      request.onsuccess = () => {
        opening.result.close();
        done(JSON.stringify(request.result));
      };
    };
  }));
  for (let tries = 0; !String(await stored()).includes('"causes":[{'); tries++) assert(tries < 100, "the causes are not written down");
  const kept = String(await stored());
  assert.match(kept, /"causes":\[\{"code":"[A-Z]\d+","field":"task budget type","title":"[^"]+","count":3\}\]/);
  assert(!kept.includes("secretword"), kept);
  await page.reload({ waitUntil: "networkidle0" });
  await give(page, SECOND, "projects (2).csv");
  await says(page, ".since", "fixed 2 · still there 1 · new 1");
  assert.match(await textOf(page, ".since"), /Since \w+ \d+, \d{4}:/);
  // A file that has nothing to do with it is compared with nothing.
  await page.reload({ waitUntil: "networkidle0" });
  await give(page, FIRST, "other.csv");
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  assert.equal(await page.evaluate(() => !!document.querySelector("import-checker")?.shadowRoot?.querySelector(".since")), false);
}, { mayAsk: true });

inEveryBrowser("a version in which all is right says so where the file is ready", async ({ page }) => {
  await give(page, FIRST);
  await status(page, "errors");
  await replace(page, file(["none", "none", "none", "none"], "2025-03-14"));
  await status(page, "ready");
  await says(page, ".result .since", "Since the version before: fixed 3");
  await accessible(page);
});
