/**
 * A worker that owes an answer and gives no sign of life is ended, whatever it was asked: a check, rows of the grid, a
 * file to download, another page's question. A worker that goes on is left alone. The next file works.
 */
import assert from "node:assert/strict";
import { click, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date\r\n";
const GOOD = `${HEAD}Alpha,project,Alpha,,,,\r\nAlpha,purchase,Licence,,0,250,2025-03-14\r\n`;
const BAD = GOOD.replace("2025-03-14", "");
const file = (/** @type {string} */ bytes) => [{ name: "projects.csv", bytes }];

/**
 * Stands before the worker: questions named in `deaf` never reach it. While `busy` is set it says every now and then
 * that it is at work on that sheet, as a long reading does.
 */
const standIn = async (/** @type {Page} */ page) => void (await page.evaluateOnNewDocument(() => {
  const Real = Worker;
  const say = /** @type {any} */ (globalThis);
  globalThis.Worker = class extends Real {
    /** @param {any} message */
    postMessage(message) {
      if (!say.deaf?.includes(message.call)) return super.postMessage(message);
      if (!say.busy) return;
      const sign = () => this.onmessage?.(new MessageEvent("message", { data: { sheet: say.busy } }));
      const signs = setInterval(() => (say.busy ? sign() : clearInterval(signs)), 100);
    }
  };
}));

/** @param {Page} page @param {string[]} deaf @param {string} [busy] @param {number} [patience] */
const hang = (page, deaf, busy = "", patience = 1500) => page.evaluate((calls, sheet, ms) => {
  Object.assign(globalThis, { deaf: calls, busy: sheet });
  /** @type {any} */ (document.querySelector("import-checker")).client.patience = ms;
}, deaf, busy, patience);

/** @param {Page} page */
const recover = (page) => hang(page, [], "", 10_000);

/** @param {Page} page */
async function nextFileWorks(page) {
  await recover(page);
  await click(page, "over");
  await drop(page, DROP, file(GOOD));
  await status(page, "ready");
}

/** Shows other rows. @param {Page} page @param {string} kind */
const filter = (page, kind) => click(page, `filter-${kind}`);

/** A worker that is warmed up would have heard already. @param {Page} page */
const cold = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.close());

inEveryBrowser("a check that falls silent is ended with a sentence, and the next file works", async ({ page }) => {
  await hang(page, ["check"]);
  await drop(page, DROP, file(BAD));
  await status(page, "failed");
  assert.match(await textOf(page, ".failure"), /projects\.csv could not be checked.*silent for 1\.5 seconds while starting/s);
  await accessible(page);
  await nextFileWorks(page);
}, { prepare: standIn });

inEveryBrowser("so is a worker that does not even start", async ({ page }) => {
  await cold(page);
  await hang(page, ["start"]);
  await drop(page, DROP, file(BAD));
  await status(page, "failed");
  assert.match(await textOf(page, ".failure"), /silent for 1\.5 seconds while starting/);
  await nextFileWorks(page);
}, { prepare: standIn });

inEveryBrowser("a long check that gives signs of life goes on; when they end, the sentence names the sheet", async ({ page }) => {
  await hang(page, ["check"], "Year 2025", 1000);
  await drop(page, DROP, file(BAD));
  await new Promise((done) => setTimeout(done, 3000));
  await status(page, "checking", 1000);
  await page.evaluate(() => void Object.assign(globalThis, { busy: "" }));
  await status(page, "failed");
  assert.match(await textOf(page, ".failure"), /silent for 1 seconds? while starting, sheet “Year 2025”/s);
  await nextFileWorks(page);
}, { prepare: standIn });

inEveryBrowser("rows of the grid that never come are a sentence; asked for again, another worker has them", async ({ page }) => {
  await drop(page, DROP, file(BAD));
  await status(page, "errors");
  await shown(page, "[role=gridcell]");
  await hang(page, ["window"]);
  await filter(page, "errors");
  await says(page, ".note", "silent for 1.5 seconds while looking up rows");
  await recover(page);
  await filter(page, "all");
  await says(page, "[role=grid]", "Licence");
}, { prepare: standIn });

inEveryBrowser("a download that never comes is a sentence; the next one arrives", async ({ page, download }) => {
  await drop(page, DROP, file(GOOD));
  await status(page, "ready");
  await hang(page, ["write"]);
  await click(page, "download");
  await says(page, ".note", "silent for 1.5 seconds while making the file");
  await recover(page);
  await click(page, "download");
  const { bytes } = await download();
  assert.equal(bytes.toString(), GOOD);
}, { prepare: standIn });

inEveryBrowser("what is asked aside ends as well", async ({ page }) => {
  await hang(page, ["summary", "define"]);
  const kinds = await page.evaluate(async () => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const kind = (/** @type {Promise<any>} */ answer) => answer.then(() => "answered", (error) => error.kind);
    return Promise.all([kind(client.openSummary("{}", { lang: "en" })), kind(client.checkDefinition({}, "en"))]);
  });
  assert.deepEqual(kinds, ["silent", "silent"]);
}, { prepare: standIn });
