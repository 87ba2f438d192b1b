/** Inside other people's forms: the raw file never goes out, the cleaned one does, once. */
import assert from "node:assert/strict";
import { accessible, drop, inEveryBrowser, pause } from "./support.mjs";
import { installStub } from "./stub.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const RAW = [{ name: "my customers.csv", bytes: "raw" }];

/** What a host does that uploads on `change`: it sends whatever the input holds. @param {Page} page */
const watchHost = (page) => page.evaluate(() => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
  const seen = /** @type {string[]} */ ((/** @type {any} */ (globalThis)).seen = []);
  for (const target of [input, input.form, document]) {
    for (const kind of ["input", "change"]) {
      target?.addEventListener(kind, async (event) => {
        const name = `${target === input ? "input" : target === document ? "document" : "form"} ${event.type}`;
        const file = event.target === input ? input.files?.[0] : null;
        seen.push(file ? `${name} ${file.name} ${file.type} ${JSON.stringify(await file.text())}` : `${name} nothing`);
      });
    }
  }
});
const seen = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).seen);

/** As a person choosing a file: the browser sets it and fires both events. @param {Page} page */
const choose = (page) => page.evaluate(() => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
  const transfer = new DataTransfer();
  transfer.items.add(new File(["raw"], "my customers.csv"));
  input.files = transfer.files;
  input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
/** The user says that the rest may be sent. @param {Page} page */
const confirm = (page) => page.waitForFunction(() => {
  const button = /** @type {HTMLElement|null|undefined} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=confirm]"));
  button?.click();
  return button;
});
const inputState = (/** @type {Page} */ page) => page.evaluate(() => {
  const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
  return { files: [...(input.files ?? [])].map((file) => file.name), valid: input.checkValidity(), message: input.validationMessage };
});

inEveryBrowser("wrapped: the host's listeners see the cleaned file once, never the raw one", async ({ page }) => {
  await page.evaluate(installStub, { mode: "ready" });
  await watchHost(page);
  await choose(page);
  await page.waitForSelector("import-checker[status=ready]");
  await page.waitForFunction(() => /** @type {any} */ (globalThis).seen.length >= 6);
  await pause(200);
  const cleaned = 'my customers.csv text/csv "cleaned\\r\\n"';
  assert.deepEqual((await seen(page)).sort(), ["document change", "document input", "form change", "form input", "input change", "input input"].map((one) => `${one} ${cleaned}`));
  assert.deepEqual(await inputState(page), { files: ["my customers.csv"], valid: true, message: "" });
  await accessible(page);
}, { path: "demo/" });

inEveryBrowser("wrapped: errors keep the input empty and invalid, with a message", async ({ page }) => {
  await page.evaluate(installStub, { mode: "errors" });
  await watchHost(page);
  await choose(page);
  await page.waitForSelector("import-checker[status=errors]");
  await pause(200);
  assert.deepEqual(await seen(page), []);
  assert.deepEqual(await inputState(page), { files: [], valid: false, message: "The file has errors. Correct them or choose another file." });
  await accessible(page);
  await page.click("button[type=reset]");
  await page.waitForSelector("import-checker[status=start]");
  assert.notEqual((await inputState(page)).message, "The file has errors. Correct them or choose another file.");
}, { path: "demo/" });

inEveryBrowser("wrapped: while checking the input is empty and invalid", async ({ page }) => {
  await page.evaluate(installStub, { mode: "slow" });
  await watchHost(page);
  await choose(page);
  await page.waitForSelector("import-checker[status=checking]");
  assert.deepEqual(await inputState(page), { files: [], valid: false, message: "The file is still being checked. Wait until it is." });
  await page.evaluate(() => document.querySelector("import-checker")?.remove());
  await pause(100);
  assert.deepEqual(await seen(page), []);
}, { path: "demo/" });

inEveryBrowser("wrapped: dropping on the element works as choosing does", async ({ page }) => {
  await page.evaluate(installStub, { mode: "errors" });
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("rows-in-error", "drop"));
  await drop(page, "import-checker >>> .drop", RAW);
  await page.waitForSelector("import-checker[status=errors]");
  await confirm(page);
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 1);
  assert.deepEqual(await inputState(page), { files: ["my customers.csv"], valid: true, message: "" });
}, { path: "demo/" });

inEveryBrowser("control: required, validity, form data and reset", async ({ page }) => {
  const state = () => page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const sent = new FormData(form).getAll("projects").map((file) => /** @type {File} */ (file).name);
    return { sent, valid: form.checkValidity(), missing: element.validity.valueMissing, message: element.validationMessage };
  });
  await page.evaluate(installStub, { mode: "errors" });
  assert.deepEqual(await state(), { sent: [], valid: false, missing: true, message: "Choose a file." });
  await drop(page, "import-checker >>> .drop", [{ name: "projects.xlsx", bytes: "raw" }]);
  await page.waitForFunction(() => /left out/.test(/** @type {any} */ (document.querySelector("import-checker")).validationMessage));
  assert.deepEqual((await state()).sent, []);
  await confirm(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).validationMessage === "");
  assert.deepEqual(await state(), { sent: ["projects.csv"], valid: true, missing: false, message: "" });
  await accessible(page);
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("rows-in-error", "block"));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).validity.customError);
  assert.deepEqual((await state()).sent, []);
  await page.click("button[type=reset]");
  await page.waitForSelector("import-checker[status=start]");
  assert.equal((await state()).missing, true);
}, { path: "demo/control.html" });

inEveryBrowser("control: disabled by its fieldset, it takes nothing", async ({ page }) => {
  await page.evaluate(installStub, { mode: "ready" });
  await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
    const fieldset = document.createElement("fieldset");
    fieldset.disabled = true;
    fieldset.append(/** @type {Node} */ (document.querySelector("import-checker")));
    form.append(fieldset);
  });
  await drop(page, "import-checker >>> .drop", RAW);
  await pause(200);
  assert.equal(await page.$eval("import-checker", (one) => one.getAttribute("status")), "start");
  await accessible(page);
}, { path: "demo/control.html" });

inEveryBrowser("a file may be refused by the host before it is checked, and events say what happens", async ({ page }) => {
  await page.evaluate(installStub, { mode: "ready" });
  const events = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const heard = /** @type {string[]} */ ([]);
    for (const name of ["file", "progress", "report", "ready", "error", "cancel"]) {
      document.addEventListener(`import-checker-${name}`, (event) => heard.push(`${name} ${JSON.stringify(/** @type {CustomEvent} */ (event).detail.name)}`));
    }
    document.addEventListener("import-checker-file", (event) => {
      if (/** @type {CustomEvent} */ (event).detail.name === "no.csv") event.preventDefault();
    });
    element.add([new File(["x"], "no.csv")]);
    element.add([new File(["x"], "yes.csv")]);
    await new Promise((done) => document.addEventListener("import-checker-ready", done, { once: true }));
    return heard;
  });
  assert.deepEqual(events, ['file "no.csv"', 'file "yes.csv"', 'progress "yes.csv"', 'report "yes.csv"', 'ready "yes.csv"']);
});

inEveryBrowser("moved it goes on, removed it ends, cloned it starts anew, and two do not disturb each other", async ({ page }) => {
  await page.evaluate(installStub, { mode: "ready" });
  const result = await page.evaluate(async () => {
    const first = /** @type {any} */ (document.querySelector("import-checker"));
    let closed = 0;
    first.client.close = () => closed++;
    first.add([new File(["x"], "one.csv")]);
    await new Promise((done) => document.addEventListener("import-checker-ready", done, { once: true }));
    document.body.append(first);
    await Promise.resolve();
    const moved = first.status;
    const second = first.cloneNode(true);
    document.body.append(second);
    const cloned = second.shadowRoot.querySelector("[data-key=pick]") !== null;
    first.remove();
    await new Promise((done) => setTimeout(done));
    return { moved, cloned, closed, removed: first.status };
  });
  assert.deepEqual(result, { moved: "ready", cloned: true, closed: 1, removed: "start" });
});
