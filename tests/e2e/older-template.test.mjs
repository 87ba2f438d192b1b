/** A file of an older template is moved over as its definition says, and the page says so; for two imports. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { click, says, shown, status } from "./element.mjs";
import { accessible, drop, inEveryBrowser, root } from "./support.mjs";

const example = (/** @type {string} */ name) => readFile(new URL(`examples/older-template/${name}`, `file://${root}/`));
/** Rows form trees, and the older template had other words for what a row is. */
const TASKS = {
  name: "own/tasks", title: "Tasks", fields: [{ name: "project", constraints: { required: true } },
    { name: "kind", constraints: { required: true, enum: ["project", "task"] } }, { name: "title" }],
  outline: { kind: "kind", name: "title", root: "project", rows: { project: {}, task: { parents: ["project"] } } },
  replaces: { version: "2", columns: { "type of row": "kind" }, values: { kind: { P: "project", T: "task" } } },
};
const OLD = "project,type of row,title\nAlpha,P,Alpha\nAlpha,T,Plan\n";

for (const { name, definition, bytes, cleaned, column, field } of [
  { name: "members.csv", column: 2, field: "language", definition: async () => JSON.parse(String(await example("members.json"))), bytes: () => example("members.csv"),
    cleaned: "number,Full name,language,since\r\n1,Byron Ada,en,2019-01-02\r\n2,Hale Bob,de,2019-03-04\r\n3,Noir Cléa,fr,2020-05-06\r\n" },
  { name: "tasks.csv", column: 1, field: "kind", definition: async () => TASKS, bytes: async () => OLD, cleaned: "project,kind,title\r\nAlpha,project,Alpha\r\nAlpha,task,Plan\r\n" },
]) {
  inEveryBrowser(`${name} is moved over, and said to be`, async ({ page, download }) => {
    await page.evaluate((own) => {
      /** @type {any} */ (document.querySelector("import-checker")).definition = own;
    }, await definition());
    await drop(page, "import-checker >>> .drop", [{ name, bytes: await bytes() }]);
    await status(page, "ready");
    await says(page, ".result", "The headings are those of an older template");
    await accessible(page);
    await click(page, "download");
    assert.equal(String((await download()).bytes).replace(/^\uFEFF/, ""), cleaned);
    await click(page, "to-table");
    await shown(page, ".findings");
    await click(page, "know");
    await says(page, ".findings", "The file follows an older template, and is moved over");
    await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
    await says(page, ".findings", "Le fichier suit un ancien modèle, et il est repris");
  });
  // The column with the older words is left out, and said again: its words are replaced as before.
  inEveryBrowser(`${name}: older words are replaced where the column is matched by hand`, async ({ page, download }) => {
    await page.evaluate((own) => {
      /** @type {any} */ (document.querySelector("import-checker")).definition = own;
    }, await definition());
    await drop(page, "import-checker >>> .drop", [{ name, bytes: await bytes() }]);
    await status(page, "ready");
    for (const [value, verdict] of /** @type {const} */ ([["\u0000", "errors"], [field, "ready"]])) {
      await click(page, "match-columns");
      await shown(page, ".match");
      await page.evaluate((at, wanted) => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key=match-${at}]`));
        select.value = wanted;
        select.dispatchEvent(new Event("change"));
      }, column, value);
      await click(page, "match-go");
      await status(page, verdict);
    }
    await click(page, "download");
    assert.equal(String((await download()).bytes).replace(/^\uFEFF/, ""), cleaned);
  });
}
