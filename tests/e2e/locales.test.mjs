/** The texts of the page are typeset. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const locales = (await readdir(`${www}locales`)).map((name) => `locales/${name}`);

for (const file of [...locales, "pages/define.js"]) {
  test(`${file}: apostrophes are typographic`, async () => {
    const code = (await readFile(www + file, "utf8")).replaceAll(/\/\*\*[^]*?\*\/|\/\/.*/g, "");
    assert.deepEqual(code.match(/\S*\p{L}'[\p{L}{]\S*/gu) ?? [], []);
  });
}
