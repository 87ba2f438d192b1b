/** Every stage with real files: anyone can use it, light in English and dark in French. */
import assert from "node:assert/strict";
import { click, press, rewrite, shown } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date";
const WRONG = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,", "Alpha,expense,Hosting,,0,100,2025-03-14", "Alpha,task,Kick-off,gobal,,,", ""].join("\r\n");
const GOOD = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,task,Kick-off,none,,,", ""].join("\r\n");

const CUSTOMER = "Customer Name,Accounting Reference,Status,Contract Type,Billing Address,Billing City,Billing Country\r\nCity Hospital,1234,Active,Standard,1 Main Street,Dublin,Ireland\r\n";
const CLIENT = "Customer Accounting Reference,Client Name,Client Accounting Reference\r\n1234,Cardiology,1234a\r\n";

/** @param {Page} page @param {string} input @param {string} text */
const put = (page, input, text) => page.evaluate(({ inner, held }) => {
  const field = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(inner));
  const transfer = new DataTransfer();
  transfer.items.add(new File([held], "there.csv"));
  field.files = transfer.files;
  field.dispatchEvent(new Event("change"));
}, { inner: input, held: text });

/** @type {[string, string|string[]|null, string, ((page: Page) => Promise<unknown>)?][]} what it is, the files, what is shown then, and what is done there */
const STAGES = [
  ["the start page", null, ".drop"],
  ["the question which column is which", GOOD.replace("resource type", "kind of resource").replace("task budget type", "remark"), ".match-asks"],
  ["the workbench with its list, a cell to fill in and its keys", WRONG, "[role=gridcell][tabindex='0']", (page) => page.keyboard.press("F8")],
  ["a file of another import", GOOD, ".figure", async (page) => {
    await page.evaluate(() => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=reassign]"));
      select.value = "interpreter-intelligence/clients";
      select.dispatchEvent(new Event("change"));
    });
    await shown(page, ".blocked");
  }],
  ["a file that nothing knows", "fruit,colour,kg\r\napple,red,1\r\n", ".blocked"],
  ["a ready file with all that opens", GOOD, "#verdict", (page) => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("details").forEach((one) => (one.open = true)))],
  ["a file without a needed column", CUSTOMER.replace("Accounting Reference", "Remark"), ".blocked, .match"],
  ["a file that is no table", "\u0089PNG\r\n\u001a\n0000", "#verdict"],
  ["several files of which one waits", [CUSTOMER, CLIENT.replace("1234,", "9999,")], ".files", (page) => shown(page, ".figure")],
  ["several ready files", [CUSTOMER, CLIENT], ".batch"],
  ["what an import would change", CUSTOMER, ".hero", async (page) => {
    await click(page, "compare");
    await shown(page, "#compare-file");
    await put(page, "#compare-file", CUSTOMER.replace("Dublin", "Cork"));
    await click(page, "compare-take");
    await shown(page, ".forecast");
  }],
  ["what was done, and what is good to know", WRONG.replace("purchase", "Purchase"), "[role=gridcell][tabindex='0']", async (page) => {
    await click(page, "done");
    await click(page, "know");
  }],
  ["the question before rows with errors go out", WRONG, "[role=gridcell][tabindex='0']", async (page) => {
    await click(page, "menu");
    await click(page, "download");
    await shown(page, "dialog[open]");
  }],
  ["the table of a ready file", GOOD, "#verdict", async (page) => {
    await click(page, "to-table");
    await shown(page, "[role=gridcell][tabindex='0']");
  }],
];

for (const [title, bytes, until, then] of STAGES) {
  inEveryBrowser(`${title}: accessible, light in English and dark in French`, async ({ page }) => {
    if (bytes !== null) await drop(page, "import-checker >>> .drop", [bytes].flat().map((held, at) => ({ name: at ? `file ${at + 1}.csv` : "file.csv", bytes: held })));
    await shown(page, until);
    await then?.(page);
    await accessible(page);
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    // In every browser, whatever the machine prefers.
    await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"));
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
    await page.waitForFunction(() => document.documentElement.lang === "fr" && document.querySelector("import-checker")?.getAttribute("status") !== "checking", { polling: 50 });
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), light, "the page is dark");
    await accessible(page);
  });
}

/** What tells the states of cells and rows apart besides their colours, by state. @param {Page} page */
const forms = (page) => page.evaluate(() => {
  const root = /** @type {ShadowRoot} */ (document.querySelector("import-checker")?.shadowRoot);
  /** @type {Record<string, string>} */
  const found = {};
  for (const state of ["error", "ask", "hand", "change", ""]) {
    const cell = root.querySelector(state ? `.grid-row:not([hidden]) .cell.${state}` : '.grid-row[data-state="ready"] .cell:not(.mark)');
    const text = cell?.querySelector(".text") ?? cell;
    if (!cell || !text) continue;
    const { textDecorationLine: line, textDecorationStyle: style, fontWeight, fontStyle } = getComputedStyle(text);
    found[state || "plain"] = [cell.querySelector(".icon")?.getAttribute("class") ?? "", line === "none" ? "" : style, Number(fontWeight) >= 600, fontStyle].join();
  }
  for (const state of ["ready", "error", "skipped"]) {
    const row = root.querySelector(`.grid-row:not([hidden])[data-state="${state}"]`);
    if (row) found[`row ${state}`] = row.querySelector(".number .icon")?.getAttribute("class") ?? "";
  }
  // What stays in sight hides what scrolls below it.
  const seeThrough = [...root.querySelectorAll(".grid-row:not([hidden]) [class*=frozen-]")].filter((one) => /^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(one).backgroundColor) && getComputedStyle(one).backgroundImage === "none");
  return { found, seeThrough: seeThrough.length };
});

inEveryBrowser("every state has a form besides its colour, also where the machine takes all colours away", async ({ browser, page }) => {
  // Only one of the two can be told to.
  if (browser === "chromium") {
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    assert(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
  }
  const file = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,task,Kick-off,gobal,,,", "Alpha,subtask,Talks,none,,,", "Alpha,purchase,Licence,,0,250,", "Alpha,Purchase,Hosting,,0,100,2025-03-14", "Beta,project,Beta,,,,", ""].join("\r\n");
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: file }]);
  await shown(page, ".cell.error");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector('.grid-row [data-column="2"]')).focus());
  for (const keys of ["Control+Home", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"]) await press(page, keys);
  await rewrite(page, "Talks on site");
  await shown(page, ".cell.hand");
  const { found, seeThrough } = await forms(page);
  const cells = Object.entries(found).filter(([name]) => !name.startsWith("row"));
  assert.deepEqual(cells.map(([name]) => name), ["error", "ask", "hand", "change", "plain"]);
  assert.equal(new Set(cells.map(([, form]) => form)).size, cells.length, JSON.stringify(found));
  const rows = Object.entries(found).filter(([name]) => name.startsWith("row"));
  assert.deepEqual(rows.map(([name]) => name), ["row ready", "row error", "row skipped"]);
  assert.equal(new Set(rows.map(([, form]) => form)).size, rows.length, JSON.stringify(found));
  assert.equal(seeThrough, 0);
  await accessible(page);
});
