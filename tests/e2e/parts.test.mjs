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

/** Fills a field of the dialog. @param {import("puppeteer-core").Page} page @param {string} inner @param {string} value */
const type = (page, inner, value) => page.evaluate((one, text) => {
  const field = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(one));
  field.value = text;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
}, inner, value);

/** What may be chosen as what was answered. @param {import("puppeteer-core").Page} page */
const choices = (page) => page.evaluate(() => [.../** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#answer-part")).options].map((one) => one.text));

/** Gives an answer to one of them. @param {import("puppeteer-core").Page} page @param {string} key of the button @param {string} choice @param {string} text */
async function answer(page, key, choice, text) {
  await shown(page, `[data-key=${key}]`);
  await click(page, key);
  await shown(page, "#answer-part");
  const all = await choices(page);
  await type(page, "#answer-text", text);
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=answer-take]")).disabled), true, "the same number is another row in each");
  await type(page, "#answer-part", String(all.indexOf(choice) - 1));
  await click(page, "answer-take");
  return all;
}

/** Waits until the page says something. @param {import("puppeteer-core").Page} page @param {string} source of a pattern */
const tells = (page, source) => page.waitForFunction((one) => new RegExp(one, "s").test(document.querySelector("import-checker")?.shadowRoot?.textContent ?? ""), { polling: 50 }, source);

onHostPage("the answer to a part stands at the row of the whole file, and which part it is is asked", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [LONG]);
  await hasStatus(page, "ready");
  const all = await answer(page, "answered", "Part 2 of 2", "Row 2: closed");
  assert.deepEqual(all.slice(1), ["Part 1 of 2", "Part 2 of 2", "All rows together"]);
  // The first row of the second part is row 5 of the file.
  await tells(page, "Row 5.*closed");
});

onHostPage("each part has an answer of its own, and what went in of any of them stays out", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [{ name: "sales.csv", bytes: "id,order,share\r\n1,A,100\r\n2,B,60\r\n3,B,40\r\n4,C,100\r\n5,D,100\r\n6,E,100\r\n7,F,100\r\n" }]);
  await hasStatus(page, "ready");
  await answer(page, "answered", "Part 1 of 3", "Row 2: one is closed");
  await shown(page, "#went-in-title");
  await click(page, "went-in-yes");
  await tells(page, "Row 2.*one is closed");
  await click(page, "menu");
  // What was refused of the first changes nothing of what the others are.
  const all = await answer(page, "answer", "Part 2 of 3", "Row 3: two is closed");
  assert.deepEqual(all.slice(1, 4), ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]);
  await shown(page, "#went-in-title");
  await click(page, "went-in-yes");
  await tells(page, "Row 6.*two is closed");
  // All as it is, but what went in.
  await click(page, "menu");
  await page.evaluate(() => (/** @type {any} */ (globalThis).saved = null));
  await click(page, "download");
  await shown(page, "[data-key=refused-include]");
  await click(page, "refused-include");
  await page.waitForFunction(() => /** @type {any} */ (globalThis).saved, { polling: 50 });
  const text = await page.evaluate(() => /** @type {any} */ (globalThis).saved.text());
  assert.match(text, /id,order,share\r\n1,A,100\r\n5,D,100\r\n7,F,100\r\n/);
});

const PEOPLE = { name: "own/people", title: "People", fields: [{ name: "name", constraints: { unique: true } }, { name: "age", type: "integer" }] };
for (const { title, definition, first, second, row } of [
  { title: "sales", definition: { ...SALES, limits: undefined }, first: JANUARY, second: FEBRUARY, row: 3 },
  { title: "people", definition: PEOPLE, first: { name: "a.csv", bytes: "name,age\r\nAda,36\r\nBo,x\r\n" }, second: { name: "b.csv", bytes: "name,age\r\nCy,40\r\nDi,41\r\n" }, row: 2 },
]) {
  onHostPage(`the answer to several files as one table is placed over all of them: ${title}`, { ...pages('<import-checker definition="/sales.js" eager></import-checker>'), "/sales.js": `export default ${JSON.stringify(definition)};` }, async ({ page }) => {
    await ready(page);
    await drop(page, DROP, [first, second]);
    await shown(page, "[data-key=one-table]");
    await click(page, "one-table");
    await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=one-table]") && document.querySelector("import-checker")?.getAttribute("status") !== "checking", { polling: 50 });
    // Whichever of the files is looked at: the third row that went out is one of the second file.
    const key = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=answered]") ? "answered" : "answer");
    if (key === "answer") await click(page, "menu");
    const all = await answer(page, key, "All rows of the 2 files together", title === "sales" ? "Row 5: closed" : "Row 3: closed");
    assert.deepEqual([all.length, all[1]], [3, "All rows of the 2 files together"]);
    assert.match(all[2] ?? "", /^Only /);
    await tells(page, `Row ${row}.*closed`);
    const names = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".files li.current")?.textContent ?? "");
    assert.ok(names.includes(second.name), names);
    await shown(page, "#went-in-title");
    await click(page, "went-in-yes");
    // Of both files nothing goes out once more that went in.
    const left = await page.evaluate(async () => {
      const { fileSet } = /** @type {any} */ (document.querySelector("import-checker")).controller ?? {};
      return fileSet ? fileSet.entries.map((/** @type {any} */ entry) => entry.history.wentIn().length > 0) : null;
    });
    if (left) assert.deepEqual(left, [true, true]);
  });
}

onHostPage("what is no answer changes nothing, and the page says what to do", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [JANUARY, FEBRUARY]);
  await hasStatus(page, "ready");
  for (const [text, says] of [[FEBRUARY.bytes, "This is the file as it was sent"], ["id;order;share\n3;B;40\n4;C;100\n", "This is the file as it was sent"], ["Fila 3: ya existe", "Nothing of this answer has a place in the file"]]) {
    const key = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=answered]") ? "answered" : "answer");
    if (key === "answer") await click(page, "menu");
    await shown(page, `[data-key=${key}]`);
    await click(page, key);
    await shown(page, "#answer-text");
    await type(page, "#answer-text", text ?? "");
    await click(page, "answer-take");
    await tells(page, says ?? "");
    assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("#went-in-title")), null);
  }
  // One that says so itself is believed.
  const key = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=answered]") ? "answered" : "answer");
  if (key === "answer") await click(page, "menu");
  await click(page, key);
  await shown(page, "#answer-text");
  await type(page, "#answer-text", "2 rows imported, 0 errors");
  await click(page, "answer-take");
  await tells(page, "The answer refuses nothing");
});

onHostPage("rows in error that make a family too large for a part are an error at once", PAGES, async ({ page }) => {
  await ready(page);
  await drop(page, DROP, [{ name: "sales.csv", bytes: "id,order,share\r\n1,A,100\r\n2,B,25\r\n3,B,25\r\n4,B,x\r\n5,B,25\r\n" }]);
  await hasStatus(page, "errors");
  const says = () => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
  assert.doesNotMatch(await says(), /at a time/);
  const pick = async (/** @type {string} */ value) => {
    await click(page, "download");
    await shown(page, "dialog.ask");
    await page.evaluate((one) => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`dialog.ask [value=${one}]`)).click(), value);
  };
  await page.evaluate(() => (/** @type {any} */ (globalThis).saved = null));
  await pick("include");
  await tells(page, "4 rows from here on belong together");
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).saved), null);
  // It is asked again, and without them the others go out.
  await pick("drop");
  await page.waitForFunction(() => /** @type {any} */ (globalThis).saved, { polling: 50 });
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).saved.text()), "id,order,share\r\n1,A,100\r\n");
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
