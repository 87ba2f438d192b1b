/**
 * What this browser keeps is tried before it counts: a template, an answer about a reading or a match of columns that does not
 * hold is set aside with a sentence, and the file is checked without it.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onHostPage, pageWith } from "./receiving.mjs";
import { root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {{verdict: string, ownTemplate: boolean, said: string}} Outcome `said`: what was set aside. */

const SAMPLE = await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8");
const PROJECTS = "gryzzly/projects";
/** Its heading `kind of resource` belongs to a field that every row needs; nobody can know it. */
const RENAMED = "project name,kind of resource,resource name,task budget type\r\nAlpha,project,Alpha,\r\nAlpha,task,Kick-off,none\r\n";
/** Its days may be read in two ways. */
const UNSURE = "name;starts\r\nAda;01/02/2024\r\nBob;03/04/2024\r\n";
const STAFF = { name: "staff", version: "1", fields: [{ name: "name" }, { name: "starts", type: "date" }] };

/**
 * Checks a file with an element of its own, and what is said of it.
 * @param {Page} page @param {Record<string, string>} stored what the browser keeps @param {string} text
 * @param {object|null} definition of the page; nothing takes the built-in import @returns {Promise<Outcome>}
 */
const checked = (page, stored, text, definition = null) => page.evaluate(async (kept, content, own, id) => {
  localStorage.clear();
  for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
  const element = /** @type {any} */ (document.createElement("import-checker"));
  element.setAttribute("own-templates", "");
  if (own) element.definition = own;
  else element.setAttribute("import", id);
  document.body.append(element);
  await element.controller?.load?.();
  const said = new Set();
  const watch = setInterval(() => {
    for (const note of element.shadowRoot?.querySelectorAll(".note, [role=status]") ?? []) said.add(note.textContent);
  }, 20);
  const outcome = new Promise((done) => {
    element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail));
    element.addEventListener("import-checker-error", (/** @type {CustomEvent} */ { detail }) => done({ verdict: `${detail.reason}: ${detail.detail}` }));
  });
  element.add([new File([content], "table.csv")]);
  const { verdict, ownTemplate } = /** @type {any} */ (await outcome);
  await new Promise((done) => setTimeout(done, 300));
  clearInterval(watch);
  element.remove();
  return { verdict, ownTemplate, said: [...said].filter((one) => /set aside/.test(one)).join("\n") };
}, stored, text, definition, PROJECTS);

/** @param {Page} page */
const builtIn = (page) => page.evaluate(async (id) => {
  const from = "/ic/imports/index.js";
  return (await import(from)).default.find((/** @type {any} */ one) => one.id === id).definition;
}, PROJECTS);

onHostPage("a template of one's own that does not hold is set aside with a sentence, and stops no check", { "/": pageWith("") }, async ({ page }) => {
  const { name, version } = await builtIn(page);
  const own = { name, version: `${version}-own`, title: "Mine", fields: [{ name: "anything" }] };
  const keeps = (/** @type {unknown} */ all) => ({ "import-checker-templates": typeof all === "string" ? all : JSON.stringify(all) });
  const plain = await checked(page, {}, SAMPLE);
  const mine = await checked(page, keeps({ [PROJECTS]: own }), SAMPLE);
  assert.equal(mine.ownTemplate, true, "a good one counts");
  assert.notEqual(mine.verdict, plain.verdict);
  // Nothing that could be one.
  for (const all of ["null", "7", '"text"', "[]", "{", { "no/such": own }]) {
    assert.deepEqual(await checked(page, keeps(all), SAMPLE), plain, JSON.stringify(all));
  }
  const bad = {
    "null": null,
    "another version": { ...own, version: "0" },
    "another name": { ...own, name: "else" },
    "no fields": { ...own, fields: [] },
    "fields that are a text": { ...own, fields: "anything" },
    "a type that there is not": { ...own, fields: [{ name: "anything", type: "klingon" }] },
    "keys that are a number": { ...own, foreignKeys: 7 },
    "rules that are a text": { ...own, rules: ["x"] },
  };
  for (const [title, template] of Object.entries(bad)) {
    const found = await checked(page, keeps({ [PROJECTS]: template }), SAMPLE);
    assert.deepEqual([found.verdict, found.ownTemplate], [plain.verdict, false], title);
    assert.match(found.said, /Your own template of .* was set aside, .*Take the template over once more/, title);
  }
  const typed = await checked(page, keeps({ [PROJECTS]: bad["a type that there is not"] }), SAMPLE);
  assert.match(typed.said, /fields\[0\]\.type/, "it says where it does not hold");
});

onHostPage("what was said of an earlier file and does not fit this one is set aside with a sentence", { "/": pageWith("") }, async ({ page }) => {
  const readings = (/** @type {unknown} */ answer) => ({ "import-checker-readings": JSON.stringify({ staff: answer }) });
  const plain = await checked(page, {}, UNSURE, STAFF);
  assert.notEqual(plain.verdict, "unreadable");
  const good = await checked(page, readings({ dateOrder: "dmy" }), UNSURE, STAFF);
  assert.equal(good.verdict, "ready");
  assert.equal(good.said, "");
  for (const answer of [{ dateOrder: "zzz" }, { dateOrder: 17 }, { dateOrder: null }, { dateOrder: {} }, { dateOrder: "d".repeat(100_000) }]) {
    const found = await checked(page, readings(answer), UNSURE, STAFF);
    assert.equal(found.verdict, plain.verdict, JSON.stringify(answer).slice(0, 80));
  }
  assert.match((await checked(page, readings({ dateOrder: 17 }), UNSURE, STAFF)).said, /does not fit table\.csv\. It was set aside/);
});

onHostPage("a match of columns that does not hold is set aside with a sentence", { "/": pageWith("") }, async ({ page }) => {
  const headings = RENAMED.split("\r\n")[0]?.split(",") ?? [];
  const matches = (/** @type {unknown} */ columns) => ({ "import-checker-matches": JSON.stringify({ [JSON.stringify([PROJECTS, ...headings])]: { columns, kept: [] } }) });
  const good = await checked(page, matches([{ from: "kind of resource", to: "resource type" }]), RENAMED);
  assert.equal(good.verdict, "ready");
  for (const from of [17, -1, null, { column: -1 }, { column: "x" }, {}, [], { column: 1e300 }]) {
    const found = await checked(page, matches([{ from, to: "resource type" }]), RENAMED);
    assert.equal(found.verdict, "errors", `${JSON.stringify(from)}: ${found.verdict}`);
    assert.match(found.said, /does not fit table\.csv\. It was set aside/, JSON.stringify(from));
  }
});
