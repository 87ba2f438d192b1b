/** What the server answered comes home: by the keyboard, into the rows of the user's own file, and the next cleaned file holds the rest. */
import assert from "node:assert/strict";
import { click, inGrid, rewrite, says, shown, status } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

const HEAD = "project name,resource type,resource name,task budget type";
/** Row 3 stays behind, so the cleaned file has Review in row 3 and Close in row 4. */
const PROJECTS = `${HEAD}\nAlpha,project,Alpha,\nAlpha,task,,none\nAlpha,task,Review,none\nAlpha,task,Close,none\n`;
const STAFF = "user email,entry date,description,duration,project,subtask,task\nana@acme.example,2025-01-05,,0.25,Web,,Design\nleo@acme.example,2025-01-06,,24,Web,,Design\n";

/** Opens the dialog from the menu, pastes an answer and confirms, without a pointer. @param {import("puppeteer-core").Page} page @param {string} text */
async function answerWith(page, text) {
  await click(page, "menu");
  await click(page, "answer");
  await shown(page, "#answer-text");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#answer-text")).focus());
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}

inEveryBrowser("a refused row is corrected and goes out alone, with the row it belongs to", async ({ page, download }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: PROJECTS }]);
  await status(page, "errors");
  await answerWith(page, "Row 4: Close is a word that the server keeps");
  await says(page, "#went-in-title", "The server refused 1 row.");
  await accessible(page);
  await click(page, "went-in-yes");
  await says(page, ".findings", "answered “Close is a word that the server keeps”");
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
    input.value = "C5";
    input.dispatchEvent(new Event("change"));
  });
  await inGrid(page);
  await rewrite(page, "Ending");
  await says(page, ".findings", "1 of 1");
  await click(page, "know");
  await says(page, ".findings", "Rows went in already");
  await click(page, "menu");
  await click(page, "download");
  const drops = "[value=drop]";
  await shown(page, drops);
  await page.evaluate((inner) => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(inner)).click(), drops);
  const { bytes } = await download();
  assert.equal(String(bytes), `${HEAD}\r\nAlpha,project,Alpha,\r\nAlpha,task,Ending,none\r\n`);
});

inEveryBrowser("while one of two refused rows is open, no download takes it along unasked", async ({ page, download }) => {
  const pick = (/** @type {string} */ inner) => page.evaluate((one) => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(one)).click(), inner);
  await drop(page, "import-checker >>> .drop", [{ name: "entries.csv", bytes: STAFF }]);
  await status(page, "incomplete");
  await answerWith(page, "Row 2: unknown\nRow 3: too long");
  await says(page, "[role=status]", "The server refused 2 rows.");
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
    input.value = "D3";
    input.dispatchEvent(new Event("change"));
  });
  await inGrid(page);
  await rewrite(page, "8");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".findings")?.textContent?.includes("too long"), { polling: 50 });
  await click(page, "menu");
  await click(page, "download");
  await says(page, "#refused-title", "1 row that the server refused is still as it was");
  await accessible(page);
  await click(page, "refused-drop");
  const { bytes } = await download();
  assert.deepEqual(String(bytes).trim().split("\r\n").slice(1).map((line) => line.split(",")[0]), ["leo@acme.example"]);
  // What was left out is there again once it is taken back, and still refused.
  await click(page, "undo");
  await status(page, "errors");
  await click(page, "menu");
  await click(page, "download");
  await shown(page, "#refused-title");
  await pick("[data-key=refused-include]");
  const all = await download();
  assert.equal(String(all.bytes).trim().split("\r\n").length, 3);
});

inEveryBrowser("an answer that belongs to another file is said to be one, and what cannot be understood is refused", async ({ page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "entries.csv", bytes: STAFF }]);
  await status(page, "incomplete");
  await answerWith(page, "{\"imported\": 3}");
  await says(page, "[role=status]", "Nothing in this answer could be understood.");
  await answerWith(page, "Row 9: unknown");
  await status(page, "errors");
});
