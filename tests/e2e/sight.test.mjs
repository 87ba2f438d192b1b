/** Whatever a key moves to is in sight, with its sentence: on a small screen, on a phone, and at 200 % zoom. */
import assert from "node:assert/strict";
import { click, inGrid, says, shown, status, textOf } from "./element.mjs";
import { faulty } from "./faulty.mjs";
import { drop, inEveryBrowser, pause } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
/** Eighty rows, of which one in four has a fault, in columns near and far. */
const FAULTY = `${HEAD}\r\nAlpha,project,Alpha,,,,,,,,,\r\n${Array.from({ length: 80 }, (_, at) => {
  if (at % 8 === 3) return `Alpha,purchase,Licence ${at},,,,,,0,250,,\r\n`;
  if (at % 8 === 7) return `Alpha,discount,Offer ${at},,,,,,,,,many\r\n`;
  return `Alpha,task,Task ${at},none,,,,,,,,\r\n`;
}).join("")}`;

/** Too narrow for a table: the rows are cards. @param {{width: number}} size */
const isNarrow = ({ width }) => width < 700;

/** Waits until the focus is among the rows. @param {Page} page @param {{width: number}} size */
const inRows = (page, size) => (isNarrow(size) ? page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest(".row-card"), { polling: 50 }) : inGrid(page));

/** What has the focus, deep inside, and whether all of it is in the window; the same of the sentence. @param {Page} page */
const sight = (page) => page.evaluate(() => {
  const root = /** @type {ShadowRoot} */ (document.querySelector("import-checker")?.shadowRoot);
  const at = root.activeElement ?? document.activeElement;
  const inside = (/** @type {Element|null|undefined} */ one) => {
    const box = one?.getBoundingClientRect();
    return !!box && box.width > 0 && box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
  };
  const box = at?.getBoundingClientRect();
  const on = box && root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    cell: root.querySelector(innerWidth < 700 ? ".cards-foot .at" : ".inspector-head b")?.textContent,
    what: `${at?.tagName} ${at?.getAttribute("data-key") ?? at?.className} ${at?.textContent?.slice(0, 40)}`,
    box: box && [box.left, box.top, box.right, box.bottom].map(Math.round).join(),
    role: at?.getAttribute("role"),
    seen: inside(at),
    // Nothing lies over it.
    free: !!on && !!at && (at.contains(on) || on.contains(at)),
    card: !!at?.closest(".row-card"),
    said: inside((at?.closest(".row-card") ? at.closest(".row-field") : root)?.querySelector(".sentences li")),
  };
});

inEveryBrowser("the cause that is open is in sight with what it asks, after F8 and after an answer", async ({ page }) => {
  await drop(page, DROP, [{ name: "faulty.csv", bytes: faulty(3).bytes }]);
  await shown(page, ".list-scroll .group[open]");
  const place = () => page.evaluate(() => {
    const list = document.querySelector("import-checker")?.shadowRoot?.querySelector(".list-scroll");
    const cause = list?.querySelector(".group[open]");
    const frame = list?.getBoundingClientRect();
    const title = cause?.querySelector("summary")?.getBoundingClientRect();
    const asks = cause?.querySelector(".repair")?.getBoundingClientRect();
    if (!frame || !title) return null;
    // What is high is not in sight as a whole.
    const fits = !asks || asks.bottom <= frame.bottom + 1 || title.top + 299 <= frame.bottom || title.top <= frame.top + 1;
    return { key: cause?.querySelector("summary")?.getAttribute("data-key"), inside: title.top >= frame.top - 1 && title.bottom <= frame.bottom + 1 && fits };
  });
  const before = await textOf(page, ".list-head .count");
  await click(page, "apply-safe");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelector(".list-head .count")?.textContent !== count, { polling: 50 }, before);
  await status(page, "errors");
  await pause(200);
  assert.equal((await place())?.inside, true, "after an answer");
  const seen = new Set();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press("F8");
    await pause(150);
    const found = await place();
    assert.equal(found?.inside, true, `F8, ${step}: ${JSON.stringify(found)}`);
    seen.add(found?.key);
  }
  assert(seen.size > 4, [...seen].join(" "));
  // The focus was on the answer, and goes to the next question.
  const open = await page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const cause = [...root?.querySelectorAll(".cause .group > summary") ?? []].find((one) => /^(B120|T240|T140|B130):/.test(one.getAttribute("data-key") ?? ""));
    /** @type {HTMLElement} */ (cause).click();
    return cause?.getAttribute("data-key");
  });
  await shown(page, ".group[open] .repair .soft");
  await page.focus("import-checker >>> .group[open] .repair .soft");
  await page.keyboard.press("Enter");
  await page.waitForFunction((key) => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const now = root?.querySelector(".list-scroll .group[open] > summary");
    return now && now.getAttribute("data-key") !== key && root?.activeElement === now;
  }, { polling: 50 }, open);
  await pause(200);
  assert.equal((await place())?.inside, true, "after another");
}, { size: { width: 1366, height: 768 } });

inEveryBrowser("the name of a cell in a sentence leads there; what a text holds is no name of one", async ({ page }) => {
  const rows = ["Alpha,project,Alpha,,,,,,,,,", "Alpha,task,Build,global,,8000,,95,,,,", "Alpha,task,Talks,B2,,,,,,,,"];
  await drop(page, DROP, [{ name: "projects.csv", bytes: [HEAD, ...rows, ""].join("\r\n") }]);
  await status(page, "errors");
  const links = () => page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".sentences [data-key^=cell-]") ?? []].map((one) => one.textContent));
  const look = async (/** @type {string} */ cell) => {
    await shown(page, "#row");
    await page.evaluate((name) => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
      input.value = name;
      input.dispatchEvent(new Event("change"));
    }, cell);
    await says(page, ".inspector-head b", cell);
  };
  // The rate mode is needed because of two other cells.
  await look("G3");
  await says(page, ".sentences", "task hourly rate mode");
  assert.deepEqual(await links(), ["B3", "D3"]);
  await click(page, "cell-D3");
  await says(page, ".inspector-head b", "D3");
  await inGrid(page);
  const { seen, cell } = await sight(page);
  assert.deepEqual([seen, cell], [true, "D3"]);
  // “B2” is what stands in the cell.
  await look("D4");
  await says(page, ".sentences", "“B2”");
  assert.deepEqual(await links(), []);
});

for (const [name, size] of /** @type {[string, {width: number, height: number}][]} */ ([
  ["1366 × 768", { width: 1366, height: 768 }],
  ["390 × 844", { width: 390, height: 844 }],
  ["200 % of 1366 × 768", { width: 683, height: 384 }],
])) {
  inEveryBrowser(`F8 leads from cell to cell, each in sight with its sentence: ${name}`, async ({ page }) => {
    await drop(page, DROP, [{ name: "projects.csv", bytes: FAULTY }]);
    await status(page, "errors");
    await shown(page, "[role=gridcell]");
    const seen = [];
    for (let step = 0; step < 22; step++) {
      await page.keyboard.press("F8");
      await pause(250);
      const { role, ...found } = await sight(page);
      assert(isNarrow(size) ? found.card : role === "gridcell", `step ${step}: ${found.what}`);
      assert.deepEqual([found.seen, found.free, found.said], [true, true, true], `step ${step}: ${JSON.stringify(found)}`);
      seen.push(found.cell);
    }
    // Twenty cells, and round the end.
    assert.equal(new Set(seen).size, 20, seen.join("\n"));
  }, { size });

  inEveryBrowser(`every key leaves the focus in sight: ${name}`, async ({ page }) => {
    await drop(page, DROP, [{ name: "projects.csv", bytes: FAULTY }]);
    await status(page, "errors");
    await shown(page, "[role=gridcell]");
    await click(page, isNarrow(size) ? "foot-next" : "next");
    await inRows(page, size);
    const keys = isNarrow(size) ? ["F8", "Tab", "Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "F8", "Shift+F8", "F6", "F6", "F6", "Shift+F6", "F8", "Escape", "Enter"] : ["End", "Home", "PageDown", "ArrowRight", "ArrowRight", "Control+End", "Control+Home", "ArrowDown", "F2", "Escape", "F6", "F6", "F6", "F6", "Shift+F6", "Tab", "Tab", "Tab", "Tab", "Shift+Tab"];
    for (const key of keys) {
      const parts = key.split("+");
      const last = /** @type {import("puppeteer-core").KeyInput} */ (parts.pop());
      for (const part of parts) await page.keyboard.down(/** @type {import("puppeteer-core").KeyInput} */ (part));
      await page.keyboard.press(last);
      for (const part of parts) await page.keyboard.up(/** @type {import("puppeteer-core").KeyInput} */ (part));
      await pause(80);
      const found = await sight(page);
      assert(found.seen, `${key}: ${JSON.stringify(found)}`);
    }
  }, { size });
}
