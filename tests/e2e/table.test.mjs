/** The table as a spreadsheet, with the keyboard: listed values, filling down, replacing, which texts, which columns, the map. */
import assert from "node:assert/strict";
import { click, focused, inGrid, press, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
/** Four wrong words, three of them the same, one number with a decimal comma. */
const FILE = [HEAD, "Alpha,project,Alpha,,,,,,,,,", 'Alpha,purchase,Licence,,,,,,0,"250,50",2025-03-14,',
  "Alpha,task,One,nothing,,,,,,,,", "Alpha,task,Two,nothing,,,,,,,,", "Alpha,task,Three,nothing,,,,,,,,", "Alpha,task,Four,unclear,,,,,,,,", ""].join("\r\n");
/** Three times another word for a purchase, for which there is a suggestion. */
const OTHER_WORD = [HEAD, "Alpha,project,Alpha,,,,,,,,,", ...["One", "Two", "Three"].map((name) => `Alpha,expense,${name},,,,,,0,100,2025-03-14,`), ""].join("\r\n");
/** Few rows leave room below them, and none between what stands around them. @param {Page} page */
const fits = (page) => page.evaluate(() => {
  const height = (/** @type {string} */ one) => document.querySelector("import-checker")?.shadowRoot?.querySelector(one)?.getBoundingClientRect().height ?? 0;
  return height(".rows > .toolbar") <= 48 && height(".inspector") <= 130;
});
/** Far more rows than are in sight, with a fault near the end. */
const LONG = `${HEAD}\r\nAlpha,project,Alpha,,,,,,,,,\r\n${Array.from({ length: 400 }, (_, at) => `Alpha,task,Task ${at},${at === 380 ? "unclear" : "none"},,,,,,,,\r\n`).join("")}`;

/** Which lines of the map are not clear, row by row. @param {Page} page @returns {Promise<boolean[]>} */
const mapOf = (page) => page.evaluate(() => {
  const map = /** @type {SVGSVGElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".minimap svg"));
  const shapes = /** @type {SVGPathElement[]} */ ([...map.children]);
  return Array.from({ length: map.viewBox.baseVal.height }, (_, row) => shapes.some((one) => one.isPointInFill(new DOMPoint(2.5, row + 0.5))));
});

/** @param {Page} page @param {string} bytes */
async function open(page, bytes, until = "errors") {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes }]);
  await status(page, until);
  await shown(page, "[role=gridcell][tabindex='0']");
  await shown(page, ".heat");
}

/** What the cells of a column show. @param {Page} page @param {number} column */
const texts = (page, column) => page.evaluate((at) => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(`.grid-row:not([hidden]) [data-column="${at}"]`) ?? []].map((one) => one.textContent ?? ""), column);

/** Waits until the cells of a column show these texts, whatever else they show. @param {Page} page @param {number} column @param {string[]} wanted */
async function shows(page, column, wanted) {
  for (let tries = 0; tries < 100; tries++) {
    const now = await texts(page, column);
    if (now.length === wanted.length && wanted.every((one, at) => now[at]?.includes(one))) return;
    await pause(100);
  }
  assert.deepEqual(await texts(page, column), wanted);
}

const headings = (/** @type {Page} */ page) => page.evaluate(() =>
  [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading") ?? []].map((one) => one.textContent));

inEveryBrowser("a listed value is chosen in the cell, and written into all equal cells by one key", async ({ page }) => {
  await open(page, FILE);
  await press(page, "F8");
  await inGrid(page);
  await says(page, ".inspector", "D4");
  await press(page, "F2");
  await shown(page, ".choices-popup [role=option]");
  await says(page, ".choices-popup .tick", "In all 3 cells with “nothing”");
  await accessible(page);
  await press(page, "ArrowDown");
  const chosen = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".choices-popup [aria-selected=true] b")?.textContent);
  await press(page, "Control+Enter");
  await shows(page, 3, ["", "", chosen ?? "?", chosen ?? "?", chosen ?? "?", "unclear"]);
  await says(page, ".note", "3 cells changed");
  // Where the text stands once, nothing is asked about equal cells.
  await says(page, ".figure", "5 of 6");
  await press(page, "F8");
  await says(page, ".inspector", "D7");
  await press(page, "F2");
  await shown(page, ".choices-popup [role=option]");
  await page.waitForFunction(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".choices-popup .tick")).hidden, { polling: 50 });
  await press(page, "Escape");
  await press(page, "Control+z");
  await shows(page, 3, ["", "", "nothing", "nothing", "nothing", "unclear"]);
  // Empty cells are not equal to one another.
  await page.focus("import-checker >>> [role=gridcell][tabindex='0']");
  await press(page, "Control+Home");
  for (let step = 0; step < 3; step++) await press(page, "ArrowRight");
  await press(page, "F2");
  await shown(page, ".choices-popup [role=option]");
  await press(page, "ArrowDown");
  await press(page, "Control+Enter");
  await shows(page, 3, [chosen ?? "?", "", "nothing", "nothing", "nothing", "unclear"]);
});

inEveryBrowser("all equal cells are chosen with the pointer, by the box or by the words beside it", async ({ page }) => {
  await open(page, FILE);
  await press(page, "F8");
  await inGrid(page);
  for (const part of [".tick input", ".tick span"]) {
    // What the last check says is drawn, in turns; it would close what is open.
    await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "errors");
    await pause(300);
    await press(page, "F2");
    await shown(page, ".choices-popup [role=option]");
    await page.click(`import-checker >>> .choices-popup ${part}`);
    assert.equal(await page.$eval("import-checker >>> .choices-popup .tick input", (one) => /** @type {HTMLInputElement} */ (one).checked), true, part);
    // The cell is still being written.
    assert.equal((await focused(page)).role, "combobox");
    await page.click("import-checker >>> .choices-popup [role=option]");
    await shows(page, 3, ["", "", "none", "none", "none", "unclear"]);
    await press(page, "Control+z");
    await shows(page, 3, ["", "", "nothing", "nothing", "nothing", "unclear"]);
    await inGrid(page);
  }
});

inEveryBrowser("a suggestion is taken in all equal cells by Ctrl+Enter, and only there by Alt+Enter", async ({ page }) => {
  await open(page, OTHER_WORD);
  assert.equal(await fits(page), true);
  await press(page, "F8");
  await inGrid(page);
  await says(page, ".inspector", "B3");
  await says(page, "[data-key=take-all]", "in all 3");
  await press(page, "Alt+Enter");
  await shows(page, 1, ["project", "purchase", "expense", "expense"]);
  await says(page, ".figure", "2 of 4");
  await press(page, "F8");
  await says(page, ".inspector", "B4");
  await says(page, "[data-key=take-all]", "in all 2");
  await press(page, "Control+Enter");
  await status(page, "ready");
  await press(page, "Control+z");
  await shows(page, 1, ["project", "purchase", "expense", "expense"]);
});

inEveryBrowser("what stands first is filled down, and taken back", async ({ page }) => {
  await open(page, FILE);
  await press(page, "F8");
  await inGrid(page);
  await says(page, ".inspector", "D4");
  await page.keyboard.type("none");
  await press(page, "Enter");
  await says(page, ".figure", "3 of 6");
  await press(page, "ArrowUp");
  for (let row = 0; row < 2; row++) await press(page, "Shift+ArrowDown");
  await press(page, "Control+d");
  await shows(page, 3, ["", "", "none", "none", "none", "unclear"]);
  await says(page, ".note", "2 cells changed");
  await says(page, ".figure", "5 of 6");
  await press(page, "Control+z");
  await shows(page, 3, ["", "", "none", "nothing", "nothing", "unclear"]);
});

inEveryBrowser("a text is replaced with the keys alone, and how many cells that were is said", async ({ page }) => {
  await open(page, FILE);
  await press(page, "F8");
  await inGrid(page);
  await press(page, "Control+h");
  await says(page, "dialog.replace", "3 cells would change.");
  await page.keyboard.type("none");
  // Whoever is quicker than the count need not wait for it.
  await press(page, "Enter");
  await shows(page, 3, ["", "", "none", "none", "none", "unclear"]);
  await says(page, ".note", "3 cells changed");
  await inGrid(page);
});

inEveryBrowser("the table shows texts as in the file, as they will be uploaded, or both", async ({ page }) => {
  await open(page, FILE);
  await shows(page, 9, ["", "was 250,50", "", "", "", ""]);
  await page.focus("import-checker >>> [data-key=values-file]");
  await press(page, "Enter");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row del"), { polling: 50 });
  assert.match((await texts(page, 9))[1] ?? "", /250,50$/);
  assert.equal((await focused(page)).key, "values-file");
  await page.focus("import-checker >>> [data-key=values-written]");
  await press(page, "Enter");
  await shows(page, 9, ["", "250.50", "", "", "", ""]);
  assert.doesNotMatch((await texts(page, 9))[1] ?? "", /250,50/);
  assert.equal(await page.$eval("import-checker >>> [data-key=values-written]", (one) => one.getAttribute("aria-pressed")), "true");
  await says(page, "[role=status]", "As uploaded");
});

/** How the cells of a row look, by the number of the row. @param {Page} page @param {number} number */
const looks = (page, number) => page.evaluate((wanted) => {
  const root = document.querySelector("import-checker")?.shadowRoot;
  const row = [...root?.querySelectorAll(".grid-row:not([hidden])") ?? []].find((one) => one.querySelector(".of")?.textContent === String(wanted));
  const style = (/** @type {string} */ part) => {
    const found = row?.querySelector(part);
    return found ? getComputedStyle(found) : null;
  };
  return {
    struck: style(".number .of")?.textDecorationLine === "line-through",
    color: style("[data-column='2']")?.color ?? "",
    bold: Number(style("[data-column='2']")?.fontWeight) > 600,
    line: row ? getComputedStyle(row, "::before").borderBlockStartStyle === "solid" : false,
  };
}, number);

inEveryBrowser("as uploaded: the headings that go out, no column that stays out, and rows that do not go out struck", async ({ page }) => {
  await open(page, FILE.replace("resource type", "Resource_Type").replaceAll("\r\n", ",x\r\n").replace(",x\r\n", ",remark\r\n"));
  const before = await headings(page);
  assert.equal(before[1], "Resource_Type");
  assert.equal(before.at(-1), "remark");
  const [out, stays] = [await looks(page, 3), await looks(page, 4)];
  assert.deepEqual([out.struck, stays.struck, out.color === stays.color], [false, false, true]);
  await page.focus("import-checker >>> [data-key=values-written]");
  await press(page, "Enter");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading")[1]?.textContent === "resource type", { polling: 50 });
  assert.deepEqual(await headings(page), HEAD.split(","));
  assert.deepEqual([(await looks(page, 3)).struck, (await looks(page, 4)).struck], [false, true]);
  assert.notEqual((await looks(page, 4)).color, (await looks(page, 3)).color);
  await accessible(page);
  await page.focus("import-checker >>> [data-key=values-file]");
  await press(page, "Enter");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading")[1]?.textContent === "Resource_Type", { polling: 50 });
  assert.deepEqual([await headings(page), (await looks(page, 4)).struck], [before, false]);
});

inEveryBrowser("rows that begin a group stand out, with a line above them, in the order of the file alone", async ({ page }) => {
  const two = FILE.replace("Alpha,task,Three,nothing", "Beta,project,Beta,").replace("Alpha,task,Four,unclear", "Beta,task,Five,unclear");
  await open(page, two);
  const all = async () => {
    const found = [];
    for (const number of [2, 3, 4, 5, 6, 7]) found.push(await looks(page, number));
    return [found.map((one) => one.bold), found.map((one) => one.line)];
  };
  const heads = [true, false, false, false, true, false];
  assert.deepEqual(await all(), [heads, heads]);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='4']")).click());
  await click(page, "column-sortUp");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row.head:not([hidden])"), { polling: 50 });
  const none = heads.map(() => false);
  assert.deepEqual(await all(), [none, none]);
  await click(page, "unsort");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row.head:not([hidden])"), { polling: 50 });
  assert.deepEqual(await all(), [heads, heads]);
});

inEveryBrowser("only columns with findings are shown when asked, each with a bar of its cells; a heading makes its column wider by keys", async ({ page }) => {
  await open(page, FILE);
  const all = await headings(page);
  await page.focus("import-checker >>> [data-key=only-found]");
  await press(page, " ");
  await says(page, ".only-found", "columns hidden");
  const found = await headings(page);
  assert(found.length < all.length);
  // What names a row stays, and so does what has something to say.
  for (const one of ["resource name", "task budget type", "purchase resale price"]) assert(found.includes(one), String(found));
  assert(!found.includes("discount amount"));
  await accessible(page);
  await press(page, " ");
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head .heading").length === count, { polling: 50 }, all.length);
  const heat = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll('.grid-head [aria-colindex="5"] .heat i') ?? []].map((one) => `${one.className} ${/** @type {HTMLElement} */ (one).style.flexGrow}`));
  assert.deepEqual(heat, ["errors 4", "empty 2"]);

  await page.focus("import-checker >>> [role=gridcell][tabindex='0']");
  await press(page, "Control+Home");
  for (let step = 0; step < 4; step++) await press(page, "ArrowRight");
  await press(page, "ArrowUp");
  const width = () => page.$eval("import-checker >>> .grid-head [aria-colindex='6']", (one) => Math.round(one.getBoundingClientRect().width));
  const before = await width();
  await press(page, "Alt+ArrowRight");
  await press(page, "Alt+ArrowRight");
  assert.equal(await width(), before + 40);
  await press(page, "Alt+ArrowLeft");
  assert.equal(await width(), before + 20);
  assert.equal((await focused(page)).role, "columnheader");
}, { size: { width: 1366, height: 768 } });

inEveryBrowser("the map beside the table leads to the rows, and F8 to the same; rows stand in the order of the file", async ({ page }) => {
  await open(page, LONG);
  const map = "import-checker >>> .minimap";
  assert.equal(await page.$eval(map, (one) => one.getAttribute("aria-hidden")), "true");
  const drawn = (await mapOf(page)).flatMap((is, at, all) => (is ? [at / all.length] : []));
  // One line, where the fault is.
  assert(drawn.length >= 1 && drawn.every((one) => Math.abs(one - 381 / 401) < 0.02), JSON.stringify(drawn));
  const inOrder = () => page.evaluate(() => {
    const rows = [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-row:not([hidden])") ?? []].map((one) => Number(one.getAttribute("aria-rowindex")));
    return { first: rows[0] ?? 0, ordered: rows.every((one, at) => !at || one === (rows[at - 1] ?? 0) + 1) };
  });
  const box = await (await page.$("import-checker >>> .minimap svg"))?.boundingBox();
  assert(box);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.6);
  await page.waitForFunction(() => Number(document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row:not([hidden])")?.getAttribute("aria-rowindex")) > 150, { polling: 50 });
  assert((await inOrder()).ordered);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.3);
  await page.waitForFunction(() => Number(document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-row:not([hidden])")?.getAttribute("aria-rowindex")) < 150, { polling: 50 });
  assert((await inOrder()).ordered);
  await press(page, "F8");
  await says(page, ".inspector", "D383");
  assert((await inOrder()).ordered);
});

inEveryBrowser("the map changes its colours with the scheme of the page, as all else does", async ({ page }) => {
  await open(page, LONG);
  const colours = () => page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const path = /** @type {Element} */ (root?.querySelector(".minimap path.icon-error"));
    const { fill, stroke } = getComputedStyle(path);
    return { fill, stroke, error: getComputedStyle(/** @type {Element} */ (root?.querySelector(".causes .icon-error"))).color };
  });
  const scheme = (/** @type {string} */ name) => page.evaluate((one) => document.documentElement.style.setProperty("color-scheme", one), name);
  const map = /** @type {import("puppeteer-core").ElementHandle} */ (await page.$("import-checker >>> .minimap svg"));
  const pictures = [];
  for (const name of ["light", "dark", "light"]) {
    await scheme(name);
    await pause(300);
    const { fill, stroke, error } = await colours();
    assert.deepEqual([fill, stroke], [error, error], name);
    pictures.push(Buffer.from(await map.screenshot()).toString("base64"));
  }
  // What is seen, not only what is computed.
  assert.notEqual(pictures[0], pictures[1]);
  assert.equal(pictures[0], pictures[2]);
  // A page may have colours of its own.
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")).style.setProperty("--import-checker-error", "rgb(1, 2, 3)"));
  assert.equal((await colours()).fill, "rgb(1, 2, 3)");
});

inEveryBrowser("the map is of the rows that are shown: of a kind of rows, and in another order", async ({ page }) => {
  const good = Array.from({ length: 150 }, (_, at) => `P${at},project,P${at},,`);
  const bad = Array.from({ length: 50 }, (_, at) => `P${at},expense,Talks,,`);
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: ["project name,resource type,resource name,task budget type,task time planned", ...good, ...bad, ""].join("\r\n") }]);
  await shown(page, "[role=gridcell][tabindex='0']");
  const until = async (/** @type {number} */ rows, /** @type {boolean} */ first) => {
    for (let map = await mapOf(page); map.length !== rows || map[0] !== first; map = await mapOf(page)) await pause(50);
  };
  await until(200, false);
  assert.deepEqual((await mapOf(page)).slice(149, 151), [false, true]);
  await click(page, "filter-errors");
  await until(50, true);
  await click(page, "filter-errors");
  await until(200, false);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='3']")).click());
  await click(page, "column-sortUp");
  await until(200, true);
});

inEveryBrowser("a cell is described by its sentence, F8 says which of how many, and three links lead past what stands first", async ({ page }) => {
  await open(page, FILE);
  const described = () => page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const by = root?.activeElement?.getAttribute("aria-describedby");
    return by ? root?.getElementById(by)?.textContent ?? "" : "";
  });
  for (const [at, cell] of [["1 of 4", "D4"], ["2 of 4", "D5"]]) {
    await press(page, "F8");
    await says(page, ".inspector", /** @type {string} */ (cell));
    await says(page, "[role=status]", /** @type {string} */ (at));
    await inGrid(page);
    assert.match(await described(), /“nothing”/);
    assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("aria-invalid")), "true");
  }
  // A list with a heading for each cause.
  const list = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".findings h2, ol.causes > li h3") ?? []].map((one) => one.tagName));
  assert.deepEqual([list[0], list.includes("H3")], ["H2", true]);
  const skips = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".skip") ?? []].map((one) => one.textContent));
  assert.equal(skips.length, 3);
  for (const [link, wanted] of [[0, "list"], [1, null], [2, "download"]]) {
    await page.evaluate((at) => {
      const skip = /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".skip")[at]);
      skip.focus();
    }, Number(link));
    const seen = await page.evaluate(() => {
      const place = document.querySelector("import-checker")?.shadowRoot?.activeElement?.getBoundingClientRect();
      return !!place && place.top >= 0 && place.left >= 0 && place.width > 30;
    });
    assert(seen, `link ${link} is in sight when it has the focus`);
    await press(page, "Enter");
    const now = await focused(page);
    if (wanted) assert.equal(now.key, wanted);
    else assert.equal(now.role, "gridcell");
  }
  assert.match(await textOf(page, "h1"), /projects\.csv.*2 of 6/s);
});

inEveryBrowser("the table begins right below one line, with fifteen rows in sight; the list beside it is made wider, closed and opened by keys", async ({ page }) => {
  await open(page, LONG);
  const place = () => page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const head = /** @type {Element} */ (root?.querySelector(".grid-head")).getBoundingClientRect();
    const grid = /** @type {Element} */ (root?.querySelector(".grid")).getBoundingClientRect();
    const dock = /** @type {Element} */ (root?.querySelector(".inspector")).getBoundingClientRect();
    const rows = [...root?.querySelectorAll(".grid-row:not([hidden])") ?? []].map((one) => one.getBoundingClientRect()).filter((one) => one.top >= head.bottom - 1 && one.bottom <= grid.bottom + 1);
    const numbers = [...root?.querySelectorAll(".grid-row:not([hidden]) [role=rowheader]") ?? []].every((one) => one.scrollWidth <= one.clientWidth + 1);
    return { top: head.top, left: grid.left, rows: rows.length, dock: dock.bottom <= innerHeight + 1 && dock.height > 30, still: document.documentElement.scrollHeight <= innerHeight + 1, numbers };
  });
  const first = await place();
  assert(first.top <= 110, `${first.top}`);
  assert(first.rows >= 15, `${first.rows}`);
  assert.deepEqual([first.dock, first.still, first.numbers], [true, true, true]);
  // The cause of the cell stands open in the list, and not what is said of its row besides.
  await press(page, "F8");
  await says(page, ".inspector", "D383");
  assert.match(await textOf(page, ".group[open] summary"), /D task budget type/);
  await page.focus("import-checker >>> [role=separator]");
  await press(page, "ArrowRight");
  await page.waitForFunction((left) => (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.getBoundingClientRect().left ?? 0) > left, { polling: 50 }, first.left);
  await press(page, "Control+\\");
  await page.waitForFunction(() => (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.getBoundingClientRect().left ?? 999) < 20, { polling: 50 });
  assert.equal((await focused(page)).key, "show-list");
  await press(page, "Control+\\");
  await page.waitForFunction(() => (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.getBoundingClientRect().left ?? 0) > 250, { polling: 50 });
  assert.equal((await focused(page)).key, "list");
}, { size: { width: 1366, height: 768 } });
