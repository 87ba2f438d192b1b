/**
 * Files that nobody here wrote, and hostile ones, in the browser's worker: an answer each within the page's patience,
 * rows for the grid, and the page lives. They lie outside of the project; without them the tests say so and pass over.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { test } from "node:test";
import { peak } from "../../benches/browser/processes.mjs";
import { drop, inEveryBrowser, root } from "./support.mjs";

const CORPUS = join(root, "../shared/corpus");

/** Folders that are looked at instead; `cargo xtask attack` names them. */
const FOLDERS = (process.env.CORPUS ?? "").split(delimiter).filter(Boolean);

/** All are looked at by `cargo xtask attack FOLDER`; each fifth is enough to notice that something broke. */
const EACH = 5;

/** Files that end the worker, and why that is as good as it gets. This list may only shrink. @type {Record<string, string>} */
const KNOWN = {};

/** What one process of the browser may have: the module's gigabyte, and the browser itself among it. In MB. */
const MEMORY = 1_280;

/** So many files to a page: fewer than a test has time for. */
const TOGETHER = 80;

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return name === "MANIFEST.tsv" || name === "SKIPPED.tsv" ? [] : [path];
  });
}

/** Hostile files, written by the program beside the others. @returns {string[]} */
function hostile() {
  const writer = join(CORPUS, "hostile.py");
  if (!existsSync(writer)) return [];
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const { status: code, stderr } = spawnSync("python3", [writer, folder]);
  assert.equal(code, 0, String(stderr));
  return filesIn(folder);
}

/** Makes one check and hands back what the element asks the engine with. @param {import("puppeteer-core").Page} page */
async function learn(page) {
  await page.evaluate(async () => {
    await customElements.whenDefined("import-checker");
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const check = client.check.bind(client);
    client.check = (/** @type {any} */ request, /** @type {any} */ on) => {
      /** @type {any} */ (globalThis).learnt ??= request;
      return check(request, on);
    };
  });
  await drop(page, "import-checker >>> .drop", [{ name: "a.csv", bytes: "Customer Name\r\nAnn\r\n" }]);
  await page.waitForFunction(() => "learnt" in globalThis);
  await page.waitForFunction(() => !["start", "checking"].includes(document.querySelector("import-checker")?.getAttribute("status") ?? ""));
}

/** An input through which the browser itself opens files, as it does for a person. @param {import("puppeteer-core").Page} page */
async function inputOf(page) {
  const input = await page.evaluateHandle(() => {
    const made = document.createElement("input");
    made.type = "file";
    document.body.append(made);
    return made;
  });
  return /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (input);
}

/**
 * Checks one file and looks at its first rows; what became of it.
 * @param {import("puppeteer-core").Page} page @param {import("puppeteer-core").ElementHandle<HTMLInputElement>} input @param {string} path
 */
async function outcome(page, input, path) {
  await input.uploadFile(path);
  return page.evaluate(async (from, name) => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const { learnt } = /** @type {any} */ (globalThis);
    const request = { ...learnt, files: [{ ...learnt.files[0], blob: from.files?.[0], name, import: null }] };
    try {
      const { reports } = await client.check(request, () => {});
      const found = reports[0].verdict;
      if (found !== "unreadable") await client.window(0, { kind: "all" }, 0, 100);
      return found;
    } catch (error) {
      const { kind, message } = /** @type {any} */ (error);
      return `${kind}: ${message}`;
    }
  }, input, basename(path));
}

if (FOLDERS.length || existsSync(join(CORPUS, "files"))) {
  const paths = FOLDERS.length ? FOLDERS.flatMap(filesIn) : [...hostile(), ...filesIn(join(CORPUS, "files")).filter((_, at) => at % EACH === 0)];
  for (let from = 0; from < paths.length; from += TOGETHER) {
    const group = paths.slice(from, from + TOGETHER);
    inEveryBrowser(`files ${from + 1} to ${from + group.length} of ${paths.length} get an answer`, async ({ page, browser }) => {
      await learn(page);
      const input = await inputOf(page);
      const faults = [];
      let slowest = { seconds: 0, name: "" };
      const most = () => peak(page.browser().process()?.pid ?? 0);
      const empty = most();
      let largest = { memory: empty, name: "the page before them" };
      for (const path of group) {
        const begun = performance.now();
        const found = await outcome(page, input, path);
        const seconds = (performance.now() - begun) / 1000;
        if (seconds > slowest.seconds) slowest = { seconds, name: basename(path) };
        const memory = most();
        if (memory > largest.memory) largest = { memory, name: basename(path) };
        const good = /^(ready|errors|incomplete|unreadable)$/.test(found);
        if (good === basename(path) in KNOWN) faults.push(`${path}: ${found}`);
      }
      console.log(`${browser}: ${group.length} files, the slowest in ${slowest.seconds.toFixed(1)} s (${slowest.name}); no process of the browser ever had more than ${largest.memory} MB (${largest.name}), ${empty} MB of it before the first file`);
      assert.ok(empty > 0 && largest.memory < MEMORY, `${largest.memory} MB: ${largest.name}`);
      assert.deepEqual(faults, []);
      const after = await page.evaluate(async () => {
        const { client } = /** @type {any} */ (document.querySelector("import-checker"));
        return (await client.check(/** @type {any} */ (globalThis).learnt, () => {})).reports[0].name;
      });
      assert.equal(after, "a.csv", "the next good file is checked");
    }, { mayFail: true, mayAsk: true, patience: 600_000 });
  }
} else {
  test("files that nobody here wrote", { skip: `there is no folder ${join(CORPUS, "files")}` }, () => {});
}
