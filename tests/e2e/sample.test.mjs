/** A sample for support: made, checked again and offered in the page, with none of the user's words. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { click, says, shown, status } from "./element.mjs";
import { accessible, drop, inEveryBrowser, root } from "./support.mjs";

const PROJECTS = "project name,resource type,resource name,task budget type\nMerrivale,project,Merrivale,\nMerrivale,task,Kerbstone,forfeit\nMerrivale,task,,none\n";
const CUSTOMERS = "Customer Name,Accounting Reference,Parent Accounting Reference,Status,Contract Type,Billing Address,Billing City,Billing State/County,Billing Postal Code,Billing Country\n" +
  "Quennell Clinic,1001,,Active,Standard,1 Harbour Street,Springfield,IL,62701,US\nOrchard Trust,1001,9999,Dormantly,Standard,2 Harbour Street,Springfield,IL,62701,US\n";

/** Nothing at all is to be said of it. */
const GOOD = await readFile(join(root, "tests/cases/interpreter-intelligence/contacts/sample.csv"), "utf8");

/** Has a sample made of the active file, and downloads it. @param {import("puppeteer-core").Page} page @param {() => Promise<{name: string, bytes: Buffer}>} download */
async function sampleOf(page, download) {
  await click(page, "menu");
  await click(page, "sample");
  await shown(page, "#sample-title");
  await accessible(page);
  await click(page, "sample-take");
  return download();
}

for (const { name, bytes, secrets, stays } of [
  { name: "projects.csv", bytes: PROJECTS, secrets: ["Merrivale", "Kerbstone", "forfeit"], stays: ["project name,resource type,resource name", "project", "none"] },
  { name: "customers.csv", bytes: CUSTOMERS, secrets: ["Quennell", "Orchard", "Dormantly"], stays: ["Customer Name,Accounting Reference", "Active", "Standard"] },
]) {
  inEveryBrowser(`a sample of ${name} shows its findings and none of its words`, async ({ page, download }) => {
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).counted = [];
      document.addEventListener("import-checker-report", (/** @type {any} */ { detail }) => detail.name !== "none" && /** @type {any} */ (globalThis).counted.push([detail.name, detail.counts]));
    });
    await drop(page, "import-checker >>> .drop", [{ name, bytes }]);
    await status(page, "errors");
    await page.waitForFunction(() => /** @type {any} */ (globalThis).counted?.length === 1, { polling: 50 });
    const sample = await sampleOf(page, download);
    const text = String(sample.bytes);
    for (const secret of secrets) assert(!text.includes(secret), `${secret}: ${text}`);
    for (const word of stays) assert(text.includes(word), `${word}: ${text}`);
    assert.equal(sample.name, name.replace(".csv", ".sample.csv"));
    // The same key gives the same sample.
    await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("#sample-title"), { polling: 50 });
    const again = await sampleOf(page, download);
    assert.equal(String(again.bytes), text);
    // Whoever helps sees the same.
    await page.evaluate((csv) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([csv], "sample.csv")]), text);
    const counts = await (await page.waitForFunction(() => {
      const all = new Map(/** @type {any} */ (globalThis).counted);
      return all.has("sample.csv") && [...all.values()];
    }, { polling: 50 })).jsonValue();
    const [before, after] = /** @type {Record<string, number>[]} */ (counts);
    assert.deepEqual(after, before);
  });
}

inEveryBrowser("of a file without findings there is no sample, and the page says what to take instead", async ({ page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "contacts.csv", bytes: GOOD }]);
  await shown(page, "[data-key=download]");
  await click(page, "menu");
  await click(page, "sample");
  await says(page, "[role=status]", "Download the summary for support instead.");
});
