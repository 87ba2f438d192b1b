/** The second reader: a module of its own for files that ours refuses, and for reading a file twice. Only where a page wants it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { storedZip } from "../../www/model/stored-zip.js";
import { click, shown, textOf } from "./element.mjs";
import { defined, hasStatus, onHostPage, pageWith } from "./receiving.mjs";
import { drop, pause } from "./support.mjs";
import { made, row } from "./workbook.mjs";

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
const DROP = "import-checker >>> .drop";

/** @param {string} attributes @param {string} [lang] */
const pages = (attributes, lang = "en") => ({
  "/": pageWith(`<import-checker definition="/staff.js" lang="${lang}" ${attributes}></import-checker>`),
  "/staff.js": `export default ${JSON.stringify(STAFF)};`,
});
const WANTED = pages("second-reader eager");

const HEADINGS = row(1, ["name", "starts"]);
const ADA = row(2, ["Ada", "2024-01-01"]);
const BOB = row(3, ["Bob", "2024-02-01"]);

/** @param {string[]} rows */
const workbook = async (...rows) => [{ name: "staff.xlsx", bytes: await made({ Staff: rows }) }];

/** Waits until what a check needs is there. @param {import("puppeteer-core").Page} page */
async function begun(page) {
  await defined(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
}

/** Waits until all is loaded that is loaded before a file is chosen. @param {import("puppeteer-core").Page} page */
async function loaded(page) {
  await begun(page);
  await page.waitForNetworkIdle({ idleTime: 500 });
}

/** Says that rows are out of order, and nothing of a second reader. @param {import("puppeteer-core").Page} page */
async function refused(page) {
  await hasStatus(page, "errors");
  const said = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
  assert.match(said, /the file as a whole has an error/);
  assert.doesNotMatch(said, /second reader/);
}

/** The last report of the element, and the cleaned file. @param {import("puppeteer-core").Page} page */
const outcome = (page) => page.evaluate(async () => {
  const { client } = /** @type {any} */ (document.querySelector("import-checker"));
  return (await client.write(0, "cleaned", { rowsInError: "drop" })).blob.text();
});

onHostPage("a workbook that is refused is read by the second reader, and is never ready; nothing is asked for after it was chosen", WANTED, async ({ page, requests }) => {
  await loaded(page);
  assert(requests.some(({ path }) => path.includes("second_reader_wasm_inline")));
  const before = requests.length;
  await drop(page, DROP, await workbook(HEADINGS, BOB, ADA));
  await hasStatus(page, "incomplete");
  assert.match(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? ""), /The second reader has read what its cells store/);
  assert.equal(await outcome(page), "name,starts\r\nAda,2024-01-01\r\nBob,2024-02-01\r\n");
  // Its fingerprint is that of the file that was chosen.
  const [chosen] = await workbook(HEADINGS, BOB, ADA);
  const sum = Buffer.from(await crypto.subtle.digest("SHA-256", /** @type {any} */ (chosen).bytes)).toString("hex");
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.fingerprint(0)), sum);
  assert.deepEqual(requests.slice(before), []);
});

onHostPage("a workbook that leaves open what it says stays refused, as before", WANTED, async ({ page }) => {
  await loaded(page);
  await drop(page, DROP, await workbook(HEADINGS, BOB, ADA.replace("A2", "A7")));
  await refused(page);
});

for (const [title, broken] of /** @type {[string, Record<string, string>][]} */ ([
  ["is no WebAssembly", { "/ic/pkg/second_reader_wasm_inline.js": 'export default "AAAA";' }],
  ["is not there", { "/ic/pkg/second_reader_wasm_inline.js": "export {};" }],
  ["has no way to it", { "/ic/second-reader.js": "throw new Error('not here');" }],
])) {
  onHostPage(`a second reader that ${title} changes nothing: the file is refused, and others are checked`, { ...WANTED, ...broken }, async ({ page }) => {
    await loaded(page);
    await drop(page, DROP, await workbook(HEADINGS, BOB, ADA));
    await refused(page);
    // The worker of the next check may have been about to start: its request never ends then.
    await page.reload({ waitUntil: "load" });
    await begun(page);
    await drop(page, DROP, [{ name: "staff.csv", bytes: "name,starts\nAda,2024-01-01\n" }]);
    await hasStatus(page, "ready");
  });
}

onHostPage("without the switch nothing of it is asked for, and the file is refused", pages("eager"), async ({ page, requests }) => {
  await loaded(page);
  await drop(page, DROP, await workbook(HEADINGS, BOB, ADA));
  await refused(page);
  await pause(300);
  assert(!requests.some(({ path }) => /second/.test(path)), requests.map(({ path }) => path).join());
});

/** The table of `tests/formats`, saved so. @param {string} ending */
const saved = (ending) => readFile(new URL(`../formats/table.${ending}`, import.meta.url));

/** What the second reader is given of other formats is put together anew, so it is damaged where ours looks. */
const DAMAGED = {
  /** The record with which the sheet begins is another one. */
  xls: async () => {
    const bytes = await saved("xls");
    const begin = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x10, 0x00]));
    assert(begin > 0);
    bytes[begin] = 0x19;
    return bytes;
  },
  /** The part with the styles is cut off: its name is taken by one that says nothing more than it begins. */
  ods: async () => {
    const tag = (/** @type {string} */ kind, /** @type {string} */ value, /** @type {string} */ text) =>
      `<table:table-cell office:value-type="${kind}"${value}><text:p>${text}</text:p></table:table-cell>`;
    const line = (/** @type {string[]} */ ...cells) => `<table:table-row>${cells.join("")}</table:table-row>`;
    const text = (/** @type {string} */ one) => tag("string", "", one);
    const day = (/** @type {string} */ one) => tag("date", ` office:date-value="${one}"`, one);
    const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="Staff">${
      line(text("name"), text("starts"))}${line(text("Ada"), day("2024-01-01"))}${line(text("Bob"), day("2024-02-01"))
    }</table:table></office:spreadsheet></office:body></office:document-content>`;
    const parts = { mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "styles.xml": "<office:document-styles><style:style" };
    return Buffer.from(await (await storedZip(Object.entries(parts).map(([name, part]) => ({ name, blob: new Blob([part]) })))).arrayBuffer());
  },
};

onHostPage("a damaged workbook of an older format is read, and the page says that cells may be missing", {
  ...WANTED, "/": pageWith('<import-checker import="gryzzly/projects" second-reader eager></import-checker>'),
}, async ({ page, requests }) => {
  await loaded(page);
  await drop(page, DROP, [{ name: "table.xls", bytes: await saved("xls") }]);
  await hasStatus(page, "errors");
  const good = await outcome(page);
  await page.reload({ waitUntil: "load" });
  await loaded(page);
  const before = requests.length;
  await drop(page, DROP, [{ name: "table.xls", bytes: await DAMAGED.xls() }]);
  await saysText(page, "Cells may be missing");
  assert.equal(await outcome(page), good);
  assert.deepEqual(requests.slice(before), []);
});

onHostPage("a damaged OpenDocument spreadsheet is read, is never ready, and the page says that cells may be missing", WANTED, async ({ page }) => {
  await loaded(page);
  await drop(page, DROP, [{ name: "staff.ods", bytes: await DAMAGED.ods() }]);
  await hasStatus(page, "incomplete");
  await saysText(page, "Cells may be missing");
  assert.equal(await outcome(page), "name,starts\r\nAda,2024-01-01\r\nBob,2024-02-01\r\n");
});

/** Waits until the element says something. @param {import("puppeteer-core").Page} page @param {string} text */
const saysText = (page, text) => page.waitForFunction((/** @type {string} */ part) =>
  document.querySelector("import-checker")?.shadowRoot?.textContent?.includes(part), { polling: 50 }, text);

onHostPage("a cancel while the second reader works is followed by no other check", WANTED, async ({ page }) => {
  await loaded(page);
  await page.evaluate(() => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const own = /** @type {any} */ (globalThis);
    const check = client.check.bind(client);
    own.checks = 0;
    client.check = (/** @type {any[]} */ ...asked) => {
      own.checks++;
      return check(...asked);
    };
    client.aside = () => new Promise((done) => (own.release = done));
  });
  await drop(page, DROP, await workbook(HEADINGS, BOB, ADA));
  await page.waitForFunction(() => /** @type {any} */ (globalThis).release, { polling: 50 });
  await click(page, "cancel");
  await page.evaluate(() => /** @type {any} */ (globalThis).release({ workbook: new Uint8Array(), cellsMayLack: false }));
  await pause(500);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).checks), 1);
  await hasStatus(page, "errors");
});

/** @param {import("puppeteer-core").Page} page */
async function readTwice(page) {
  await click(page, "reading");
  await click(page, "read-twice");
  await shown(page, "[data-key=second-opinion] p");
  return textOf(page, "[data-key=second-opinion]");
}

onHostPage("the reading card has a file read twice: what differs is listed, with what to do", WANTED, async ({ page, requests }) => {
  await loaded(page);
  const before = requests.length;
  // Half of a character: kept as it is written by ours, replaced by the other.
  await drop(page, DROP, await workbook(HEADINGS, row(2, ["Ada_xD83D_b", "2024-01-01"]), BOB));
  await hasStatus(page, "ready");
  const said = await readTwice(page);
  assert.match(said, /6 cells compared\. 1 differs\..*Staff!A2.*Ada_xD83D_b.*Compare these cells/s);
  assert.deepEqual(requests.slice(before), []);
});

onHostPage("two readings of a text that agree, and of one that do not, in French", pages("second-reader eager", "fr"), async ({ page }) => {
  await loaded(page);
  await drop(page, DROP, [{ name: "staff.csv", bytes: "name,starts\r\nAda,2024-01-01\r\n" }]);
  await hasStatus(page, "ready");
  assert.match(await readTwice(page), /4 cellules comparées\. Aucune différence\./);
  await page.reload({ waitUntil: "load" });
  await begun(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).shadowRoot.querySelector(".drop"), { polling: 50 });
  await drop(page, DROP, [{ name: "staff.csv", bytes: Buffer.from('name,starts\r\n "Zoé",2024-01-01\r\n', "latin1") }]);
  assert.match(await readTwice(page), /4 cellules comparées\. 1 différence\..*A2.*Zoé.*Comparez ces cellules/s);
});
