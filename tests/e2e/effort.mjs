/**
 * How much work it is: clicks and keys from the drop to the file that is ready, for many kinds of faults. Each file among
 * `tests/cases/` that has one is worked on as a person would who takes what is proposed and types the rest; what only the
 * owner of the data can know is typed as any value that the field takes.
 *
 * `node tests/e2e/effort.mjs [KINDS]` after `cargo xtask build`; KINDS is how many kinds of faults are enough, 40 if it
 * is not said. With the name of a file in place of the number, that file alone; `E2E_BROWSERS=firefox` in another browser.
 */
import { readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ended, launch, root, serve } from "./browsers.mjs";

/** Steps after which a file is given up. */
const MOST = 60;

/** A value that a field takes, by the kind in its heading. @type {Record<string, string>} */
const VALUES = { Date: "2025-01-31", Number: "10", "Yes/no": "true", Text: "Kick-off" };

/** @typedef {import("puppeteer-core").Page} Page */

/** What can be done next, by the keys of the controls in sight. @param {Page} page */
const state = (page) => page.evaluate(() => {
  const element = document.querySelector("import-checker");
  const shadow = element?.shadowRoot;
  const seen = (/** @type {string} */ selector) => [...shadow?.querySelectorAll(selector) ?? []].find((one) => one.getClientRects().length > 0);
  const key = (/** @type {string} */ selector) => seen(selector)?.getAttribute("data-key") ?? null;
  const codes = [...shadow?.querySelectorAll(".cause .group > summary") ?? []].map((one) => (one.getAttribute("data-key") ?? "").split(":")[0] ?? "");
  return {
    status: element?.getAttribute("status"), codes,
    safe: key("[data-key=apply-safe]"), quick: key(".quick"), repair: key(".group[open] .repair .soft:not(:disabled)"),
    match: key("[data-key=match-go]:not(:disabled)"), as: key("[data-key=check-as]"), table: key("[data-key=to-table]"), exists: key("[data-key^=exists-]"),
    causes: codes.length,
  };
});

/** @param {Page} page @param {string} key */
const click = (page, key) => page.evaluate((name) => {
  const all = [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(`[data-key="${CSS.escape(name)}"]`) ?? []];
  const one = all.find((control) => control.getClientRects().length > 0);
  if (one instanceof HTMLElement) one.click();
}, key);

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until nothing is checked. @param {Page} page */
async function settled(page) {
  await pause(150);
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") !== "checking", { polling: 50, timeout: 60_000 });
  await pause(150);
}

/**
 * @param {Page} page @param {string} file
 * @returns {Promise<{ready: boolean, clicks: number, keys: number, kinds: string[]}>}
 */
async function work(page, file) {
  const bytes = (await readFile(file)).toString("base64");
  await page.evaluate(async (name, base64) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    await element.load();
    element.add([new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name)]);
  }, basename(file), bytes);
  await settled(page);
  /** @type {Set<string>} */
  const kinds = new Set();
  /** @type {Set<string>} */
  const typed = new Set();
  let [clicks, keys] = [0, 0];
  for (let step = 0; step < MOST; step++) {
    const now = await state(page);
    now.codes.forEach((code) => kinds.add(code));
    if (now.status === "ready") return { ready: true, clicks, keys, kinds: [...kinds] };
    const control = now.match ?? now.as ?? now.safe ?? now.exists ?? (now.causes ? now.repair ?? now.quick : now.table);
    if (control) {
      await click(page, control);
      clicks++;
      await settled(page);
      continue;
    }
    // Only a person knows: go to the cell, type, take it.
    await page.keyboard.press("F8");
    keys++;
    await pause(200);
    const cell = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".inspector-head b")?.textContent ?? "");
    // What was typed before was not what it takes, and nothing else is known here.
    if (typed.has(cell)) break;
    typed.add(cell);
    const kind = await page.evaluate(() => {
      const shadow = document.querySelector("import-checker")?.shadowRoot;
      const column = shadow?.activeElement?.getAttribute("aria-colindex");
      return shadow?.querySelector(`.grid-head [aria-colindex="${column}"] .kind`)?.textContent ?? "";
    });
    const value = kind === "List" ? "" : VALUES[kind];
    if (kind === "List") {
      // The first allowed value: open, down, take it in all equal cells.
      for (const key of /** @type {const} */ (["F2", "ArrowDown"])) await page.keyboard.press(key);
      await page.keyboard.down("Control");
      await page.keyboard.press("Enter");
      await page.keyboard.up("Control");
      keys += 4;
    } else if (value) {
      await page.keyboard.type(value);
      await page.keyboard.press("Enter");
      keys += value.length + 1;
    } else break;
    await settled(page);
  }
  return { ready: false, clicks, keys, kinds: [...kinds] };
}

const [asked = "40"] = process.argv.slice(2);
const folder = join(root, "tests/cases");
const all = (await readdir(folder, { recursive: true })).filter((name) => /\.(csv|xlsx|xls|ods)$/.test(name) && !/cleaned/.test(name)).sort().map((name) => join(folder, name));
const wanted = Number(asked) || 0;
const site = await serve();
const browser = await launch(process.env.E2E_BROWSERS ?? "chromium", tmpdir());
/** @type {Set<string>} */
const settledKinds = new Set();
let [clicks, keys, files, given] = [0, 0, 0, 0];
try {
  for (const file of wanted ? all : [asked]) {
    if (wanted && settledKinds.size >= wanted) break;
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(site.url, { waitUntil: "networkidle0" });
    const told = await work(page, file).catch((error) => ({ ready: false, clicks: 0, keys: 0, kinds: [], error: String(error) }));
    await context.close().catch(() => {});
    const fresh = told.kinds.filter((kind) => !settledKinds.has(kind));
    if (wanted && !fresh.length) continue;
    console.log(`${told.ready ? "ready" : "not ready"}\t${told.clicks} clicks\t${told.keys} keys\t${told.kinds.join(" ")}\t${basename(file)}`);
    if (!told.ready) {
      given++;
      continue;
    }
    files++;
    clicks += told.clicks;
    keys += told.keys;
    told.kinds.forEach((kind) => settledKinds.add(kind));
  }
  console.log(`${settledKinds.size} kinds of faults in ${files} files: ${clicks} clicks, ${keys} keys; ${given} files were not ready in the end.`);
} finally {
  await ended(browser);
  await site.stop();
}
