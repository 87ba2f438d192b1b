/** Drawing the edge of a column, and cutting text out of a cell that is being written. */
import assert from "node:assert/strict";
import { shown, status } from "./element.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date,discount amount";
const BAD = [HEAD, "Alpha,project,Alpha,,,,,", "Alpha,purchase,Licence,,0,250,,", "Alpha,discount,Offer,,,,,many", "Alpha,purchase,Other,,0,250,,", ""].join("\r\n");

/** The box of a heading, and of the first cell below it. @param {Page} page @param {number} column */
const boxes = (page, column) => page.evaluate((at) => {
  const root = document.querySelector("import-checker")?.shadowRoot;
  const box = (/** @type {Element|null|undefined} */ one) => {
    const { left, right, top, height, width } = /** @type {Element} */ (one).getBoundingClientRect();
    return { left, right, top, height, width };
  };
  return { head: box(root?.querySelector(`.grid-head [aria-colindex="${at + 2}"]`)), cell: box(root?.querySelector(`.grid-row [data-column="${at}"]`)) };
}, column);

inEveryBrowser("the edge of a column is drawn: heading and cells follow, and no menu opens", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: BAD }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".badge"), { polling: 50 });
  const before = await boxes(page, 3);
  // Wider.
  await page.mouse.move(before.head.right - 2, before.head.top + before.head.height / 2);
  await page.mouse.down();
  await page.mouse.move(before.head.right + 58, before.head.top + before.head.height / 2, { steps: 4 });
  await page.mouse.up();
  const wider = await boxes(page, 3);
  assert.equal(Math.round(wider.head.width - before.head.width), 60);
  assert.equal(Math.round(wider.cell.width), Math.round(wider.head.width));
  // Narrower than any may be: the pointer ends over the heading itself or another.
  await page.mouse.move(wider.head.right - 2, before.head.top + before.head.height / 2);
  await page.mouse.down();
  await page.mouse.move(wider.head.left + 20, before.head.top + before.head.height / 2, { steps: 4 });
  await page.mouse.up();
  const narrow = await boxes(page, 3);
  assert.equal(Math.round(narrow.head.width), 48);
  assert.equal(Math.round(narrow.cell.width), 48);
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=menu]") === null), true);
  // A click after it is one again.
  await page.mouse.click(narrow.head.left + 10, narrow.head.top + 8);
  await shown(page, "[role=menu]");
  await page.keyboard.press("Escape");
  // Twice on the edge fits it again.
  await page.mouse.click(narrow.head.right - 2, before.head.top + before.head.height / 2, { count: 2 });
  assert.equal(Math.round((await boxes(page, 3)).head.width), Math.round(before.head.width));
});

inEveryBrowser("what is cut while a cell is written is cut out of its text only", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: BAD }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector('.grid-row [data-column="2"]')).focus());
  await page.keyboard.press("ArrowDown");
  await page.evaluate(() => {
    const cell = document.querySelector("import-checker")?.shadowRoot?.querySelector('[aria-rowindex="3"] [data-column="2"]');
    cell?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
  });
  await page.keyboard.press("F2");
  await shown(page, ".editor");
  await page.evaluate(() => {
    const editor = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".editor"));
    editor.dispatchEvent(new ClipboardEvent("cut", { bubbles: true, composed: true, cancelable: true, clipboardData: new DataTransfer() }));
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".editor") !== null), true);
  await page.keyboard.press("Escape");
  assert.match(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector('[aria-rowindex="3"] [data-column="2"]')?.textContent ?? ""), /Licence$/);
});
