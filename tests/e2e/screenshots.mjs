/**
 * The pictures of the README, made anew by `cargo xtask screenshots`: a desktop, a phone and a dark screen, with a
 * small file that has a few of the usual faults; and those of the documentation's way before and after an import.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch, root, serve } from "./browsers.mjs";
import { click, inGrid, says, shown } from "./element.mjs";

const FILE = `project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount
Alpha,project,Alpha,,,,,,,,,
Alpha,purchase,Licence,,,,,,0,250,14/03/2025,
Alpha,discount,Launch offer,,,,,,,,,100
Alpha,task,Kick-off,none,,,,,,,,
Alpha,task,Design,detailed,5,,,,,,,
Alpha,subtask,Wireframes,detailed,10,,,90,,,,
Alpha,subtask,Mock-ups,detailed,,"1200,50",,80,,,,
Alpha,task,Build,global,,8000,task,95,,,,
Alpha,subtask,Front end,gobal,,,task,95,,,,
Alpha,task,Support,time,,,contributor,,,,,
Beta,project,Beta,,,,,,,,,
Beta,task,Audit,detailed,12,,,,,,,
Beta,task,Report,detailed,8,,,85,,,,
`;

/** @type {[string, { width: number, height: number, deviceScaleFactor?: number, isMobile?: boolean }, string][]} */
const PICTURES = [
  ["desktop", { width: 1280, height: 860 }, "light"],
  ["dark", { width: 1280, height: 860 }, "dark"],
  ["phone", { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true }, "light"],
];

const folder = process.argv[2] ?? join(root, "www/screenshots");
await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch("chromium", tmpdir());
try {
  for (const [name, size, scheme] of PICTURES) {
    // What the page keeps of the picture before would be told in the next one.
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(size);
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.goto(site.url, { waitUntil: "networkidle0" });
    if (name === "desktop") await page.screenshot({ path: join(folder, "start.png") });
    await page.evaluate((text) => {
      const element = /** @type {any} */ (document.querySelector("import-checker"));
      element.add([new File([text], "projects.csv", { type: "text/csv" })]);
    }, FILE);
    await page.waitForSelector("import-checker:is([status=errors], [status=ready])", { timeout: 30_000 });
    // The rows come after the verdict; where there is no room for a table they are cards, and no cell is ever drawn.
    await shown(page, name === "phone" ? ".row-card" : "[role=gridcell]");
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
  if (!process.argv[2]) {
    await beforeAndAfter(await browser.newPage());
    await whichIsMeant(await browser.newPage());
    await handAround(await browser.newPage());
  }
} finally {
  await browser.close();
  await site.stop();
}

/**
 * A page of the size of the pictures in the documentation, which is given files of a folder of examples.
 * @param {import("puppeteer-core").Page} page @param {string} place
 */
async function opened(page, place) {
  const picture = async (/** @type {string} */ name) => {
    // What was said last is not what the picture is about.
    await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=note-close]"))?.click());
    await page.screenshot({ path: join(place, `${name}.png`) });
  };
  const give = async (/** @type {string} */ selector, /** @type {string} */ name) => page.evaluate(({ inner, named, base64 }) => {
    const file = new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], named);
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    if (!inner) return element.add([file]);
    const input = element.shadowRoot.querySelector(inner);
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  }, { inner: selector, named: name, base64: (await readFile(join(place, name))).toString("base64") });
  await page.setViewport({ width: 1000, height: 640 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(site.url, { waitUntil: "networkidle0" });
  return { give, picture };
}

/** Which of two records is meant. @param {import("puppeteer-core").Page} page */
async function whichIsMeant(page) {
  const { give, picture } = await opened(page, join(root, "examples/forecast"));
  await give("", "customers.csv");
  await click(page, "compare");
  await shown(page, "#compare-file");
  await give("#compare-file", "twice.csv");
  await click(page, "compare-take");
  await shown(page, ".meant");
  await picture("meant");
}

/** The list to hand around. @param {import("puppeteer-core").Page} page */
async function handAround(page) {
  const place = join(root, "examples/guide");
  const list = join(await mkdtemp(join(tmpdir(), "guide-")), "list.html");
  await promisify(execFile)(join(root, "target/debug/import-checker"), ["guide", "--definition", join(place, "definition.json"), "--out", list]);
  await page.setViewport({ width: 1000, height: 900 });
  await page.goto(String(pathToFileURL(list)));
  await page.screenshot({ path: join(place, "guide.png") });
}

/** A comparison, a cell that would be emptied, and what the server refused. @param {import("puppeteer-core").Page} page */
async function beforeAndAfter(page) {
  const { give, picture } = await opened(page, join(root, "examples/before-and-after"));
  await give("", "customers.xlsx");
  await click(page, "compare");
  await shown(page, "#compare-file");
  await give("#compare-file", "there.csv");
  await click(page, "compare-take");
  await shown(page, ".forecast");
  await picture("compared");
  await click(page, "effect-emptied");
  await says(page, ".shown", "3");
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#row"));
    input.value = "J8";
    input.dispatchEvent(new Event("change"));
  });
  await inGrid(page);
  await says(page, ".inspector", "There now");
  await picture("cell");
  await click(page, "answer");
  await shown(page, "#answer-file");
  await give("#answer-file", "answer.csv");
  await click(page, "answer-take");
  await click(page, "went-in-yes");
  await says(page, ".findings", "The server did not take a row");
  await page.keyboard.press("F8");
  await says(page, ".inspector", "L9");
  await picture("refused");
}
