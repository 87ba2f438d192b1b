/** What an embedded element costs a page: next to nothing until somebody comes near, and no request once a file was chosen. */
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
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

/** What a host sends for requests when it hands over the compressed forms that the build made. @param {{path: string}[]} requests */
async function travelled(requests) {
  const own = requests.map(({ path }) => path).filter((path) => path.startsWith("/ic/"));
  return sizes(own.map((path) => path.slice(4)));
}

/** @param {string[]} paths in `dist/` */
async function sizes(paths) {
  /** @param {string} ending */
  const sum = async (ending) => {
    const all = paths.map(async (path) => (await stat(join(root, "dist", path + ending)).catch(() => stat(join(root, "dist", path)))).size);
    return (await Promise.all(all)).reduce((one, other) => one + other, 0);
  };
  return { files: paths.length, gzip: await sum(".gz"), brotli: await sum(".br") };
}

/**
 * The README tells what travels, as it was measured: the number of files, and the bytes to the first two figures, give or take a tenth.
 * @param {string} what @param {{files: number, gzip: number, brotli: number}} measured
 */
async function told(what, measured) {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const line = readme.split("\n").find((one) => one.startsWith("|") && one.includes(what)) ?? "";
  const cells = line.split("|").slice(2, -1).map((cell) => cell.trim());
  const bytes = cells.slice(1).map((cell) => Number.parseFloat(cell) * (cell.endsWith("MB") ? 1e6 : 1e3));
  assert.equal(Number(cells[0]), measured.files, `${what}: ${JSON.stringify(measured)}`);
  for (const [at, one] of [measured.gzip, measured.brotli].entries()) {
    const said = bytes[at] ?? 0;
    assert(Math.abs(said - one) <= one / 10, `${what}: README says ${said} bytes, and ${one} travel`);
  }
}

test("the README tells what the single file costs", async () => told("inline.js", await sizes(["inline.js"])));

onHostPage("an element that nobody touches: at most three requests and 45 kB, and no worker", PAGES, async ({ page, requests }) => {
  await defined(page);
  await pause(1500);
  const own = await travelled(requests);
  assert(own.files <= 3, String(own.files));
  assert(own.gzip <= 45_000, `${own.gzip} bytes`);
  await told("nobody touches", own);
  assert.equal(await workers(page), 0);
}, { prepare: countWorkers });

onHostPage("the pointer, the focus and a dragged file have the rest loaded; nothing is asked for after a file was chosen", PAGES, async ({ page, requests }) => {
  await defined(page);
  await pause(1500);
  const untouched = requests.length;
  await page.hover("import-checker");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  await page.waitForNetworkIdle({ idleTime: 500 });
  const before = requests.length;
  assert(requests.some(({ path }) => path.includes("import_checker_wasm_inline")));
  await told("somebody comes near", await travelled(requests.slice(untouched)));
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
