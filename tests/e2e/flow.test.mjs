/** A file goes in, findings and a cleaned CSV come out: the whole way, with the engine, as a person goes it. */
import assert from "node:assert/strict";
import { click, focused, inGrid, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
const GOOD = [
  HEAD,
  "Alpha,project,Alpha,,,,,,,,,",
  "Alpha,purchase,Licence,,,,,,0,250,2025-03-14,",
  "Alpha,discount,Launch offer,,,,,,,,,100",
  "Alpha,task,Kick-off,none,,,,,,,,",
  "Alpha,task,Design,detailed,,,,,,,,",
  "Alpha,subtask,Wireframes,detailed,10,,,90,,,,",
  "Alpha,subtask,Mock-ups,detailed,,1200,,80,,,,",
  "Alpha,task,Build,global,,8000,task,95,,,,",
  "Alpha,subtask,Front end,global,,,task,95,,,,",
  "Alpha,task,Support,time,,,contributor,,,,,",
  "",
].join("\r\n");
const BAD = GOOD.replace("2025-03-14", "").replace("Wireframes,detailed,10,,,90", "Wireframes,detailed,10,,,");

const file = (/** @type {string} */ bytes, name = "projects.csv") => [{ name, bytes }];
const DROP = "import-checker >>> .drop";

inEveryBrowser("a good file is ready, and its cleaned file is the same", async ({ page, download }) => {
  await drop(page, DROP, file(GOOD));
  await status(page, "ready");
  assert.match(await textOf(page, ".result"), /All 10 rows are ready/);
  assert.match(await textOf(page, ".figure"), /10 of 10 ready/);
  await accessible(page);
  await click(page, "download");
  const { name, bytes } = await download();
  assert.equal(name, "projects.cleaned.csv");
  assert.equal(bytes.toString(), GOOD);
});

/** Notes what is put into the element, before its own scripts. @param {Page} page */
const noteDrawing = (page) => page.evaluateOnNewDocument(() => {
  const drawn = { previews: 0, cells: /** @type {Record<string, number>} */ ({}) };
  Object.assign(globalThis, { drawn });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        for (const one of addedNodes) if (one instanceof Element && one.matches(".preview")) drawn.previews++;
        const row = target instanceof HTMLElement && target.matches(".cell") && target.closest(".grid-row");
        if (!(row instanceof HTMLElement) || !(target instanceof HTMLElement)) continue;
        const place = `${row.dataset.index}:${target.dataset.column}`;
        drawn.cells[place] = (drawn.cells[place] ?? 0) + 1;
      }
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
});

inEveryBrowser("a small file has no preview, and what its cells hold is drawn once", async ({ page }) => {
  await drop(page, DROP, file(BAD));
  await status(page, "errors");
  // The counts in the headings, the list and the map come a little later.
  await shown(page, ".finding, .group");
  await pause(1500);
  const { previews, cells } = await page.evaluate(() => /** @type {any} */ (globalThis).drawn);
  assert.equal(previews, 0);
  assert(Object.keys(cells).length >= 40, JSON.stringify(cells));
  assert.deepEqual(Object.entries(cells).filter(([, times]) => times > 1), []);
}, { prepare: noteDrawing });

inEveryBrowser("errors are found at their cells; the corrected file is ready", async ({ page, download }) => {
  await drop(page, DROP, file(BAD));
  await status(page, "errors");
  await accessible(page);
  await page.keyboard.press("F8");
  await inGrid(page);
  await says(page, ".inspector", "K3");
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest("[role=row]")?.querySelector("[role=rowheader]")?.textContent?.includes("7"), { polling: 50 });
  await click(page, "download");
  await shown(page, "dialog.ask[open]");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("button[value=drop]")).click());
  const { bytes } = await download();
  assert.ok(!bytes.toString().includes("Licence"), "a row in error was left out");
  assert.ok(bytes.toString().includes("Kick-off"));
  await page.evaluate((text) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".more input[type=file]"));
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "projects.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  }, GOOD);
  await status(page, "ready");
});

inEveryBrowser("all rows are shown at first, and those of one kind on request", async ({ page }) => {
  await drop(page, DROP, file(BAD));
  await status(page, "errors");
  const rows = () => page.evaluate(() => Number(document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) - 1);
  await shown(page, "[role=gridcell]");
  assert.equal(await rows(), 10);
  for (const [filter, count] of [["errors", 2], ["all", 10]]) {
    await click(page, `filter-${filter}`);
    await page.waitForFunction((wanted) => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === wanted, { polling: 50 }, String(Number(count) + 1));
  }
});

inEveryBrowser("the whole way by keyboard: paste, find, edit, undo, download", async ({ page, download }) => {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const init = { clipboardData, dataType: "text/plain", data: text, bubbles: true, composed: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent("paste", init));
  }, BAD.replaceAll(",", "\t"));
  await status(page, "errors");
  for (const text of ["2025-03-14", "90"]) {
    await page.keyboard.press("F8");
    await inGrid(page);
    await says(page, ".inspector-head", text === "90" ? "7" : "K3");
    if (text === "90") {
      // The finding stands in another cell of the two that could be filled.
      await page.keyboard.press("Home");
      for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("Enter");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    if (text !== "90") {
      await status(page, "errors");
      await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".shown")?.textContent?.includes("again"), { polling: 50 });
    }
  }
  await status(page, "ready");
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await status(page, "errors");
  await page.keyboard.down("Control");
  await page.keyboard.press("y");
  await page.keyboard.up("Control");
  await status(page, "ready");
  for (let step = 0; step < 60 && (await focused(page)).key !== "download"; step++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  const { bytes } = await download();
  assert.equal(bytes.toString(), GOOD);
});

inEveryBrowser("French from the first screen to the sentences of the engine", async ({ page }) => {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("button[lang=fr]")).click());
  await drop(page, DROP, file(BAD));
  await status(page, "errors");
  await says(page, ".findings", "À décider");
  const said = await textOf(page, ".checker");
  assert.doesNotMatch(said, /\b(the|rows?|empty|needs)\b/i);
});
