/**
 * From fifty different faults to *ready*, with the keyboard alone: repairs by cause, find and replace, cells typed,
 * rows deleted. Then what was written is compared with what was read, and all of it is undone and done again.
 */
import assert from "node:assert/strict";
import { differences } from "./difference.mjs";
import { byArrows, focused, inGrid, says, shown, status, textOf } from "./element.mjs";
import { faulty } from "./faulty.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** The repairs that are asked for, in the order in which they stand in the list: group, then choice. */
const REPAIRS = [
  ["T320", "task budget type", ""], ["T320", "resource type", ""],
  ["T240", "purchase resale date", "day-first"], ["B120", "task time planned", ""], ["O720", "", ""], ["O740", "project name", ""],
  ["T140", "task time planned", "ratio"], ["T150", "task time planned", ""], ["B180", "task budget type", ""], ["V230", "resource name", ""],
];

/** Waits until no check is running and the rows are drawn. @param {Page} page */
const settled = (page) => page.waitForFunction(() => {
  const element = document.querySelector("import-checker");
  return element?.getAttribute("status") !== "checking" && !element?.shadowRoot?.querySelector(".figure .rest")?.textContent?.includes("…");
}, { polling: 30, timeout: 60_000 });

/** The same after something that asks for rows before it changes any. @param {Page} page */
async function checkedAgain(page) {
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "checking", { polling: "raf", timeout: 5000 }).catch(() => {});
  await settled(page);
}

/** Tab, and arrows in its toolbar, until a control has the focus. @param {Page} page @param {string} key @param {boolean} [back] */
async function tabTo(page, key, back = false) {
  const at = () => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key"));
  for (let tries = 0; (await at()) !== key && !(await byArrows(page, key)); tries++) {
    assert(tries < 400, `no way to ${key} with the keyboard`);
    if (back) await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (back) await page.keyboard.up("Shift");
  }
}

/** Goes back to the list of causes, and by arrows to one of them. @param {Page} page @param {string} group */
async function toCause(page, group) {
  const at = () => page.evaluate(() => {
    const active = document.querySelector("import-checker")?.shadowRoot?.activeElement;
    return active?.matches(".causes .cause > .group > summary") ? active.getAttribute("data-key") : null;
  });
  await page.keyboard.down("Shift");
  for (let tries = 0; (await at()) === null; tries++) {
    assert(tries < 100, "no way to the causes with the keyboard");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.up("Shift");
  for (let tries = 0; (await at()) !== group; tries++) {
    assert(tries < 100, `no way to ${group} with the arrows`);
    await page.keyboard.press("ArrowDown");
  }
}

/** @param {Page} page @param {string} key @param {boolean} [back] */
async function press(page, key, back = false) {
  await tabTo(page, key, back);
  await page.keyboard.press("Enter");
}

/** @param {Page} page @param {string} key */
async function control(page, key) {
  await page.keyboard.down("Control");
  await page.keyboard.press(/** @type {any} */ (key));
  await page.keyboard.up("Control");
}

/** To the next finding; tells where that is. @param {Page} page @returns {Promise<{row: number, column: number, text: string}>} */
async function nextFinding(page) {
  const place = async () => {
    const { row, column } = await focused(page);
    return `${row}:${column}`;
  };
  const before = await place();
  await page.keyboard.press("F8");
  await inGrid(page);
  // The way there is asked of the worker. Only the last one left leads to where one is.
  for (let tries = 0; tries < 60 && (await place()) === before; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  const at = await focused(page);
  return { row: Number(at.row?.replace(/\D+/g, "")), column: Number(at.column) - 2, text: at.text };
}

/** @param {Page} page @param {string} code @param {string} field @param {string} choice */
async function repair(page, code, field, choice) {
  const group = `${code}:${field}`;
  await page.keyboard.press("F8");
  await inGrid(page);
  await toCause(page, group);
  const open = await page.evaluate(() => /** @type {HTMLDetailsElement|null} */ (document.querySelector("import-checker")?.shadowRoot?.activeElement?.parentElement)?.open);
  if (!open) await page.keyboard.press("Enter");
  // What is in a group is made when it opens.
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.activeElement?.parentElement)?.childElementCount > 1, { polling: 30 });
  await press(page, `repair-${code}-${field}-${choice}`);
  await settled(page);
}

/** Types a text into a cell of the active row. @param {Page} page @param {number} column @param {string} text */
async function type(page, column, text) {
  for (let tries = 0; tries < 60; tries++) {
    const now = Number((await focused(page)).column) - 2;
    if (now === column) break;
    await page.keyboard.press(now < column ? "ArrowRight" : "ArrowLeft");
  }
  await page.keyboard.press("F2");
  await shown(page, ".editor");
  await control(page, "a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await settled(page);
}

/** @param {Page} page */
async function replaceEverywhere(page, text = "none") {
  await control(page, "h");
  await says(page, "dialog.replace", "cells would change.");
  await page.keyboard.type(text);
  await page.waitForFunction(() => !(/** @type {HTMLButtonElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("dialog .main")).disabled), { polling: 30 });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await checkedAgain(page);
}

/**
 * A file from the menu of downloads, by the keyboard.
 * @param {Page} page @param {string} what @param {import("./support.mjs").Visit["download"]} download
 * @param {boolean} [back] whether the menu stands before what has the focus: a way round the end of the page leads
 *   through the browser's own controls
 */
async function take(page, what, download, back = true) {
  await tabTo(page, "menu", back);
  const open = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".menu")?.hasAttribute("open"));
  if (!open) await page.keyboard.press("Enter");
  await press(page, `menu-${what}`);
  return (await download()).bytes;
}

const text = (/** @type {Buffer} */ bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

inEveryBrowser("fifty faults become ready with the keyboard alone, and all of it can be undone", async ({ page, download }) => {
  const { bytes, fixes, surplus } = faulty();
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes }]);
  await status(page, "errors");
  const first = await take(page, "report", download);
  const report = JSON.parse(text(first));
  assert(Object.keys(report.counts).length > 40, "more than forty different faults");
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  assert(total > 5000, `${total} findings`);

  for (const [code = "", field = "", choice = ""] of REPAIRS) await repair(page, code, field, choice);
  await byHand(page, fixes, surplus);
  await status(page, "ready");

  await press(page, "download");
  const cleaned = (await download()).bytes;
  const changes = await take(page, "changes", download);
  const input = new TextDecoder("windows-1252").decode(bytes);
  const files = { input, cleaned: text(cleaned), changes: text(changes), delimiter: ";", header: 3 };
  assert.deepEqual(differences(files), []);

  await untilDone(page, "undo", "z");
  await status(page, "errors");
  await settled(page);
  assert.equal(text(await take(page, "report", download, true)), text(first), "everything undone, the first report comes again");
  await untilDone(page, "redo", "y");
  await status(page, "ready");
  await settled(page);
  await press(page, "download");
  assert((await download()).bytes.equals(cleaned), "everything done again, the same file comes out");
}, { patience: 600_000 });

/** Undoes or does again as long as there is something. @param {Page} page @param {"undo"|"redo"} way @param {string} key */
async function untilDone(page, way, key) {
  const more = () => page.evaluate((/** @type {string} */ button) =>
    !(/** @type {HTMLButtonElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key=${button}]`)).disabled), way);
  for (let step = 0; await more(); step++) {
    assert(step < 200, `there is no end to ${way}`);
    await control(page, key);
  }
}

/**
 * Goes from finding to finding and types what a person would.
 * @param {Page} page @param {import("./faulty.mjs").Fix[]} fixes @param {number[]} surplus
 */
async function byHand(page, fixes, surplus) {
  const open = new Set(fixes);
  while (!(await page.evaluate(() => document.querySelector("import-checker")?.getAttribute("status") === "ready"))) {
    const { row, column, text } = await nextFinding(page);
    const here = [...open].filter((fix) => fix.row === row);
    const fix = here.find((one) => one.column === column) ?? here[0];
    if (surplus.includes(row)) {
      await press(page, "delete");
      await says(page, ".note", "1 row left out");
    } else if (text.includes("nothing")) await replaceEverywhere(page);
    else if (fix) await type(page, fix.column, fix.text);
    else if (await page.evaluate(() => !!document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=take]"))) {
      await control(page, "Enter");
      await checkedAgain(page);
    } else assert.fail(`nobody knows what to do in row ${row}, column ${column}: ${text}; ${await textOf(page, ".inspector")}`);
    if (fix) open.delete(fix);
    await settled(page);
  }
}
