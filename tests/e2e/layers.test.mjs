/** The folders of `www/` build on each other in one direction, so that each can be read without those above it. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { posix } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const www = fileURLToPath(new URL("../../www/", import.meta.url));

/** What each folder may import, beside its own modules and what the build makes (`pkg/`, `imports/`). @type {Record<string, string[]>} */
const MAY_IMPORT = {
  locales: [],
  model: [],
  stored: [],
  worker: [],
  engine: ["model"],
  view: ["model", "locales"],
  element: ["model", "locales", "stored", "engine", "view", "deferred.js"],
  pages: ["locales", "stored", "engine", "view", "import-checker.js", "deferred.js"],
  node: ["model"],
};

const folders = (await readdir(www, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name);
const WITHOUT_MODULES = ["demo", "imports", "screenshots", "pkg"];

test("every folder with modules has its place", () => {
  assert.deepEqual(folders.filter((name) => !WITHOUT_MODULES.includes(name)).sort(), Object.keys(MAY_IMPORT).sort());
});

for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${folder}/ imports only what lies below it`, async () => {
    const files = (await readdir(www + folder)).filter((name) => name.endsWith(".js"));
    assert(files.length > 0);
    for (const file of files) {
      const text = await readFile(`${www}${folder}/${file}`, "utf8");
      // Comments name types, which no browser loads.
      const code = text.replaceAll(/\/\*\*[^]*?\*\//g, "");
      for (const [, to = ""] of code.matchAll(/(?:from|import\(|import) ?"(\.[^"]+)"/g)) {
        const path = posix.join(folder, to);
        const top = path.split("/")[0] ?? "";
        assert([folder, "pkg", "imports", ...allowed].includes(top), `${folder}/${file} imports ${path}`);
      }
    }
  });
}

test("what stands at the top is an address: one line that leads into a folder", async () => {
  const modules = (await readdir(www)).filter((name) => name.endsWith(".js"));
  for (const file of modules) {
    const lines = (await readFile(www + file, "utf8")).trim().split("\n");
    assert.match(lines.join("\n"), /^\/\*\* .* \*\/\n(import|export \* from) "\.\/[a-z]+\/[a-z-]+\.js";$/, file);
  }
});
