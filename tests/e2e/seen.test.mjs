/** A file, and rows, that were here before: named where the user asked for it, kept as fingerprints, and erased with the rest. */
import assert from "node:assert/strict";
import { click, says, shown } from "./element.mjs";
import { accessible, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const STAFF = "user email,entry date,description,duration,project,subtask,task\n";
const PLAN = "project name,resource type,resource name,task budget type\n";
const FILES = /** @type {const} */ ([
  ["times", `${STAFF}ana@acme.example,2025-02-21,,1.5,Website,,Design\nleo@acme.example,2025-02-21,,2,Website,,Design\n`, `${STAFF}leo@acme.example,2025-02-21,,2,Website,,Design\nkim@acme.example,2025-02-22,,2,Website,,Design\n`],
  ["plan", `${PLAN}Website,project,Website,\nWebsite,task,Drawing,none\n`, `${PLAN}Website,project,Website,\nWebsite,task,Drawing,none\nWebsite,task,Building,none\n`],
]);

/** A further tab of the same browser profile. @param {Page} page @param {string} address */
async function tab(page, address) {
  const other = await page.browserContext().newPage();
  await other.goto(address, { waitUntil: "load" });
  return other;
}

/** @param {Page} page @param {string} name @param {string} bytes */
async function check(page, name, bytes) {
  const heard = page.evaluate((wanted) => new Promise((done) => document.addEventListener("import-checker-report", (/** @type {any} */ { detail }) => detail.name === wanted && done(null))), name);
  await page.evaluate((file, csv) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([csv], file)]), name, bytes);
  await heard;
  await shown(page, "[data-key=download]");
}

/** Another file, in a fresh page of the same browser. @param {Page} page @param {string} name @param {string} bytes */
async function again(page, name, bytes) {
  await page.reload({ waitUntil: "load" });
  await check(page, name, bytes);
}

/** What the browser keeps of it. @param {Page} page @returns {Promise<string>} */
const kept = (page) => page.evaluate(async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === "import-checker-seen")) return "";
  const request = indexedDB.open("import-checker-seen");
  await new Promise((done) => (request.onsuccess = done));
  const all = request.result.transaction("import-checker-seen").objectStore("import-checker-seen").getAll();
  await new Promise((done) => (all.onsuccess = done));
  request.result.close();
  return all.result.join();
});

/** Waits until something of a kind is kept. @param {Page} page @param {string} part */
async function keeps(page, part) {
  for (let tries = 0; tries < 200; tries++) {
    if ((await kept(page)).includes(part)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${part} is not kept: ${await kept(page)}`);
}

for (const [name, first, second] of FILES) {
  inEveryBrowser(`rows of ${name} that went out in another file are named, and this very file`, async ({ page, url, download }) => {
    const history = await tab(page, `${url}history.html`);
    await history.click("#again");
    await accessible(history);
    await page.bringToFront();
    await check(page, `${name}-may.csv`, first);
    await keeps(page, '"checked":"');
    await click(page, "download");
    await download();
    await keeps(page, '"cleaned":"');
    const list = await kept(page);
    for (const word of ["acme", "Website", "Design", "Drawing", "may"]) assert(!list.includes(word), list);
    await again(page, `${name}-june.csv`, second);
    await says(page, ".seen", "went out in");
    await accessible(page);
    await click(page, "seen-rows");
    await says(page, ".seen", "went out in");
    // The same file once more, under another name.
    await again(page, `${name}-copy.csv`, first);
    await says(page, ".seen", "This very file was checked on");
    await click(page, "menu");
    await click(page, "sent");
    await says(page, "[role=status]", "Noted.");
    await keeps(page, '"sent":"2');
    // Whoever wants it no more does not keep it either.
    await history.bringToFront();
    await history.click("#again");
    await page.bringToFront();
    for (let tries = 0; tries < 100 && (await kept(page)) !== ""; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await kept(page), "");
  }, { mayAsk: true });
}

inEveryBrowser("rows in error that went out are kept, too", async ({ page, url, download }) => {
  const history = await tab(page, `${url}history.html`);
  await history.click("#again");
  await page.bringToFront();
  const wrong = `${STAFF}ana@acme.example,2025-02-21,,1.5,Website,,Design\nleo@acme.example,some day,,2,Website,,Design\n`;
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("import-checker")).rowsInError = "include";
  });
  await page.evaluate((csv) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([csv], "may.csv")]), wrong);
  await shown(page, "[data-key=download]");
  await keeps(page, '"checked":"');
  await click(page, "download");
  await download();
  await keeps(page, '"cleaned":"');
  const rows = /"rows":"([0-9a-f]*)"/.exec(await kept(page))?.[1] ?? "";
  assert.equal(rows.length, 32, "16 digits for each of the two rows");
  // Whoever wants it no more does not keep it either.
  await history.bringToFront();
  await history.click("#again");
}, { mayAsk: true });

inEveryBrowser("nothing is kept and nothing is said unless somebody asked for it", async ({ page, download }) => {
  const [, first] = FILES[0];
  await check(page, "times.csv", first);
  await click(page, "download");
  await download();
  await check(page, "again.csv", first);
  assert.equal(await kept(page), "");
  const said = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
  assert(!said.includes("was here before"), said);
}, { mayAsk: true });
