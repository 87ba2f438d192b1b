/** The documentation: complete, every link leads somewhere, no script but the search, and readable for everybody. */
import assert from "node:assert/strict";
import { access, readFile, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { shown } from "./element.mjs";
import { accessible, inEveryBrowser, root } from "./support.mjs";

const docs = join(root, "dist/docs");
const pages = (await readdir(docs, { recursive: true })).filter((name) => name.endsWith(".html"));
/** A page without its examples. @param {string} page */
const read = async (page) => (await readFile(join(docs, page), "utf8")).replace(/<pre.*?<\/pre>/gs, "");
const manifest = JSON.parse(await readFile(join(root, "www/custom-elements.json"), "utf8")).modules[0].declarations[0];
const schema = JSON.parse(await readFile(join(root, "www/imports/import-definition.schema.json"), "utf8"));

test("every link of every page leads somewhere", async () => {
  assert(pages.length > 200, `only ${pages.length} pages`);
  for (const page of pages) {
    const html = await read(page);
    for (const [, to = ""] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (/^(https:|data:)/.test(to)) continue;
      const [path = "", anchor] = to.split("#");
      const file = path === "" ? join(docs, page) : resolve(docs, dirname(page), path.endsWith("/") ? `${path}index.html` : path);
      await assert.doesNotReject(access(file), `${page} links to ${to}`);
      if (anchor) assert((await readFile(file, "utf8")).includes(`id="${anchor}"`), `${page}: ${to} has no such place`);
    }
  }
});

test("no page holds a script but the search, a style or a handler", async () => {
  for (const page of pages) {
    const html = await read(page);
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    assert.equal(scripts.length, 1, page);
    assert.match(String(scripts[0]), /^<script type="module" src="(\.\.\/)+docs\.js">$/, page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+="/, page);
  }
});

test("every code leads to its family and to where it comes up, and back", async () => {
  const code = await read("codes/B140.html");
  assert.match(code, /class="crumbs"><a href="\.\.\/index\.html#codes">Findings<\/a> › <a href="\.\.\/index\.html#family-B">Rules in a row<\/a>/);
  assert.match(code, /href="\.\.\/imports\/gryzzly-projects\.html"/);
  assert.match(code, /href="\.\.\/definition\.html#rule-at-least"/);
  assert.match(await read("imports/gryzzly-projects.html"), /href="\.\.\/codes\/B140\.html"/);
  assert.match(await read("definition.html"), /id="rule-at-least".*href="codes\/B140\.html"/s);
  assert.match(await read("codes/F010.html"), /In any file, whatever the import/);
  // Every family has a name, so that no code is left out of the contents.
  const index = await read("fr/index.html");
  for (const page of pages.filter((one) => one.startsWith("codes/"))) assert(index.includes(`href="${page}"`), page);
});

for (const [path, words, found] of /** @type {[string, string, RegExp][]} */ ([
  ["docs/index.html", "O720", /^O720/],
  ["docs/codes/O720.html", "hourly rate", /Projects › Task hourly rate/],
  ["docs/fr/imports/gryzzly-projects.html", "taux tache", /tâche/],
])) {
  inEveryBrowser(`the search finds “${words}” from ${path}, without a server`, async ({ page, requestsAfterLoad }) => {
    await page.waitForSelector("#docs-search:not([hidden])");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "docs-search");
    await page.keyboard.type(words);
    await page.waitForSelector("#docs-found a");
    const texts = await page.$$eval("#docs-found a", (all) => all.map((one) => one.textContent ?? ""));
    assert(texts.some((text) => found.test(text)), texts.join("\n"));
    await accessible(page);
    // What is looked for is told to nobody: all that is asked for is one file of the site, whatever the words are.
    assert(requestsAfterLoad().every((one) => /code-\w+\.js$|docs-index/.test(one)), requestsAfterLoad().join("\n"));
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => !location.pathname.endsWith(before) || location.hash !== "", { polling: 50 }, path);
  }, { path, mayAsk: true });
}

test("every page of a file's owner is there in both languages", async () => {
  const english = pages.filter((page) => /^(codes|imports)\//.test(page)).sort();
  const french = pages.filter((page) => /^fr\/(codes|imports)\//.test(page)).map((page) => page.slice(3)).sort();
  assert.deepEqual(english, french);
  for (const page of english) {
    const title = (/** @type {string} */ html) => /<h1>(.*)<\/h1>/.exec(html)?.[1];
    if (page.startsWith("codes/")) assert.notEqual(title(await read(page)), title(await read(`fr/${page}`)), page);
  }
});

test("the reference of the element names everything in its manifest", async () => {
  const html = await read("element.html");
  for (const key of ["attributes", "members", "events", "cssStates", "cssParts", "cssProperties"]) {
    for (const { name } of manifest[key]) assert.match(html, new RegExp(`<code>${name}(\\(\\))?</code>`), `${key}: ${name}`);
  }
});

test("the reference of definitions names every word and rule of the schema", async () => {
  const html = await read("definition.html");
  for (const word of [...Object.keys(schema.properties), ...Object.keys(schema.$defs.field.properties), ...schema.$defs.rule.properties.rule.enum]) {
    assert(html.includes(`<code>${word}</code>`), word);
  }
});

for (const path of ["index.html", "fr/codes/O720.html", "imports/gryzzly-projects.html", "element.html", "definition.html", "embed.html"]) {
  inEveryBrowser(`docs/${path} is for everybody`, async ({ page }) => {
    await accessible(page);
    await page.setViewport({ width: 360, height: 700 });
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert(Number(wide) <= Number(screen), `${wide} wide on a screen of ${screen}`);
  }, { path: `docs/${path}` });
}

inEveryBrowser("a code in the page leads to its page, in the language of the page", async ({ page }) => {
  await page.evaluate(() => {
    document.documentElement.lang = "fr";
    /** @type {any} */ (document.querySelector("import-checker")).add([new File(["a;b\n1;2;3\n"], "odd.csv")]);
  });
  await page.waitForFunction(() => /errors|incomplete|unreadable|ready/.test(document.querySelector("import-checker")?.getAttribute("status") ?? ""), { polling: 50 });
  await shown(page, ".group-foot a");
  const address = await page.evaluate(() =>
    /** @type {HTMLAnchorElement|null} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".group-foot a"))?.href);
  assert.match(String(address), /\/docs\/fr\/codes\/[A-Z]\d{3}\.html$/);
  await access(join(root, "dist", new URL(String(address)).pathname));
});
