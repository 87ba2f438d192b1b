/**
 * Opens a file in the page itself and says how long the page could not answer: tasks over 50 ms by the browser's own
 * account, and when the first rows and the verdict stood there.
 *
 *   node page.mjs CHROMIUM SITE-ADDRESS FILE
 */
import puppeteer from "puppeteer-core";

const [chromium, address, file] = process.argv.slice(2);
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
  const start = await page.evaluate(() => performance.now());
  await input.uploadFile(file);
  const after = async (what) => {
    await page.waitForSelector(`>>> ${what}`, { timeout: 300_000 });
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
