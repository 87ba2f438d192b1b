/** What tests of the element share: reaching into its shadow root. */

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
