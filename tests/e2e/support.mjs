/**
 * What the tests of the page share: the site as `cargo xtask serve` sends it, with its strict policy, and a fresh page
 * in each browser. A test never bypasses the policy.
 *
 * All of them: `cargo xtask test e2e`. One: `node --test tests/e2e/NAME.test.mjs`, after `cargo xtask build`; with
 * `E2E_BROWSERS=chromium` in one browser only.
 */
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { browserTest } from "./again.mjs";
import { ended, launch, removed, serve } from "./browsers.mjs";

export { ended, launch, removed, root, serve } from "./browsers.mjs";

/** The browsers that every test runs in. */
export const browsers = (process.env.E2E_BROWSERS ?? "chromium,firefox").split(",");

/**
 * @typedef {object} Visit What a test gets: a fresh page, already loaded.
 * @property {string} browser its name
 * @property {import("puppeteer-core").Page} page
 * @property {string} url the site's address
 * @property {string[]} requests every request that reached the site's server, as `GET /address`
 * @property {string} downloads the folder where downloads arrive
 * @property {() => string[]} requestsAfterLoad what was asked for since the page had loaded
 * @property {(ms?: number) => Promise<{ name: string, bytes: Buffer }>} download waits for the next finished download
 */

/**
 * Registers a test for each browser. When the body is done, the page must have asked for nothing since it was loaded
 * and must have reported no error, unless the options say so.
 * @param {string} title
 * @param {(visit: Visit) => Promise<void>} body
 * @param {{ path?: string, size?: { width: number, height: number }, mayAsk?: boolean, mayFail?: boolean, patience?: number,
 *           prepare?: (page: import("puppeteer-core").Page) => Promise<unknown> }} [options]
 */
export function inEveryBrowser(title, body, options = {}) {
  for (const name of browsers) {
    browserTest(`${title} (${name})`, options.patience ?? 180_000, async () => {
      const { browser, site } = await open(name);
      const downloads = await mkdtemp(join(tmpdir(), "import-checker-"));
      const context = await browser.createBrowserContext({
        downloadBehavior: { policy: "allow", downloadPath: downloads },
      });
      try {
        await visit({ name, context, site, downloads, body, options });
        await context.close();
      } catch (error) {
        // The browser itself may be at fault.
        open_browsers.delete(name);
        await ended(browser);
        throw error;
      } finally {
        await removed(downloads);
      }
    });
  }
}

/** @param {any} given */
async function visit({ name, context, site, downloads, body, options }) {
  /** @type {import("puppeteer-core").Page} */
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const asked = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("request", (request) => /^(blob|data):/.test(request.url()) || asked.push(request.url()));
  // Chromium announces what the policy then refuses; a request that was sent and failed has a reason.
  page.on("requestfailed", (request) => {
    const at = asked.lastIndexOf(request.url());
    if (!request.failure()?.errorText && at >= 0) asked.splice(at, 1);
  });
  await page.setViewport(options.size ?? { width: 1280, height: 900 });
  await options.prepare?.(page);
  await page.goto(site.url + (options.path ?? ""));
  if (options.mayAsk) await page.waitForNetworkIdle({ idleTime: 500 });
  else await wholePage(page);
  const [loaded, served] = [asked.length, site.requests.length];
  const requestsAfterLoad = () => [...asked.slice(loaded), ...site.requests.slice(served)];
  await body({
    browser: name,
    page,
    url: site.url,
    requests: site.requests,
    downloads,
    requestsAfterLoad,
    download: (/** @type {number|undefined} */ ms) => nextDownload(downloads, ms),
  });
  if (!options.mayAsk) assert.deepEqual(requestsAfterLoad(), [], "the page asked for something after it was loaded");
  if (!options.mayFail) assert.deepEqual(errors, [], "the page reported errors");
}

/** Comes near the element, as a person does before choosing a file, and waits until all is there. @param {import("puppeteer-core").Page} page */
async function wholePage(page) {
  if (await page.$("import-checker")) {
    await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
    await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).load());
  }
  await page.waitForNetworkIdle({ idleTime: 500 });
}

/** @type {Map<string, Promise<{ browser: import("puppeteer-core").Browser }>>} */
const open_browsers = new Map();
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  site = await serve();
});

after(async () => {
  for (const opened of open_browsers.values()) await opened.then(({ browser }) => ended(browser), () => {});
  await site?.stop();
});

/** One browser of a kind per test file: starting one takes seconds. */
async function open(/** @type {string} */ name) {
  if (!open_browsers.has(name)) open_browsers.set(name, launch(name, tmpdir()).then((browser) => ({ browser })));
  const opened = /** @type {Promise<{ browser: import("puppeteer-core").Browser }>} */ (open_browsers.get(name));
  opened.catch(() => open_browsers.delete(name));
  const { browser } = await opened;
  return { browser, site };
}

/** Takes what has arrived out of the folder, so that a second file of the same name is known for one. @param {string} folder */
async function nextDownload(folder, ms = 30_000) {
  for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
    const names = await readdir(folder);
    // Chromium begins under a hidden name.
    if (names.some((one) => /^\.|\.(part|crdownload|tmp)$/.test(one))) continue;
    // A name may be gone again: browsers write under one name and give the other at the end.
    const read = (/** @type {string} */ name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    const files = await Promise.all(names.map(async (name) => ({ name, bytes: await read(name) })));
    // Firefox makes an empty place holder first.
    const found = files.find(({ bytes }) => bytes.length > 0);
    if (!found) continue;
    await removed(join(folder, found.name));
    return found;
  }
  throw new Error(`no download arrived: ${await readdir(folder)}`);
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Drops files onto an element, as a person would.
 * @param {import("puppeteer-core").Page} page
 * @param {string} selector `>>>` reaches into shadow roots
 * @param {{ name: string, bytes: string|Uint8Array, type?: string }[]} files
 */
export async function drop(page, selector, files) {
  const sent = files.map(({ name, bytes, type = "" }) => ({ name, type, base64: Buffer.from(bytes).toString("base64") }));
  for (;;) {
    const target = await page.waitForSelector(selector);
    assert(target, `nothing to drop on: ${selector}`);
    const landed = await target.evaluate((element, list) => {
      // The page may have been drawn anew since.
      if (!element.isConnected) return false;
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of list) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
      }
      for (const kind of ["dragenter", "dragover", "drop"]) {
        const event = { bubbles: true, composed: true, cancelable: true, dataTransfer: transfer };
        element.dispatchEvent(new DragEvent(kind, event));
      }
      return true;
    }, sent);
    if (landed) return;
  }
}

const axe = createRequire(import.meta.url)("axe-core").source;

/**
 * Fails with every fault of accessibility that axe finds on the page as it stands.
 * @param {import("puppeteer-core").Page} page
 */
export async function accessible(page) {
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    // axe is a global once its source has run.
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
    return violations.map((/** @type {any} */ { id, nodes }) => ({
      id,
      at: nodes.map((/** @type {any} */ node) => `${node.target.join(" ")}: ${node.failureSummary}`),
    }));
  });
  assert.deepEqual(faults, [], "axe found faults");
}
