/** What the element looks like in a form and in a small place, and in which format the form gets its file. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rewrite } from "./element.mjs";
import { root } from "./support.mjs";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith, received } from "./receiving.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const FIELDS = [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }];
const STAFF = JSON.stringify({ name: "staff", fields: FIELDS });
const WORKBOOK = JSON.stringify({ name: "staff", dialect: { recommended: "xlsx" }, fields: FIELDS });
const PAGES = { "/staff.json": STAFF, "/workbook.json": WORKBOOK };
const INPUT = '<input type="file" name="file">';
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\n" };
const FAULTY = { "staff.csv": "name;starts\nAda;2024-02-30\n" };

const shadow = (/** @type {Page} */ page, /** @type {string} */ selector) =>
  page.evaluate((one) => document.querySelector("import-checker")?.shadowRoot?.querySelector(one)?.textContent ?? null, selector);
const click = (/** @type {Page} */ page, /** @type {string} */ key) => page.click(`import-checker >>> [data-key="${key}"]`);
const submit = (/** @type {Page} */ page) => page.evaluate(() => document.querySelector("form")?.requestSubmit());

// CSV or XLSX.

/** The attributes, what the definition recommends, what arrives. @type {[string, string, "csv"|"xlsx"][]} */
const FORMATS = [
  ["", "workbook", "xlsx"],
  ["", "staff", "csv"],
  ['format="csv"', "workbook", "csv"],
  ['format="xlsx"', "staff", "xlsx"],
  ['parts=""', "workbook", "csv"],
];
for (const [attributes, definition, format] of FORMATS) {
  onHostPage(`the form gets ${format}: ${attributes || "no word of the page"}, definition ${definition}`, {
    ...PAGES, "/": pageWith(formWith(`<import-checker definition="/${definition}.json" ${attributes}>${INPUT}</import-checker>`)),
  }, async ({ page, parts, warnings, errors }) => {
    await defined(page);
    await choose(page, GOOD);
    await holds(page);
    assert.deepEqual(errors, []);
    await submit(page);
    await received(page);
    const [part] = parts;
    assert.equal(part?.name, `staff.${format}`);
    assert.equal(part?.type, format === "csv" ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    if (format === "csv") assert.equal(part?.text, "name,starts\r\nAda,2024-01-01\r\n");
    else assert.match(part?.text ?? "", /^PK/);
    // Whoever leaves out what the definition recommends is told what comes of it.
    assert.equal(/parts leaves out what writes workbooks.*the form gets CSV/.test(warnings.join("\n")), attributes === 'parts=""');
  });
}

onHostPage("another format is another file, and no news for the page", {
  ...PAGES, "/": pageWith(formWith(`<import-checker definition="/staff.json">${INPUT}</import-checker>`)),
}, async ({ page, parts }) => {
  await defined(page);
  await page.evaluate(() => document.addEventListener("change", () => { document.title += "!"; }));
  await choose(page, GOOD);
  await holds(page);
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("format", "xlsx"));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("input[type=file]")).files[0]?.name === "staff.xlsx", { polling: 50 });
  assert.equal(await page.title(), "Host!");
  await submit(page);
  await received(page);
  assert.match(parts[0]?.text ?? "", /^PK/);
});

// As the README writes it.

const README = await readFile(join(root, "README.md"), "utf8");
const samples = [...README.matchAll(/```html\n([^]*?)```/g)].map((match) => match[1] ?? "");
const FIRST = samples.find((one) => one.includes("<form")) ?? "";
onHostPage("the first sample of the README works as it stands", {
  "/": `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${FIRST.replaceAll('"/import-checker/', '"/ic/')}</html>`,
}, async ({ page, parts, arrived, errors, warnings }) => {
  await defined(page);
  const customers = (await readFile(join(root, "tests/cases/interpreter-intelligence/customers/sample.csv"), "utf8")).replaceAll(",", ";");
  await choose(page, { "customers.csv": customers.replace("City Hospital", "") });
  await hasStatus(page, "errors");
  await page.click("form > button");
  assert.equal(arrived(), "");
  await choose(page, { "customers.csv": customers });
  await holds(page);
  assert.deepEqual([errors, warnings], [[], []]);
  // What was said of the first file is still to be seen, and does not lie over the button.
  await page.click("form > button");
  await received(page);
  assert.deepEqual(parts.map(({ field, name, text }) => [field, name, text.slice(0, 2)]), [["file", "customers.xlsx", "PK"]]);
});

// In a form.

onHostPage("in a form the first page says what the form will do, in words for one file, and dropping comes last", {
  ...PAGES, "/": pageWith(`${formWith('<import-checker definition="/staff.json" name="file"></import-checker>')}<import-checker id="alone" definition="/staff.json"></import-checker>`),
}, async ({ page }) => {
  await defined(page);
  const said = async () => [await shadow(page, ".privacy"), await shadow(page, "[data-key=pick]"), await shadow(page, ".drop > :nth-last-child(2)")];
  const [privacy, pick, last] = await said();
  assert.match(privacy ?? "", /checked on this device\. When you send the form, the cleaned file is sent in its place\./);
  assert.deepEqual([pick, last?.replace("Drop to check", "")], ["Choose a file", "or drop it here, or paste a table"]);
  assert.match(await page.evaluate(() => document.querySelector("#alone")?.shadowRoot?.querySelector(".privacy")?.textContent ?? ""), /nothing is sent/);
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
  assert.match((await said())[0] ?? "", /Quand vous enverrez le formulaire, c’est le fichier nettoyé qui partira/);
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("multiple", ""));
  assert.deepEqual((await said())[1], "Choisir des fichiers");
});

onHostPage("settings that are the user's are out of the way until they are wanted", {
  "/": pageWith(formWith('<import-checker import="gryzzly/projects" name="file" editable-settings></import-checker>')),
}, async ({ page }) => {
  await defined(page);
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=settings]"), { polling: 50 });
  const visible = () => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".settings")?.checkVisibility());
  assert.equal(await visible(), false);
  await click(page, "settings");
  assert.equal(await visible(), true);
});

// In a small place.

/** @type {[string, string][]} */
const KINDS = [
  ["around an input", `<import-checker compact definition="/staff.json">${INPUT}</import-checker>`],
  ["a control of its own", '<import-checker compact definition="/staff.json" name="file" required></import-checker>'],
];
for (const [kind, element] of KINDS) {
  onHostPage(`compact: a button and a line; what is to decide opens over the page (${kind})`, {
    ...PAGES, "/": pageWith(`<link rel="stylesheet" href="/small.css"><div id="box">${formWith(element)}</div>`), "/small.css": "#box { width: 320px; }",
  }, async ({ page, parts, arrived }) => {
    await defined(page);
    const box = () => page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("import-checker")?.shadowRoot);
      const dialog = root.querySelector("dialog.over");
      return {
        height: document.querySelector("import-checker")?.getBoundingClientRect().height ?? 0,
        open: /** @type {HTMLDialogElement|null} */ (dialog)?.open ?? false,
        width: dialog?.getBoundingClientRect().width ?? 0,
        focus: root.activeElement?.getAttribute("data-key"),
        grid: root.querySelector("[role=grid]")?.checkVisibility() ?? false,
      };
    });
    assert((await box()).height < 170, `${(await box()).height}`);
    await page.evaluate((files) => /** @type {any} */ (document.querySelector("import-checker")).add(Object.entries(files).map(([name, text]) => new File([text], name))), FAULTY);
    await hasStatus(page, "errors");
    await page.waitForSelector("import-checker >>> [data-key=compact-open]");
    const small = await box();
    assert(small.height < 220, `${small.height}`);
    assert.deepEqual([small.open, small.grid], [false, false]);
    assert.match(await shadow(page, ".compact") ?? "", /staff\.csv · Not ready yet/);
    await submit(page);
    assert.equal(arrived(), "");

    await click(page, "compact-open");
    await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=gridcell]")?.checkVisibility(), { polling: 50 });
    const large = await box();
    assert(large.open && large.width > 600, JSON.stringify(large));
    // The cell is corrected in there; Escape leaves the cell first.
    await click(page, "next").catch(() => {});
    await page.click('import-checker >>> .mark.error');
    await page.keyboard.press("F2");
    await page.keyboard.press("Escape");
    assert.equal((await box()).open, true, "Escape was meant for the cell");
    await rewrite(page, "2024-02-29");
    await hasStatus(page, "ready");
    await click(page, "compact-close");
    await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key") === "compact-open", { polling: 50 });
    const after = await box();
    assert.deepEqual([after.open, after.focus, after.height < 220], [false, "compact-open", true]);
    assert.match(await shadow(page, ".form-line") ?? "", /The cleaned file will be sent with the form/);
    await submit(page);
    await received(page);
    assert.deepEqual(parts.map(({ text }) => text), ["name,starts\r\nAda,2024-02-29\r\n"]);
  });
}

onHostPage("compact: a file is taken out again, and the next one is chosen", {
  ...PAGES, "/": pageWith(formWith('<import-checker compact definition="/staff.json" name="file"></import-checker>')),
}, async ({ page }) => {
  await defined(page);
  await choose(page, GOOD, "import-checker >>> [data-key=pick]");
  await hasStatus(page, "ready");
  await page.waitForSelector("import-checker >>> [data-key=compact-over]");
  await click(page, "compact-over");
  await hasStatus(page, "start");
  assert.equal(await shadow(page, ".compact"), null);
  await choose(page, FAULTY, "import-checker >>> [data-key=pick]");
  await hasStatus(page, "errors");
  await click(page, "compact-open");
  // Without `compact` the same stands in the page.
  await page.evaluate(() => document.querySelector("import-checker")?.removeAttribute("compact"));
  assert.equal(await shadow(page, "dialog.over"), null);
  assert.notEqual(await shadow(page, ".checker > .main-region [role=grid]"), null);
});
