/**
 * The engine with less memory than it wants: at each size from the least on, a check is honest or says that memory ended.
 * The most that the module may take stands in its bytes, so each size is a module of its own.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "./browsers.mjs";

/** The section of a module that says how much memory it has. */
const MEMORY = 5;

/** @param {Uint8Array} bytes @param {number} at @returns {[number, number]} the number there, and where it ends */
function number(bytes, at) {
  let [value, shift] = [0, 0];
  for (;; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/** The same module with so many pages at most beyond those it begins with. @param {Uint8Array} module @param {number} more */
function withPages(module, more) {
  const bytes = module.slice();
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = number(bytes, at + 1);
    if (bytes[at] === MEMORY) {
      // One memory, with a least and a most.
      const [least, place] = number(bytes, start + 2);
      const [, end] = number(bytes, place);
      let left = least + more;
      for (let byte = place; byte < end; byte++, left = Math.floor(left / 128)) {
        bytes[byte] = (left % 128) | (byte < end - 1 ? 0x80 : 0);
      }
      assert.equal(left, 0, "the number fits");
      return bytes;
    }
    at = start + length;
  }
  throw new Error("the module has no memory of its own");
}

/** What is made of a check besides; the writer of workbooks is a module of its own. */
const MADE = /** @type {const} */ (["cleaned", "rejected", "changes", "report", "html", "summary"]);

/** As text, each cell different, and as a workbook. */
const FILES = {
  "a.csv": () => `project name,resource type,resource name\n${Array.from({ length: 20_000 }, (_, n) => `Project number ${n},project,Project number ${n}${n % 50 ? "" : " "}\n`).join("")}`,
  "table.xlsx": () => readFileSync(join(root, "tests/formats/table.xlsx")),
};

/**
 * Checks a file with so many pages, and makes all files of it: what was said and made.
 * @param {string} folder @param {string} name @param {string|Buffer} content @param {number} more
 */
async function all(folder, name, content, more) {
  // Another address, another engine: one that met its end is not called again.
  const { check } = await import(`${pathToFileURL(join(folder, "node/index.js")).href}?${name}${more}`);
  const { reports: [report], write } = await check({ name, content }, { import: "gryzzly/projects" });
  const made = [];
  for (const what of MADE) made.push(Buffer.from(await write(0, what, { rowsInError: "drop" })).toString("base64"));
  return { report, made };
}

for (const [name, content] of Object.entries(FILES)) {
  test(`memory that ends is said, wherever it ends: ${name}`, { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "import-checker-memory-"));
    try {
      for (const part of ["node.js", "node", "pkg", "imports", "package.json"]) {
        cpSync(join(root, "dist", part), join(folder, part), { recursive: true });
      }
      const place = join(folder, "pkg/import_checker_bg.wasm");
      const module = readFileSync(place);
      const file = content();
      const whole = await all(folder, name, file, Infinity);
      assert.notEqual(whole.report.verdict, "unreadable");
      let ended = 0;
      for (let more = 0; ; more += 2) {
        assert.ok(more < 16_384, "a gigabyte is enough");
        writeFileSync(place, withPages(module, more));
        try {
          assert.deepEqual(await all(folder, name, file, more), whole, `${more} pages`);
          break;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          ended++;
          assert.match(/** @type {Error} */ (error).message, /ran out of memory: .* Divide it/);
        }
      }
      assert.ok(ended > 0, `memory ended ${ended} times only`);
      if (name === "a.csv") assert.ok(ended > 3, `memory ended ${ended} times only`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
