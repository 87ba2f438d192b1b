/**
 * A file in the page itself, in a fresh browser, under the page's strict policy: when the first checked rows and the
 * verdict stand there, and how long the page could not answer.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../../tests/e2e/browsers.mjs";
import { slowed } from "./processes.mjs";

/** How long the page has been there when the file comes. In milliseconds. */
const PICKING = 3_000;

/** What the page calls the moment at which the file comes. */
const MARK = "bench: file";

/**
 * @param {{browser: string, file: string, definition?: object, at_once?: boolean, parts?: number}} wish With `parts` the whole browser
 *   runs for one of so many parts of the time, from before the page is opened.
 * @param {string} address
 */
export async function visit({ browser: name, file, definition, at_once, parts }, address) {
  const folder = await mkdtemp(join(tmpdir(), "import-checker-"));
  const browser = await launch(name, folder);
  const quick = parts ? slowed(browser.process().pid, parts) : () => {};
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.evaluateOnNewDocument(watch, MARK);
    await page.goto(address);
    const input = await page.waitForSelector(">>> input[type=file]");
    if (!at_once) await new Promise((done) => setTimeout(done, PICKING));
    if (definition) await page.evaluate((own) => (document.querySelector("import-checker").definition = own), definition);
    const trace = name === "chromium" && !parts ? await traced(page, join(folder, "trace.json")) : null;
    await input.uploadFile(file);
    await page.waitForFunction(() => globalThis.seen.verdict > 0, { timeout: 120_000, polling: 250 });
    // What is drawn and tidied up after the verdict may hold the page up as well.
    await new Promise((done) => setTimeout(done, 1_500));
    const { start, rows, verdict, gaps } = await page.evaluate(() => globalThis.seen);
    const stall = Math.max(0, ...gaps.filter(([at]) => at >= start).map(([, ms]) => ms));
    return { first: rows - start, ms: verdict - start, stall, task: await trace?.longest() };
  } catch (error) {
    return { failed: String(error) };
  } finally {
    quick();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Follows the tasks of the page. @param {import("puppeteer-core").Page} page @param {string} path */
async function traced(page, path) {
  await page.tracing.start({ categories: ["-*", "toplevel", "blink.user_timing"], path });
  return {
    /** How long the longest task was, in CPU time: what it would take on a machine that has nothing else to do. */
    async longest() {
      await page.tracing.stop();
      const { traceEvents: events } = JSON.parse(await readFile(path, "utf8"));
      const mark = events.find((event) => event.name === MARK);
      const tasks = events.filter(({ pid, tid, ts, name, tdur }) => pid === mark?.pid && tid === mark.tid && ts >= mark.ts && tdur && name.endsWith("RunTask"));
      return Math.max(...tasks.map((event) => event.tdur / 1000));
    },
  };
}

/** In the page, before its own scripts: notes when things are there, and every time that nobody got a turn. */
function watch(mark) {
  const seen = (globalThis.seen = { start: 0, rows: 0, verdict: 0, gaps: [] });
  addEventListener("import-checker-file", () => (seen.start = performance.mark(mark).startTime));
  const look = () => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    if (seen.start && root) {
      const there = (selector) => root.querySelector(selector) !== null;
      if (!seen.rows && there(".preview table, .grid-row")) seen.rows = performance.now();
      if (!seen.verdict && there(".status .figure")) seen.verdict = performance.now();
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
