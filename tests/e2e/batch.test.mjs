/** Several files at once: five programs' formats go in, five cleaned files come out that fit each other. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { click, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser, removed } from "./support.mjs";

const script = fileURLToPath(new URL("five_files.py", import.meta.url));
/** @param {string} work @param {string} folder @param {number} rows */
const python = (work, folder, rows) => execFileSync(process.env.PYTHON ?? "python3", [script, work, folder, String(rows)], { stdio: "pipe" });
const FILES = ["locations.xls", "interpreters.tsv", "clients.xlsx", "requestors.ods", "customers.csv"];
const DROP = "import-checker >>> .drop";

/** @param {(folder: string) => Promise<void>} body */
async function inFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), "import-checker-five-"));
  try {
    await body(folder);
  } finally {
    await removed(folder);
  }
}

inEveryBrowser("five files in five formats give five cleaned files whose references all lead somewhere", async ({ page, download }) => {
  await inFolder(async (folder) => {
    const rows = 60;
    python("make", folder, rows);
    const files = FILES.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) }));
    await drop(page, DROP, await Promise.all(files));
    // One file asks which character set it is in; the status speaks of all files.
    await status(page, "incomplete");
    assert.match(await textOf(page, ".batch"), /^300 of 300 rows ready\b.*Load the files in this order: Customers, Clients, Service locations, Requestors\.$/);
    await accessible(page);
    for (const [at, name] of FILES.entries()) {
      await click(page, `file-${at}`);
      await says(page, ".figure", "60 of 60");
      await click(page, "download");
      const cleaned = await download();
      assert.equal(cleaned.name, name.replace(/\.\w+$/, ".cleaned.csv"));
      await writeFile(join(folder, cleaned.name), cleaned.bytes);
    }
    python("check", folder, rows);
  });
});

const CUSTOMERS = "Customer Name,Accounting Reference,Status,Contract Type,Billing Address,Billing City,Billing Country\r\nCity Hospital,1234,Active,Standard,1 Main Street,Dublin,Ireland\r\n";
/** @param {[string, string][]} rows customer and own reference */
const clients = (rows) => `Customer Accounting Reference,Client Name,Client Accounting Reference\r\n${rows.map(([customer, own], at) => `${customer},Client ${at},${own}\r\n`).join("")}`;
/** @param {import("puppeteer-core").Page} page @param {string} key @param {string} value */
const put = (page, key, value) => page.evaluate((name, text) => {
  const control = /** @type {HTMLTextAreaElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key="${name}"]`));
  control.value = text;
  control.dispatchEvent(new Event("change"));
}, key, value);
const LIST = "existing-interpreter-intelligence/customers";

inEveryBrowser("what is not among the files may exist on the server: all of it, or a list", async ({ page }) => {
  await drop(page, DROP, [{ name: "clients.csv", bytes: clients([["1234", "1234a"], ["77", "77a"]]) }]);
  await status(page, "incomplete");
  await click(page, "exists-Customer Accounting Reference");
  await status(page, "ready");
  await says(page, ".decided", "They exist on the server");
  await click(page, "back-X860-Customer Accounting Reference");
  await status(page, "incomplete");
  await click(page, "existing");
  await accessible(page);
  await put(page, LIST, "Accounting Reference\n1234\n77\n");
  await status(page, "ready");
  await put(page, LIST, "1234");
  await status(page, "errors");
  /** @param {string} name @param {string} text @param {number} times */
  const choose = (name, text, times) => page.evaluate((file, part, count) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("input[type=file][accept='.csv,.txt']"));
    const chosen = new DataTransfer();
    chosen.items.add(new File(Array(count).fill(part), file));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
  }, name, text, times);
  await choose("everything.csv", "1234567\n".repeat(2 ** 17), 129);
  await page.waitForFunction(() => /everything\.csv is too large: a file may have 134\.2\sMB here\./.test(document.querySelector("import-checker")?.shadowRoot?.textContent ?? ""), { timeout: 20_000 });
  await status(page, "errors");
  await choose("customers.csv", "1234\n77\n", 1);
  await status(page, "ready");
});

inEveryBrowser("a reference is corrected by its neighbour, and the rest exists on the server", async ({ page, download }) => {
  const rows = clients([["12 34", "1234a"], ["9999", "9999a"]]);
  await drop(page, DROP, [{ name: "clients.csv", bytes: rows }, { name: "customers.csv", bytes: CUSTOMERS }]);
  await status(page, "errors");
  await says(page, ".repair", "Take the nearest reference (1 cell)");
  await click(page, "repair-X810-Customer Accounting Reference-nearest");
  await says(page, ".findings", "As you chose.");
  await click(page, "repair-X810-Customer Accounting Reference-exists");
  await status(page, "ready");
  await click(page, "download");
  const { bytes } = await download();
  assert.match(bytes.toString(), /\n1234,Client 0,1234a,.*\r\n9999,Client 1,9999a,/);
});

inEveryBrowser("references are made on demand, and shown before", async ({ page, download }) => {
  const rows = clients([["1234", ""], ["1234", "1234a"], ["1234", ""]]);
  await drop(page, DROP, [{ name: "clients.csv", bytes: rows }, { name: "customers.csv", bytes: CUSTOMERS }]);
  await status(page, "ready");
  // Numbered as they are to be loaded, and not as they were chosen.
  assert.match(await textOf(page, ".batch ol"), /1customers\.csv.*2clients\.csv/);
  // The line above speaks of the rows of both, as the headline does.
  assert.match(await textOf(page, ".figure"), /^4 of 4 ready/);
  await click(page, "B320:Client Accounting Reference");
  assert.match(await textOf(page, ".repair"), /C2.*1234b.*C4.*1234c.*Fill in free references \(2 cells\)/s);
  await click(page, "repair-B320-Client Accounting Reference-");
  await says(page, ".decided", "As you chose.");
  await click(page, "download");
  const { bytes } = await download();
  assert.deepEqual(bytes.toString().split("\r\n").slice(1, 4).map((line) => line.split(",")[2]), ["1234b", "1234a", "1234c"]);
});

inEveryBrowser("a file is given to another import", async ({ page }) => {
  await drop(page, DROP, [{ name: "clients.csv", bytes: clients([["1234", "1234a"]]) }, { name: "customers.csv", bytes: CUSTOMERS }]);
  await status(page, "ready");
  await put(page, "reassign", "interpreter-intelligence/customers");
  await status(page, "errors");
  await says(page, ".blocked", "This looks like a file for Clients");
  await click(page, "to-table");
  await click(page, "filter-errors");
  await put(page, "reassign", "interpreter-intelligence/clients");
  await status(page, "ready");
  // The rows that were chosen for the other import are not chosen for this one.
  await click(page, "to-table");
  await shown(page, "[data-key=filter-all][aria-pressed=true]");
});

inEveryBrowser("the blank file of every import is had from the page, and passes its own check but for the rows", async ({ page, download }) => {
  const ids = await page.evaluate(() => [.../** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=import]")).options].map((one) => one.value).filter(Boolean));
  assert.ok(ids.length >= 7, `${ids}`);
  const blanks = [];
  for (const id of ids) {
    await put(page, "import", id);
    await click(page, "template");
    blanks.push(await download());
  }
  assert.deepEqual(blanks.map(({ name }) => name), ids.map((id) => `${id.split("/")[1]}.xlsx`));
  await put(page, "import", "");
  await drop(page, DROP, blanks);
  await status(page, "errors");
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).reports);
  assert.deepEqual(found, blanks.map(({ name }) => [name, ["F770"]]), "nothing is wrong but that there are no rows yet");
}, {
  prepare: async (page) => void await page.evaluateOnNewDocument(() => {
    const reports = (/** @type {any} */ (globalThis).reports = /** @type {any[]} */ ([]));
    document.addEventListener("import-checker-report", (/** @type {any} */ { detail }) => reports.push([detail.name, Object.keys(detail.counts).filter((code) => code !== "F730")]));
  }),
});

inEveryBrowser("the cleaned rows are had as a workbook where the import recommends it, and rows in error are asked about", async ({ page, download }) => {
  await drop(page, DROP, [{ name: "clients.csv", bytes: clients([["1234", "1234a"], ["1234", "1234"]]) }, { name: "customers.csv", bytes: CUSTOMERS }]);
  await status(page, "errors");
  await click(page, "recommended");
  await shown(page, "dialog.ask[open]");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("button[value=drop]")).click());
  const { name, bytes } = await download();
  assert.deepEqual([name, bytes.subarray(0, 2).toString()], ["clients.cleaned.xlsx", "PK"]);
});

inEveryBrowser("from a ready file of several there is a way to the next one that waits", async ({ page }) => {
  await drop(page, DROP, [{ name: "customers.csv", bytes: CUSTOMERS }, { name: "clients.csv", bytes: clients([["1234", "a"], ["9999", "b"]]) }]);
  await status(page, "errors");
  await click(page, "file-0");
  await shown(page, ".hero");
  await click(page, "next-file");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".files .current .file-name")?.textContent === "clients.csv", { polling: 50 });
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === "verdict", { polling: 50 });
});
