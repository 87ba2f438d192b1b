/**
 * What a screen reader says on the whole way from choosing a file to the file that is ready, as text that can be read:
 * `spoken.en.txt` and `spoken.fr.txt`. With UPDATE=1 they are written anew.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { click, shown, status } from "./element.mjs";
import { drop, inEveryBrowser, pause, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date";
/** A word that is not known, with a suggestion, and a date that is missing. */
const FILE = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,", "Alpha,expense,Hosting,,0,100,2025-03-14", ""].join("\r\n");

/** Most phrases of one screen; a screen that has more is too long to listen to. */
const MOST = 400;

/** The screen reader as one script. @type {Promise<string>|undefined} */
let reader;
const readerScript = () => (reader ??= promisify(execFile)(process.execPath, [
  join(root, "node_modules/esbuild/bin/esbuild"), join(root, "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.mjs"),
  "--bundle", "--format=iife", "--global-name=spoken", "--define:process.env.NODE_ENV=\"production\"",
], { maxBuffer: 64 << 20 }).then(({ stdout }) => `${stdout};globalThis.spoken = spoken;`));

/** All that is said when somebody listens from the beginning to the end of what is shown. @param {Page} page */
async function listen(page) {
  await page.evaluate(await readerScript());
  return page.evaluate(async (most) => {
    const { virtual } = /** @type {any} */ (globalThis).spoken;
    const container = document.querySelector("import-checker")?.shadowRoot?.querySelector(".checker");
    await virtual.start({ container });
    const first = await virtual.lastSpokenPhrase();
    const said = [first];
    for (let step = 0; step < most; step++) {
      await virtual.next();
      const phrase = await virtual.lastSpokenPhrase();
      // Round the end.
      if (phrase === first) break;
      said.push(phrase);
    }
    await virtual.stop();
    return said;
  }, MOST);
}

/** What is announced without being asked for. @param {Page} page */
const announced = (page) => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=status]")?.textContent ?? "");

for (const lang of ["en", "fr"]) {
  inEveryBrowser(`the whole job as a screen reader says it: ${lang}`, async ({ page }) => {
    /** @type {string[]} */
    const transcript = [];
    const screen = async (/** @type {string} */ title) => {
      const said = await listen(page);
      assert(said.length < MOST, `${title} has no end`);
      transcript.push(`# ${title}`, ...said, "");
    };
    await page.evaluate((wanted) => /** @type {HTMLElement} */ (document.querySelector(`#languages [lang=${wanted}]`)).click(), lang);
    await shown(page, ".drop");
    await screen("start page");
    await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: FILE }]);
    await status(page, "errors");
    await shown(page, "[role=gridcell][tabindex='0']");
    await pause(500);
    transcript.push(`# announced: ${await announced(page)}`, "");
    await screen("workbench");
    await page.keyboard.press("F8");
    await shown(page, ".inspector .sentences li");
    await pause(300);
    transcript.push(`# F8, announced: ${await announced(page)}`, `# described by: ${await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("#cell-sentences")?.textContent ?? "")}`, "");
    await page.keyboard.type("2025-03-14");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /2 /.test(document.querySelector("import-checker")?.shadowRoot?.querySelector(".figure b")?.textContent + " "), { polling: 50 });
    await page.keyboard.press("F8");
    await shown(page, ".inspector .state, .inspector .sentences .ask");
    await pause(300);
    transcript.push(`# F8, announced: ${await announced(page)}`, `# described by: ${await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("#cell-sentences")?.textContent ?? "")}`, "");
    await click(page, "take");
    await status(page, "ready");
    await pause(500);
    transcript.push(`# announced: ${await announced(page)}`, "");
    await screen("ready");
    const text = `${transcript.join("\n").trimEnd()}\n`;
    const golden = join(root, `tests/e2e/spoken.${lang}.txt`);
    if (process.env.UPDATE === "1") await writeFile(golden, text);
    assert.equal(text, await readFile(golden, "utf8").catch(() => ""));
  });
}
