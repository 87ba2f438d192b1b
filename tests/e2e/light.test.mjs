/** What an embedded element costs a page: next to nothing until somebody comes near, and no request once a file was chosen. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith } from "./receiving.mjs";
import { drop, pause, root } from "./support.mjs";

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\n" };
const FORM = formWith('<import-checker definition="/staff.js"><input type="file" name="file"></import-checker>');
const PAGES = { "/": pageWith(FORM), "/staff.js": `export default ${JSON.stringify(STAFF)};` };

/** Counts workers. @param {import("puppeteer-core").Page} page */
const countWorkers = (page) => page.evaluateOnNewDocument(() => {
  const own = /** @type {any} */ (globalThis);
  own.workers = 0;
  own.Worker = class extends Worker {
    constructor(/** @type {[any, any]} */ ...how) {
      super(...how);
      own.workers++;
    }
  };
});
const workers = (/** @type {import("puppeteer-core").Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).workers);

onHostPage("an element that nobody touches: at most three requests and 45 kB, and no worker", PAGES, async ({ page, requests }) => {
  await defined(page);
  await pause(1500);
  const own = requests.map(({ path }) => path).filter((path) => path.startsWith("/ic/"));
  const sizes = await Promise.all(own.map(async (path) => gzipSync(await readFile(join(root, "dist", path.slice(4))), { level: 9 }).length));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert(own.length <= 3, own.join());
  assert(bytes <= 45_000, `${bytes} bytes: ${own.join()}`);
  assert.equal(await workers(page), 0);
}, { prepare: countWorkers });

onHostPage("the pointer, the focus and a dragged file have the rest loaded; nothing is asked for after a file was chosen", PAGES, async ({ page, requests }) => {
  await defined(page);
  await page.hover("import-checker");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  await page.waitForNetworkIdle({ idleTime: 500 });
  const before = requests.length;
  assert(requests.some(({ path }) => path.includes("import_checker_wasm_inline")));
  await choose(page, GOOD);
  await holds(page);
  const made = await page.evaluate(async () => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    return Promise.all(["xlsx", "html", "annotated"].map(async (what) => (await client.write(0, what, { rowsInError: "drop" })).blob.size));
  });
  assert(made.every((size) => size > 100), String(made));
  assert.deepEqual(requests.slice(before), []);
});

for (const [way, approach] of /** @type {[string, (page: import("puppeteer-core").Page) => Promise<unknown>][]} */ ([
  ["the focus", (page) => page.focus("input[type=file]")],
  ["a file that is dragged over the page", (page) => drop(page, "body", [{ name: "a.txt", bytes: "x" }])],
  ["the attribute `eager`", (page) => page.evaluate(() => document.querySelector("import-checker")?.setAttribute("eager", ""))],
  ["the method `load`", (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).load())],
])) {
  onHostPage(`loaded by ${way}`, PAGES, async ({ page, requests }) => {
    await defined(page);
    await pause(300);
    assert(!requests.some(({ path }) => path.includes("wasm_inline")));
    await approach(page);
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
    assert(requests.some(({ path }) => path.includes("import_checker_wasm_inline")));
  });
}

onHostPage("two elements share the engine", { ...PAGES, "/": pageWith(`${FORM}<import-checker id="other" import="gryzzly/projects"></import-checker>`) }, async ({ page, requests }) => {
  await defined(page);
  await page.evaluate(() => Promise.all([...document.querySelectorAll("import-checker")].map((one) => /** @type {any} */ (one).load())));
  await choose(page, GOOD);
  await hasStatus(page, "ready");
  const engines = requests.filter(({ path }) => path.includes("import_checker_wasm_inline"));
  assert.equal(engines.length, 1);
});
