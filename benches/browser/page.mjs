/**
 * Opens a file in the page itself and says how long the page could not answer: tasks over 50 ms by the browser's own
 * account, and when the first rows and the verdict stood there.
 *
 *   node page.mjs CHROMIUM SITE-ADDRESS FILE [DEFINITION]
 */
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [chromium, address, file, definition] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox"], protocolTimeout: 600_000 });
try {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => [one.startTime, one.duration])))
      .observe({ type: "longtask", buffered: true });
  });
  const input = await page.waitForSelector(">>> input[type=file]");
  await new Promise((done) => setTimeout(done, 3_000));
  if (definition) {
    const own = JSON.parse(readFileSync(definition, "utf8"));
    await page.evaluate((given) => (document.querySelector("import-checker").definition = given), own);
  }
  const start = await page.evaluate(() => performance.now());
  await input.uploadFile(file);
  const after = async (what) => {
    const there = (selector) => document.querySelector("import-checker").shadowRoot.querySelector(selector) !== null;
    await page.waitForFunction(there, { timeout: 300_000, polling: 20 }, what);
    return Math.round((await page.evaluate(() => performance.now())) - start);
  };
  const rows = await after(".preview table, .grid-row");
  const verdict = await after(".verdict h2");
  await new Promise((done) => setTimeout(done, 2_000));
  const tasks = await page.evaluate(() => tasks);
  const long = (list) => list.map(([at, ms]) => `${Math.round(ms)} ms at ${Math.round(at - start)}`);
  console.log(JSON.stringify({ rows, verdict, loading: long(tasks.filter(([at]) => at < start)), working: long(tasks.filter(([at]) => at >= start)) }));
} finally {
  await browser.close();
}
