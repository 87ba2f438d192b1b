/**
 * How much work it is: clicks and keys from the drop to the file that is ready, for many kinds of faults. Each file is
 * worked on as a person would who takes what is proposed and types the rest: first those of `messy.mjs`, of which it is
 * known what their owner would say, then those among `tests/cases/` that have a kind of fault that was not met yet; what
 * only the owner of the data can know is there typed as any value that the field takes.
 *
 * `node tests/e2e/effort.mjs [KINDS]` after `cargo xtask build`; KINDS is how many kinds of faults are enough, 40 if it
 * is not said. With the name of a file in place of the number, that file alone, and with `messy`, or words from the name of one, those that are made here;
 * `E2E_BROWSERS=firefox` in another browser.
 */
import { readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ended, launch, root, serve } from "./browsers.mjs";
import { rewrite } from "./element.mjs";
import { messy } from "./messy.mjs";

/** Steps after which a file is given up. */
const MOST = 400;

/** Cells that are passed by, one after the other, before a file is given up. */
const IDLE = 40;

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
    match: key("[data-key=match-go]:not(:disabled)"), as: key("[data-key=check-as]"), table: key("[data-key=to-table]"), exists: key("[data-key^=exists-]"), sheet: key("[data-key=all-sheets], [data-key^=confirm-]"),
    causes: codes.length,
    // One of several files waits.
    other: [...shadow?.querySelectorAll(".files li:not(.current) .file") ?? []].find((one) => one.querySelector(".icon-error, .icon-ask, .icon-wait"))?.getAttribute("data-key") ?? null,
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

/** The cell that is looked at, with what the table knows of it. @param {Page} page */
const activeCell = (page) => page.evaluate(() => {
  const shadow = document.querySelector("import-checker")?.shadowRoot;
  const column = shadow?.activeElement?.getAttribute("aria-colindex");
  return {
    name: shadow?.querySelector(".inspector-head b")?.textContent ?? "",
    kind: shadow?.querySelector(`.grid-head [aria-colindex="${column}"] .kind`)?.textContent ?? "",
    codes: [...shadow?.querySelectorAll(".inspector .sentences code") ?? []].map((one) => one.textContent ?? ""),
  };
});

/** A cell by its letters and number. @param {string} name */
function placeOf(name) {
  const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(name) ?? [];
  return { row: Number(row), column: [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1 };
}

/**
 * @param {Page} page @param {import("./messy.mjs").Messy} job
 * @returns {Promise<{ready: boolean, clicks: number, keys: number, kinds: string[], left?: string}>}
 */
async function work(page, { files, fixes = [], surplus = [], import: id }) {
  const sent = files.map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") }));
  await page.evaluate(async (list, wanted) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    await element.load();
    element.addEventListener("import-checker-report", (/** @type {any} */ { detail }) => {
      const own = /** @type {any} */ (globalThis);
      own.kinds = { ...own.kinds, ...detail.counts };
    });
    const select = wanted && element.shadowRoot.querySelector("#import");
    if (select) {
      select.value = wanted;
      select.dispatchEvent(new Event("change"));
    }
    element.add(list.map(({ name, base64 }) => new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name)));
  }, sent, id ?? "");
  await settled(page);
  const kinds = async () => Object.keys(await page.evaluate(() => /** @type {any} */ (globalThis).kinds ?? {}));
  const found = new Set(await kinds());
  /** @type {Set<string>} */
  const typed = new Set();
  let [clicks, keys, idle] = [0, 0, 0];
  const gone = new Set();
  const end = (/** @type {boolean} */ ready, /** @type {string} */ left = "") => ({ ready, clicks, keys, kinds: [...found], left });
  const type = async (/** @type {string} */ text) => {
    await rewrite(page, text);
    // A letter begins anew by itself.
    keys += text.length + 1;
  };
  for (let step = 0; step < MOST; step++) {
    (await kinds()).forEach((kind) => found.add(kind));
    const now = await state(page);
    if (now.status === "ready") return end(true);
    const control = now.match ?? now.as ?? now.safe ?? now.exists ?? now.sheet ?? (now.causes ? now.repair ?? now.quick : now.other ?? now.table);
    if (control && !gone.has(`${control}:${now.codes.join()}`)) {
      // The same button, and the same is left: it does not settle it.
      if (control !== now.other) gone.add(`${control}:${now.codes.join()}`);
      await click(page, control);
      clicks++;
      await settled(page);
      continue;
    }
    // Only a person knows: go to the cell, type, take it.
    await page.keyboard.press("F8");
    keys++;
    await pause(200);
    const cell = await activeCell(page);
    const at = placeOf(cell.name);
    const here = fixes.filter((one) => one.row === at.row);
    // Of a row as a whole, another cell may be the one that its owner fills in.
    const known = here.find((one) => one.column === at.column) ?? here.find((one) => !typed.has(`${one.row}:${one.column}`));
    // What was typed before was not what it takes, and nothing else is known here; another cell may have changed that.
    if (typed.has(cell.name) || !cell.name) {
      if (++idle > IDLE) return end(false, `${now.status}: ${now.codes.join(" ")} at ${cell.name}`);
      continue;
    }
    typed.add(cell.name);
    if (known) {
      typed.add(`${known.row}:${known.column}`);
      for (let column = at.column; column !== known.column; column += Math.sign(known.column - column)) {
        await page.keyboard.press(known.column > column ? "ArrowRight" : "ArrowLeft");
        keys++;
      }
      await type(known.text);
    } else if (surplus.includes(at.row)) {
      await click(page, "delete");
      clicks++;
    } else if (cell.kind === "List") {
      // The first allowed value: open, down, take it in all equal cells.
      for (const key of /** @type {const} */ (["F2", "ArrowDown"])) await page.keyboard.press(key);
      await page.keyboard.down("Control");
      await page.keyboard.press("Enter");
      await page.keyboard.up("Control");
      keys += 4;
    } else if (fixes.length) {
      // The owner has nothing to say of this cell: it follows from another.
      continue;
    } else if (VALUES[cell.kind]) await type(/** @type {string} */ (VALUES[cell.kind]));
    else return end(false, `${now.codes.join(" ")} at ${cell.name}`);
    idle = 0;
    await settled(page);
  }
  return end(false, "too many steps");
}

const [asked = "40"] = process.argv.slice(2);
const folder = join(root, "tests/cases");
const wanted = Number(asked) || 0;
const one = async (/** @type {string} */ file) => ({ name: basename(file), files: [{ name: basename(file), bytes: await readFile(file) }] });
/** @returns {AsyncGenerator<import("./messy.mjs").Messy>} */
async function* jobs() {
  if (!wanted && asked !== "messy" && /\.\w+$/.test(asked)) return yield await one(asked);
  yield* (await messy()).filter(({ name }) => wanted || asked === "messy" || name.includes(asked));
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(csv|xlsx|xls|ods)$/.test(name) && !/cleaned/.test(name));
  if (wanted) for (const name of names.sort()) yield await one(join(folder, name));
}
const site = await serve();
const browser = await launch(process.env.E2E_BROWSERS ?? "chromium", tmpdir());
/** @type {Set<string>} */
const settledKinds = new Set();
let [clicks, keys, files, given] = [0, 0, 0, 0];
try {
  let made = (await messy()).length;
  for await (const job of jobs()) {
    if (wanted && made-- <= 0 && settledKinds.size >= wanted) break;
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(site.url, { waitUntil: "networkidle0" });
    const told = await work(page, job).catch((error) => ({ ready: false, clicks: 0, keys: 0, kinds: [], left: String(error) }));
    await context.close().catch(() => {});
    const fresh = told.kinds.filter((kind) => !settledKinds.has(kind));
    if (wanted && !fresh.length) continue;
    console.log(`${told.ready ? "ready" : "not ready"}\t${told.clicks} clicks\t${told.keys} keys\t${told.kinds.length} kinds\t${job.name}\t${told.kinds.join(" ")}${told.left ? `\tleft: ${told.left}` : ""}`);
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
