/** Work that goes on: after a reload, beside another tab, where the browser keeps nothing; and a support summary. */
import assert from "node:assert/strict";
import { click, repairByHand, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type";
const bytes = [HEAD, "Alpha,project,Alpha,", "Alpha,task,Review,nothing", "Alpha,task,Close,none", ""].join("\r\n");

/** @param {Page} page @param {string} [text] */
const give = (page, text = bytes) => drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: text }]);

/** Waits until the work is written down. @param {Page} page @param {number} count */
const kept = (page, count) => page.waitForFunction((/** @type {number} */ wanted) => new Promise((done) => {
  const opening = indexedDB.open("import-checker-work", 1);
  opening.onupgradeneeded = () => opening.transaction?.abort();
  opening.onerror = () => done(wanted === 0);
  opening.onsuccess = () => {
    const request = opening.result.transaction("import-checker-work").objectStore("import-checker-work").count();
    request.onsuccess = () => {
      opening.result.close();
      done(request.result === wanted);
    };
  };
}), { polling: 100 }, count);

inEveryBrowser("after a reload the same file goes on where it stopped", async ({ page }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await kept(page, 1);
  await page.reload({ waitUntil: "networkidle0" });
  await says(page, ".kept", "projects.csv: 1 change.");
  await accessible(page);
  await give(page);
  await status(page, "ready");
  await says(page, ".note", "Your 1 change to projects.csv is back.");
  await click(page, "undo");
  await status(page, "errors");
  await kept(page, 0);
}, { mayAsk: true });

inEveryBrowser("in the same tab, too, work waits for its file after the files were closed", async ({ page }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await kept(page, 1);
  await click(page, "over");
  await click(page, "leave");
  await says(page, ".kept", "projects.csv: 1 change.");
  await give(page);
  await status(page, "ready");
  await says(page, ".note", "Your 1 change to projects.csv is back.");
  await kept(page, 1);
  // What is worked on does not wait, and a second file of the same content gets nothing of it.
  await drop(page, "import-checker >>> .checker", [{ name: "projects.csv", bytes }]);
  await says(page, ".files", "projects.csv");
  await status(page, "errors");
});

inEveryBrowser("files that are closed while they are checked again lose nothing of what was done", async ({ page }) => {
  const misspelt = bytes.replace("nothing", "gobal").replace("none", "fixed fees");
  await give(page, misspelt);
  await shown(page, "[data-key=apply-safe]");
  // In one breath: the check that writes the work down at its end has only begun.
  const status = await page.evaluate(async () => {
    const element = document.querySelector("import-checker");
    const button = (/** @type {string} */ key) => /** @type {HTMLButtonElement|null|undefined} */ (element?.shadowRoot?.querySelector(`[data-key=${key}]`));
    button("apply-safe")?.click();
    while (button("undo")?.disabled !== false) await new Promise((next) => setTimeout(next));
    button("over")?.click();
    while (!button("leave")) await new Promise((next) => setTimeout(next));
    button("leave")?.click();
    return element?.getAttribute("status");
  });
  assert.equal(status, "checking");
  await says(page, ".kept", "projects.csv: 1 change.");
  await give(page, misspelt);
  await says(page, ".note", "Your 1 change to projects.csv is back.");
});

inEveryBrowser("a browser that keeps nothing is asked before work is lost with its file", async ({ page }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await says(page, ".note", "the browser did not let us keep them for longer");
  await drop(page, "import-checker >>> .checker", [{ name: "other.csv", bytes: bytes.replace("nothing", "none") }]);
  await shown(page, "[data-key=remove-1]");
  await click(page, "remove-0");
  await shown(page, "dialog.ask[open]");
  assert.match(await textOf(page, "dialog.ask"), /would be lost/);
  await page.keyboard.press("Escape");
  await shown(page, "[data-key=remove-1]");
  await click(page, "remove-0");
  await click(page, "leave");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=remove-1]"), { polling: 50 });
  assert.match(await textOf(page, ".files"), /other\.csv/);
}, { prepare: (page) => page.evaluateOnNewDocument(() => {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}).then(() => {}) });

inEveryBrowser("another content under the same name gets none of it, and the work can be erased", async ({ page }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await kept(page, 1);
  await page.reload({ waitUntil: "networkidle0" });
  await shown(page, ".kept");
  await give(page, bytes.replace("Review", "Other"));
  await status(page, "errors");
  await says(page, ".note", "is not the same as when you changed it");
  await page.reload({ waitUntil: "networkidle0" });
  await shown(page, ".kept [data-key^=forget-]");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".kept [data-key^=forget-]")).click());
  await says(page, ".note", "Forgotten.");
  await kept(page, 0);
}, { mayAsk: true });

inEveryBrowser("a second tab says that the file is open in another", async ({ page, url }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await kept(page, 1);
  const second = await page.browserContext().newPage();
  await second.goto(url, { waitUntil: "networkidle0" });
  await give(second);
  await status(second, "errors");
  await says(second, ".note", "projects.csv is open in another tab, too.");
  await repairByHand(second);
  await kept(second, 2);
  await second.close();
}, { mayAsk: true });

inEveryBrowser("a browser that keeps nothing says so, and the work stays", async ({ page }) => {
  await give(page);
  await status(page, "errors");
  await repairByHand(page);
  await says(page, ".note", "the browser did not let us keep them for longer");
  await click(page, "undo");
  await status(page, "errors");
}, { prepare: (page) => page.evaluateOnNewDocument(() => {
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}).then(() => {}) });

inEveryBrowser("a summary made for support opens as a list of findings", async ({ page, download }) => {
  await give(page);
  await status(page, "errors");
  await click(page, "menu-summary");
  const summary = await download();
  assert(!summary.bytes.toString().includes("Review"), "no value of a cell");
  await click(page, "over");
  await drop(page, "import-checker >>> .drop", [summary]);
  await status(page, "errors");
  await says(page, ".verdict", "This is a summary made for support.");
  assert.match(await textOf(page, ".support"), /Import.*gryzzly\/projects · unofficial-1.*Checked by.*Import Checker \d+\.\d+.*Fingerprint of the file.*[0-9a-f]{64}/s);
  assert.match(await textOf(page, ".findings"), /D3/);
  await accessible(page);
});
