/** The page where an owner writes a definition: mistakes are named, and a sound one is tried at once. */
import assert from "node:assert/strict";
import { status } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @param {import("puppeteer-core").Page} page @param {string} part */
const says = (page, part) => page.waitForFunction((/** @type {string} */ wanted) => document.querySelector("#said")?.textContent?.includes(wanted), { polling: 50 }, part);
/** @param {import("puppeteer-core").Page} page @param {string} value */
const write = (page, value) => page.evaluate((text) => {
  const area = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
  area.value = text;
  area.dispatchEvent(new Event("input"));
}, value);

inEveryBrowser("a definition is judged as it is written, and tried with a file", async ({ page, download }) => {
  await says(page, "The definition is sound.");
  await accessible(page);
  await write(page, "{");
  await says(page, "This is not JSON yet");
  await write(page, JSON.stringify({ fields: [{ name: "a" }], rules: [{ rule: "nonsense" }] }));
  await says(page, "nonsense");
  await write(page, JSON.stringify({ name: "pets", title: "Pets", fields: [{ name: "pet", type: "string", constraints: { required: true, enum: ["cat", "dog"] } }, { name: "age", type: "integer" }] }));
  await says(page, "The definition is sound.");
  await drop(page, "import-checker >>> .drop", [{ name: "pets.csv", bytes: "pet,age\r\ncat,3\r\ncow,4\r\n" }]);
  await status(page, "errors");
  await page.click("#save");
  const { name, bytes } = await download();
  assert.equal(name, "pets.json");
  assert.equal(JSON.parse(bytes.toString()).title, "Pets");
}, { path: "define.html" });

inEveryBrowser("what may stand at the cursor is offered, and its blank file is made", async ({ page, download }) => {
  await says(page, "The definition is sound.");
  await write(page, '{ "name": "pets", "fields": [{ "name": "pet", "ty');
  await page.focus("textarea");
  await page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea")).setSelectionRange(50, 50));
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelectorAll("#words button").length === 1, { polling: 50 });
  await accessible(page);
  await page.click("#words button");
  await page.keyboard.type('"int');
  await page.waitForFunction(() => document.querySelector("#words button")?.textContent === "integer", { polling: 50 });
  await page.click("#words button");
  await page.keyboard.type("}]}");
  assert.equal(await page.$eval("textarea", (one) => one.value), '{ "name": "pets", "fields": [{ "name": "pet", "type": "integer"}]}');
  await says(page, "The definition is sound.");
  await page.click("#blank");
  const { name, bytes } = await download();
  assert.equal(name, "pets.xlsx");
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
}, { path: "define.html" });

inEveryBrowser("every built-in definition is sound on that page, in French too", async ({ page }) => {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[lang=fr]")).click());
  const ids = await page.$$eval("#start option", (options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value).filter(Boolean));
  assert.ok(ids.length >= 7, `${ids}`);
  for (const id of ids) {
    await write(page, "{");
    await says(page, "pas encore du JSON");
    await page.select("#start", id);
    await says(page, "La définition est correcte.");
  }
}, { path: "define.html" });

inEveryBrowser("a template of one's own gives its names and its order, in this browser", async ({ page, url }) => {
  const customers = "interpreter-intelligence/customers";
  const head = ["Accounting reference", "Customer Name", "Status", "Contract Type", "Billing Address", "Billing City", "Billing Country", "House colour"];
  await page.select("#start", customers);
  await says(page, "The definition is sound.");
  await page.evaluate((line) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("#template"));
    const transfer = new DataTransfer();
    transfer.items.add(new File([line], "template.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  }, `${head.join(",")}\r\n`);
  await page.waitForSelector("#use:not([disabled])");
  assert.match(await page.$eval("#taken", (one) => one.textContent ?? ""), /Taken over: Accounting reference, Customer Name.*Not known, taken as text: House colour/);
  await accessible(page);
  await page.click("#use");
  await page.waitForSelector("#back:not([disabled])");
  await page.goto(url);
  const row = `${head.join(",")}\r\n1234,City Hospital,Active,Standard,1 Main Street,Dublin,Ireland,red\r\n`;
  await drop(page, "import-checker >>> .drop", [{ name: "customers.csv", bytes: row }]);
  await status(page, "ready");
  const cleaned = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.setAttribute("format", "csv");
    const [file] = await element.cleaned();
    return file.text();
  });
  assert.equal(cleaned, row);
  await page.goto(`${url}define.html`);
  await page.select("#start", customers);
  await page.click("#back");
  await page.waitForSelector("#back[disabled]");
}, { path: "define.html", mayAsk: true });
