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

test("memory that ends is said, wherever it ends", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "import-checker-memory-"));
  try {
    for (const part of ["node.js", "node", "pkg", "imports", "package.json"]) {
      cpSync(join(root, "dist", part), join(folder, part), { recursive: true });
    }
    const place = join(folder, "pkg/import_checker_bg.wasm");
    const module = readFileSync(place);
    const rows = Array.from({ length: 20_000 }, (_, n) => `Project number ${n},project,Project number ${n}\n`);
    const content = `project name,resource type,resource name\n${rows.join("")}`;
    let ended = 0;
    for (let more = 0; ; more += 2) {
      assert.ok(more < 16_384, "a gigabyte is enough");
      writeFileSync(place, withPages(module, more));
      // Another address, another engine: one that met its end is not called again.
      const { check } = await import(`${pathToFileURL(join(folder, "node/index.js")).href}?${more}`);
      try {
        const { reports: [report] } = await check({ name: "a.csv", content }, { import: "gryzzly/projects" });
        assert.equal(report.verdict, "ready");
        assert.equal(report.records.ready, 20_000);
        break;
      } catch (error) {
        ended++;
        assert.match(/** @type {Error} */ (error).message, /ran out of memory: .* Divide it/);
      }
    }
    assert.ok(ended > 3, `memory ended ${ended} times only`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
