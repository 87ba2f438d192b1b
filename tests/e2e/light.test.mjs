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

onHostPage("an element that nobody touches: at most three requests and 42 kB, and no worker", PAGES, async ({ page, requests }) => {
  await defined(page);
  await pause(1500);
  const own = await travelled(requests);
  assert(own.files <= 3, String(own.files));
  assert(own.gzip <= 42_000, `${own.gzip} bytes`);
  await told("nobody touches", own);
  assert.equal(await workers(page), 0);
}, { prepare: countWorkers });

onHostPage("elements that nobody touches take no memory worth a word", { ...PAGES, "/": pageWith("") }, async ({ page, browser }) => {
  await defined(page);
  // Only Chromium tells.
  if (browser === "firefox") return;
  const session = await page.createCDPSession();
  const used = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = /** @type {any} */ (await session.send("Runtime.getHeapUsage"));
    return usedSize + backingStorageSize;
  };
  const put = (/** @type {number} */ count) => page.evaluate((many) => document.body.insertAdjacentHTML("beforeend", '<import-checker definition="/staff.js"><input type="file"></import-checker>'.repeat(many)), count);
  // What all of them share is there with the first.
  await put(1);
  await pause(500);
  const before = await used();
  await put(100);
  await pause(1500);
  const each = (await used() - before) / 100;
  assert(each < 50_000, `${each} bytes each`);
});

onHostPage("the pointer, the focus and a dragged file have the rest loaded; nothing is asked for after a file was chosen", PAGES, async ({ page, requests }) => {
  await defined(page);
  await pause(1500);
  const untouched = requests.length;
  await page.hover("import-checker");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  await page.waitForNetworkIdle({ idleTime: 500 });
  const before = requests.length;
  // Who waits for a check does not wait for what writes workbooks.
  const order = ["import_checker_wasm_inline", "xlsx_out_wasm_inline"].map((name) => requests.findIndex(({ path }) => path.includes(name)));
  assert(order[0] !== undefined && order[0] > 0 && order[0] < (order[1] ?? 0), String(order));
  assert(!requests.some(({ path }) => path.endsWith("inflate.js")), "only old browsers need it");
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

for (const [how, age] of /** @type {[string, () => void][]} */ ([
  ["takes nothing apart", () => {
    Reflect.deleteProperty(globalThis, "DecompressionStream");
    Reflect.deleteProperty(ElementInternals.prototype, "states");
  }],
  ["takes other forms apart than ours", () => {
    globalThis.DecompressionStream = /** @type {any} */ (class {
      constructor(/** @type {string} */ form) {
        throw new TypeError(`${form} is not known`);
      }
    });
  }],
])) {
  onHostPage(`a browser that ${how} loads what does it, before a file is chosen, and checks and writes as any other`, PAGES, async ({ page, requests }) => {
    await defined(page);
    await page.hover("import-checker");
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
    await page.waitForNetworkIdle({ idleTime: 500 });
    assert(requests.some(({ path }) => path.endsWith("/pkg/inflate.js")));
    const before = requests.length;
    await choose(page, GOOD);
    await holds(page);
    const made = await page.evaluate(async () => (await /** @type {any} */ (document.querySelector("import-checker")).client.write(0, "xlsx", { rowsInError: "drop" })).blob.size);
    assert(made > 100, String(made));
    assert.deepEqual(requests.slice(before), []);
  }, { prepare: (page) => page.evaluateOnNewDocument(age) });
}

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

onHostPage("`parts` leaves out what writes workbooks: it is not loaded, not offered, and the check works without it", {
  ...PAGES, "/": pageWith(formWith('<import-checker definition="/staff.js" parts=""><input type="file" name="file"></import-checker>')),
}, async ({ page, requests }) => {
  await defined(page);
  await pause(1000);
  const untouched = requests.length;
  await page.hover("import-checker");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  await page.waitForNetworkIdle({ idleTime: 500 });
  await told("without what writes XLSX", await travelled(requests.slice(untouched)));
  await choose(page, GOOD);
  await holds(page);
  assert(requests.some(({ path }) => path.includes("import_checker_wasm_inline")));
  assert(!requests.some(({ path }) => path.includes("xlsx_out")));
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=to-table]")).click());
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=menu]"), { polling: 50 });
  const offered = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("[data-key^=menu-]") ?? []].map((one) => one.getAttribute("data-key")));
  assert.deepEqual(offered, ["menu-html", "menu-rejected", "menu-changes", "menu-report", "menu-summary"]);
});

onHostPage("`second-reader` has a second reader loaded, after all else", {
  ...PAGES, "/": pageWith(formWith('<import-checker definition="/staff.js" second-reader><input type="file" name="file"></import-checker>')),
}, async ({ page, requests }) => {
  await defined(page);
  await pause(1000);
  assert(!requests.some(({ path }) => path.includes("second")), "an element that nobody touches asks for it");
  await page.hover("import-checker");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  await page.waitForNetworkIdle({ idleTime: 500 });
  const engine = requests.findIndex(({ path }) => path.includes("import_checker_wasm_inline"));
  const second = requests.flatMap(({ path }, at) => (path.includes("second") ? [at] : []));
  assert(second.every((at) => at > engine), `${second} after ${engine}`);
  await told("`second-reader`", await travelled(requests.filter((_, at) => second.includes(at))));
});

/** Knows which workers are alive. @param {import("puppeteer-core").Page} page */
const watchWorkers = (page) => page.evaluateOnNewDocument(() => {
  const own = /** @type {any} */ (globalThis);
  own.alive = new Set();
  own.compiled = 0;
  for (const way of /** @type {const} */ (["compile", "compileStreaming"])) {
    const compile = WebAssembly[way];
    WebAssembly[way] = (/** @type {any} */ ...code) => {
      own.compiled++;
      return Reflect.apply(compile, WebAssembly, code);
    };
  }
  own.Worker = class extends Worker {
    constructor(/** @type {[any, any]} */ ...how) {
      super(...how);
      own.alive.add(this);
    }
    terminate() {
      own.alive.delete(this);
      super.terminate();
    }
  };
});

onHostPage("all elements of a page cost what one does: one engine, a worker that waits, and one that holds the last check", {
  ...PAGES, "/": pageWith(["a", "b", "c"].map((id) => formWith(`<import-checker id="${id}" definition="/staff.js"><input type="file" name="${id}"></import-checker>`)).join("")),
}, async ({ page }) => {
  await defined(page);
  await pause(500);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).compiled), 0, "nobody came near");
  const atRest = async () => {
    // The worker for the next check starts half a second after the last one.
    await pause(1500);
    return page.evaluate(() => [/** @type {any} */ (globalThis).compiled, /** @type {any} */ (globalThis).alive.size]);
  };
  for (const id of ["a", "b", "c"]) {
    await page.hover(`#${id}`);
    await page.waitForFunction((one) => /** @type {any} */ (document.getElementById(one)).client.store, { polling: 50 }, id);
  }
  assert.deepEqual(await atRest(), [1, 1]);
  for (const id of ["a", "b", "c"]) {
    await choose(page, { [`${id}.csv`]: `name;starts\n${id};2024-01-01\n` }, `input[name=${id}]`);
    await hasStatus(page, "ready", `#${id}`);
    await page.waitForFunction((one) => /** @type {any} */ (document.querySelector(`input[name=${one}]`)).files.length === 1, { polling: 50 }, id);
  }
  assert.deepEqual(await atRest(), [1, 2]);
  // Each is asked again, all at once: each answers of its own file, and one check is left.
  const names = await page.evaluate(() => Promise.all(["a", "b", "c", "a"].map(async (id) => {
    const { client } = /** @type {any} */ (document.getElementById(id));
    const [{ rows }] = await Promise.all([client.window(0, { kind: "all" }, 0, 1), client.overview(0)]);
    return rows[0].cells[0];
  })));
  assert.deepEqual(names, ["a", "b", "c", "a"]);
  assert.deepEqual(await atRest(), [1, 2]);
  // Those that are gone leave nothing.
  await page.evaluate(() => document.querySelectorAll("import-checker").forEach((one) => one.remove()));
  assert.deepEqual(await atRest(), [1, 0]);
}, { prepare: watchWorkers });

onHostPage("whoever comes back to an element whose check gave way is told how far it is, while it is checked once more", {
  ...PAGES, "/": pageWith('<import-checker id="a" definition="/staff.js"></import-checker><import-checker id="b" definition="/staff.js"></import-checker>'),
}, async ({ page }) => {
  await defined(page);
  await page.evaluate(async () => {
    const add = (/** @type {string} */ id, /** @type {string} */ rows) => new Promise((done) => {
      const element = /** @type {any} */ (document.getElementById(id));
      element.addEventListener("import-checker-report", done, { once: true });
      element.add([new File([`name;starts\n${rows}`], `${id}.csv`)]);
    });
    await add("a", "Ada;2024-01-01\n".repeat(400_000));
    await add("b", "Bob;2024-01-01\n");
  });
  const said = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.getElementById("a"));
    const note = element.shadowRoot.querySelector(".note");
    const heard = new Set();
    new MutationObserver(() => note.hidden || heard.add(note.querySelector(".note-text").textContent)).observe(note, { subtree: true, childList: true, attributes: true });
    // However fast the machine is, it takes long: what is soon over is not said.
    let clock = 0;
    performance.now = () => (clock += 1000);
    const { rows } = await element.client.window(0, { kind: "all" }, 399_999, 1);
    await new Promise((done) => setTimeout(done));
    return { heard: [...heard], last: rows[0].cells[0], hidden: note.hidden, status: element.status };
  });
  assert(said.heard.length > 0 && said.heard.every((one) => /^The file is checked once more before it goes on: \d+%\.$/.test(one)), JSON.stringify(said));
  assert.deepEqual([said.last, said.hidden, said.status], ["Ada", true, "ready"]);
});

onHostPage("two elements share the engine", { ...PAGES, "/": pageWith(`${FORM}<import-checker id="other" import="gryzzly/projects"></import-checker>`) }, async ({ page, requests }) => {
  await defined(page);
  await page.evaluate(() => Promise.all([...document.querySelectorAll("import-checker")].map((one) => /** @type {any} */ (one).load())));
  await choose(page, GOOD);
  await hasStatus(page, "ready");
  const engines = requests.filter(({ path }) => path.includes("import_checker_wasm_inline"));
  assert.equal(engines.length, 1);
});
