/**
 * What is sent to a visitor of the stand-alone page until the first verdict can be there: the file is chosen as soon as it can
 * be, and what the check does not need never comes. Counted as a host sends it that hands over the compressed forms which the
 * build made.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ended, launch } from "../../tests/e2e/browsers.mjs";

/** What writes workbooks, and what reads a file a second time: a verdict does without. */
const LATER = /\/(xlsx_out|second[-_]reader)/;

/** @param {{folder: string, dist: string}} settings @param {string} file @param {string} address */
export async function sent({ folder, dist }, file, address) {
  const browser = await launch("chromium", folder);
  try {
    const page = await browser.newPage();
    const asked = new Set();
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      // It waits for ever, as on a line that has not got so far yet.
      if (LATER.test(pathname)) return;
      if (origin === new URL(address).origin) asked.add(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      void request.continue();
    });
    await page.goto(address, { waitUntil: "domcontentloaded" });
    const input = await page.waitForSelector(">>> input[type=file]");
    await input.uploadFile(file);
    await page.waitForSelector(">>> .status .figure", { timeout: 60_000 });
    const sizes = [...asked].map(async (path) => (await stat(join(dist, `${path}.gz`)).catch(() => stat(join(dist, path)))).size);
    return { bytes: (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0), requests: asked.size };
  } catch (error) {
    return { failed: String(error) };
  } finally {
    await ended(browser);
  }
}
