/** What the menu of a column's heading does, with the keyboard. */
import assert from "node:assert/strict";
import { click, focused, rewrite, shown, status } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date,discount amount";
const BAD = [HEAD, "Alpha,project,Alpha,,,,,", "Alpha,purchase,Licence,,0,250,,", "Alpha,discount,Offer,,,,,many", "Alpha,purchase,Other,,0,250,,", ""].join("\r\n");

const headings = (/** @type {Page} */ page) => page.evaluate(() =>
  [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading") ?? []].map((one) => one.textContent));
/** Opens the menu of a heading, from a cell of that column. @param {Page} page @param {number} right columns from the first */
async function menuOf(page, right) {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row [data-column]")).focus());
  await page.keyboard.down("Control");
  await page.keyboard.press("Home");
  await page.keyboard.up("Control");
  for (let step = 0; step < right; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await shown(page, "[role=menu]");
}

inEveryBrowser("the menu of a heading: next, only its rows, hide and show, and back to the heading", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: BAD }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".badge"), { polling: 50 });

  await menuOf(page, 6);
  await accessible(page);
  assert.equal((await focused(page)).key, "column-next");
  await page.keyboard.press("Escape");
  assert.equal((await focused(page)).role, "columnheader");
  // Only the two payment dates, although the amount of the discount stands between them.
  for (const row of ["3", "5", "3"]) {
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".badge")[0]).click());
    await page.waitForFunction((number) => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest("[role=row]")?.querySelector("[role=rowheader]")?.textContent?.endsWith(number), { polling: 50 }, row);
  }

  const all = await headings(page);
  await menuOf(page, 3);
  await click(page, "column-hide");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading").length === count, { polling: 50 }, all.length - 1);
  assert.deepEqual(await headings(page), all.filter((one) => one !== "task budget type"));
  await menuOf(page, 3);
  await click(page, "column-show");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading").length === count, { polling: 50 }, all.length);
  // What is gone to is shown again.
  await menuOf(page, 6);
  await click(page, "column-hide");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading").length === count, { polling: 50 }, all.length - 1);
  await page.keyboard.press("F8");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading").length === count, { polling: 50 }, all.length);
  await menuOf(page, 7);
  await click(page, "column-only");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "2", { polling: 50 });
});

/** The numbers of the rows in sight. @param {Page} page */
const numbers = (page) => page.evaluate(() =>
  [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-row:not([hidden]) [role=rowheader] .of") ?? []].map((one) => one.textContent).join(" "));
/** @param {Page} page @param {string} wanted */
const rowsAre = (page, wanted) => page.waitForFunction((text) =>
  [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-row:not([hidden]) [role=rowheader] .of") ?? []].map((one) => one.textContent).join(" ") === text, { polling: 50 }, wanted);

inEveryBrowser("the view is sorted by a column, and F8 follows it", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: BAD }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  await rowsAre(page, "2 3 4 5");
  await menuOf(page, 2);
  await click(page, "column-sortDown");
  await rowsAre(page, "5 4 3 2");
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[aria-colindex='4'][role=columnheader]")?.getAttribute("aria-sort")), "descending");
  await accessible(page);
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest("[role=row]")?.querySelector("[role=rowheader]")?.textContent?.endsWith("5"), { polling: 50 });
  // A row that is corrected stays where it is, and other rows stand in the same order.
  await rewrite(page, "2025-03-14");
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "errors" && document.querySelector("import-checker")?.shadowRoot?.querySelector(".figure b")?.textContent === "2", { polling: 50 });
  assert.equal(await numbers(page), "5 4 3 2");
  await click(page, "filter-errors");
  await rowsAre(page, "4 3");
  await click(page, "unsort");
  await rowsAre(page, "3 4");
  await click(page, "filter-all");
  await rowsAre(page, "2 3 4 5");
});

inEveryBrowser("a column gets one value in all rows, is left out, and columns are frozen up to one", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: BAD }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  const frozen = () => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head .frozen-last")?.getAttribute("aria-colindex") ?? "");
  assert.equal(await frozen(), "4");
  await menuOf(page, 1);
  await click(page, "column-freeze");
  assert.equal(await frozen(), "3");
  await menuOf(page, 1);
  await click(page, "column-thaw");
  assert.equal(await frozen(), "");
  // Only a value of the list can be chosen.
  await menuOf(page, 3);
  await click(page, "column-same");
  await shown(page, "#same-value");
  await accessible(page);
  await page.select("import-checker >>> #same-value", "none");
  await click(page, "same-take");
  await page.waitForFunction(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll('.grid-row:not([hidden]) [data-column="3"]') ?? []].every((one) => one.textContent?.includes("none")), { polling: 50 });
  await click(page, "undo");
  await page.waitForFunction(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll('.grid-row:not([hidden]) [data-column="3"]') ?? []].every((one) => !one.textContent?.trim()), { polling: 50 });
  const known = () => page.evaluate(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='9']")?.classList.contains("unknown"));
  assert.equal(await known(), true);
  await menuOf(page, 7);
  await click(page, "column-out");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='9']")?.classList.contains("unknown"), { polling: 50 });
  await click(page, "undo");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='9']")?.classList.contains("unknown"), { polling: 50 });
});

inEveryBrowser("allowed values are offered with the labels that the definition gives them, in the list of a cell and in that of a cause", async ({ page }) => {
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("import-checker")).definition = {
      fields: [{ name: "name", constraints: { required: true } }, { name: "size", categories: [{ value: "s", label: "Small box" }, { value: "xl", label: "Crate" }, { value: "no" }] }],
    };
  });
  await drop(page, DROP, [{ name: "boxes.csv", bytes: "name,size\r\nAna,huge\r\nBo,s\r\n" }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell][tabindex='0']");
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".inspector-head b")?.textContent === "B2", { polling: 50 });
  const options = () => page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("table.map option") ?? []].map((one) => one.textContent));
  await shown(page, "table.map option");
  assert.deepEqual((await options()).slice(-4), ["s · Small box", "xl · Crate", "no", "empty"]);
  await page.keyboard.press("F2");
  await shown(page, ".choices-popup li");
  const listed = () => page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".choices-popup li") ?? []].map((one) => [...one.children].map((part) => part.textContent)));
  assert.deepEqual(await listed(), [["s", "Small box"], ["xl", "Crate"], ["no"]]);
  await accessible(page);
  // A label is found by its letters, too.
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("crate");
  assert.deepEqual(await listed(), [["xl", "Crate"]]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await status(page, "ready");
});
