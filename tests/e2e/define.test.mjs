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
  // Whoever begins with a template does not have to look at it.
  assert.equal(await page.$eval("#written", (one) => /** @type {HTMLDetailsElement} */ (one).open), false);
  await page.click("#written > summary");
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
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
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

inEveryBrowser("a first definition is made from a file, and what the file leaves open is asked", async ({ page }) => {
  await says(page, "The definition is sound.");
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("#sample"));
    const rows = Array.from({ length: 60 }, (_, row) => `${1000 + row};${["open", "closed"][row % 2]};${String(row % 28 + 1).padStart(2, "0")}/03/2025;${row},50`);
    const transfer = new DataTransfer();
    transfer.items.add(new File([`Order no;State;Day;Amount\r\n${rows.join("\r\n")}\r\n`], "orders.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  });
  await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea")).value.includes("Order no"), { polling: 50 });
  await page.waitForSelector("#draft-remarks li");
  const definition = JSON.parse(await page.$eval("textarea", (one) => one.value));
  assert.deepEqual(definition.fields.map((/** @type {any} */ field) => field.title ?? field.heading ?? field.name), ["Order no", "State", "Day", "Amount"]);
  assert.deepEqual(definition.fields.map((/** @type {any} */ field) => field.type).slice(2), ["date", "number"]);
  await accessible(page);
  // The file that it was made from is ready under it.
  await page.waitForFunction(() => !/** @type {HTMLButtonElement} */ (document.querySelector("#save")).disabled, { polling: 50 });
}, { path: "define.html" });

inEveryBrowser("the examples of a definition are run while it is written", async ({ page }) => {
  const pets = { name: "pets", fields: [{ name: "pet", constraints: { enum: ["cat", "dog"] } }, { name: "age", type: "integer" }],
    examples: { base: { pet: "cat", age: "3" }, good: [{ age: "0" }], bad: [{ row: { pet: "cow" }, at: "pet" }] } };
  await write(page, JSON.stringify(pets));
  await says(page, "Of its examples, all hold: 2");
  await write(page, JSON.stringify({ ...pets, examples: { ...pets.examples, bad: [{ row: { pet: "dog" }, at: "pet" }] } }));
  await says(page, "examples.bad[0]");
}, { path: "define.html" });

inEveryBrowser("a small definition travels in an address, which asks no server", async ({ page, url }) => {
  const shared = { name: "pets", fields: [{ name: "pet", constraints: { required: true } }] };
  await page.goto(`${url}define.html#${new URLSearchParams({ definition: JSON.stringify(shared) })}`);
  await page.reload();
  await says(page, "The definition is sound.");
  assert.deepEqual(JSON.parse(await page.$eval("textarea", (one) => one.value)), shared);
  await page.click("#share");
  await page.waitForFunction(() => /#definition=/.test(document.querySelector("#copied")?.textContent ?? ""), { polling: 50 });
  const address = await page.$eval("#copied", (one) => one.textContent ?? "");
  assert.deepEqual(JSON.parse(new URLSearchParams(address.slice(address.indexOf("#") + 1)).get("definition") ?? ""), shared);
  await page.click("#tag");
  await page.waitForFunction(() => document.querySelector("#copied")?.textContent?.includes('<import-checker definition="pets.json">'), { polling: 50 });
  // One that is longer than programs take is shared as a file.
  const long = { ...shared, description: "x".repeat(9000) };
  await write(page, JSON.stringify(long));
  await page.waitForSelector("#share:not([disabled])");
  await page.click("#share");
  await page.waitForFunction(() => document.querySelector("#copied")?.textContent?.includes("too long"), { polling: 50 });
  // What no definition can be read from is said.
  await page.goto(`${url}define.html#definition=%7Bx`);
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#taken")?.textContent?.includes("The address holds no definition"), { polling: 50 });
}, { path: "define.html", mayAsk: true });

inEveryBrowser("words that nobody knows are told while one writes, and several definitions at once", async ({ page }) => {
  await write(page, JSON.stringify({ fields: [{ name: "a", contraints: {} }] }));
  await says(page, "Did you mean “constraints”?");
  await write(page, JSON.stringify([{ name: "one", fields: [{ name: "a" }] }, { name: "two", fields: [{ name: "b" }], foreignKeys: [{ fields: ["b"], reference: { resource: "one", fields: ["a"] } }] }]));
  await says(page, "The definition is sound.");
}, { path: "define.html" });
