/**
 * Files that nobody here wrote, and hostile ones, in the browser's worker: an answer each within the page's patience,
 * rows for the grid, and the page lives. They lie outside of the project; without them the tests say so and pass over.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from "node:fs";
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

/** The module's gigabyte, and what the browser itself takes. In MB. */
const MEMORY = 1_536;

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

/**
 * Checks one file and looks at its first rows; what became of it.
 * @param {import("puppeteer-core").Page} page @param {string} path
 */
async function outcome(page, path) {
  const base64 = readFileSync(path).toString("base64");
  return page.evaluate(async (bytes, name) => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    const { learnt } = /** @type {any} */ (globalThis);
    const blob = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name);
    const request = { ...learnt, files: [{ ...learnt.files[0], blob, name, import: null }] };
    try {
      const { reports } = await client.check(request, () => {});
      const found = reports[0].verdict;
      if (found !== "unreadable") await client.window(0, { kind: "all" }, 0, 100);
      return found;
    } catch (error) {
      const { kind, message } = /** @type {any} */ (error);
      return `${kind}: ${message}`;
    }
  }, base64, basename(path));
}

if (FOLDERS.length || existsSync(join(CORPUS, "files"))) {
  const paths = FOLDERS.length ? FOLDERS.flatMap(filesIn) : [...hostile(), ...filesIn(join(CORPUS, "files")).filter((_, at) => at % EACH === 0)];
  for (let from = 0; from < paths.length; from += TOGETHER) {
    const group = paths.slice(from, from + TOGETHER);
    inEveryBrowser(`files ${from + 1} to ${from + group.length} of ${paths.length} get an answer`, async ({ page, browser }) => {
      await learn(page);
      const faults = [];
      let slowest = { seconds: 0, name: "" };
      for (const path of group) {
        const begun = performance.now();
        const found = await outcome(page, path);
        const seconds = (performance.now() - begun) / 1000;
        if (seconds > slowest.seconds) slowest = { seconds, name: basename(path) };
        const good = /^(ready|errors|incomplete|unreadable)$/.test(found);
        if (good === basename(path) in KNOWN) faults.push(`${path}: ${found}`);
      }
      const memory = peak(page.browser().process()?.pid ?? 0);
      console.log(`${browser}: ${group.length} files, the slowest in ${slowest.seconds.toFixed(1)} s (${slowest.name}); no process of the browser ever had more than ${memory} MB`);
      assert.ok(memory > 0 && memory < MEMORY, `${memory} MB`);
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
