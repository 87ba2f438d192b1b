/**
 * Every stage on a narrow screen, on a tablet and at 200 % zoom: anyone can use it, nothing is wider than the screen, and
 * nothing that a wide screen has is missing.
 */
import assert from "node:assert/strict";
import { click, shown, status, textOf } from "./element.mjs";
import { installStub } from "./stub.mjs";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";
import { made, row } from "./workbook.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const DROP = "import-checker >>> .drop";
const HEAD = ["project name", "resource type", "resource name", "task budget type", "task time planned", "remark"];
const GOOD = [HEAD.slice(0, 4), ["Alpha", "project", "Alpha", ""], ["Alpha", "task", "Kick-off", "none"]];
const WRONG = [HEAD.slice(0, 5), ["Alpha", "project", "Alpha", "", ""], ["Alpha", "task", "Kick-off", "gobal", ""], ["Alpha", "task", "Talks", "fixed fees", ""], ["Alpha", "task", "Tests", "", "7h30"]];
const text = (/** @type {string[][]} */ lines) => lines.map((cells) => cells.join(",")).join("\r\n") + "\r\n";
const file = (/** @type {string[][]} */ lines, name = "projects.csv") => ({ name, bytes: text(lines) });
const CUSTOMER = [["Customer Name", "Accounting Reference", "Status", "Contract Type", "Billing Address", "Billing City", "Billing Country"], ["City Hospital", "1234", "Active", "Standard", "1 Main Street", "Dublin", "Ireland"]];
const CLIENT = [["Customer Accounting Reference", "Client Name", "Client Accounting Reference"], ["1234", "Cardiology", "1234a"]];

/** 320 pixels, a phone, 200 % of 1366 × 768, a tablet. */
const SIZES = [[320, 640], [390, 844], [683, 384], [768, 1024], [1024, 768]];

/** Writes a value into a cell, as a person's work that is kept. @param {Page} page */
const work = async (page) => {
  await shown(page, "[data-key=apply-safe]");
  await click(page, "apply-safe");
  await page.waitForFunction(() => !/** @type {HTMLButtonElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=undo]")).disabled, { polling: 50 });
};

/** Chooses a new version of the file. @param {Page} page @param {string} bytes */
const replace = (page, bytes) => page.evaluate((held) => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".more input[type=file]"));
  const transfer = new DataTransfer();
  transfer.items.add(new File([held], "projects.csv"));
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}, bytes);

const LONG = "projects of the northern branch, second half of the year";

/** @type {[string, () => Promise<{name: string, bytes: string|Uint8Array}[]>, string, ((page: Page) => Promise<unknown>)?][]} what it is, the files, what is shown then, and what is done there */
const STAGES = [
  ["the start page", async () => [], ".drop"],
  ["the question which column is which", async () => [file(GOOD.map((cells, at) => [...cells, at ? "x" : "remark"]).map((cells, at) => (at ? cells : cells.map((cell) => cell.replace("resource type", "kind of resource")))))], ".match-asks"],
  ["the workbench", async () => [file(WRONG)], "[role=gridcell][tabindex='0'], .row-card"],
  ["a file that nothing knows", async () => [{ name: "fruit.csv", bytes: "fruit,colour,kg\r\napple,red,1\r\n" }], ".blocked"],
  ["a ready file", async () => [file(GOOD)], ".hero"],
  ["several ready files", async () => [file(CUSTOMER, "customers.csv"), file(CLIENT, "clients.csv")], ".batch"],
  ["a file of which not all was checked", async () => [{ name: "sheets.xlsx", bytes: await made({ A: GOOD.map((cells, at) => row(at + 1, cells)), B: GOOD.map((cells, at) => row(at + 1, cells)) }) }], ".not-checked"],
  ["six files with long names", async () => [1, 2, 3, 4, 5, 6].map((at) => file(WRONG, `${LONG} ${at} (export).csv`)), "[role=gridcell][tabindex='0'], .row-card"],
  ["a file without a needed column", async () => [file(CUSTOMER.map((cells) => cells.filter((_, at) => at !== 1)), "customers.csv")], ".blocked"],
  ["a file of another import", async () => [file(GOOD)], ".hero", (page) => page.select("import-checker >>> [data-key=reassign]", "interpreter-intelligence/clients").then(() => shown(page, ".blocked"))],
  ["a file that is no table", async () => [{ name: "photo.xlsx", bytes: Buffer.from("\x89PNG\r\n\x1a\n0000000000", "latin1") }], "#verdict"],
  ["what is safe, looked at", async () => [file(WRONG)], ".look", (page) => page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".look summary")).click())],
  ["the question before rows with errors go out", async () => [file(WRONG)], "[role=gridcell][tabindex='0'], .row-card", (page) => click(page, "menu").then(() => click(page, "download")).then(() => shown(page, "dialog[open]"))],
  ["work that waits for its file", async () => [file(WRONG)], ".look", async (page) => {
    await work(page);
    await click(page, "over");
    await shown(page, "dialog[open]");
    await click(page, "leave");
    await shown(page, ".kept [data-key^=choose-]");
  }],
  ["what became of a file since", async () => [file(WRONG)], ".look", async (page) => {
    await replace(page, text(WRONG).replace("gobal", "none").replace("7h30", "soon"));
    await shown(page, ".since");
    await click(page, "since");
  }],
  ["a check under way", async () => [], ".drop", async (page) => {
    await page.evaluate(installStub, { mode: "slow" });
    await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).add([new File(["x"], "projects.csv")]));
    await shown(page, ".progress");
  }],
  ["the downloads of a ready file", async () => [file(GOOD)], ".hero", (page) => click(page, "others")],
  ["what the server is said to have answered", async () => [file(GOOD)], ".hero", (page) => click(page, "answer").then(() => shown(page, "dialog[open]"))],
];

/** @param {Page} page */
async function atEverySize(page) {
  for (const [width = 0, height = 0] of SIZES) {
    await page.setViewport({ width, height });
    await pause(200);
    assert(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `${width} pixels`);
    const cut = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll("dialog[open], .match, .result, .blocked, .list-scroll") ?? []].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName));
    assert.deepEqual(cut, [], `${width} pixels: what scrolls sideways`);
    await accessible(page);
  }
}

for (const [title, files, until, then] of STAGES) {
  inEveryBrowser(`${title}: accessible at every width, and never wider than the screen`, async ({ page }) => {
    const given = await files();
    if (given.length) await drop(page, DROP, given);
    await shown(page, until);
    await then?.(page);
    await atEverySize(page);
  });
}

for (const path of ["define.html", "docs/index.html", "docs/fr/codes/T320.html", "docs/imports/gryzzly-projects.html", "docs/element.html"]) {
  inEveryBrowser(`${path}: accessible at every width, and never wider than the screen`, async ({ page }) => {
    if (path === "define.html") await page.click("#written > summary");
    await atEverySize(page);
  }, { path });
}

inEveryBrowser("the history: accessible at every width, and never wider than the screen", async ({ page, url }) => {
  await drop(page, DROP, [file(GOOD)]);
  await shown(page, ".hero");
  await page.goto(`${url}history.html`);
  await page.waitForSelector("#jobs tbody tr");
  await page.click("summary");
  await atEverySize(page);
}, { mayAsk: true });

inEveryBrowser("on a tablet nothing above the table is out of sight, in French either", async ({ page }) => {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#languages [lang=fr]")).click());
  await drop(page, DROP, [file([HEAD.slice(0, 5), ...Array.from({ length: 150 }, (_, at) => [[`P${at}`, "project", `P${at}`, "", ""], [`P${at}`, "task", "Kick-off", "gobal", ""], [`P${at}`, "subtask", "Talks", "none", ""]]).flat()])]);
  await shown(page, "[data-key=filter-waiting]");
  const { over, field } = await page.evaluate(() => {
    const bar = /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".toolbar"));
    return { over: bar.scrollWidth - bar.clientWidth, field: (bar.querySelector("#row")?.getBoundingClientRect().right ?? Infinity) - bar.getBoundingClientRect().right };
  });
  assert(over <= 1, `${over} pixels to scroll`);
  assert(field <= 0, `the field is ${field} pixels over the edge`);
}, { size: { width: 768, height: 1024 } });

inEveryBrowser("what is said of a cell stays at the lower edge, however few rows there are", async ({ page }) => {
  await drop(page, DROP, [file(WRONG)]);
  await shown(page, "[role=gridcell][tabindex='0']");
  const below = await page.evaluate(() => innerHeight - (document.querySelector("import-checker")?.shadowRoot?.querySelector(".inspector")?.getBoundingClientRect().bottom ?? 0));
  assert(Math.abs(below) <= 1, `${below} pixels below it`);
});

inEveryBrowser("on a tablet one cause stands above the table, and all of them over it when asked", async ({ page }) => {
  await drop(page, DROP, [file(WRONG)]);
  await status(page, "errors");
  await shown(page, "[data-key=apply-safe]");
  const seen = (/** @type {string} */ key) => page.evaluate((name) => (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key="${name}"]`)?.getClientRects().length ?? 0) > 0, key);
  assert.equal(await seen("apply-safe"), false);
  await click(page, "all-causes");
  assert.equal(await seen("apply-safe"), true);
  await accessible(page);
  // What leads into the table shows it.
  await page.keyboard.press("F8");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector(".findings.all"), { polling: 50 });
  assert.equal(await seen("apply-safe"), false);

  // The import is changed there, too, and columns without findings are hidden.
  await click(page, "more");
  assert.equal(await seen("reassign-more"), true);
  await page.keyboard.press("Escape");
  const columns = () => page.$$eval("import-checker >>> .grid-head [role=columnheader]", (all) => all.length);
  const before = await columns();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(".grid-head [aria-colindex='4']")).click());
  await click(page, "column-found");
  await page.waitForFunction((count) => (document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".grid-head [role=columnheader]").length ?? 0) <= count, { polling: 50 }, before);
}, { size: { width: 800, height: 1000 } });

inEveryBrowser("on a phone another file of several is chosen from a list", async ({ page }) => {
  await drop(page, DROP, [file(CUSTOMER, "customers.csv"), file(CLIENT, "clients.csv")]);
  await status(page, "ready");
  await shown(page, ".batch");
  await page.select("import-checker >>> .file-choice", "1");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".files .current .file-name")?.textContent === "clients.csv", { polling: 50 });
}, { size: { width: 390, height: 844 } });

inEveryBrowser("a cause that follows from another stands below it, and is not counted", async ({ page }) => {
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("import-checker")).definition = {
      fields: [{ name: "name", constraints: { required: true } }, { name: "kind", constraints: { enum: ["shop", "idea"] } }, { name: "city" }],
      rules: [{ rule: "required", fields: ["city"], when: { kind: { filled: true } } }],
    };
  });
  await drop(page, DROP, [{ name: "shops.csv", bytes: "name,kind,city\r\nAna,kiosk,\r\nBo,idea,Cork\r\n" }]);
  await status(page, "errors");
  await shown(page, ".cause.led");
  assert.match(await textOf(page, ".list-head .count"), /^1$/);
  const causes = await page.$$eval("import-checker >>> .cause", (all) => all.map((one) => one.textContent ?? ""));
  assert.equal(causes.length, 2);
  assert.match(causes[1] ?? "", /Goes with: The value is not in the list/);
  await accessible(page);
});

inEveryBrowser("of many files the one that is looked at is in sight, and any other is chosen from a list", async ({ page }) => {
  await drop(page, DROP, [1, 2, 3, 4, 5, 6].map((at) => file(WRONG, `${LONG} ${at} (export).csv`)));
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".file-name").length === 6, { polling: 50 });
  await status(page, "errors");
  await page.select("import-checker >>> .file-choice", "5");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=file-5][aria-current=true]"), { polling: 50 });
  const { choice, tab, list } = await page.evaluate(() => {
    const box = (/** @type {string} */ one) => {
      const { left = 0, right = 0, width = 0 } = document.querySelector("import-checker")?.shadowRoot?.querySelector(one)?.getBoundingClientRect() ?? {};
      return { left, right, width };
    };
    return { choice: box(".file-choice"), tab: box(".files .current"), list: box(".files ul") };
  });
  assert(choice.width >= 24, `the list of files: ${choice.width} pixels`);
  assert(tab.left >= list.left - 1 && tab.right <= list.right + 1, JSON.stringify({ tab, list }));
}, { size: { width: 1024, height: 768 } });

inEveryBrowser("a long name of a file is cut in its middle, and its end is in sight", async ({ page }) => {
  await drop(page, DROP, [file(WRONG, "projects of the northern branch, second half of the year (export).csv")]);
  await shown(page, ".file-name");
  for (const width of [768, 390]) {
    await page.setViewport({ width, height: 1024 });
    await pause(200);
    const { cut, gone } = await page.evaluate(() => {
      const name = document.querySelector("import-checker")?.shadowRoot?.querySelector(".current .file-name");
      const [first, last] = name?.children ?? [];
      const inside = name?.closest("ul")?.getBoundingClientRect();
      return { cut: (first?.scrollWidth ?? 0) > (first?.clientWidth ?? 0), gone: (last?.getBoundingClientRect().right ?? 0) - (inside?.right ?? 0) };
    });
    assert(cut, `${width}: the middle is left out`);
    assert(gone <= 1, `${width}: the end is ${gone} pixels out of sight`);
  }
}, { size: { width: 768, height: 1024 } });

inEveryBrowser("a short name of a file stands in one piece", async ({ page }) => {
  const names = ["a.csv", "real.csv", "clients.csv", "illicit.csv", "ililil12.xlsx.csv"];
  await drop(page, DROP, names.map((name) => file(WRONG, name)));
  await page.waitForFunction((count) => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".file-name").length === count, { polling: 50 }, names.length);
  const gaps = await page.evaluate(() => [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".file-name") ?? []].map((name) => {
    const [first, last] = name.children;
    if (!first || !last?.textContent) return 0;
    const range = document.createRange();
    range.selectNodeContents(first);
    return last.getBoundingClientRect().left - range.getBoundingClientRect().right;
  }));
  assert(gaps.every((gap) => gap <= 1), `pixels in the middle of them: ${gaps}`);
}, { size: { width: 1366, height: 768 } });
