/** Warnings that may stand, with a reason: given by keys, told to the page, kept with the work, undone and taken back. */
import assert from "node:assert/strict";
import { click, onto, pressed, says, shown, status, tabTo, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const STAFF = "user email,entry date,description,duration,project,subtask,task\nana@acme.example,2025-01-05,Review,1.5,Web,,Design\nana@acme.example,2025-01-05,Review,1.5,Web,,Design\n";
/** A definition of the page's own, whose file has an error as well. */
const OWN = { name: "own/people", title: "People", fields: [{ name: "name" }, { name: "age", type: "integer" }, { name: "note" }] };
const PEOPLE = "name,age,note\nAda,36,a\nAda,36,a\nBob,many,b\n";

/** Gives the reason of the warning that is in sight, by keys. @param {Page} page @param {string} key @param {string} reason */
async function acknowledge(page, key, reason) {
  await onto(page, key);
  await pressed(page, "Enter");
  await shown(page, "#reason");
  await accessible(page);
  await page.keyboard.type(reason);
  await tabTo(page, "reason-take", 3);
  await pressed(page, "Enter");
}

/** What the page was told of a kind. @param {Page} page @param {string} name */
const listen = (page, name) => page.evaluate((kind) => {
  const all = /** @type {any} */ (window);
  all.told = [];
  document.addEventListener(kind, (event) => all.told.push(/** @type {CustomEvent} */ (event).detail.acknowledged ?? null));
}, name);
const told = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).told);

inEveryBrowser("a reason is given by keys, stays after a reload, and stands in report and change log", async ({ page, download }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "entries.csv", bytes: STAFF }]);
  await page.waitForSelector("import-checker:is([status=ready], [status=incomplete])");
  await says(page, ".warnings", "1 kind of warning");
  await accessible(page);
  const key = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".warnings [data-key^=known-]")?.getAttribute("data-key") ?? "");
  await listen(page, "import-checker-report");
  await acknowledge(page, key, "Two visits on one day.");
  await says(page, ".warnings", "Acknowledged: Two visits on one day.");
  await says(page, ".note", "Acknowledged, with the reason.");
  const [[one]] = await told(page);
  assert.deepEqual([one.code, one.count, one.reason], [key.split("-")[1], 1, "Two visits on one day."]);

  // The next check of the same file, after a reload.
  await page.waitForFunction(() => new Promise((done) => {
    const opening = indexedDB.open("import-checker-work", 1);
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => done(false);
    opening.onsuccess = () => {
      const request = opening.result.transaction("import-checker-work").objectStore("import-checker-work").count();
      request.onsuccess = () => (opening.result.close(), done(request.result === 1));
    };
  }), { polling: 100 });
  await page.reload({ waitUntil: "networkidle0" });
  await drop(page, "import-checker >>> .drop", [{ name: "entries.csv", bytes: STAFF }]);
  await says(page, ".warnings", "Acknowledged: Two visits on one day.");
  await click(page, "menu");
  await click(page, "menu-changes");
  const log = await download();
  assert.match(String(log.bytes), /Two visits on one day\.,acknowledged,acknowledged\n$/);
  await click(page, "menu");
  await click(page, "menu-html");
  assert.match(String((await download()).bytes), /Two visits on one day\./);

  // Taken back it is open again, and taking back can be undone.
  await click(page, key.replace("known", "unknown"));
  await shown(page, `[data-key="${key}"]`);
  await click(page, "undo");
  await says(page, ".warnings", "Acknowledged: Two visits on one day.");
  await click(page, "undo");
  await shown(page, `[data-key="${key}"]`);
}, { mayAsk: true });

inEveryBrowser("beside an error the warning may stand, and the error may not", async ({ page }) => {
  await page.evaluate((definition) => {
    /** @type {any} */ (document.querySelector("import-checker")).definition = definition;
  }, OWN);
  await drop(page, "import-checker >>> .drop", [{ name: "people.csv", bytes: PEOPLE }]);
  await status(page, "errors");
  await shown(page, ".findings");
  assert.doesNotMatch(await textOf(page, ".causes"), /Let it stand/);
  await click(page, "know");
  await click(page, "R150:");
  await acknowledge(page, "known-R150-", "Twins.");
  await says(page, ".findings", "Acknowledged: Twins.");
  await status(page, "errors");
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
  await says(page, ".findings", "Pris en compte\u00a0: Twins.");
});
