/**
 * Every store of this browser with things in it that nobody would have put there: no check stops, the pages stand, what cannot
 * be taken up is set aside with a sentence, and all of it can be erased.
 */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { click, repairByHand, says, shown, status } from "./element.mjs";
import { drop, inEveryBrowser, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type";
const WRONG = [HEAD, "Alpha,project,Alpha,", "Alpha,task,Review,nothing", ""].join("\r\n");
const GOOD = WRONG.replace("nothing", "none");
const NAME = "projects.csv";

/** Texts that are none of ours, for whatever is kept as text. */
const TEXTS = ["", "null", "7", '"text"', "[]", "{", "{}", '{"a":{"b":null}}', '{"__proto__":null,"constructor":1}', '{"hidden":7,"by":"constructor","down":{}}',
  '{"hidden":["id","no such"],"by":"__proto__"}', '{"gryzzly/projects":null}', '{"gryzzly/projects":[null]}', '{"gryzzly/projects":{"dateOrder":[],"delimiter":{}}}', "\ud800", "x".repeat(100_000)];

/** Every key of the one store of texts. What is not named here fails the test below. */
const KEYS = ["import-checker-history", "import-checker-journal-keep", "import-checker-lang", "import-checker-matches", "import-checker-readings",
  "import-checker-sample-key", "import-checker-seen-on", "import-checker-templates"];

/** Values that are no record of any database. */
const VALUES = [null, 7, "text", true, [], {}, [null], { kind: "check" }, { done: null }, new Date(0)];

/** Work that is kept, and what is wrong with it. */
const work = { tab: "gone", name: NAME, size: WRONG.length, print: "0", at: 1, importId: null, settings: {}, wishes: {}, rowsInError: null, done: [{ kind: "delete", rows: [3] }] };
const WORKS = [{}, { name: NAME }, { ...work, done: null }, { ...work, done: "text" }, { ...work, done: [null] }, { ...work, done: [{ kind: "constructor" }] }, { ...work, done: [{ kind: "texts" }] },
  { ...work, done: [{ kind: "texts", texts: [null] }] }, { ...work, done: [{ kind: "texts", texts: [{ row: "3", column: 3, text: "none" }] }] }, { ...work, done: [{ kind: "acknowledge", acknowledged: [{}] }] }, { ...work, done: [{ kind: "meant", meant: { record: 7, row: 2 } }] },
  { ...work, done: [{ kind: "wentIn", list: {}, count: 1 }] }, { ...work, done: [{ kind: "decide", decision: "x" }] }, { ...work, done: [{ kind: "match", mapping: { columns: [7] }, import: null }] },
  { ...work, at: "soon" }, { ...work, settings: 7 }, { ...work, wishes: null }, { ...work, rowsInError: "all" }, { ...work, there: {} }, { ...work, print: 7 }];

/** Entries of the history, and what is wrong with them. */
const job = { kind: "check", name: NAME, tab: "gone", status: "finished", start: 1, done: 1, total: 1, title: "Projects", causes: [] };
const JOBS = [{}, { kind: "check" }, { ...job, name: 7 }, { ...job, kind: "other" }, { ...job, status: "constructor" }, { ...job, start: "today" }, { ...job, causes: [null] }, { ...job, causes: 7 },
  { ...job, choice: 7 }, { ...job, choice: { importId: 7, settings: null } }, { ...job, tab: {} }, { ...job, finish: "x" }, { ...job, title: {} }, { ...job, kept: "yes" }];

/** Texts that are no list of what was seen, and things that are no text. */
const LISTS = [null, 7, {}, [], "", "null", "{", "[]", '{"kind":"import-checker/seen"}', '{"kind":"import-checker/seen","key":"","files":[]}', '{"kind":"import-checker/seen","key":7,"files":[]}',
  '{"kind":"import-checker/seen","key":"k","files":[{}]}', '{"kind":"import-checker/seen","key":"k","files":[{"file":"a","import":"gryzzly/projects","rows":"xyz","checked":"2025-01-01"}]}',
  '{"kind":"import-checker/seen","key":"k","files":[{"file":"a","import":"gryzzly/projects","rows":"","checked":"2025-13-99"}]}', "[".repeat(50_000)];

/**
 * Puts records into a store of a database of ours, in place of what is there.
 * @param {Page} page @param {string} database @param {string} store @param {unknown[]} records @param {string|null} keyPath @param {string} [key] of the one record, in a store without a path
 */
const put = (page, database, store, records, keyPath, key) => page.evaluate(async (name, where, all, path, own) => {
  const stores = /** @type {Record<string, IDBObjectStoreParameters>} */ ({ "import-checker-journal": { jobs: { keyPath: "id", autoIncrement: true }, files: {} }, "import-checker-work": { "import-checker-work": { keyPath: "id" } }, "import-checker-seen": { "import-checker-seen": {} } }[name]);
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => Object.entries(stores).forEach(([one, how]) => request.result.createObjectStore(one, how));
  await new Promise((done, fail) => ((request.onsuccess = done), (request.onerror = fail)));
  const transaction = request.result.transaction(where, "readwrite");
  const into = transaction.objectStore(where);
  into.clear();
  all.forEach((/** @type {any} */ one, at) => (path === null ? into.put(one, own ?? at + 1) : into.put({ id: `${at}`, ...one })));
  await new Promise((done, fail) => ((transaction.oncomplete = done), (transaction.onabort = fail)));
  request.result.close();
}, database, store, records, keyPath, key);

/** The same for the history, whose entries have numbers. @param {Page} page @param {any[]} jobs */
const putJobs = (page, jobs) => put(page, "import-checker-journal", "jobs", jobs.map((one, at) => ({ ...one, id: at + 1 })), "id");

/** A file is checked as if nothing was kept. @param {Page} page @param {string} about @param {string} [text] @param {string} [expected] */
async function checks(page, about, text = GOOD, expected = "ready") {
  await drop(page, "import-checker >>> .drop", [{ name: NAME, bytes: text }]).catch((error) => assert.fail(`${about}: ${error}`));
  await status(page, expected).catch((error) => assert.fail(`${about}: ${error}`));
}

/** Waits until a check has come to its end, and none goes on from there. @param {Page} page */
async function settled(page) {
  const said = () => page.evaluate(() => document.querySelector("import-checker")?.getAttribute("status") ?? "");
  for (let calm = 0, tries = 0; calm < 5; tries++) {
    calm = /^(ready|errors)$/.test(await said()) ? calm + 1 : 0;
    assert(tries < 300, await said());
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What the page has said so far, as notes come and go. @param {Page} page */
const listens = (page) => page.evaluateOnNewDocument(() => {
  const said = /** @type {Set<string>} */ (/** @type {any} */ (globalThis).said = new Set());
  setInterval(() => {
    for (const note of document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".note, [role=status]") ?? []) said.add(note.textContent ?? "");
  }, 20);
});
/** @param {Page} page @param {string} part */
const wasSaid = (page, part) => page.waitForFunction((/** @type {string} */ one) => [.../** @type {any} */ (globalThis).said].some((text) => text.includes(one)), { polling: 50 }, part);

test("every store that a page of ours opens is tried here", async () => {
  const names = (await readdir(join(root, "www"), { recursive: true })).filter((name) => name.endsWith(".js") && !/^(pkg|imports)\b/.test(name));
  const found = new Set();
  const databases = new Set();
  for (const name of names) {
    const text = await readFile(join(root, "www", name), "utf8");
    if (!/\blocalStorage\b|\bindexedDB\b|\bdatabase\(/.test(text)) continue;
    const constants = new Map([...text.matchAll(/const (\w+) = ["`]([^"`]+)["`]/g)].map(([, one, value]) => [one, value]));
    const whole = (/** @type {string} */ value) => value.replace(/\$\{(\w+)\}/g, (_, one) => constants.get(one) ?? "?");
    for (const [, direct, constant] of text.matchAll(/localStorage(?:\.(?:get|set|remove)Item\(|\[)(?:"([^"]+)"|(\w+))/g)) if (direct || constants.has(constant)) found.add(direct ?? whole(constants.get(constant) ?? ""));
    for (const [, constant] of text.matchAll(/\bdatabase\((\w+),/g)) if (constants.has(constant)) databases.add(constants.get(constant));
  }
  assert.deepEqual([...found].sort(), KEYS);
  assert.deepEqual([...databases].sort(), ["import-checker-journal", "import-checker-seen", "import-checker-work"]);
});

inEveryBrowser("no text that is kept stops a check, or a page", async ({ page, url }) => {
  for (const text of TEXTS) {
    const about = JSON.stringify(text).slice(0, 60);
    await page.evaluate((keys, one) => {
      localStorage.clear();
      for (const key of keys) localStorage.setItem(key, one);
    }, KEYS, text);
    await page.goto(url, { waitUntil: "load" });
    await checks(page, about);
    await page.goto(`${url}history.html`, { waitUntil: "load" });
    await page.waitForFunction(() => document.querySelector("#jobs th"), { polling: 50 }).catch((error) => assert.fail(`history, ${about}: ${error}`));
    await page.goto(`${url}define.html`, { waitUntil: "load" });
    await page.waitForFunction(() => document.querySelector("#said")?.textContent?.includes("."), { polling: 50 }).catch((error) => assert.fail(`define, ${about}: ${error}`));
    await page.select("#start", "gryzzly/projects");
  }
}, { mayAsk: true, patience: 400_000 });

inEveryBrowser("work that cannot be taken up is set aside with a sentence, and can be forgotten", async ({ page }) => {
  await listens(page);
  for (const one of WORKS) {
    const about = JSON.stringify(one).slice(0, 160);
    await put(page, "import-checker-work", "import-checker-work", [one], "id");
    await page.reload({ waitUntil: "load" });
    await says(page, ".kept", "cannot be read. Forget it").catch((error) => assert.fail(`${about}: ${error}`));
    await checks(page, about, WRONG, "errors");
    if ("name" in one && one.name === NAME) await wasSaid(page, "It was set aside: make the changes once more.").catch((error) => assert.fail(`${about}: ${error}`));
  }
  await page.reload({ waitUntil: "load" });
  await shown(page, ".kept button");
  await click(page, "forget-0");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".kept"), { polling: 50 });
}, { mayAsk: true, patience: 400_000 });

inEveryBrowser("work that only the engine refuses is taken back with a sentence, and the file is checked as it is", async ({ page }) => {
  await listens(page);
  // Work as this page keeps it, of this very file.
  await checks(page, "before", WRONG, "errors");
  await repairByHand(page);
  const kept = () => page.evaluate(async () => {
    const request = indexedDB.open("import-checker-work", 1);
    await new Promise((done) => (request.onsuccess = done));
    const all = request.result.transaction("import-checker-work").objectStore("import-checker-work").getAll();
    await new Promise((done) => (all.onsuccess = done));
    request.result.close();
    return all.result;
  });
  let own = await kept();
  for (let tries = 0; tries < 200 && !own.length; tries++) own = await kept();
  const [sound] = own;
  assert.equal(sound.name, NAME);
  const step = { kind: "texts", texts: [{ row: 3, column: 3, text: "none" }] };
  for (const change of [
    { wishes: { dateOrder: 17 } },
    { wishes: { delimiter: {} } },
    { importId: "no/such" },
    { settings: { "no such": { a: 1 } } },
    { done: [{ kind: "wentIn", list: "{", count: 1 }, step] },
    { done: [{ kind: "match", mapping: { columns: [{ from: 7, to: "project name" }] }, import: null }] },
    { done: [{ kind: "texts", texts: [{ row: 1e300, column: -1, text: "x" }] }] },
    { done: [{ kind: "delete", rows: [-1, 0.5, 1e9] }] },
    { done: [{ kind: "move", moves: [{ row: 1e12, after: -3 }] }] },
    { done: [{ kind: "decide", decision: { code: "no such", accept: true, choice: 7 }, label: "x" }] },
    { done: [{ kind: "acknowledge", acknowledged: [{ code: "V260", reason: "x", count: -1 }] }] },
    { done: [{ kind: "meant", meant: { record: "1002", row: -3 } }] },
  ]) {
    const about = JSON.stringify(change);
    await put(page, "import-checker-work", "import-checker-work", [{ ...sound, tab: "gone", ...change }], "id");
    await page.reload({ waitUntil: "load" });
    // Either what it says means nothing to the file, or it is taken back: the file is checked all the same.
    await checks(page, about, GOOD, "ready").catch((error) => assert.fail(`other file, ${about}: ${error}`));
    await page.reload({ waitUntil: "load" });
    await drop(page, "import-checker >>> .drop", [{ name: NAME, bytes: WRONG }]);
    await settled(page).catch((error) => assert.fail(`${about}: ${error}`));
  }
  await put(page, "import-checker-work", "import-checker-work", [{ ...sound, tab: "gone", wishes: { dateOrder: 17 } }], "id");
  await page.reload({ waitUntil: "load" });
  await checks(page, "taken back", WRONG, "errors");
  await wasSaid(page, "does not fit. It was set aside: make the changes once more.");
}, { mayAsk: true, patience: 400_000 });

inEveryBrowser("a list of what was seen that is none is set aside with a sentence, and another one begins", async ({ page }) => {
  await listens(page);
  for (const list of LISTS) {
    const about = JSON.stringify(list).slice(0, 160);
    await page.evaluate(() => localStorage.setItem("import-checker-seen-on", "1"));
    await put(page, "import-checker-seen", "import-checker-seen", [list], null, "import-checker-seen");
    await page.reload({ waitUntil: "load" });
    await checks(page, about);
    if (typeof list === "string") await wasSaid(page, "was set aside: from now on files and rows are known again").catch((error) => assert.fail(`${about}: ${error}`));
    // The next time the file is known.
    const keeps = () => page.evaluate(async () => {
      const request = indexedDB.open("import-checker-seen", 1);
      await new Promise((done) => (request.onsuccess = done));
      const get = request.result.transaction("import-checker-seen").objectStore("import-checker-seen").get("import-checker-seen");
      await new Promise((done) => (get.onsuccess = done));
      request.result.close();
      return String(get.result);
    });
    let kept = await keeps();
    for (let tries = 0; tries < 200 && !kept.includes('"checked":"20'); tries++) kept = await keeps();
    assert.match(kept, /"checked":"20/, about);
  }
}, { mayAsk: true, patience: 400_000 });

inEveryBrowser("a history with other things in it lists what is an entry, says that the rest was set aside, and stops no check", async ({ page, url }) => {
  await putJobs(page, [...JOBS, { ...job, name: "sound.csv" }]);
  await put(page, "import-checker-journal", "files", VALUES, null);
  await page.goto(url, { waitUntil: "load" });
  await checks(page, "with a history");
  await page.goto(`${url}history.html`, { waitUntil: "load" });
  await page.waitForFunction(() => document.querySelector("#jobs")?.textContent?.includes("sound.csv"), { polling: 50 });
  await page.waitForFunction(() => document.querySelector("#said")?.textContent?.includes("set aside"), { polling: 50 });
  for (const key of ["sort-description", "sort-status", "sort-start"]) await page.click(`[data-key=${key}]`);
  // Files that are none are not checked again.
  await page.goto(`${url}#again=${VALUES.map((_, at) => at + 1)},NaN,1e99`, { waitUntil: "load" });
  await page.reload({ waitUntil: "load" });
  await checks(page, "after an address that asks for them");
  // A file with choices that nobody can have made.
  for (const choice of [{ importId: "no/such", settings: {}, wishes: {} }, { importId: null, settings: { x: { y: 1 } }, wishes: { dateOrder: 17 } }, { importId: null, settings: {}, wishes: { sheet: {}, headerRow: -1 } }]) {
    await putJobs(page, [{ ...job, kept: true, choice }]);
    await page.evaluate(async (text) => {
      const request = indexedDB.open("import-checker-journal", 1);
      await new Promise((done) => (request.onsuccess = done));
      const transaction = request.result.transaction("files", "readwrite");
      transaction.objectStore("files").put(new File([text], "again.csv"), 1);
      await new Promise((done) => (transaction.oncomplete = done));
      request.result.close();
    }, GOOD);
    await page.goto("about:blank");
    await page.goto(`${url}#again=1`, { waitUntil: "load" });
    await status(page, "ready").catch((error) => assert.fail(`${JSON.stringify(choice)}: ${error}`));
  }
  await page.goto(`${url}history.html`, { waitUntil: "load" });
  await page.click("#erase");
  await page.click("#yes");
  await page.waitForFunction(() => document.querySelector("#said")?.textContent === "Everything is erased.", { polling: 50 });
}, { mayAsk: true, patience: 400_000 });

inEveryBrowser("other things in the private file system under our names stop no check and are erased", async ({ page, url }) => {
  const made = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory().catch(() => null);
    if (!folder) return false;
    await folder.getFileHandle("import-checker-a-file", { create: true });
    const inner = await folder.getDirectoryHandle("import-checker-a-folder", { create: true });
    await (await inner.getDirectoryHandle("deep", { create: true })).getFileHandle("x", { create: true });
    return true;
  });
  await page.goto(url, { waitUntil: "load" });
  await checks(page, "with other folders");
  if (!made) return;
  await page.goto(`${url}history.html`, { waitUntil: "load" });
  await page.click("#erase");
  await page.click("#yes");
  await page.waitForFunction(() => document.querySelector("#said")?.textContent === "Everything is erased.", { polling: 50 });
}, { mayAsk: true });
