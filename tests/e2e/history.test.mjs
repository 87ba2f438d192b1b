/** The history of checks and exports: it outlives a reload and a killed tab, can be sorted, taken home and erased. */
import assert from "node:assert/strict";
import { click, shown, status } from "./element.mjs";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";
import { installStub } from "./stub.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const STAFF = "user email,entry date,description,duration,project,subtask,task\r\n";
const PLAN = "project name,resource type,resource name,task budget type\r\nWebsite,project,Website,\r\nWebsite,task,Design,none\r\n";
const GOOD = `${STAFF}ana@acme.example,2025-02-21,,1.5,Website,,Design\r\n`;

/** A further tab of the same browser profile. @param {Page} page @param {string} address */
async function tab(page, address) {
  const other = await page.browserContext().newPage();
  await other.goto(address, { waitUntil: "load" });
  return other;
}

// A second page is opened in each test, so something is asked for.

/** Waits until the table has a text. @param {Page} page @param {string} text */
const says = (page, text) =>
  page.waitForFunction((/** @type {string} */ part) => document.querySelector("#jobs")?.textContent?.includes(part), { polling: 50 }, text);

/** The rows of the table, each as the texts of its cells. @param {Page} page */
const rows = (page) => page.$$eval("#jobs tbody tr", (all) =>
  all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));

/** @param {Page} page @param {string} name @param {string} text */
async function check(page, name, text) {
  await drop(page, "import-checker >>> .drop", [{ name, bytes: text }]);
  await shown(page, "[data-key=download]");
}

inEveryBrowser("checks and exports are listed, and stay after a reload", async ({ page, url, download }) => {
  await check(page, "times.csv", GOOD);
  await click(page, "download");
  await download();
  const history = await tab(page, `${url}history.html`);
  await says(history, "times.cleaned.csv");
  await history.reload();
  await says(history, "times.cleaned.csv");
  const [exported, checked] = await rows(history);
  assert.deepEqual([exported?.[0], exported?.[2], exported?.[3], exported?.[4]], ["2", "this browser", "1 / 1", "finished"]);
  assert.match(checked?.[1] ?? "", /^Check of times\.csv, as .+: 1 of 1 row ready\.$/);
  assert.match(checked?.[5] ?? "", /^\d\d\/\d\d\/\d\d \d\d:\d\d$/, "the start time");
  assert.deepEqual([checked?.[7], checked?.[8]], ["", "not kept"], "no fail time, and no file without being asked to");
  await accessible(history);
}, { mayAsk: true });

inEveryBrowser("the job of a killed tab has failed", async ({ page, url }) => {
  const victim = await tab(page, url);
  await victim.evaluate(installStub, { mode: "slow" });
  await drop(victim, "import-checker >>> .drop", [{ name: "long.csv", bytes: GOOD }]);
  await status(victim, "checking");
  const history = await tab(page, `${url}history.html`);
  await says(history, "started");
  await victim.close();
  await says(history, "Its tab was closed while it ran.");
  const [job] = await rows(history);
  assert.equal(job?.[4], "failed");
  assert.notEqual(job?.[7], "", "the fail time");
  await accessible(history);
}, { mayAsk: true });

inEveryBrowser("a job that moves is not buried", async ({ page, url }) => {
  await page.evaluate(installStub, { mode: "slow" });
  await drop(page, "import-checker >>> .drop", [{ name: "long.csv", bytes: GOOD }]);
  const history = await tab(page, `${url}history.html`);
  await says(history, "rows so far");
  await history.reload();
  await says(history, "rows so far");
  assert.equal(await history.$("[data-key^=mark-]"), null, "nobody is offered to bury it");
}, { mayAsk: true });

inEveryBrowser("a job that no longer moves can be marked as failed", async ({ page, url }) => {
  await page.evaluate(installStub, { mode: "stuck" });
  await drop(page, "import-checker >>> .drop", [{ name: "long.csv", bytes: GOOD }]);
  const history = await tab(page, `${url}history.html`);
  await says(history, "started");
  await history.reload();
  await says(history, "started");
  await history.waitForSelector("[data-key^=mark-]");
  await history.click("[data-key^=mark-]");
  await says(history, "It was marked as failed here.");
  // The check goes on and says so, which does not bring the job back.
  await pause(5000);
  await says(history, "It was marked as failed here.");
}, { mayAsk: true });

inEveryBrowser("a file is kept only when the user says so, and can then be had and checked again", async ({ page, url, download }) => {
  const history = await tab(page, `${url}history.html`);
  await history.click("#keep");
  await check(page, "times.csv", GOOD);
  await says(history, "Run again");
  await history.click("[data-key^=file-]");
  const { name, bytes } = await download();
  assert.deepEqual([name, bytes.toString()], ["times.csv", GOOD]);
  await Promise.all([history.waitForNavigation(), history.click("#jobs a")]);
  await shown(history, "[data-key=download]");
}, { mayAsk: true });

inEveryBrowser("the table is sorted, its columns are chosen and reset, and it is taken home as CSV", async ({ page, url, download }) => {
  for (const name of ["b.csv", "=a.csv"]) {
    await check(page, name, GOOD);
    await click(page, "over");
  }
  const history = await tab(page, `${url}history.html`);
  await says(history, "=a.csv");
  const order = async () => (await rows(history)).map((row) => row[0]);
  assert.deepEqual(await order(), ["2", "1"]);
  await history.click("[data-key=sort-id]");
  assert.deepEqual(await order(), ["1", "2"]);
  await history.click("[data-key=sort-description]");
  assert.deepEqual(await order(), ["2", "1"]);
  await history.click("summary");
  await history.click("#column-by");
  assert.ok(!(await history.$eval("thead", (head) => head.textContent))?.includes("Created by"));
  await accessible(history);
  await history.click("#reset");
  assert.ok((await history.$eval("thead", (head) => head.textContent))?.includes("Created by"));
  await history.click("#csv");
  const { name, bytes } = await download();
  assert.equal(name, "history.csv");
  const lines = bytes.toString().split("\r\n");
  assert.match(lines[0] ?? "", /^\ufeff"ID","Description","Created by"/);
  assert.match(lines[1] ?? "", /^"1","Check of b\.csv/);
}, { mayAsk: true });

/** All that the browser keeps for the site, whoever wrote it: what lies where. @param {Page} page @returns {Promise<string[]>} */
const kept = (page) =>
  page.evaluate(async () => {
    const left = Object.keys(localStorage);
    for (const { name = "" } of await indexedDB.databases()) {
      const request = indexedDB.open(name);
      await new Promise((done) => (request.onsuccess = done));
      for (const store of request.result.objectStoreNames) {
        const count = request.result.transaction(store).objectStore(store).count();
        await new Promise((done) => (count.onsuccess = done));
        if (count.result) left.push(`${name}: ${count.result}`);
      }
      request.result.close();
    }
    const root = await navigator.storage.getDirectory().catch(() => null);
    if (root) for await (const name of /** @type {any} */ (root).keys()) left.push(name);
    return left;
  });

inEveryBrowser("one button erases everything, after a question", async ({ page, url }) => {
  await check(page, "times.csv", GOOD);
  const history = await tab(page, `${url}history.html`);
  await says(history, "times.csv");
  // What else this browser may keep: unfinished work with texts of cells, answers, a template, a large file that was made.
  await history.evaluate(async () => {
    localStorage.setItem("import-checker-readings", '{"x":{"decimal":","}}');
    localStorage.setItem("import-checker-templates", '{"x":{}}');
    localStorage.setItem("import-checker-seen-on", "1");
    localStorage.setItem("import-checker-sample-key", "a key");
    const seen = indexedDB.open("import-checker-seen", 1);
    seen.onupgradeneeded = () => seen.result.createObjectStore("import-checker-seen");
    await new Promise((done) => (seen.onsuccess = done));
    const noting = seen.result.transaction("import-checker-seen", "readwrite");
    noting.objectStore("import-checker-seen").put("a list", "import-checker-seen");
    await new Promise((done) => (noting.oncomplete = done));
    seen.result.close();
    const work = indexedDB.open("import-checker-work", 1);
    work.onupgradeneeded = () => work.result.createObjectStore("import-checker-work", { keyPath: "id" });
    await new Promise((done) => (work.onsuccess = done));
    const writing = work.result.transaction("import-checker-work", "readwrite");
    writing.objectStore("import-checker-work").put({ id: "1", done: ["a secret"] });
    await new Promise((done) => (writing.oncomplete = done));
    work.result.close();
    const root = await navigator.storage.getDirectory().catch(() => null);
    await root?.getDirectoryHandle("import-checker-left", { create: true });
  });
  assert.ok((await kept(history)).length >= 7);
  const other = await tab(page, `${url}history.html`);
  await says(other, "times.csv");
  await history.bringToFront();
  await history.click("#erase");
  await accessible(history);
  await history.click("#no");
  assert.equal((await rows(history)).length, 1);
  await history.click("#erase");
  await history.click("#yes");
  await says(history, "Nothing was checked in this browser yet.");
  await history.waitForFunction(() => document.querySelector("#said")?.textContent === "Everything is erased.", { polling: 50 });
  assert.deepEqual(await kept(history), []);
  // Another tab shows it without being asked.
  await says(other, "Nothing was checked in this browser yet.");
  await history.reload();
  await says(history, "Nothing was checked in this browser yet.");
  await history.click("#languages [lang=fr]");
  await says(history, "Rien n’a encore été vérifié dans ce navigateur.");
  await accessible(history);
}, { mayAsk: true });

inEveryBrowser("files that were checked together run again together, each with its import and its settings", async ({ page, url }) => {
  const history = await tab(page, `${url}history.html`);
  await history.click("#keep");
  await drop(page, "import-checker >>> .drop", [{ name: "times.csv", bytes: GOOD }, { name: "plan.csv", bytes: PLAN }]);
  await shown(page, "[data-key=download-all]");
  // What nobody could recognise by the headings: another import, and an answer to one of its settings.
  const said = { importId: "gryzzly/projects", settings: { "budget-package": false } };
  await page.evaluate((/** @type {any} */ choice) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const file = new File(["project name,resource type,resource name\r\nAlpha,project,Alpha\r\n"], "odd.csv");
    element.add([file], new Map([[file, choice]]));
  }, said);
  await says(history, "Check of odd.csv, as Projects");
  await history.waitForFunction(() => document.querySelectorAll("#jobs a[href*=again]").length === 3 &&
    [...document.querySelectorAll("#jobs a")].every((one) => (one.getAttribute("href") ?? "").split(",").length === 3), { polling: 50 });
  // The reports may be there as soon as the page.
  await history.evaluateOnNewDocument(() => addEventListener("import-checker-report", (event) => {
    const list = (/** @type {any} */ (globalThis).reports ??= {});
    const { name, choice } = /** @type {CustomEvent} */ (event).detail;
    list[name] = choice;
  }));
  await Promise.all([history.waitForNavigation(), history.click("#jobs a")]);
  await history.waitForFunction(() => Object.keys(/** @type {any} */ (globalThis).reports ?? {}).length === 3, { polling: 50 });
  const choices = await history.evaluate(() => /** @type {any} */ (globalThis).reports);
  assert.deepEqual([choices["odd.csv"].importId, choices["odd.csv"].settings], [said.importId, said.settings]);
  assert.equal(choices["times.csv"].importId, "gryzzly/time-entries");
}, { mayAsk: true });

inEveryBrowser("what goes with a form is listed once it was sent, and only if the page asked for a history", async ({ page, url }) => {
  await page.evaluate(installStub, { mode: "ready" });
  const choose = (/** @type {string} */ name) => page.evaluate((/** @type {string} */ file) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(["raw"], file));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, name);
  // What the input holds goes with the form only when it is checked.
  const settled = () => page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 1
    && document.querySelector("import-checker")?.getAttribute("status") === "ready" && document.querySelector("form")?.matches(":valid"), { polling: 50 });
  const history = await tab(page, `${url}history.html`);
  await choose("mine.csv");
  await settled();
  await says(history, "mine.csv");
  assert.ok(!(await rows(history)).some((row) => row[1]?.includes("Cleaned")));
  await page.evaluate(() => void new FormData(/** @type {HTMLFormElement} */ (document.querySelector("form"))));
  await says(history, "Cleaned file mine.csv, from mine.csv");
  assert.deepEqual((await rows(history)).map((row) => row[4]), ["finished", "finished"]);
  await page.evaluate(() => document.querySelector("import-checker")?.removeAttribute("history"));
  await choose("secret.csv");
  await settled();
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("history", ""));
  await choose("open.csv");
  await says(history, "open.csv");
  assert.ok(!(await rows(history)).some((row) => row[1]?.includes("secret")));
}, { path: "demo/", mayAsk: true, prepare: (page) => page.evaluateOnNewDocument(() => document.addEventListener("DOMContentLoaded", () => document.querySelector("import-checker")?.setAttribute("history", ""))) });

/** What was asked for and waits. @type {import("puppeteer-core").HTTPRequest[]} */
const held = [];

inEveryBrowser("what goes with a form at the very moment at which it is ready is listed, however late the history comes", async ({ page, url }) => {
  await page.evaluate(installStub, { mode: "ready" });
  // The form is sent as soon as it may be.
  await page.evaluate(() => void setInterval(() => {
    const [form, input] = [document.querySelector("form"), /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"))];
    if (form?.dataset.sent || !form?.matches(":valid") || input.files?.[0]?.name !== "mine.csv") return;
    form.dataset.sent = "yes";
    void new FormData(form);
  }, 1));
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(["raw"], "mine.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "ready", { polling: 50 });
  await pause(500);
  const sent = () => page.$eval("form", (form) => form.dataset.sent);
  assert.deepEqual([held.length, await sent()], [1, undefined]);
  await Promise.all(held.splice(0).map((request) => request.continue()));
  await page.waitForFunction(() => document.querySelector("form")?.dataset.sent, { polling: 50 });
  const history = await tab(page, `${url}history.html`);
  await says(history, "Cleaned file mine.csv, from mine.csv");
  // The check, too, which was done before anybody could write it down.
  assert.deepEqual((await rows(history)).map((row) => row[4]), ["finished", "finished"]);
}, { path: "demo/", mayAsk: true, prepare: async (page) => {
  await page.evaluateOnNewDocument(() => document.addEventListener("DOMContentLoaded", () => document.querySelector("import-checker")?.setAttribute("history", "")));
  await page.setRequestInterception(true);
  page.on("request", (request) => void (/\/deferred\.js$/.test(request.url()) ? held.push(request) : request.continue()));
} });
