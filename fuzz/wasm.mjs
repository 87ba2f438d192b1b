/**
 * Damaged copies of the seeds through the WebAssembly that is shipped: an answer each time, an honest one, and every file
 * that can be made of it made or refused in a sentence.
 *
 *     node wasm.mjs NODE_ENTRY SEEDS SECONDS
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [entry = "", seeds = "", seconds = "60"] = process.argv.slice(2);
const { check } = await import(pathToFileURL(entry).href);

/** Seeds that are files as they are. */
const FOLDERS = ["file", "outputs", "sniff"];
const PRODUCTS = ["cleaned", "changes", "rejected", "report", "html", "summary", "annotated", "xlsx"];
const ODD = ['"', "\0", "<", "999999999", "\r", "\xff\xfe", "&#x0;", "-1", "<!--", "]]>", "'="];
/** So long may one input take. In milliseconds. */
const PATIENCE = 10_000;

/** Numbers that look like chance; the first one is printed, so that a run can be had again. */
let dice = BigInt(process.env.SEED ?? Date.now());
console.log(`SEED=${dice}`);
/** @param {number} end */
function below(end) {
  dice = (dice * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return end ? Number((dice >> 33n) % BigInt(end)) : 0;
}

/** @param {Buffer} bytes */
function damaged(bytes) {
  let all = bytes;
  for (let left = 1 + below(4); left; left--) {
    const at = below(all.length);
    const end = Math.min(at + 1 + below(12), all.length);
    const [before, piece, after] = [all.subarray(0, at), all.subarray(at, end), all.subarray(end)];
    const put = [
      () => [before, after],
      () => [before, piece, piece, after],
      () => [before, Buffer.from(piece.map((byte) => byte ^ (1 << below(8)))), after],
      () => [before, Buffer.from(ODD[below(ODD.length)] ?? "", "latin1"), piece, after],
    ][below(4)];
    all = Buffer.concat(put?.() ?? [all]);
  }
  return all;
}

/** @param {any} report */
function isHonest(report) {
  const { onFile, ready, inError, skipped } = report.records;
  assert.equal(onFile, ready + inError + skipped);
  if (report.verdict !== "ready") return;
  assert.equal(onFile, ready);
  assert.deepEqual(report.notChecked, []);
  assert.ok(report.findings.every((/** @type {any} */ finding) => finding.severity !== "error"));
}

/** @param {Buffer} bytes */
async function tryOne(bytes) {
  const { reports, write, close } = await check({ name: "file", content: bytes }, { import: "gryzzly/projects" });
  reports.forEach(isHonest);
  for (const product of PRODUCTS) {
    await write(0, product, { rowsInError: "include" }).catch((/** @type {Error} */ error) => {
      if (/unreachable|out of bounds|undefined|is not a/i.test(error.message)) throw error;
    });
  }
  close();
}

const files = FOLDERS.flatMap((folder) => readdirSync(join(seeds, folder)).map((name) => readFileSync(join(seeds, folder, name))));
const end = Date.now() + Number(seconds) * 1000;
let tried = 0;
let slowest = 0;
for (; Date.now() < end; tried++) {
  const seed = files[tried % files.length] ?? Buffer.alloc(0);
  const bytes = tried < files.length ? seed : damaged(seed);
  const begun = Date.now();
  try {
    await tryOne(bytes);
    assert.ok(Date.now() - begun < PATIENCE, "it took too long");
  } catch (error) {
    const kept = join(tmpdir(), `import-checker-found-${process.pid}`);
    writeFileSync(kept, bytes);
    console.error(`Input ${tried}, kept as ${kept}:`);
    throw error;
  }
  slowest = Math.max(slowest, Date.now() - begun);
}
console.log(`${tried} files, the slowest in ${(slowest / 1000).toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB at the end`);
