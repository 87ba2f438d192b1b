/** One table in several files: months that come out as one, and no more in one file than the import takes. */
import assert from "node:assert/strict";
import { click, shown } from "./element.mjs";
import { defined, formWith, hasStatus, onHostPage, pageWith } from "./receiving.mjs";
import { drop } from "./support.mjs";

const SALES = {
  name: "shop/sales",
  title: "Sales",
  limits: { rows: 3 },
  fields: [{ name: "id", constraints: { unique: true } }, { name: "order" }, { name: "share", type: "number" }],
  rules: [{ rule: "per-group", by: ["order"], sum: "share", equals: 100 }],
};
/** @param {string} body */
const pages = (body) => ({ "/": pageWith(body), "/sales.js": `export default ${JSON.stringify(SALES)};` });
const PAGES = pages('<import-checker definition="/sales.js" eager></import-checker>');
/** @param {string} attributes of the input in a form */
const inForm = (attributes) => pages(formWith(`<import-checker definition="/sales.js" eager><input type="file" name="file" ${attributes}></import-checker>`));
const DROP = "import-checker >>> .drop";
const JANUARY = { name: "january.csv", bytes: "id,order,share\r\n1,A,100\r\n2,B,60\r\n" };
const FEBRUARY = { name: "february.csv", bytes: "id,order,share\r\n3,B,40\r\n4,C,100\r\n" };
const LONG = { name: "sales.csv", bytes: "id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n4,C,100.0\r\n" };

/** @param {import("puppeteer-core").Page} page */
async function ready(page) {
  await defined(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  // What the browser would save.
  await page.evaluate(() => {
    const own = /** @type {any} */ (globalThis);
    const make = URL.createObjectURL;
    URL.createObjectURL = (/** @type {any} */ blob) => {
      if (blob instanceof File) own.saved = blob;
      return make(blob);
    };
  });
}

/** The name and the text of what was saved. @param {import("puppeteer-core").Page} page @param {string} key */
async function saved(page, key) {
  await page.evaluate(() => (/** @type {any} */ (globalThis).saved = null));
  await shown(page, `[data-key=${key}]`);
  await click(page, key);
  await page.waitForFunction(() => /** @type {any} */ (globalThis).saved, { polling: 50 });
  return page.evaluate(async () => ({ name: /** @type {any} */ (globalThis).saved.name, text: await /** @type {any} */ (globalThis).saved.text() }));
}

onHostPage("a file that is longer than its import takes is downloaded in parts, all in one", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [LONG]);
  await hasStatus(page, "ready");
  const { name, text } = await saved(page, "download");
  assert.equal(name, "sales.zip");
  assert.match(text, /sales\.part-1-of-2\.cleaned\.csvid,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n/);
  assert.match(text, /sales\.part-2-of-2\.cleaned\.csvid,order,share\r\n4,C,100\.0\r\n/);
  assert.ok(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent?.includes("takes 3 rows at a time")));
});

onHostPage("months are one table where somebody says so, and go out in as many files as the import takes", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [JANUARY, FEBRUARY]);
  // The order that has a row in each of them is whole.
  await hasStatus(page, "ready");
  const apart = await saved(page, "download-all");
  assert.match(apart.text, /1 february\.cleaned\.csv|1 january\.cleaned\.csv/);
  assert.doesNotMatch(apart.text, /part-1/);
  await click(page, "one-table");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=one-table]"), { polling: 50 });
  await hasStatus(page, "ready");
  const { text } = await saved(page, "download-all");
  assert.match(text, /part-1-of-2\.cleaned\.csvid,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n/);
  assert.match(text, /part-2-of-2\.cleaned\.csvid,order,share\r\n4,C,100\r\n/);
});

onHostPage("the answer to a part stands at the row of the whole file, and which part it is is asked", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [LONG]);
  await hasStatus(page, "ready");
  await shown(page, "[data-key=answered]");
  await click(page, "answered");
  await shown(page, "#answer-part");
  const type = (/** @type {string} */ inner, /** @type {string} */ value) => page.evaluate((one, text) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(one));
    field.value = text;
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
  }, inner, value);
  const waits = () => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=answer-take]")).disabled);
  await type("#answer-text", "Row 2: closed");
  assert.equal(await waits(), true, "row 2 is another one in each part");
  await type("#answer-part", "2");
  assert.equal(await waits(), false);
  await click(page, "answer-take");
  // The first row of the second part is row 5 of the file.
  await page.waitForFunction(() => /Row 5.*closed/s.test(document.querySelector("import-checker")?.shadowRoot?.textContent ?? ""), { polling: 50 });
});

onHostPage("rows in error that are to go out as they are count among the parts", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [{ name: "sales.csv", bytes: "id,order,share\r\n1,A,100\r\n2,B,100\r\n3,C,100\r\n4,D,x\r\n" }]);
  await hasStatus(page, "errors");
  const says = () => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
  assert.doesNotMatch(await says(), /at a time/);
  await page.evaluate(() => (/** @type {any} */ (globalThis).saved = null));
  await click(page, "download");
  await shown(page, "dialog.ask");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("dialog.ask [value=include]")).click());
  await page.waitForFunction(() => /** @type {any} */ (globalThis).saved, { polling: 50 });
  const { name, text } = await page.evaluate(async () => ({ name: /** @type {any} */ (globalThis).saved.name, text: await /** @type {any} */ (globalThis).saved.text() }));
  assert.equal(name, "sales.zip");
  assert.match(text, /part-2-of-2\.cleaned\.csvid,order,share\r\n4,D,x\r\n/);
  assert.match(await says(), /takes 3 rows at a time\. The file has 4 rows and is cleaned in 2 parts/);
});

/** What a form would send. @param {import("puppeteer-core").Page} page */
const input = (page) => page.evaluate(async () => {
  const own = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
  const files = await Promise.all([...(own.files ?? [])].map(async (file) => `${file.name}: ${await file.text()}`));
  return { files, message: own.validationMessage };
});

onHostPage("a form that takes one file gets no part of it, and says why", inForm(""), async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [LONG]);
  await hasStatus(page, "ready");
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).validationMessage.includes("several files"), { polling: 50 });
  assert.deepEqual((await input(page)).files, []);
});

onHostPage("a form that takes several files gets the parts", inForm("multiple"), async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [LONG]);
  await hasStatus(page, "ready");
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 2, { polling: 50 });
  const { files, message } = await input(page);
  assert.deepEqual(files, ["sales.part-1-of-2.csv: id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n", "sales.part-2-of-2.csv: id,order,share\r\n4,C,100.0\r\n"]);
  assert.equal(message, "");
});
