/**
 * A file in the page itself, in a fresh browser, under the page's strict policy: when the first checked rows and the
 * verdict stand there, and how long the page could not answer.
 */
import { tmpdir } from "node:os";
import { launch } from "../../tests/e2e/browsers.mjs";

/** How long the page has been there when the file comes. In milliseconds. */
const PICKING = 3_000;

/** @param {{browser: string, file: string, definition?: object, at_once?: boolean}} wish @param {string} address */
export async function visit({ browser: name, file, definition, at_once }, address) {
  const browser = await launch(name, tmpdir());
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(400_000);
    await page.evaluateOnNewDocument(watch);
    await page.goto(address);
    const input = await page.waitForSelector(">>> input[type=file]");
    if (!at_once) await new Promise((done) => setTimeout(done, PICKING));
    if (definition) await page.evaluate((own) => (document.querySelector("import-checker").definition = own), definition);
    await input.uploadFile(file);
    await page.waitForFunction(() => globalThis.seen.verdict > 0, { timeout: 400_000, polling: 250 });
    // What is drawn and tidied up after the verdict may hold the page up as well.
    await new Promise((done) => setTimeout(done, 1_500));
    const { start, rows, verdict, gaps } = await page.evaluate(() => globalThis.seen);
    const stall = Math.max(0, ...gaps.filter(([at]) => at >= start).map(([, ms]) => ms));
    return { first: rows - start, ms: verdict - start, stall, gaps: gaps.filter(([at]) => at >= start).map(([at, ms]) => [Math.round(at - start), Math.round(ms)]) };
  } catch (error) {
    return { failed: String(error) };
  } finally {
    await browser.close();
  }
}

/** In the page, before its own scripts: notes when things are there, and every time that nobody got a turn. */
function watch() {
  const seen = (globalThis.seen = { start: 0, rows: 0, verdict: 0, gaps: [] });
  addEventListener("import-checker-file", () => (seen.start = performance.now()));
  const look = () => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    if (seen.start && root) {
      const there = (selector) => root.querySelector(selector) !== null;
      if (!seen.rows && there(".preview table, .grid-row")) seen.rows = performance.now();
      if (!seen.verdict && there(".verdict h2")) seen.verdict = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  // A message to oneself comes back at once unless something else has the page.
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    if (now - last > 50) seen.gaps.push([last, now - last]);
    last = now;
    setTimeout(() => port2.postMessage(null), 4);
  };
  port2.postMessage(null);
}
