/** What the page asks the engine besides the report: each answer has the shape of `www/calls.schema.json`, and a bound. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { FileReaderSync, blobOf } from "../../www/node/blob.js";
import { root } from "./browsers.mjs";

const schema = JSON.parse(await readFile(join(root, "www/calls.schema.json"), "utf8"));
const ajv = new Ajv2020();
ajv.addSchema(schema, "calls");

/** Fails where an answer does not have its shape. @param {"overview"|"wrongValues"} what @param {unknown} answer */
function hasShape(what, answer) {
  const judge = ajv.getSchema(`calls#/$defs/${what}`);
  assert(judge);
  assert(judge(answer), `${what}: ${JSON.stringify(judge.errors)}`);
}

const engine = (async () => {
  // Files are read through the reader that workers of browsers have.
  Object.assign(globalThis, { FileReaderSync });
  const at = (/** @type {string} */ path) => pathToFileURL(join(root, "dist", path)).href;
  const { default: start, Session } = await import(at("pkg/import_checker.js"));
  await start({ module_or_path: await readFile(join(root, "dist/pkg/import_checker_bg.wasm")) });
  const { default: definitions } = await import(at("imports/index.js"));
  return { Session, definitions };
})();

/** @param {string|{name: string, content: string}} input @param {string|null} [id] */
async function checked(input, id = null) {
  const { Session, definitions } = await engine;
  const { name, blob } = await blobOf(input);
  const session = new Session("en");
  const { reports } = session.check({ files: [{ name, blob, import: id, settings: {} }], definitions, existing: {}, lang: "en", texts: {} }, () => {});
  return { session, report: reports[0] };
}

test("every sample file: rows and cells at a glance, and the wrong values of each cause", async () => {
  const folder = join(root, "tests/cases");
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(csv|xlsx|xls|ods)$/.test(name)).map((name) => join(folder, name));
  assert(files.length > 50);
  let asked = 0;
  for (const file of files) {
    const { session, report } = await checked(file);
    const overview = session.overview(0);
    hasShape("overview", overview);
    for (const { code, column } of report.groups) {
      if (!column) continue;
      const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const found = session.wrongValues(0, code, at);
      hasShape("wrongValues", found);
      asked++;
    }
    session.free();
  }
  assert(asked > 100, `${asked}`);
});

test("what is told is bounded: blocks of rows, and different texts", async () => {
  const head = "project name,resource type,resource name,task budget type\n";
  const rows = Array.from({ length: 5000 }, (_, at) => `Alpha,task,Task ${at},wrong ${at % 700}\n`).join("");
  const { session, report } = await checked({ name: "projects.csv", content: `${head}Alpha,project,Alpha,\n${rows}` }, "gryzzly/projects");
  const overview = session.overview(0);
  hasShape("overview", overview);
  assert(overview.blocks.length > 1000);
  const { code } = report.groups.find((/** @type {{column: string, count: number}} */ one) => one.column === "D" && one.count === 5000);
  const found = session.wrongValues(0, code, 3);
  hasShape("wrongValues", found);
  assert.deepEqual([found.values.length, found.more, found.cells], [200, 500, 5000]);
  session.free();
});
