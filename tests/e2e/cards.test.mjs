/** Where the element is too narrow for a table, the rows are cards: shown, written into and gone through, in both languages. */
import assert from "node:assert/strict";
import { click, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const SIZE = { width: 390, height: 844 };
const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
/** A project with thirty tasks, one with a word that is not known, and a purchase without its date. */
const FILE = [HEAD, "Alpha,project,Alpha,,,,,,,,,", "Alpha,purchase,Licence,,,,,,0,250,,",
  ...Array.from({ length: 30 }, (_, at) => `Alpha,task,Task ${at},${at === 4 ? "forfait" : "none"},,,,,,,,`), ""].join("\r\n");

/** @param {Page} page @param {string} selector */
const count = (page, selector) => page.evaluate((inner) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(inner).length, selector);

/** @param {Page} page */
async function begin(page) {
  await drop(page, DROP, [{ name: "projects.csv", bytes: FILE }]);
  await status(page, "errors");
  await shown(page, ".row-card");
}

inEveryBrowser("each row is a card with the fields that have something to say, and with all of them when asked", async ({ page }) => {
  await begin(page);
  assert.match(await textOf(page, ".cards-head"), /Rows 32/);
  assert.equal(await count(page, ".row-card"), 20);
  // The table is there, and out of sight.
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.getClientRects().length), 0);
  assert.match(await textOf(page, "[aria-labelledby=card-3]"), /Row 3.*Licence.*With errors.*K.*purchase paid date/s);
  assert.equal(await count(page, "[aria-labelledby=card-3] .row-field[data-column]"), 1);
  await click(page, "whole-3");
  await shown(page, "[aria-labelledby=card-3] [data-column='11']");
  assert.equal(await count(page, "[aria-labelledby=card-3] .row-field[data-column]"), 12);
  await click(page, "rowsMore");
  await shown(page, "[aria-labelledby=card-33]");
  assert.equal(await count(page, ".row-card"), 32);
}, { size: SIZE });

inEveryBrowser("the foot leads to the field to fill; what is written there is checked, and can be undone", async ({ page }) => {
  await begin(page);
  await click(page, "foot-next");
  await says(page, ".cards-foot", "1 of 2 · K3");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === "card-3-10", { polling: 50 });
  await page.keyboard.type("2025-03-14");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-labelledby=card-3] .tag.ready"), { polling: 50 });
  await click(page, "foot-next");
  await says(page, ".cards-foot", "1 of 1 · D8");
  // One cell only holds that word: there is one button, which says what it writes.
  await says(page, "[aria-labelledby=card-8] .acts", "Write “detailed”");
  assert.equal(await count(page, "[aria-labelledby=card-8] .row-field .acts button"), 1);
  await click(page, "foot-undo");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-labelledby=card-3] .tag.error"), { polling: 50 });
  await click(page, "card-8-3-take");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-labelledby=card-8] .row-field.hand"), { polling: 50 });
}, { size: SIZE });

inEveryBrowser("what is being written stays when a check ends meanwhile", async ({ page }) => {
  await begin(page);
  await click(page, "foot-next");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === "card-3-10", { polling: 50 });
  await page.keyboard.type("2025-03");
  await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).settings = {});
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "errors", { polling: 50 });
  await page.keyboard.type("-14");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-labelledby=card-3] .row-field.hand"), { polling: 50 });
  assert.match(await textOf(page, "[aria-labelledby=card-3]"), /2025-03-14/);
}, { size: SIZE });

inEveryBrowser("what somebody begins to write while rows are on their way is not taken away by them", async ({ page }) => {
  await begin(page);
  await click(page, "foot-next");
  const inField = () => page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === "card-3-10", { polling: 50 });
  await inField();
  // The table's rows of the next check are shortened, as very long ones are; the whole ones, which the cards ask for, wait until they are let go.
  await page.evaluate(() => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const own = /** @type {any} */ (globalThis);
    const held = new Promise((release) => Object.assign(own, { release }));
    const { window: rows } = client;
    client.window = async (/** @type {any[]} */ ...asked) => {
      const answer = await rows.apply(client, asked);
      if (asked.at(-1) === 20) {
        own.asked = true;
        await held;
      } else for (const row of answer.rows) row.cut = true;
      return answer;
    };
    /** @type {any} */ (document.querySelector("import-checker")).settings = {};
  });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).asked, { polling: 50 });
  await inField();
  await page.keyboard.type("2025-03");
  await page.evaluate(() => /** @type {any} */ (globalThis).release());
  await pause(300);
  await page.keyboard.type("-14");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-labelledby=card-3] .row-field.hand"), { polling: 50 });
  assert.match(await textOf(page, "[aria-labelledby=card-3]"), /2025-03-14/);
}, { size: SIZE });

inEveryBrowser("a filter shows fewer cards, and a link of the list leads to its card", async ({ page }) => {
  await begin(page);
  await page.evaluate(() => {
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=card-filter]"));
    select.selectedIndex = [...select.options].findIndex((one) => one.text.startsWith("With errors"));
    select.dispatchEvent(new Event("change"));
  });
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".row-card").length === 2, { polling: 50 });
  await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".cell-link")).click());
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest(".row-card"), { polling: 50 });
}, { size: SIZE });

inEveryBrowser("cards are accessible in light, dark and French, and the table comes back with the width", async ({ page }) => {
  await begin(page);
  await click(page, "whole-3");
  await accessible(page);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]).catch(() => {});
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
  await says(page, ".cards-head", "Lignes 32");
  await accessible(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= SIZE.width);
  await page.setViewport({ width: 1280, height: 800 });
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.getClientRects().length === 1, { polling: 50 });
  await shown(page, "[role=gridcell]");
}, { size: SIZE });
