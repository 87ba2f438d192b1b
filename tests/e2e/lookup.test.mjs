/** Values that only the page's own server knows: the page's function is asked, and what it does not answer is not checked. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { records } from "../../www/element/lookup.js";
import { click, inGrid, says, shown } from "./element.mjs";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith } from "./receiving.mjs";

const ORDERS = { name: "orders", fields: [{ name: "customer", constraints: { required: true } }, { name: "size", constraints: { enum: ["S", "L"] } }, { name: "note" }] };
const FILE = { "orders.csv": "customer;size;note\nC1;S;\"a, b\"\n C2 ;L;x\nC1;L;\nC9;S;y\n" };
const GOOD = { "orders.csv": "customer;size;note\nC1;S;\nC2;L;\n" };
const PAGES = {
  "/": pageWith(formWith('<import-checker definition="/orders.json"><input type="file" name="file" required></import-checker>')),
  "/orders.json": JSON.stringify(ORDERS),
};

onHostPage("where no value exists, every one is in error", PAGES, async ({ page }) => {
  await defined(page);
  await page.evaluate(() => void (/** @type {any} */ (document.querySelector("import-checker")).lookup = (/** @type {string} */ column) => (column === "customer" ? [] : null)));
  await choose(page, GOOD);
  await hasStatus(page, "errors");
  await says(page, ".findings", "C1");
  // An edit brings a value that is asked about, too; what somebody looks at stays.
  await click(page, "filter-errors");
  await shown(page, "[data-key=filter-errors][aria-pressed=true]");
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.keyboard.type("C77");
  await page.keyboard.press("Enter");
  await says(page, ".findings", "C77");
  await shown(page, "[data-key=filter-errors][aria-pressed=true]");
});

/** What the page's function was asked. @param {import("puppeteer-core").Page} page */
const asked = (page) => page.evaluate(() => /** @type {any} */ (globalThis).asked);

onHostPage("a value that the page does not know is in error; each different value is asked about once, and nothing is requested", PAGES, async ({ page, requests, errors }) => {
  await defined(page);
  await page.evaluate(() => {
    const own = /** @type {any} */ (globalThis);
    own.asked = [];
    /** @type {any} */ (document.querySelector("import-checker")).lookup = async (/** @type {string} */ column, /** @type {string[]} */ values) => {
      own.asked.push([column, ...values.toSorted()]);
      return column === "customer" ? values.filter((value) => /^C[12]$/.test(value)) : null;
    };
    return /** @type {any} */ (document.querySelector("import-checker")).load();
  });
  await page.waitForNetworkIdle({ idleTime: 500 });
  const before = requests.length;
  await choose(page, FILE);
  await hasStatus(page, "errors");
  await says(page, ".findings", "C9");
  assert.deepEqual(await asked(page), [["customer", "C1", "C2", "C9"], ["note", "a, b", "x", "y"]]);
  assert.deepEqual(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length), 0);
  // The same values are known already.
  await choose(page, GOOD);
  await hasStatus(page, "ready");
  await holds(page);
  assert.equal((await asked(page)).length, 2);
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(errors, []);
});

for (const [what, way] of [["that fails", "throw new Error('the server is away')"], ["that answers nothing", "return undefined"]]) {
  onHostPage(`a function ${what} leaves the column unchecked, and the file is not ready`, PAGES, async ({ page }) => {
    await defined(page);
    await page.evaluate((body) => {
      // The page under test has no policy of its own.
      /** @type {any} */ (document.querySelector("import-checker")).lookup = new Function("column", `if (column !== "customer") return null; ${body};`);
    }, way);
    await choose(page, GOOD);
    await hasStatus(page, "incomplete");
    await says(page, ".not-checked", "customer: whether these values exist could not be asked");
    assert.deepEqual(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length), 0);
    // Without the function there is nothing left to ask.
    await page.evaluate(() => void (/** @type {any} */ (document.querySelector("import-checker")).lookup = null));
    await hasStatus(page, "ready");
    await holds(page);
  });
}

test("records are read as they are written", () => {
  assert.deepEqual(records('\ufeffa,b\r\n"x ""y""",\r\n"1\r\n2","p,q"\r\n', ","), [["a", "b"], ['x "y"', ""], ["1\r\n2", "p,q"]]);
  assert.deepEqual(records("a|b\n1|2", "|"), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(records("a\tb\n1\t", "\t"), [["a", "b"], ["1", ""]]);
});
