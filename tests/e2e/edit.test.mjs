/** Repairing in the grid, with the engine: every kind of edit, undone and done again, reaches the cleaned file. */
import assert from "node:assert/strict";
import { click, focused, inGrid, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate";
const ROWS = ["Alpha,project,Alpha,,,,,", "Alpha,task,Kick-off,none,,,,", "Alpha,task,Review,none,,,,", "Alpha,task,Close,none,,,,"];
const table = (/** @type {string[]} */ rows) => [HEAD, ...rows, ""].join("\r\n");

/** @param {Page} page @param {string[]} rows @param {string} verdict */
async function open(page, rows, verdict) {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: table(rows) }]);
  await status(page, verdict);
  if (verdict === "ready") await click(page, "to-table");
  await shown(page, "[role=gridcell][tabindex='0']");
}

/** Waits until nothing is being checked any more. @param {Page} page */
const settled = (page) => page.waitForFunction(() => {
  const element = document.querySelector("import-checker");
  return element?.getAttribute("status") !== "checking" && !element?.shadowRoot?.querySelector(".toolbar .shown")?.textContent?.includes("again");
}, { polling: 50 });

/** The names in the third column, as the grid shows them. @param {Page} page */
const names = (page) => page.evaluate(() => [...(document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-row:not([hidden])") ?? [])]
  .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
  .map((row) => row.querySelector("[aria-colindex='4']"))
  .map((cell) => (cell?.querySelector(".text") ?? cell)?.textContent ?? ""));
/** @param {Page} page @param {string[]} wanted */
async function until(page, wanted) {
  for (let tries = 0; tries < 100; tries++) {
    if (JSON.stringify(await names(page)) === JSON.stringify(wanted)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.deepEqual(await names(page), wanted);
}
/** @param {Page} page @param {string} key */
async function control(page, key) {
  await page.keyboard.down("Control");
  await page.keyboard.press(/** @type {any} */ (key));
  await page.keyboard.up("Control");
}
/** @param {Page} page @param {number} row */
async function goToRow(page, row) {
  await page.evaluate((number) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
    input.value = String(number);
    input.dispatchEvent(new Event("change"));
  }, row);
  await inGrid(page);
}

inEveryBrowser("rows are deleted, added and moved, and all of it is undone and done again", async ({ page, download }) => {
  await open(page, ROWS, "ready");
  await until(page, ["Alpha", "Kick-off", "Review", "Close"]);
  await goToRow(page, 4);
  await click(page, "move-up");
  await until(page, ["Alpha", "Review", "Kick-off", "Close"]);
  await settled(page);
  await goToRow(page, 5);
  await click(page, "delete");
  await until(page, ["Alpha", "Review", "Kick-off"]);
  await settled(page);
  await goToRow(page, 3);
  await click(page, "add-row");
  await until(page, ["Alpha", "Review", "Kick-off", "Kick-off"]);
  await settled(page);
  for (const wanted of [["Alpha", "Review", "Kick-off"], ["Alpha", "Review", "Kick-off", "Close"], ["Alpha", "Kick-off", "Review", "Close"]]) {
    await click(page, "undo");
    await until(page, wanted);
    await settled(page);
  }
  for (const wanted of [["Alpha", "Review", "Kick-off", "Close"], ["Alpha", "Review", "Kick-off"]]) {
    await click(page, "redo");
    await until(page, wanted);
    await settled(page);
  }
  await status(page, "ready");
  await click(page, "download");
  const { bytes } = await download();
  assert.deepEqual(bytes.toString().split("\r\n").slice(1, -1).map((line) => line.split(",")[2]), ["Alpha", "Review", "Kick-off"]);
});

inEveryBrowser("a wrong value is made empty, and a file that is ready says which rows were left out", async ({ page }) => {
  await open(page, ROWS.map((row, at) => (at === 1 ? row.replace("none", "nothing") : row)), "errors");
  await shown(page, ".values select");
  await page.evaluate(() => {
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".values select"));
    select.value = [...select.options].find(({ text }) => text === "empty")?.value ?? "";
    select.dispatchEvent(new Event("change"));
  });
  await says(page, ".values", "Replace in 1 cell");
  await click(page, "repair-T310-task budget type-");
  // It is no value of the list that would be wrong.
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector('.causes [data-key="T310:task budget type"]'), { polling: 50 });
  await settled(page);
  const empty = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row[aria-rowindex='3'] [aria-colindex='5']")?.textContent ?? "");
  assert.match(empty, /empty$/);
  await goToRow(page, 3);
  await click(page, "delete");
  await settled(page);
  await status(page, "ready");
  await says(page, ".result", "You left row 3 out.");
});

inEveryBrowser("several rows are deleted at once", async ({ page }) => {
  await open(page, ROWS, "ready");
  await until(page, ["Alpha", "Kick-off", "Review", "Close"]);
  await goToRow(page, 3);
  await page.keyboard.down("Shift");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.up("Shift");
  await says(page, "[data-key=delete]", "Leave 2 rows out");
  await accessible(page);
  await click(page, "delete");
  await until(page, ["Alpha", "Close"]);
});

inEveryBrowser("a text is looked for on from the active cell and round the end, and the field stays as it is", async ({ page }) => {
  await open(page, ROWS, "ready");
  await until(page, ["Alpha", "Kick-off", "Review", "Close"]);
  await control(page, "f");
  await page.keyboard.type("none");
  for (const row of ["3", "4", "5", "3"]) {
    await page.keyboard.press("Enter");
    await page.waitForFunction((wanted) => document.querySelector("import-checker")?.shadowRoot?.querySelector(".inspector-head b")?.textContent === wanted, { polling: 50 }, `D${row}`);
    assert.deepEqual(await page.evaluate(() => {
      const field = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.activeElement);
      return [field.id, field.value];
    }), ["row", "none"]);
  }
  // From outside the parts of the page, the way back leads to the last of them, and on from there round.
  await page.keyboard.down("Shift");
  await page.keyboard.press("F6");
  await page.keyboard.up("Shift");
  assert.equal((await focused(page)).key, "edit");
  for (const part of ["verdict", "list"]) {
    await page.keyboard.press("F6");
    assert.equal((await focused(page)).key, part);
  }
});

inEveryBrowser("one wrong value is replaced everywhere, after a count", async ({ page }) => {
  await open(page, ROWS.map((row) => row.replace("none", "nothing")), "errors");
  await page.keyboard.press("F8");
  await inGrid(page);
  await click(page, "replace-text");
  await says(page, "dialog.replace", "3 cells would change.");
  await accessible(page);
  await page.keyboard.type("none");
  await says(page, "dialog.replace", "3 cells would change.");
  await page.waitForFunction(() => !(/** @type {HTMLButtonElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("dialog .main")).disabled), { polling: 50 });
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("dialog .main")).click());
  await status(page, "ready");
  await click(page, "undo");
  await status(page, "errors");
});

inEveryBrowser("a doubtful date is asked about, decided once, and taken back", async ({ page, download }) => {
  const head = `${HEAD},purchase paid cost,purchase resale price,purchase paid date`;
  const bytes = [head, "Alpha,project,Alpha,,,,,,,,", "Alpha,purchase,Chair,,,,,,1,2,04/05/2025", "Alpha,purchase,Desk,,,,,,1,2,06/07/2025", ""].join("\r\n");
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes }]);
  await status(page, "errors");
  await says(page, ".repair.open", "The day comes first");
  assert.match(await textOf(page, ".repair.open"), /04\/05\/2025.*2025-05-04/s);
  await page.evaluate(() => /** @type {HTMLElement} */ ([...(document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".repair.open button") ?? [])].find((one) => one.textContent?.includes("day comes first"))).click());
  await status(page, "ready");
  assert.match(await textOf(page, ".decided"), /As you chose/);
  // Both days, with the answer to one question; nothing else was changed.
  assert.equal(await textOf(page, "[data-key=kinds-of-change]"), "2 changes: 2 with your consent.");
  await click(page, "download");
  assert.match((await download()).bytes.toString(), /Chair.*2025-05-04/);
  await click(page, "undo");
  await status(page, "errors");
});

inEveryBrowser("the columns tell what stands in them, and a number leads to its rows", async ({ page }) => {
  await open(page, ROWS.map((row) => row.replace("none", "nothing")), "errors");
  await click(page, "know");
  await click(page, "columns");
  await says(page, ".profile", "most frequent".replace("m", "M"));
  const rows = await page.evaluate(() => [...(document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".profile tbody tr") ?? [])].map((row) => row.textContent));
  assert.match(rows[1] ?? "", /resource type.*100%.*task 3.*4 to 7/);
  assert.match(rows[3] ?? "", /task budget type.*75%.*1 empty.*nothing 3.*7 to 7.*3, 0/);
  await accessible(page);
  await click(page, "pBtask");
  await says(page, ".toolbar .shown", "3 rows");
  await says(page, ".chip[aria-pressed=true]", "resource type: task");
  await click(page, "pD1 empty");
  await says(page, ".toolbar .shown", "1 row");
});

inEveryBrowser("what a spreadsheet would run is copied as a text, and comes back as it was", async ({ page }) => {
  const cells = ["=1+1", "-12.50 €", "+44 20 7946 0958", "\u200b@SUM(A1)", "- a line of a list", "＝1+A1", "-2+cmd|x", "Review"];
  await open(page, [`"${cells[0]}",project,"${cells[0]}",,,,,`, ...cells.slice(1).map((cell) => `Alpha,task,"${cell}",none,,,,`)], "errors");
  await goToRow(page, 2);
  /** What the page puts on the clipboard, by its kind; a browser gives that of an event made here to nobody. @returns {Promise<Record<string, string>>} */
  const copied = async () => page.evaluate(() => {
    /** @type {Record<string, string>} */
    const put = {};
    const event = new ClipboardEvent("copy", { bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(event, "clipboardData", { value: { setData: (/** @type {string} */ kind, /** @type {string} */ text) => (put[kind] = text) } });
    document.querySelector("import-checker")?.shadowRoot?.activeElement?.dispatchEvent(event);
    return put;
  });
  /** @type {(string|undefined)[][]} */
  const [plain, own] = [[], []];
  for (const row of cells.keys()) {
    await page.evaluate((at) => {
      const cell = document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-row:not([hidden]) [data-column='2']")[at];
      for (const kind of ["pointerdown", "mousedown", "mouseup", "click"]) cell?.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true, button: 0 }));
    }, row);
    const both = await copied();
    plain?.push(both["text/plain"]);
    own?.push(both["application/x-import-checker"]);
  }
  const guarded = [0, 3, 5, 6];
  assert.deepEqual(own, cells);
  assert.deepEqual(plain, cells.map((cell, index) => (guarded.includes(index) ? `'${cell}` : cell)));
}, { mayAsk: true });
