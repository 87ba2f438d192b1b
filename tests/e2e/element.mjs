/** What tests of the element share: reaching into its shadow root. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @typedef {import("puppeteer-core").Page} Page */

/** Waits until something is shown inside the element. @param {Page} page @param {string} selector @param {number} [timeout] */
export async function shown(page, selector, timeout = 30_000) {
  const found = (/** @type {string} */ inner) => document.querySelector("import-checker")?.shadowRoot?.querySelector(inner) ?? null;
  await page.waitForFunction(found, { timeout, polling: 50 }, selector);
}

/** Waits until the element says a status. @param {Page} page @param {string} status @param {number} [timeout] */
export const status = (page, status, timeout = 60_000) =>
  page.waitForFunction((/** @type {string} */ wanted) => document.querySelector("import-checker")?.getAttribute("status") === wanted, { timeout, polling: 50 }, status);

/** Clicks a control by its key. @param {Page} page @param {string} key */
export async function click(page, key) {
  const selector = `[data-key="${key}"]`;
  await shown(page, selector);
  await page.evaluate((inner) => {
    /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(inner)).click();
  }, selector);
}

/** The text of a part of the element. @param {Page} page @param {string} selector */
export async function textOf(page, selector) {
  await shown(page, selector);
  return page.evaluate((inner) => document.querySelector("import-checker")?.shadowRoot?.querySelector(inner)?.textContent ?? "", selector);
}

/** Waits until a part of the element contains a text. @param {Page} page @param {string} selector @param {string} text */
export const says = (page, selector, text) =>
  page.waitForFunction((/** @type {string} */ inner, /** @type {string} */ part) =>
    document.querySelector("import-checker")?.shadowRoot?.querySelector(inner)?.textContent?.includes(part), { polling: 50 }, selector, text);

/** What has the focus inside the element. @param {Page} page */
export const focused = (page) => page.evaluate(() => {
  const at = document.querySelector("import-checker")?.shadowRoot?.activeElement;
  const row = at?.closest("[role=row]")?.querySelector("[role=rowheader]")?.textContent;
  return { text: at?.textContent ?? "", key: at?.getAttribute("data-key"), role: at?.getAttribute("role"), row, column: at?.getAttribute("aria-colindex") };
});

/** Waits until a cell of the grid has the focus. @param {Page} page */
export const inGrid = (page) => page.waitForFunction(() =>
  document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("role") === "gridcell", { polling: 50 });

/** Writes another text into the active cell, as a person does with the keyboard. @param {Page} page @param {string} text */
export async function rewrite(page, text) {
  await page.keyboard.press("F2");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Presses a key with those held that stand before it. @param {import("puppeteer-core").Page} page @param {string} keys as in `Control+Enter` */
export async function press(page, keys) {
  const parts = /** @type {import("puppeteer-core").KeyInput[]} */ (keys.split("+"));
  const last = /** @type {import("puppeteer-core").KeyInput} */ (parts.pop());
  for (const part of parts) await page.keyboard.down(part);
  await page.keyboard.press(last);
  for (const part of parts) await page.keyboard.up(part);
}

/** Presses a key, with others held, and fails unless what has the focus then is in the window. @param {Page} page @param {string} keys */
export async function pressed(page, keys) {
  await press(page, keys);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const box = await page.evaluate(() => {
    const at = document.querySelector("import-checker")?.shadowRoot?.activeElement;
    const place = at?.getBoundingClientRect();
    return place && { top: place.top, left: place.left, bottom: place.bottom, right: place.right, width: innerWidth, height: innerHeight };
  });
  // Nothing of ours has it, or all of it is in sight.
  if (box) assert(box.top >= -1 && box.left >= -1 && box.bottom <= box.height + 1 && box.right <= box.width + 1, `${keys}: ${JSON.stringify(box)}`);
}

/** By arrows to a control that stands in the same toolbar as what has the focus. @param {Page} page @param {string} key @returns {Promise<boolean>} whether it has the focus now */
export async function byArrows(page, key) {
  const left = () => page.evaluate((wanted) => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const [at, to] = [root?.activeElement, root?.querySelector(`[data-key="${CSS.escape(wanted)}"]`)];
    const bar = at?.closest("[role=toolbar]");
    if (!at || at === to || at.matches("select") || !bar || bar !== to?.closest("[role=toolbar]") || at.matches(".popup *") || to?.matches(".popup *")) return 0;
    return bar.querySelectorAll("button, summary, a, input").length;
  }, key);
  for (let step = await left(); step > 0 && (await focused(page)).key !== key; step--) await pressed(page, "ArrowRight");
  return (await focused(page)).key === key;
}

/** Tab, and arrows in its toolbar, until a control of ours has the focus. @param {Page} page @param {string} key @param {number} [most] */
export async function tabTo(page, key, most = 40) {
  for (let step = 0; step < most; step++) {
    await pressed(page, "Tab");
    if (await byArrows(page, key)) return step + 1;
  }
  assert.fail(`${key} is not reached by ${most} tabs`);
}

/** The same, but a control that has the focus already keeps it. @param {Page} page @param {string} key @param {number} [most] */
export async function onto(page, key, most) {
  if ((await focused(page)).key !== key) await tabTo(page, key, most);
}

/** Opens the browser's own dialog by a key. A browser that has too much to do says nothing of one that it opened; then once more. @param {Page} page */
async function opened(page) {
  for (let times = 0; times < 5; times++) {
    const opening = page.waitForFileChooser({ timeout: 15_000 }).catch(() => null);
    // Who waits for a dialog is heard before the key is pressed.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await page.keyboard.press("Enter");
    const chooser = await opening;
    if (chooser) return chooser;
  }
  return assert.fail("no dialog to choose a file was opened");
}

/**
 * Chooses a file with the control that has the focus, by a key. @param {import("puppeteer-core").Page} page @param {string} browser
 * @param {string} selector of the file's input, for a browser whose own dialog cannot be worked from here: what it would give is given
 * @param {{name: string, bytes: string|Uint8Array}} file
 */
export async function chosen(page, browser, selector, { name, bytes }) {
  if (browser === "chromium") {
    const folder = await mkdtemp(join(tmpdir(), "import-checker-chosen-"));
    await writeFile(join(folder, name), bytes);
    const chooser = await opened(page);
    await chooser.accept([join(folder, name)]);
    // It is read when it is checked, so it stays until the process ends.
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    return;
  }
  await page.evaluate(({ inner, named, base64 }) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(inner));
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], named));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  }, { inner: selector, named: name, base64: Buffer.from(bytes).toString("base64") });
}

/** Types the right budget type into the only wrong cell. @param {Page} page */
export async function repairByHand(page) {
  await shown(page, "[role=gridcell][tabindex='0']");
  await page.keyboard.press("F8");
  await inGrid(page);
  await page.keyboard.type("none");
  await page.keyboard.press("Enter");
  await status(page, "ready");
}
