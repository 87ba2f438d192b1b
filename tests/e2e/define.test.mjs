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
