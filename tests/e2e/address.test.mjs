/**
 * A definition in an address comes from whoever wrote the address: whatever it holds, the page stays usable, runs nothing of
 * it, and says what is wrong with it.
 */
import assert from "node:assert/strict";
import { status } from "./element.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const MARKUP = '"><img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';
const PATTERNS = Array.from({ length: 3000 }, (_, n) => ({ name: `f${n}`, constraints: { pattern: `(a|b|ab)*c{1,9}[^d]${n}` } }));

/**
 * Opens the page with something for a definition in its address, and waits until it has judged it.
 * @param {Page} page @param {string} url @param {string} written @returns {Promise<string>} what it says
 */
async function opened(page, url, written) {
  await page.goto("about:blank");
  await page.goto(`${url}define.html`);
  await page.evaluate((text) => {
    try {
      location.hash = `definition=${encodeURIComponent(text)}`;
    } catch {
      // A browser may refuse so long an address.
    }
  }, written);
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#said")?.textContent, { polling: 50, timeout: 60_000 });
  return page.evaluate(() => `${document.querySelector("#taken")?.textContent}\n${document.querySelector("#said")?.textContent}`);
}

/** The page still judges what is written, and checks a file by it. @param {Page} page */
async function works(page) {
  await page.evaluate(() => {
    const area = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
    area.value = JSON.stringify({ name: "pets", fields: [{ name: "pet" }] });
    area.dispatchEvent(new Event("input"));
  });
  await page.waitForFunction(() => document.querySelector("#said")?.textContent?.includes("The definition is sound."), { polling: 50, timeout: 60_000 });
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).pwned), undefined);
}

const HOSTILE = {
  "nothing": "",
  "no JSON": "{x",
  "half of a text": '{"name":"\\ud800","fields":[{"name":"\\u0000"}]}',
  "null": "null",
  "a number": "17",
  "a text": '"text"',
  "a list of nothing": "[]",
  "a list of other things": "[null,1,[],{}]",
  "thousands of definitions": JSON.stringify(Array(5000).fill({ name: "a", fields: [{ name: "a" }] })),
  "thousands of resources": JSON.stringify({ resources: Array(5000).fill({ name: "a", schema: { fields: [{ name: "a" }] } }) }),
  "nested lists": "[".repeat(100_000) + "]".repeat(100_000),
  "nested objects": '{"fields":'.repeat(30_000) + "1" + "}".repeat(30_000),
  "nested rules": `{"name":"a","fields":[{"name":"a"}],"rules":[{"rule":"required","field":"a","when":${'{"not":'.repeat(2000)}{}${"}".repeat(2000)}}]}`,
  "keys of objects": '{"__proto__":{"fields":[{"name":"a"}]},"constructor":{"name":"x"},"fields":[{"name":"__proto__"},{"name":"constructor"}]}',
  "long texts": JSON.stringify({ name: "a", title: "x".repeat(500_000), fields: [{ name: "a", description: "y".repeat(500_000) }] }),
  "patterns": JSON.stringify({ name: "patterns", fields: PATTERNS }),
  "ten million letters": JSON.stringify({ name: "a", fields: [{ name: "a", description: "z".repeat(10_000_000) }] }),
};

inEveryBrowser("whatever stands in the address of a definition, the page says what it makes of it and goes on", async ({ page, url }) => {
  for (const [title, written] of Object.entries(HOSTILE)) {
    const begun = Date.now();
    const said = await opened(page, url, written).catch((error) => assert.fail(`${title}: ${error}`));
    assert(said.trim().length > 10, `${title}: ${said}`);
    assert(said.length < 500_000, `${title}: ${said.length} letters`);
    await works(page).catch((error) => assert.fail(`${title}: ${error}`));
    assert(Date.now() - begun < 60_000, `${title} took ${Date.now() - begun} ms`);
  }
  assert.match(await opened(page, url, HOSTILE["nested lists"]), /The address holds no definition/);
  assert.match(await opened(page, url, HOSTILE["thousands of definitions"]), /more definitions than are looked at together/);
}, { path: "define.html", mayAsk: true, patience: 600_000 });

inEveryBrowser("markup, links and names of a definition in an address stay texts, in the page and in what is copied", async ({ page, url, download }) => {
  const definition = {
    name: `../../${MARKUP}/${MARKUP}`, title: MARKUP, system: MARKUP, description: MARKUP, homepage: "javascript:globalThis.pwned=1",
    support: "javascript:globalThis.pwned=1",
    fields: [{ name: MARKUP, title: MARKUP, description: MARKUP, example: MARKUP, constraints: { required: true } }, { name: "b", title: MARKUP, constraints: { enum: [MARKUP] } }],
    settings: [{ name: "s", title: MARKUP, description: MARKUP, default: true }],
    rules: [{ rule: "required", field: "b", message: MARKUP }],
  };
  // What of it is no definition is told; the rest is tried in a form that is one.
  const first = await opened(page, url, JSON.stringify(definition));
  assert(first.length > 10);
  const { rules: _, settings: __, homepage: ___, support: ____, ...plain } = definition;
  assert.match(await opened(page, url, JSON.stringify(plain)), /The definition is sound|Files can be checked/);
  await drop(page, "import-checker >>> .drop", [{ name: `${MARKUP.slice(0, 20)}.csv`, bytes: `"${MARKUP.replaceAll('"', '""')}",b\r\nx,y\r\n` }]);
  await status(page, "errors");
  const inside = await page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("import-checker")?.shadowRoot);
    const all = [...document.querySelectorAll("*"), ...root.querySelectorAll("*")];
    return {
      pwned: /** @type {any} */ (globalThis).pwned ?? null,
      markup: all.filter((one) => one.localName === "img" || (one.localName === "script" && !one.getAttribute("src"))).length,
      links: all.filter((one) => one.getAttribute("rel") !== "icon").map((one) => one.getAttribute("href") ?? "").filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
      handlers: all.filter((one) => [...one.attributes].some(({ name }) => /^on/.test(name))).length,
    };
  });
  assert.deepEqual(inside, { pwned: null, markup: 0, links: [], handlers: 0 });
  await page.click("#tag");
  await page.waitForFunction(() => /<import-checker/.test(document.querySelector("#copied")?.textContent ?? ""), { polling: 50 });
  const tag = await page.$eval("#copied", (one) => one.textContent ?? "");
  assert.match(tag, /^[^<]*<import-checker definition="[\p{L}\p{N}._ -]+\.json"><\/import-checker>$/u, tag);
  assert.equal(tag.split("<").length, 3, tag);
  await page.click("#save");
  const { name } = await download();
  assert.match(name, /^[\p{L}\p{N}_ -][\p{L}\p{N}._ -]*\.json$/u, name);
}, { path: "define.html", mayAsk: true });

inEveryBrowser("a definition with a mistake cannot be used in this browser, whatever was taken over before", async ({ page }) => {
  await page.waitForFunction(() => document.querySelector("#said")?.textContent?.includes("sound"), { polling: 50 });
  await page.select("#start", "gryzzly/projects");
  await page.waitForFunction(() => document.querySelector("#said")?.textContent?.includes("sound"), { polling: 50 });
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("#template"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(["project name,resource type,resource name\r\n"], "template.csv"));
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  });
  await page.waitForSelector("#use:not([disabled])");
  const write = (/** @type {(text: string) => string} */ change) => page.evaluate((source) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
    area.value = source;
    area.dispatchEvent(new Event("input"));
  }, change(sound));
  const sound = await page.$eval("textarea", (one) => one.value);
  for (const change of [(/** @type {string} */ text) => text.slice(1), (/** @type {string} */ text) => text.replace('"fields"', '"felds"')]) {
    await write(change);
    await page.waitForSelector("#use[disabled]");
  }
  await write((text) => text);
  await page.waitForSelector("#use:not([disabled])");
}, { path: "define.html" });
