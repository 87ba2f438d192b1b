/** Every state of the page, shown with canned reports: anyone can use it, in both languages, also on a phone. */
import assert from "node:assert/strict";
import { click, focused, inGrid, says, shown, textOf } from "./element.mjs";
import { accessible, inEveryBrowser } from "./support.mjs";
import { installStub } from "./stub.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** @param {Page} page @param {any} options @param {string[]} [names] @param {string} [until] */
async function show(page, options, names = ["projects.csv"], until = "errors") {
  await page.evaluate(installStub, options);
  await page.evaluate((list) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.add(list.map((name) => new File(["x"], name)));
  }, names);
  await page.waitForSelector(`import-checker[status=${until}]`);
}

for (const [mode, until] of [["errors", "errors"], ["ready", "ready"], ["incomplete", "incomplete"], ["unreadable", "unreadable"], ["silent", "failed"], ["slow", "checking"]]) {
  inEveryBrowser(`${mode} is accessible in light, dark and French`, async ({ page }) => {
    await show(page, { mode }, undefined, until);
    await accessible(page);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]).catch(() => {});
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
    await page.waitForFunction(() => document.documentElement.lang === "fr");
    await page.waitForSelector(`import-checker[status=${until}]`);
    await accessible(page);
  });
}

inEveryBrowser("so is a page whose rows are still on their way", async ({ page }) => {
  await show(page, { mode: "errors", rowless: true });
  await shown(page, ".grid-head");
  await accessible(page);
});

inEveryBrowser("everything that opens is accessible", async ({ page }) => {
  await show(page, {});
  for (const key of ["reading", "menu", "O720:subtask", "done", "changes", "know", "settings"]) {
    await page.evaluate((name) => {
      const control = document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key="${name}"]`);
      if (control instanceof HTMLElement) control.click();
    }, key);
  }
  await accessible(page);
  await click(page, "download");
  await shown(page, "dialog[open]");
  await accessible(page);
});

inEveryBrowser("nothing is wider than a phone", async ({ page }) => {
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok((await wide()) <= 390, "the first screen");
  for (const mode of ["errors", "unreadable"]) {
    await show(page, { mode }, undefined, mode);
    await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("details").forEach((one) => (one.open = true)));
    assert.ok((await wide()) <= 390, mode);
  }
}, { size: { width: 390, height: 844 } });

inEveryBrowser("F8 goes through the findings, and the cell's sentences are shown", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  const first = await focused(page);
  assert.equal(first.row, "40");
  assert.equal(first.column, "8");
  const sentences = await textOf(page, ".inspector");
  assert.match(sentences, /G40.*payment date.*B410/s);
  await page.keyboard.press("F8");
  await page.waitForFunction((old) => document.querySelector("import-checker")?.shadowRoot?.activeElement?.textContent !== old, {}, first.text);
  assert.equal((await focused(page)).row, "56");
  await page.keyboard.down("Shift");
  await page.keyboard.press("F8");
  await page.keyboard.up("Shift");
  await says(page, ".inspector", "G40");
});

inEveryBrowser("a finding leads to its cell, also where the filter hides it", async ({ page }) => {
  await show(page, {});
  await page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    /** @type {HTMLElement} */ (root?.querySelector('[data-key="B410:paid-date"]')).click();
  });
  await click(page, "only-B410:paid-date");
  await click(page, "O720:subtask");
  await shown(page, '[aria-label="Go to D56"]');
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector('[aria-label="Go to D56"]')).click());
  await says(page, ".inspector", "D56");
  assert.equal((await focused(page)).row, "56");
  const rows = await page.$eval("import-checker >>> [role=grid]", (one) => one.getAttribute("aria-rowcount"));
  assert.equal(rows, "501", "all rows again");
});

inEveryBrowser("the grid reaches the last of a million rows", async ({ page }) => {
  await show(page, { mode: "ready", rows: 1_000_000 }, undefined, "ready");
  await click(page, "to-table");
  await shown(page, "[role=gridcell][tabindex='0']");
  await page.focus("import-checker >>> [role=gridcell][tabindex='0']");
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await says(page, ".inspector", "I1000001");
  assert.equal((await focused(page)).row, "1000001");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowUp");
  const up = Number((await focused(page)).row);
  assert.ok(up < 1_000_000 && up > 999_950, `row ${up}`);
  const tall = await page.$eval("import-checker >>> .grid-space", (one) => one.getBoundingClientRect().height);
  assert.ok(tall <= 8_000_000, `${tall}`);
});

inEveryBrowser("cancelling tells what happened and returns to the start", async ({ page }) => {
  await show(page, { mode: "slow" }, undefined, "checking");
  await click(page, "cancel");
  await page.waitForSelector("import-checker[status=start]");
  const note = await textOf(page, ".note-text");
  assert.equal(note, "Cancelled. Nothing was changed.");
  assert.equal((await focused(page)).key, "pick");
});

inEveryBrowser("a file that cannot be checked does not keep the others from it", async ({ page }) => {
  // The status speaks of all files.
  await show(page, { files: { "bad.csv": "silent" } }, ["good.csv", "bad.csv"], "failed");
  await click(page, "file-1");
  await shown(page, ".failure");
  const sentence = await textOf(page, ".failure");
  assert.match(sentence, /bad\.csv could not be checked.*opening the file.*Try again, or check another file/s);
});

inEveryBrowser("editing, undo, redo and a repair reach the engine as edits", async ({ page }) => {
  await show(page, {});
  const last = () => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits);
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("2024-03-31");
  await page.keyboard.press("Enter");
  await page.waitForSelector("import-checker[status=errors]");
  assert.deepEqual((await last()).texts, [{ row: 40, column: 6, text: "2024-03-31" }]);
  await page.keyboard.press("5");
  await page.keyboard.press("Escape");
  assert.equal((await last()).texts.length, 1, "Escape cancels");
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits.texts.length === 0);
  await page.keyboard.down("Control");
  await page.keyboard.press("y");
  await page.keyboard.up("Control");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits.texts.length === 1);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector('[data-key="O720:subtask"]')).click());
  await click(page, "repair-O720-subtask-");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits.decisions.length === 1);
  assert.deepEqual((await last()).decisions, [{ code: "O720", accept: true, field: "subtask" }]);
});

inEveryBrowser("a block from a spreadsheet is pasted, and what lies outside is said", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.evaluate(() => {
    const text = 'a\t"two\nlines"\tb\tout\r\nc\td\te\tout\r\n';
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    // Firefox takes the text itself, Chromium a transfer.
    const init = { clipboardData, dataType: "text/plain", data: text, bubbles: true, composed: true, cancelable: true };
    const target = document.querySelector("import-checker")?.shadowRoot?.activeElement;
    target?.dispatchEvent(new ClipboardEvent("paste", init));
  });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 2);
  const { texts } = await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits);
  assert.deepEqual(texts.map((/** @type {any} */ one) => `${one.row}:${one.column}=${one.text}`),
    ["40:6=a", "40:7=two\nlines", "40:8=b", "41:6=c", "41:7=d", "41:8=e"]);
  const note = await textOf(page, ".note-text");
  assert.match(note, /2 cells lay outside/);
});

inEveryBrowser("rows that arrive late do not close the cell that is being written", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.evaluate(() => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const held = new Promise((release) => Object.assign(window, { release }));
    const { window: rows } = client;
    client.window = async (/** @type {any[]} */ ...asked) => {
      await held;
      return rows.call(client, ...asked);
    };
  });
  await page.keyboard.type("2024-03-31");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 2);
  await page.keyboard.type("13");
  await shown(page, ".editor");
  await page.evaluate(() => /** @type {any} */ (window).release());
  await drawn(page);
  await page.keyboard.type("37");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 3);
  const { texts } = await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits);
  assert.deepEqual(texts.map((/** @type {any} */ one) => one.text), ["2024-03-31", "1337"]);
});

inEveryBrowser("a cell opened while the grid still moves stays open, and closes when it is scrolled away", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  // All within one frame: what the grid scrolls itself is told after the cell is open.
  const moved = await page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const press = (/** @type {string} */ key) => root?.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
    const grid = root?.querySelector("[role=grid]");
    const at = () => [grid?.scrollLeft ?? 0, grid?.scrollTop ?? 0];
    const [left = 0, top = 0] = at();
    for (const key of ["End", "PageDown", "PageDown", "F2"]) press(key);
    return [(at()[0] ?? 0) > left, (at()[1] ?? 0) > top];
  });
  assert.deepEqual(moved, [true, true]);
  await drawn(page);
  assert.equal((await focused(page)).role, null);
  await shown(page, ".editor");
  await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=grid]")?.scrollBy(0, -2000));
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".editor"));
}, { size: { width: 720, height: 560 } });

inEveryBrowser("keys for a row that is on its way are written when it is there", async ({ page }) => {
  await show(page, { mode: "ready" }, undefined, "ready");
  await click(page, "to-table");
  await shown(page, "[role=gridcell][tabindex='0']");
  await page.focus("import-checker >>> [role=gridcell][tabindex='0']");
  await hold(page, "window");
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.keyboard.type("4 2");
  await page.keyboard.press("Enter");
  await release(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 2);
  assert.deepEqual((await edits(page)).texts, [{ row: 501, column: 8, text: "4 2" }]);
});

inEveryBrowser("each F8 is a step, however quickly they follow one another", async ({ page }) => {
  await show(page, {});
  await shown(page, ".grid-row");
  await page.evaluate(() => {
    for (let step = 0; step < 3; step++) {
      document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid")?.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", bubbles: true }));
    }
  });
  await says(page, ".inspector", "G80");
});

inEveryBrowser("what is taken back while it is checked can be written again", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  await hold(page, "check");
  for (const key of ["5", "Enter"]) await page.keyboard.press(/** @type {any} */ (key));
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  for (const key of ["ArrowUp", "5", "Enter"]) await page.keyboard.press(/** @type {any} */ (key));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 4);
  assert.deepEqual((await edits(page)).texts, [{ row: 40, column: 6, text: "5" }]);
});

inEveryBrowser("rows are moved and deleted on while the last change is checked", async ({ page }) => {
  await show(page, { mode: "ready" }, undefined, "ready");
  await click(page, "to-table");
  await shown(page, "[role=gridcell][tabindex='0']");
  await page.focus("import-checker >>> [role=gridcell][tabindex='0']");
  await hold(page, "check");
  await page.keyboard.down("Alt");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(/** @type {any} */ (key));
  await page.keyboard.up("Alt");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 4);
  assert.deepEqual((await edits(page)).moved, [{ row: 2, after: 3 }]);
  await click(page, "delete");
  await click(page, "delete");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.length === 6);
  assert.deepEqual((await edits(page)).deleted, [2, 4]);
});

inEveryBrowser("a cell that is being written when another file comes is written into its own", async ({ page }) => {
  await show(page, {});
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.keyboard.type("13");
  await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).add([new File(["x"], "other.csv")]));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits.texts.length === 1);
  const texts = await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files.map((/** @type {any} */ one) => one.edits.texts));
  assert.deepEqual(texts, [[{ row: 40, column: 6, text: "13" }], []]);
});

/** Keeps the answers to a question back until `release`. @param {Page} page @param {"window"|"check"} call */
const hold = (page, call) => page.evaluate((name) => {
  const { client } = /** @type {any} */ (document.querySelector("import-checker"));
  const held = new Promise((done) => Object.assign(window, { release: done }));
  const { [name]: real } = client;
  client[name] = async (/** @type {any[]} */ ...asked) => {
    const answer = await real.apply(client, asked);
    await held;
    return answer;
  };
}, call);

/** @param {Page} page */
const release = (page) => page.evaluate(() => /** @type {any} */ (window).release());

/** What the engine was asked to change in the first file. @param {Page} page */
const edits = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).client.requests.at(-1).files[0].edits);

/** Waits until what was asked for is drawn. @param {Page} page */
const drawn = (page) => page.evaluate(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))));
