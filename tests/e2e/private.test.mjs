/**
 * A large file that is made for the user lies in the browser's private file system: the same bytes as in memory, under
 * a name that tells nothing, for as long as it is offered. Where that is refused, at once or in the middle, it lies in
 * memory.
 */
import assert from "node:assert/strict";
import { status } from "./element.mjs";
import { inEveryBrowser, pause } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** Checks a file of three pieces, of which some rows are wrong. @param {Page} page */
async function check(page) {
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.definition = { fields: [{ name: "name", constraints: { required: true } }, { name: "note" }] };
    const rows = Array.from({ length: 90_000 }, (_, at) => `${at % 1000 ? `Name ${at}` : ""},${"Île ".repeat(20)}${at}\r\n`);
    element.add([new File(["name,note\r\n", ...rows], "large.csv")]);
  });
  await status(page, "errors");
}

/**
 * The cleaned file with all rows, which is not made along with the check.
 * @param {Page} page @param {number} limit from which size it lies in a file
 */
const write = (page, limit) => page.evaluate(async (/** @type {number} */ bytes) => {
  const { client } = /** @type {any} */ (document.querySelector("import-checker"));
  Object.assign(client.store, { limit: bytes, linger: 0 });
  const { blob } = await client.write(0, "cleaned", { rowsInError: "include" });
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return { size: blob.size, sum: [...sum].join() };
}, limit);

/** What lies in the private file system. @param {Page} page */
const privateFiles = (page) => page.evaluate(async () => {
  /** @type {{name: string, size: number}[]} */
  const found = [];
  for await (const [folder, own] of /** @type {any} */ (await navigator.storage.getDirectory())) {
    for await (const [name, handle] of own) found.push({ name: `${folder}/${name}`, size: (await handle.getFile()).size });
  }
  return found;
});

/** Waits until so many are left: removing takes a moment. @param {Page} page @param {number} count */
async function left(page, count) {
  const now = () => privateFiles(page).then((files) => files.length, () => "something that goes");
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(100)) if ((await now()) === count) return;
  assert.equal((await privateFiles(page)).length, count, "private files");
}

/** Another tab with the page, loaded to its end. @param {Page} page @param {string} url */
async function tab(page, url) {
  const other = await page.browserContext().newPage();
  await other.goto(url);
  await ready(other);
  return other;
}

/** @param {Page} page */
const ready = (page) => page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker"))?.client?.store, { polling: 50 });

inEveryBrowser("a large file lies on the disk while it is offered, with the bytes it would have in memory", async ({ page }) => {
  await ready(page);
  await check(page);
  const inMemory = await write(page, Infinity);
  assert(inMemory.size > 2 * 2 ** 22, `${inMemory.size} bytes are no three pieces`);
  assert.deepEqual(await privateFiles(page), [], "what is small never touches the disk");
  assert.deepEqual(await write(page, 6_000_000), inMemory);
  const [file, ...more] = await privateFiles(page);
  assert.equal(file?.size, inMemory.size);
  assert.match(file?.name ?? "", /^import-checker-[0-9a-f-]{36}\/1$/);
  assert.deepEqual(more, []);
  assert.deepEqual(await write(page, 6_000_000), inMemory);
  assert.deepEqual(await privateFiles(page), [file], "asked for again, it is not made again");
  await check(page);
  await left(page, 0);
  assert.deepEqual(await write(page, 6_000_000), inMemory);
  await page.evaluate(() => {
    const { store } = /** @type {any} */ (document.querySelector("import-checker")).client;
    store.linger = 60_000;
    store.checked({ files: [] });
  });
  assert.equal((await privateFiles(page)).length, 1, "the browser may still be saving it");
  await page.evaluate(() => document.querySelector("import-checker")?.remove());
  await left(page, 0);
  const held = () => page.evaluate(async () => (await navigator.locks.query()).held?.filter(({ name }) => /^import-checker-[0-9a-f-]{36}$/.test(name ?? "")).length);
  for (let tries = 0; (await held()) && tries < 50; tries++) await pause(100);
  assert.equal(await held(), 0, "a lock that nobody needs");
});

inEveryBrowser("tabs leave each other's files alone, and take away those of tabs that are gone", async ({ page, url }) => {
  await ready(page);
  await check(page);
  const mine = await write(page, 6_000_000);
  const other = await tab(page, url);
  await check(other);
  assert.deepEqual(await write(other, 6_000_000), mine);
  await left(page, 2);
  await other.close();
  const third = await tab(page, url);
  await left(third, 1);
  assert.deepEqual(await write(page, 6_000_000), mine);
  await third.goto(`${url}history.html`);
  await third.click("#erase");
  await third.click("#yes");
  await left(page, 0);
  assert.deepEqual(await write(page, 6_000_000), mine, "what was erased is made again");
}, { mayAsk: true });

/** Runs a script in every worker before its own. @param {(worker: any) => void} script */
const inWorker = (script) => async (/** @type {Page} */ page) => void (await page.evaluateOnNewDocument((/** @type {string} */ text) => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (/** @type {any} */ blob) => make(blob.type === "text/javascript" ? new Blob([text, blob], { type: blob.type }) : blob);
}, `(${script})(self);`));

const refuses = inWorker((worker) => {
  worker.navigator.storage.getDirectory = async () => {
    throw new DOMException("closed", "SecurityError");
  };
});

inEveryBrowser("a browser that refuses the disk gives the same file from memory", async ({ page }) => {
  await ready(page);
  await check(page);
  assert.deepEqual(await write(page, 6_000_000), await write(page, Infinity));
  assert.deepEqual(await privateFiles(page), []);
}, { prepare: refuses });

const full = inWorker((worker) => {
  const handle = worker.FileSystemSyncAccessHandle.prototype;
  const { write } = handle;
  let count = 0;
  handle.write = /** @this {any} @param {Uint8Array} bytes @param {object} options */ function (bytes, options) {
    if (++count < 2) return write.call(this, bytes, options);
    write.call(this, bytes.subarray(0, bytes.length / 2), options);
    throw new DOMException("no room", "QuotaExceededError");
  };
});

inEveryBrowser("a disk that is full in the middle costs no byte", async ({ page }) => {
  await ready(page);
  await check(page);
  const partly = await write(page, 1_000_000);
  const [file] = await privateFiles(page);
  assert(file && file.size > 2 ** 21 && file.size < partly.size, "the file holds a part");
  await check(page);
  await left(page, 0);
  assert.deepEqual(partly, await write(page, Infinity));
}, { prepare: full });
