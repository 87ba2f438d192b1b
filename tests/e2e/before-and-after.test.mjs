/**
 * The whole way by keys alone: what an import would do, the cleaned file, the server's refusal of two rows, their correction,
 * and a file of just these two. The files are those of the documentation.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { chosen, inGrid, onto, pressed, rewrite, says, shown, tabTo, textOf } from "./element.mjs";
import { inEveryBrowser, root } from "./support.mjs";

const example = (/** @type {string} */ name) => readFile(new URL(`examples/before-and-after/${name}`, `file://${root}/`));

inEveryBrowser("compared, cleaned, refused, corrected, and the rest goes out, by keys alone", async ({ browser, page, download }) => {
  const enabled = (/** @type {string} */ key) =>
    page.waitForFunction((/** @type {string} */ one) => document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key=${one}]:not(:disabled)`), { polling: 50 }, key);
  const ready = () => page.waitForSelector("import-checker:is([status=ready], [status=incomplete])");

  await tabTo(page, "pick");
  await chosen(page, browser, ".drop input[type=file]", { name: "customers.xlsx", bytes: await example("customers.xlsx") });
  await ready();
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.id === "verdict", { polling: 50 });

  // Before: what would this import do? The button stands on the page that says that all is ready.
  await tabTo(page, "compare");
  await pressed(page, "Enter");
  await shown(page, "#compare-file");
  await chosen(page, browser, "#compare-file", { name: "last-week.csv", bytes: await example("there.csv") });
  await enabled("compare-take");
  await tabTo(page, "compare-take", 6);
  await pressed(page, "Enter");
  await says(page, ".forecast", "12 new, 30 changed, 3 would lose a value, 15 unchanged, 2 there that the file has not");
  const said = await textOf(page, ".forecast");
  assert.match(said, /“Billing Address” 13, “Phone” 10 \(3 emptied\), “Email” 10/);

  // The cleaned file goes out.
  await tabTo(page, "download", 30);
  await pressed(page, "Enter");
  const sent = String((await download()).bytes).trim().split("\r\n");
  assert.equal(sent.length, 61);

  // After: the server refuses two of its rows. Its answer is given where the file is.
  await tabTo(page, "answered", 30);
  await pressed(page, "Enter");
  await shown(page, "#answer-file");
  await chosen(page, browser, "#answer-file", { name: "answer.csv", bytes: await example("answer.csv") });
  await enabled("answer-take");
  await tabTo(page, "answer-take", 8);
  await pressed(page, "Enter");
  await says(page, "#went-in-title", "The server refused 2 rows.");
  await onto(page, "went-in-yes", 4);
  await pressed(page, "Enter");
  await says(page, ".findings", "This postal code is not in that city.");

  // They are corrected where they stand.
  await pressed(page, "F8");
  await inGrid(page);
  await says(page, ".inspector", "L9");
  await rewrite(page, "orders@birch-hospital.example");
  // The other one still stands, and nothing is ready before it is corrected as well.
  await says(page, ".list-head", "1 of 2 done");
  await says(page, ".findings", "H Billing Postal Code");
  await pressed(page, "F8");
  await says(page, ".inspector", "H31");
  await rewrite(page, "61604");
  await ready();
  await says(page, ".forecast", "58 that went in already");

  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.id === "verdict", { polling: 50 });
  await tabTo(page, "download", 40);
  await pressed(page, "Enter");
  const next = String((await download()).bytes).trim().split("\r\n");
  assert.equal(next.length, 3, "the headings and just these two");
  assert.match(next[1] ?? "", /orders@birch-hospital/);
  assert.match(next[2] ?? "", /Yew Library.*61604/);
}, { size: { width: 1366, height: 900 } });
