/** What the server of a page says of the cleaned file is shown at the row and cell of the file that was chosen. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { click, says, shown } from "./element.mjs";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith } from "./receiving.mjs";
import { root } from "./support.mjs";

const STAFF = { name: "staff", fields: [{ name: "name", title: "Name", constraints: { required: true } }, { name: "starts", type: "date" }] };
/** The server gets Ada and Cy, as rows 2 and 3 of the cleaned file; Cy stands in row 5 of this one. */
const GAPS = { "staff.csv": "name;starts\nAda;2024-01-01\n;\nBob;2024-02-30\nCy;2024-03-01\n" };
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\nCy;2024-03-04\n" };
const SENDS = `document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch("/upload", { method: "POST", body: new FormData(event.target) });
  document.querySelector("import-checker").serverErrors = [{ row: 3, column: "Starts", message: "Nobody starts on a Friday." }, { row: 2, message: "Ada is here already." }];
});`;
const PAGES = {
  "/": pageWith(`${formWith('<import-checker definition="/staff.json" rows-in-error="drop"><input type="file" name="file" required></import-checker>')}<script src="/send.js"></script>`),
  "/staff.json": JSON.stringify(STAFF), "/send.js": SENDS,
};

/** What the marked cells of the grid say, and the rows that are marked as a whole. @param {import("puppeteer-core").Page} page */
const marks = (page) => page.evaluate(() => {
  const root = document.querySelector("import-checker")?.shadowRoot;
  const cells = [...(root?.querySelectorAll("[role=gridcell][aria-invalid=true]") ?? [])].map((cell) => cell.textContent ?? "");
  const rows = [...(root?.querySelectorAll("[role=rowheader]") ?? [])].filter((head) => /Ada is here/.test(/** @type {HTMLElement} */ (head).title)).map((head) => head.textContent ?? "");
  return { cells, rows };
});

onHostPage("the server's answer stands in the user's own file, and nothing is sent before another check", PAGES, async ({ page, parts, errors }) => {
  await defined(page);
  await choose(page, GAPS);
  await hasStatus(page, "errors");
  await click(page, "confirm");
  await holds(page);
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await says(page, ".findings", "Nobody starts on a Friday.");
  assert.deepEqual(parts.map(({ text }) => text), ["name,starts\r\nAda,2024-01-01\r\nCy,2024-03-01\r\n"]);
  await says(page, ".verdict-region", "The server refused the file for 2 reasons.");
  const places = await page.evaluate(() => [...(document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".group.error[open] .places li") ?? [])].slice(0, 2).map((one) => one.querySelector(".cell-link")?.textContent));
  assert.deepEqual(places, ["B5", "Row 2"]);
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("[role=gridcell][aria-invalid=true]").length === 2, { polling: 50 });
  const { cells, rows } = await marks(page);
  assert.match(cells.join(), /2024-02-30.*2024-03-01/);
  assert.match(rows.join(), /^\D*2$/);
  // What was refused is not sent again, although its other errors were confirmed.
  await holds(page, 0);
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  assert.equal(parts.length, 1);
  // Another check clears it.
  await choose(page, GOOD);
  await hasStatus(page, "ready");
  await holds(page);
  await shown(page, ".result");
  const text = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
  assert.doesNotMatch(text, /Friday/);
  assert.deepEqual(errors, []);
});

onHostPage("an empty list takes the answer back; what is no answer is named in the console", PAGES, async ({ page, errors }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  const set = (/** @type {any} */ value) => page.evaluate((list) => void (/** @type {any} */ (document.querySelector("import-checker")).serverErrors = list), value);
  await set([{ row: 2.5, message: "x" }, { row: 99, column: "nowhere", message: "There is no such row." }]);
  await hasStatus(page, "errors");
  await says(page, ".findings", "There is no such row.");
  assert.match(errors.join("\n"), /serverErrors\[0\] has to be \{row, column\?, message\}/);
  await holds(page, 0);
  await set([]);
  await hasStatus(page, "ready");
  await holds(page);
});

test("what the documentation makes of the answers of common servers is what the element takes", async () => {
  const page = await readFile(join(root, "xtask/src/build/docs/pages/embed.html"), "utf8");
  const shown = page.split("What common servers answer")[1]?.split('<pre tabindex="0">')[1]?.split("</pre>")[0] ?? "";
  const samples = shown.replaceAll("&gt;", ">").replaceAll("&lt;", "<").split("\n\n");
  assert(samples.length >= 4, String(samples.length));
  for (const sample of samples) {
    const answer = JSON.parse(/^\/\/ (.*?) {3}/.exec(sample)?.[1] ?? "");
    const errorsOf = new Function(`${sample.slice(sample.indexOf("\n"))}\nreturn errorsOf;`)();
    const [{ row, column, message }, ...more] = errorsOf(answer);
    assert.deepEqual([row, column.toLowerCase(), message, more], [3, "email", "…", []], sample);
  }
});
