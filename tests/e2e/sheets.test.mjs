/** Several sheets of a workbook with the same headings: all of them checked, and their rows as one table. */
import assert from "node:assert/strict";
import { click, shown } from "./element.mjs";
import { defined, hasStatus, onHostPage, pageWith } from "./receiving.mjs";
import { drop } from "./support.mjs";
import { made, row } from "./workbook.mjs";

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
const PAGES = {
  "/": pageWith('<import-checker definition="/staff.js" eager></import-checker>'),
  "/staff.js": `export default ${JSON.stringify(STAFF)};`,
};
const HEADINGS = row(1, ["name", "starts"]);

onHostPage("all sheets are checked, each under its name, and the download of all has their rows in one table", PAGES, async ({ page }) => {
  await defined(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  const bytes = await made({ North: [HEADINGS, row(2, ["Ada", "2024-01-01"])], South: [HEADINGS, row(2, ["Bob", "2024-02-01"]), row(3, ["Cy", "2024-02-30"])] });
  await drop(page, "import-checker >>> .drop", [{ name: "staff.xlsx", bytes }]);
  await hasStatus(page, "incomplete");
  await click(page, "all-sheets");
  // The fault is in the sheet that was not looked at.
  await hasStatus(page, "errors");
  const files = await page.evaluate(() => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    return Promise.all([0, 1].map(async (at) => (await client.write(at, "cleaned", { rowsInError: "drop" })).blob.text()));
  });
  assert.deepEqual(files, ["name,starts\r\nAda,2024-01-01\r\n", "name,starts\r\nBob,2024-02-01\r\n"]);
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.textContent?.includes("staff (South).xlsx"), { polling: 50 });
});

onHostPage("sheets that are all ready come as one cleaned file", PAGES, async ({ page }) => {
  await defined(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  const bytes = await made({ North: [HEADINGS, row(2, ["Ada", "2024-01-01"])], South: [HEADINGS, row(2, ["Bob", "2024-02-01"])] });
  await drop(page, "import-checker >>> .drop", [{ name: "staff.xlsx", bytes }]);
  await hasStatus(page, "incomplete");
  await click(page, "all-sheets");
  await hasStatus(page, "ready");
  await shown(page, "[data-key=download-all]");
  // What the browser would save.
  await page.evaluate(() => {
    const own = /** @type {any} */ (globalThis);
    const make = URL.createObjectURL;
    URL.createObjectURL = (/** @type {any} */ blob) => {
      if (blob instanceof File) own.saved = blob;
      return make(blob);
    };
  });
  await click(page, "download-all");
  await page.waitForFunction(() => /** @type {any} */ (globalThis).saved, { polling: 50 });
  const zip = await page.evaluate(() => /** @type {any} */ (globalThis).saved.text());
  assert.match(zip, /1 staff\.cleaned\.csv(?:\uFEFF)?name,starts\r\nAda,2024-01-01\r\nBob,2024-02-01\r\n/);
  assert.equal(zip.split("name,starts").length, 2, zip);
});
