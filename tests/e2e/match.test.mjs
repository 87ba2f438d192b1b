/** Which column is which: asked where the headings do not say it, remembered, and taken back like any other step. */
import assert from "node:assert/strict";
import { click, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const GOOD = "project name,resource type,resource name,task budget type\r\nAlpha,project,Alpha,\r\nAlpha,task,Kick-off,none\r\n";
/** One needed heading is misspelt, one is a note of the user's own. */
const RENAMED = GOOD.replace("resource type", "kind of resource").replace("task budget type", "task budget type,remark").replace("Alpha,project,Alpha,", "Alpha,project,Alpha,,x").replace("none", "none,y");

const file = (/** @type {string} */ bytes, name = "projects.csv") => [{ name, bytes }];
/** What the user chose for a column. @param {Page} page @param {number} at @param {string} [value] chosen now */
const field = (page, at, value) => page.evaluate((place, wanted) => {
  const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key=match-${place}]`));
  if (wanted !== undefined) {
    select.value = wanted;
    select.dispatchEvent(new Event("change"));
  }
  return select.value;
}, at, value);
const ready = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).shadowRoot.querySelector(".figure")?.textContent ?? "");

inEveryBrowser("a needed column under another name is asked for, guessed, taken, remembered and taken back", async ({ page }) => {
  await drop(page, DROP, file(RENAMED));
  await shown(page, ".match");
  await accessible(page);
  // Before that nothing is said of its rows.
  await shown(page, ".files .current .icon-file");
  assert.match(await textOf(page, ".match"), /Which column is which\?.*Needs you 2.*kind of resource.*remark.*Recognised 3/s);
  // How much is filled, what stands there, what the field wants.
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".match-filled .bar").length === 5, { polling: 50 });
  const line = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".matches .unknown > *") ?? []].map((one) => one.textContent));
  assert.match(String(line[0]), /E remark.*x.*y/);
  assert.match(String(line[1]), /100\s?%/);
  assert.match(await textOf(page, ".matches .guessed"), /needed · List · project, purchase, discount, task\u00a0…/);
  assert.deepEqual([await field(page, 0), await field(page, 1), await field(page, 4)], ["project name", "resource type", ""]);
  // The status line says how many wait, and leads to the first.
  assert.match(await textOf(page, ".status"), /2 to match/);
  await click(page, "to-match");
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key")), "match-1");
  await field(page, 4, "\u0000");
  await click(page, "match-go");
  await status(page, "ready");
  assert.match(await ready(page), /^2 of 2/);

  await click(page, "undo");
  await status(page, "errors");
  await click(page, "redo");
  await status(page, "ready");

  // What was said for one import does not hold for another, and holds again when it is chosen again.
  for (const [id, verdict] of [["interpreter-intelligence/clients", "errors"], ["gryzzly/projects", "ready"]]) {
    await page.evaluate((wanted) => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=reassign]"));
      select.value = wanted ?? "";
      select.dispatchEvent(new Event("change"));
    }, id);
    await status(page, /** @type {string} */ (verdict));
  }

  // The same headings again, in another file.
  await click(page, "over");
  await click(page, "leave");
  await drop(page, DROP, file(RENAMED, "other.csv"));
  await status(page, "ready");
  await click(page, "match-columns");
  await shown(page, ".match");
  assert.match(await textOf(page, ".match"), /as you did it last time/);
  await click(page, "match-forget");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".match") && !document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=match-forget]"), { polling: 50 });
});

inEveryBrowser("two columns cannot be one field, and one value may hold for every row", async ({ page }) => {
  await drop(page, DROP, file(RENAMED));
  await shown(page, ".match");
  await field(page, 4, "resource type");
  assert.match(await textOf(page, ".match-problem"), /Two columns are taken for/);
  const waits = () => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=match-go]")).disabled);
  assert.equal(await waits(), true);
  await field(page, 4, "");
  assert.equal(await waits(), false);
  // The needed field has no column at all.
  await click(page, "over");
  await drop(page, DROP, file("project name,resource typ,resource name,kind\r\nAlpha,,Alpha,\r\n"));
  await shown(page, ".match");
  await field(page, 1, "\u0000");
  await click(page, "match-go");
  await status(page, "errors");
  await click(page, "match-columns");
  await shown(page, "[data-key=constant-0]");
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=constant-0]"));
    input.value = "project";
  });
  await click(page, "match-go");
  await status(page, "ready");
});

inEveryBrowser("a column may be kept besides the fields, and nothing need be remembered", async ({ page }) => {
  await drop(page, DROP, file(RENAMED));
  await shown(page, ".match");
  await field(page, 4, "\u0001");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=match-remember]")).click());
  await click(page, "match-go");
  await status(page, "ready");
  // It is taken back and said again like any other step.
  await click(page, "undo");
  await status(page, "errors");
  await click(page, "match-columns");
  await shown(page, ".match");
  assert.equal(await field(page, 4), "");
  // The question stays open, and follows.
  await click(page, "redo");
  await status(page, "ready");
  await page.waitForFunction(() => /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=match-4]")).value === "\u0001", { polling: 50 });
  // A field that no column fills may have one value everywhere.
  await click(page, "match-empty");
  assert.match(await textOf(page, ".match-empty"), /Fields that no column fills/);
  await accessible(page);
  await click(page, "match-go");
  await status(page, "ready");
  await click(page, "over");
  await click(page, "leave");
  await drop(page, DROP, file(RENAMED, "other.csv"));
  await shown(page, ".match");
});

inEveryBrowser("a needed field that was guessed is asked about first; a column that is kept is remembered", async ({ page }) => {
  await drop(page, DROP, file(RENAMED));
  await shown(page, ".match-asks");
  await accessible(page);
  assert.match(await textOf(page, ".match-asks"), /Is “kind of resource” the field “resource type”\?/i);
  await click(page, "no-1");
  assert.equal(await field(page, 1), "");
  await field(page, 1, "resource type");
  await field(page, 4, "\u0001");
  await click(page, "match-go");
  await status(page, "ready");
  await click(page, "over");
  await click(page, "leave");
  await drop(page, DROP, file(RENAMED, "other.csv"));
  await status(page, "ready");
  await click(page, "match-columns");
  await shown(page, ".match");
  assert.equal(await field(page, 4), "\u0001");
  // Said anew: yes, it is.
  await click(page, "match-forget");
  await click(page, "yes-1");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".match-asks"), { polling: 50 });
  assert.equal(await field(page, 1), "resource type");
  assert.equal(await field(page, 4), "");
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key")), "match-go");
});

/** A field that only tasks need is called otherwise; two rows are tasks. */
const HALF = "project name,resource type,resource name,kind of task budget\r\nAlpha,project,Alpha,\r\nAlpha,task,Kick-off,none\r\nAlpha,task,Talks,none\r\n";

inEveryBrowser("of a field that some rows need it is said how many, and it is asked about", async ({ page }) => {
  await drop(page, DROP, file(HALF));
  await shown(page, ".match-asks");
  assert.match(await textOf(page, ".match-asks"), /Is “kind of task budget” the field “task budget type”\?.*2 rows need this field/i);
  assert.match(await textOf(page, ".matches .guessed"), /List · .* · needed by 2 rows/);
  assert.doesNotMatch(await textOf(page, ".matches .sure"), /needed by/);
  await accessible(page);
  await click(page, "yes-3");
  await click(page, "match-go");
  await status(page, "ready");
  // Nothing fills it: the same is said where one value can be given to every row.
  await click(page, "over");
  await click(page, "leave");
  await drop(page, DROP, file(HALF.replace("kind of task budget", "zzz").replaceAll("none", "")));
  await status(page, "errors");
  await click(page, "match-columns");
  await shown(page, ".match-empty");
  await click(page, "match-empty");
  assert.match(await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".match-empty .field") ?? []].map((one) => one.textContent).find((one) => /needed by/.test(one ?? "")) ?? ""), /^Task budget type.*needed by 2 rows/);
});

for (const [width, height, key] of /** @type {[number, number, string][]} */ ([[1366, 768, "reassign"], [800, 1000, "reassign-more"]])) {
  inEveryBrowser(`the foot of the question leads to the other imports: ${width} pixels`, async ({ page }) => {
    await drop(page, DROP, file(RENAMED));
    await shown(page, ".match");
    await page.focus("import-checker >>> [data-key=match-other]");
    await page.keyboard.press("Enter");
    await page.waitForFunction((wanted) => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === wanted, { polling: 50 }, key);
    await page.select(`import-checker >>> [data-key=${key}]`, "interpreter-intelligence/clients");
    await shown(page, ".blocked");
  }, { size: { width, height } });
}

inEveryBrowser("a file whose headings say all is not asked about", async ({ page }) => {
  await drop(page, DROP, file(GOOD));
  await status(page, "ready");
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".match")), null);
});
