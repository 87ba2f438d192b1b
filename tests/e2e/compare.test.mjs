/** What the import would do to what is there: compared, counted, filtered, seen at the cell and taken home, for two imports. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { chosen, click, inGrid, onto, pressed, says, shown, status, tabTo, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,project start date";
const THERE = `${HEAD}\nAlpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,10,100,\nBeta,project,Beta,,,,2025-01-01\nBeta,task,Build,detailed,10,100,\n`;
const FILE = `${HEAD}\nAlpha,project,Alpha,,,,2025-02-01\nAlpha,task,Design,detailed,10,100,\nBeta,project,Beta,,,,2025-01-01\nBeta,task,Design,detailed,10,100,\n`;
const example = (/** @type {string} */ name) => readFile(new URL(`examples/forecast/${name}`, `file://${root}/`));

/** Opens the dialog below a file that is ready, chooses a table and compares, by keys. @param {Page} page @param {string} browser @param {{name: string, bytes: string|Uint8Array}} table */
async function compareWith(page, browser, table) {
  await onto(page, "compare");
  await pressed(page, "Enter");
  await shown(page, "#compare-file");
  await accessible(page);
  // The browser's own words, in its own language, are not seen.
  assert.match(await textOf(page, "dialog .file-field"), /^(Choose a file|Choisir un fichier)$/);
  await chosen(page, browser, "#compare-file", table);
  await says(page, "dialog .file-field", table.name);
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=compare-take]:disabled"), { polling: 50 });
  await tabTo(page, "compare-take", 6);
  await pressed(page, "Enter");
}

/** The texts of the row headers in sight. @param {Page} page */
const rowHeads = (page) => page.evaluate(() =>
  [...(document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("[role=rowheader]") ?? [])].filter((one) => one.getClientRects().length).map((one) => one.textContent));

inEveryBrowser("customers: counts, filter, column, cell and differences, by keys", async ({ browser, page, download }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "customers.csv", bytes: await example("customers.csv") }]);
  await page.waitForSelector("import-checker:is([status=ready], [status=incomplete], [status=errors])");
  await compareWith(page, browser, { name: "there.csv", bytes: await example("there.csv") });
  await shown(page, ".forecast");
  await accessible(page);
  const said = await textOf(page, ".forecast");
  assert.match(said, /Compared with there\.csv/);
  assert.match(said, /Beside the 4 records that are there: 1 new, 1 changed, 1 would lose a value, 1 unchanged, 1 there that the file has not/);
  // The headline of the comparison has the focus; its filters come next.
  await tabTo(page, "effect-emptied", 6);
  await pressed(page, "Enter");
  await says(page, ".shown", "1");
  await page.waitForFunction(() => /Emptied there/.test(document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row:not([hidden]) [role=rowheader]")?.textContent ?? ""), { polling: 50 });
  assert.deepEqual((await rowHeads(page)).map((one) => one?.replace(/^\D*/, "")), ["2Emptied there"]);
  await accessible(page);
  await click(page, "differences");
  const { name, bytes } = await download();
  assert.equal(name, "customers.differences.csv");
  assert.match(String(bytes), /^row,record,effect,field,before,after\n/);
  assert.match(String(bytes), /\n2,1001,emptied,Phone,\+1 217 555 0101,\n/);
  // To the cell that would be emptied.
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
    input.value = "J2";
    input.dispatchEvent(new Event("change"));
  });
  await inGrid(page);
  await says(page, ".inspector", "There now: +1 217 555 0101. The import would leave it empty.");
  // What is written in is compared again.
  await page.keyboard.press("F2");
  await page.keyboard.type("+1 217 555 0101");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !/would lose/.test(document.querySelector("import-checker")?.shadowRoot?.querySelector(".forecast")?.textContent ?? "would lose"), { polling: 50 });
  await click(page, "compare-close");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".forecast"), { polling: 50 });
  await says(page, ".shown", "4");
  assert.deepEqual((await rowHeads(page)).map((one) => one?.replace(/^\D*/, "")), ["2", "3", "4", "5"]);
});

inEveryBrowser("projects: a row is known by what it belongs to", async ({ browser, page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: FILE }]);
  await status(page, "ready");
  await compareWith(page, browser, { name: "there.csv", bytes: THERE });
  await says(page, ".forecast", "1 new, 1 changed");
  await tabTo(page, "effect-new", 6);
  await pressed(page, "Enter");
  await page.waitForFunction(() => /5New there/.test(document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row:not([hidden]) [role=rowheader]")?.textContent ?? ""), { polling: 50 });
});

inEveryBrowser("in French, and what is no table says why", async ({ browser, page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: FILE }]);
  await status(page, "ready");
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
  await says(page, "#verdict", "prêtes");
  await compareWith(page, browser, { name: "other.csv", bytes: "budget amount,task hourly rate\n1,2\n" });
  await says(page, "[role=status]", "Il manque à ce tableau la colonne");
  await compareWith(page, browser, { name: "there.csv", bytes: THERE });
  await says(page, ".forecast", "Comparé avec there.csv");
});

inEveryBrowser("an embedded page gives the table itself", async ({ page }) => {
  await page.evaluate((table) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.existing = { "gryzzly/projects": new File([table], "export.csv") };
    element.add([new File(["project name,resource type,resource name\nAlpha,project,Alpha\n"], "projects.csv")]);
  }, THERE);
  await says(page, ".forecast", "Compared with export.csv");
  // Another file of the same length is another table.
  await page.evaluate((table) => {
    /** @type {any} */ (document.querySelector("import-checker")).existing = { "gryzzly/projects": new File([table], "export.csv") };
  }, THERE.replaceAll("Alpha", "Gamma"));
  await says(page, ".forecast", "1 new");
  // References would be checked against nothing.
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("import-checker")).existing = { "gryzzly/projects": new Blob([Uint8Array.of(0, 1, 2, 3)]) };
  });
  await status(page, "failed");
}, { mayFail: true });

const PEOPLE = { name: "own/people", title: "People", primaryKey: "id", fields: [{ name: "id" }, { name: "name" }] };
const TREES = /** @type {const} */ (["Alpha", "Beta", "Gamma"]).map((name) => `${name},project,${name},,,,2025-01-01\n${name},task,Design,detailed,10,100,\n`);

for (const { name, definition, files, there, sum } of [
  { name: "people", definition: PEOPLE, files: ["id,name\n1,Ana\n2,Bo\n", "id,name\n3,Cyd\n9,New\n"], there: "id,name\n1,Ana\n2,Bo\n3,Cy\n4,Di\n",
    sum: /The 2 files of this table together, beside the 4 records that are there: 1 new, 1 changed, 2 unchanged, 1 there that none of the files has\./ },
  { name: "projects", definition: null, files: [`${HEAD}\n${TREES[0]}`, `${HEAD}\n${TREES[1]}`], there: `${HEAD}\n${TREES.join("")}`,
    sum: /The 2 files of this table together, beside the 6 records that are there: 4 unchanged, 2 there that none of the files has\./ },
]) {
  inEveryBrowser(`${name} in two files that are one table are compared as one`, async ({ page, download }) => {
    await page.evaluate((mine, id, table) => {
      const element = /** @type {any} */ (document.querySelector("import-checker"));
      if (mine) element.definition = mine;
      element.existing = { [id]: new File([table], "export.csv") };
    }, definition, definition?.name ?? "gryzzly/projects", there);
    await drop(page, "import-checker >>> .drop", files.map((bytes, at) => ({ name: `${name}-${at}.csv`, bytes })));
    await says(page, ".forecast", "Compared with export.csv");
    const said = async () => (await textOf(page, ".forecast")).replace(/\s+/g, " ");
    await click(page, "one-table");
    await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".forecast [data-key=together]"), { polling: 50 });
    assert.match(await said(), sum);
    assert.doesNotMatch(await said(), /the file has not/);
    await accessible(page);
    await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
    await says(page, ".forecast", "qu’aucun des fichiers n’a");
    await click(page, "differences");
    const { bytes } = await download();
    assert.equal(/not-in-file/.test(String(bytes)), true);
  });
}

/** Waits until the work is written down. @param {Page} page */
const kept = (page) => page.waitForFunction(() => new Promise((done) => {
  const opening = indexedDB.open("import-checker-work", 1);
  opening.onupgradeneeded = () => opening.transaction?.abort();
  opening.onerror = () => done(false);
  opening.onsuccess = () => {
    const request = opening.result.transaction("import-checker-work").objectStore("import-checker-work").count();
    request.onsuccess = () => (opening.result.close(), done(request.result === 1));
  };
}), { polling: 100 });

for (const { name, there, order } of [
  { name: "customers.csv", there: "there.csv", order: ["Emptied there", "Changed there", "New there", "Same there"] },
  { name: "projects.csv", there: "", order: ["Changed there", "New there", "Same there", "Same there"] },
]) {
  inEveryBrowser(`${name}: in the order of what would be lost, and compared again after a reload`, async ({ browser, page }) => {
    const file = { name, bytes: there ? await example(name) : FILE };
    const ready = () => page.waitForSelector("import-checker:is([status=ready], [status=incomplete])");
    await drop(page, "import-checker >>> .drop", [file]);
    await ready();
    await compareWith(page, browser, { name: "there.csv", bytes: there ? await example(there) : THERE });
    await shown(page, ".forecast");
    const effects = async () => (await rowHeads(page)).map((one) => one?.replace(/^\D*\d+/, ""));
    await tabTo(page, "effect-sort", 12);
    await pressed(page, "Enter");
    await says(page, ".sort-chip", "Compared with what is there");
    await page.waitForFunction((/** @type {string} */ first) => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row:not([hidden]) [role=rowheader]")?.textContent?.includes(first), { polling: 50 }, order[0]);
    assert.deepEqual(await effects(), order);
    await accessible(page);
    await click(page, "unsort");
    await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".sort-chip"), { polling: 50 });
    // The heading of that column does the same, and takes it back.
    await click(page, "effect-head");
    await says(page, ".sort-chip", "Compared with what is there");
    await shown(page, ".grid-corner[aria-sort=ascending]");
    await click(page, "effect-head");
    await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".sort-chip"), { polling: 50 });

    await kept(page);
    await page.reload({ waitUntil: "networkidle0" });
    await says(page, ".kept", `${name} was compared with there.csv.`);
    await drop(page, "import-checker >>> .drop", [file]);
    await says(page, ".forecast", "Compared with there.csv");
    await says(page, ".note", `${name} is compared with there.csv again.`);
    await ready();
  }, { mayAsk: true });
}

const TWICE = `${HEAD}\nAlpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,20,100,\nAlpha,task,Design,detailed,10,100,\n`;
const ONCE = `${HEAD}\nAlpha,project,Alpha,,,,2025-01-01\nAlpha,task,Design,detailed,10,100,\n`;

for (const { name, there, record, differ, before, row, after } of [
  { name: "customers.csv", there: "twice.csv", record: "1002", differ: /Row 2 there: *Status Inactive.*Row 3 there: *Status Active/, before: /1 unchanged, 1 with a key that several records there have/, row: 3, after: /2 unchanged/ },
  { name: "projects.csv", there: "", record: "Alpha / Design", differ: /Row 3 there: *task time planned 20.*Row 4 there: *task time planned 10/, before: /1 unchanged, 1 with a key that several records there have/, row: 4, after: /2 unchanged/ },
]) {
  inEveryBrowser(`${name}: which of two records is meant is asked, answered by keys, kept and taken back`, async ({ browser, page }) => {
    const file = { name, bytes: there ? await example(name) : ONCE };
    const ready = () => page.waitForSelector("import-checker:is([status=ready], [status=incomplete])");
    await drop(page, "import-checker >>> .drop", [file]);
    await ready();
    await compareWith(page, browser, { name: "twice.csv", bytes: there ? await example(there) : TWICE });
    await shown(page, ".meant");
    await accessible(page);
    const asked = (await textOf(page, ".forecast")).replace(/\s+/g, " ");
    assert.match(asked, before);
    assert(asked.includes(`${record} (row 3): 2 rows there have this key. Which one is meant?`), asked);
    assert.match(asked, differ);
    await tabTo(page, `meant-0-${row}`, 16);
    await pressed(page, "Enter");
    await says(page, ".forecast", `${record} is row ${row} there, as you said.`);
    assert.match((await textOf(page, ".forecast")).replace(/\s+/g, " "), after);
    await says(page, "[role=status]", "Compared with the one that you said.");
    await accessible(page);
    await kept(page);

    // It is kept with the work on the file, and holds for the same table.
    await page.reload({ waitUntil: "networkidle0" });
    await drop(page, "import-checker >>> .drop", [file]);
    await says(page, ".forecast", `${record} is row ${row} there, as you said.`);
    await ready();
    await click(page, "meant-back-0");
    await says(page, ".forecast", "Which one is meant?");
    await click(page, "undo");
    await says(page, ".forecast", `${record} is row ${row} there, as you said.`);
  }, { mayAsk: true });
}
