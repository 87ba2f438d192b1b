/** The documentation: complete, every link leads somewhere, no script, and readable for everybody. */
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

test("no page holds a script, a style or a handler", async () => {
  for (const page of pages) assert.doesNotMatch(await read(page), /<script|<style|\sstyle=|\son\w+="/, page);
});

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
