/**
 * What reaches the server passed exactly the definition of the page's owner, or nothing does. Each test has a page of
 * somebody else and a server that keeps every byte: the raw file is looked for in all that arrived.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith, received } from "./receiving.mjs";
import { drop, pause, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
/** Raw files have semicolons, cleaned ones commas. */
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\nBob;2024-02-01\n" };
const CLEANED = "name,starts\r\nAda,2024-01-01\r\nBob,2024-02-01\r\n";
const PARTLY = { "partly.csv": "name;starts\nAda;2024-01-01\nBob;2024-02-30\nCleo;2024-03-01\nDan;2024-04-01\n" };
const RAW = /Ada;|Bob;/;
/** What the README says for the time before the module has come. */
const RECIPE = /```html\n(<import-checker [^>]*enables-input>[^]*?)```/.exec(await readFile(join(root, "README.md"), "utf8"))?.[1] ?? "";
const JSON_AT = { "/staff.json": JSON.stringify(STAFF) };
const INPUT = '<input type="file" name="file">';
const wrapped = (/** @type {string} */ attributes = "", /** @type {string} */ input = INPUT) =>
  formWith(`<import-checker definition="/staff.json" ${attributes}>${input}</import-checker>`);

const send = (/** @type {Page} */ page) => page.evaluate(() => document.querySelector("form")?.requestSubmit());
const message = (/** @type {Page} */ page) => page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).validationMessage);
const click = (/** @type {Page} */ page, /** @type {string} */ key) =>
  page.waitForFunction((name) => {
    const button = /** @type {HTMLElement|null|undefined} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector(`[data-key="${name}"]`));
    button?.click();
    return button;
  }, { polling: 50, timeout: 30_000 }, key);
/** Hears events of the element from the first moment on. @param {Page} page */
const hear = (page) => page.evaluateOnNewDocument(() => {
  const heard = /** @type {any[]} */ ((/** @type {any} */ (globalThis)).heard = []);
  for (const name of ["error", "report", "ready", "unready"]) {
    document.addEventListener(`import-checker-${name}`, (event) => {
      const { file, made, ...detail } = /** @type {CustomEvent} */ (event).detail;
      heard.push({ ...detail, event: name });
    });
  }
});
const heard = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).heard);

// 1. What the owner gave cannot be understood.

/** What is wrong, the page, and the place that is named. @type {[string, string, RegExp, ((element: any) => void)?][]} */
const FAULTS = [
  ["an import that does not exist", `<import-checker import="gryzly/projects">${INPUT}</import-checker>`, /import is “gryzly\/projects”/],
  ["a definition that is not there", `<import-checker definition="/none.json">${INPUT}</import-checker>`, /definition .*none\.json.*404/],
  ["a definition that is no JSON", `<import-checker definition="/broken.json">${INPUT}</import-checker>`, /definition .*broken\.json/],
  ["a definition without fields", `<import-checker definition="/empty.json">${INPUT}</import-checker>`, /empty\.json: definition\.fields/],
  ["an object as an attribute, by React 18", `<import-checker definition="[object Object]">${INPUT}</import-checker>`, /definition is “\[object Object\]”.*React 18.*property/],
  ["XLSX without what writes it", `<import-checker definition="/staff.json" format="xlsx" parts="">${INPUT}</import-checker>`, /format is “xlsx”.*parts leaves out/],
  ["max-files that is no number", `<import-checker definition="/staff.json" max-files="few">${INPUT}</import-checker>`, /max-files is “few”.*number/],
  ["severities with another word", `<import-checker definition="/staff.json">${INPUT}</import-checker>`, /severities\.T220 is “mild”/, (element) => { element.severities = { T220: "mild" }; }],
  ["lists that are none", `<import-checker definition="/staff.json">${INPUT}</import-checker>`, /lists\.name is “Ada”/, (element) => { element.lists = { name: "Ada" }; }],
  ["existing that is no list", `<import-checker definition="/staff.json">${INPUT}</import-checker>`, /existing\.other is “A1”/, (element) => { element.existing = { other: "A1" }; }],
  ["an address as a property, of a definition that is not there", `<import-checker>${INPUT}</import-checker>`, /definition .*none\.json.*404/, (element) => { element.definition = "/none.json"; }],
  ["a definition that is a list of fields", `<import-checker>${INPUT}</import-checker>`, /definition\.fields has to be a list/, (element) => { element.definition = [{ name: "a" }]; }],
  ["definitions of which one is a text", `<import-checker>${INPUT}</import-checker>`, /definition\[1\] is “b”.*not an object/, (element) => { element.definition = [{ name: "a", fields: [{ name: "a" }] }, "b"]; }],
  ["a definition with a function in it", `<import-checker>${INPUT}</import-checker>`, /definition cannot be taken: fields\[0\]\.check is a function/, (element) => { element.definition = { fields: [{ name: "a", check: () => true }] }; }],
  ["two inputs in one element", `<import-checker definition="/staff.json">${INPUT}<input type="file" name="second"></import-checker>`, /input stands there more than once/],
];
for (const [what, body, place, set] of FAULTS) {
  onHostPage(`closed at once: ${what}`, { ...JSON_AT, "/": pageWith(formWith(body)), "/broken.json": "{ name: 1", "/empty.json": '{"fields":[]}' }, async ({ page, errors, arrived }) => {
    await defined(page);
    if (set) await page.evaluate(`(${set})(document.querySelector("import-checker"))`);
    await hasStatus(page, "failed");
    const events = await heard(page);
    assert.deepEqual(events.map((/** @type {any} */ { event, reason }) => [event, reason]), [["error", "definition"]], JSON.stringify(events));
    assert.match(errors.filter((error) => error.startsWith("<import-checker>")).join("\n"), place);
    assert.match(await message(page), /not set up/);
    // Whatever is chosen all the same goes nowhere.
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["name;starts\nAda;x\n"], "staff.csv"));
      const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
      input.files = transfer.files;
      /** @type {any} */ (document.querySelector("import-checker")).add([new File(["name;starts\nAda;x\n"], "staff.csv")]);
    });
    await pause(300);
    await send(page);
    await pause(300);
    assert.equal(arrived(), "");
    await page.evaluate(() => document.querySelector("form")?.submit());
    await received(page);
    assert.doesNotMatch(arrived(), RAW);
  }, { prepare: hear });
}

onHostPage("a mistake that only the engine knows is found when somebody comes near, before a file is chosen", {
  "/": pageWith(formWith(`<import-checker definition="/wrong.json">${INPUT}</import-checker>`)),
  "/wrong.json": JSON.stringify({ fields: [{ name: "a", type: "texte" }] }),
}, async ({ page, errors }) => {
  await defined(page);
  await page.hover("import-checker");
  await hasStatus(page, "failed");
  assert.match(errors.join("\n"), /definition\.fields\[0\]\.type/);
  assert.match(await message(page), /not set up/);
});

onHostPage("an answer of another kind than its setting is a fault, and what is unknown is a warning", {
  "/": pageWith('<import-checker import="gryzzly/projects"></import-checker>'),
}, async ({ page, warnings, errors }) => {
  await defined(page);
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    Object.assign(element, { settings: { nonsense: 1 }, lists: { "no such column": ["a"] } });
    await element.load();
  });
  assert.match(warnings.join("\n"), /lists\.no such column is unknown[^]*settings\.nonsense is unknown/);
  assert.deepEqual(errors, []);
  await page.evaluate(() => Object.assign(/** @type {any} */ (document.querySelector("import-checker")), { settings: { "budget-package": "perhaps" } }));
  await hasStatus(page, "failed");
  assert.match(errors.join("\n"), /settings\.budget-package is “"perhaps"”/);
});

onHostPage("an element with a definition of its own never checks against a built-in import", { ...JSON_AT, "/": pageWith(wrapped()) }, async ({ page, arrived }) => {
  await defined(page);
  const projects = await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8");
  await choose(page, { "projects.csv": projects });
  await page.waitForFunction(() => !/start|checking/.test(document.querySelector("import-checker")?.getAttribute("status") ?? ""), { polling: 50, timeout: 30_000 });
  assert.notEqual(await page.$eval("import-checker", (one) => one.getAttribute("status")), "ready");
  await send(page);
  await pause(300);
  assert.equal(arrived(), "");
});

onHostPage("another definition closes the element until it is there, and the file is checked again by it", { ...JSON_AT, "/": pageWith(wrapped()) }, async ({ page, arrived }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("definition", "/none.json"));
  await holds(page, 0);
  await hasStatus(page, "failed");
  await page.evaluate(() => document.querySelector("form")?.submit());
  await received(page);
  assert.doesNotMatch(arrived(), /Ada/);
});

onHostPage("a definition behind proxies, as Vue has them, is taken over", { "/": pageWith(formWith(`<import-checker>${INPUT}</import-checker>`)) }, async ({ page, parts }) => {
  await defined(page);
  await page.evaluate((staff) => {
    const reactive = (/** @type {any} */ value) => (typeof value === "object" ? new Proxy(value, { get: (of, key) => reactive(of[key]) }) : value);
    /** @type {any} */ (document.querySelector("import-checker")).definition = reactive(staff);
  }, STAFF);
  await choose(page, GOOD);
  await holds(page);
  await send(page);
  await received(page);
  assert.deepEqual(parts.map(({ text }) => text), [CLEANED]);
});

// 2. What the user keeps.

onHostPage("a template that the user keeps changes nothing in a page of somebody else, unless it allows that and then says so", {
  "/": pageWith('<import-checker id="closed" import="gryzzly/projects"></import-checker><import-checker id="open" import="gryzzly/projects" own-templates></import-checker>'),
}, async ({ page }) => {
  const verdicts = await page.evaluate(async (text) => {
    const from = "/ic/imports/index.js";
    const { default: all } = await import(from);
    const { definition } = all.find((/** @type {any} */ one) => one.id === "gryzzly/projects");
    const own = { name: definition.name, version: `${definition.version}-own`, title: "Mine", fields: [{ name: "anything" }] };
    localStorage["import-checker-templates"] = JSON.stringify({ "gryzzly/projects": own });
    const check = (/** @type {string} */ id) => new Promise((done) => {
      const element = /** @type {any} */ (document.getElementById(id));
      element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => setTimeout(() => done([detail.ownTemplate, detail.title, /template of your own/.test(element.shadowRoot.textContent)]), 300));
      element.add([new File([text], "projects.csv")]);
    });
    return [await check("closed"), await check("open")];
  }, await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8"));
  assert.deepEqual(verdicts.map(([own, title, said]) => [own, title === "Mine", said]), [[false, false, false], [true, true, true]]);
});

// 3. One input, one file.

onHostPage("an input for one file takes one: two are refused in words, another takes its place", { ...JSON_AT, "/": pageWith(wrapped()) }, async ({ page, parts }) => {
  await defined(page);
  await drop(page, "import-checker >>> .drop", [{ name: "a.csv", bytes: "name;starts\nAda;2024-01-01\n" }, { name: "b.csv", bytes: "name;starts\nBob;2024-01-01\n" }]);
  assert.equal(await message(page), "Only one file can be sent here. Choose one.");
  await choose(page, { "first.csv": "name;starts\nEve;2024-01-01\n" });
  await holds(page);
  assert.equal(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=add]") ?? null), null);
  await choose(page, GOOD);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("input[type=file]")).files[0]?.name === "staff.csv", { polling: 50 });
  await send(page);
  await received(page);
  assert.deepEqual(parts.map(({ field, name, text }) => [field, name, text]), [["file", "staff.csv", CLEANED]]);
});

onHostPage("a control without `multiple` takes one file, and no more of them or larger ones than it says with it", {
  ...JSON_AT,
  "/": pageWith(formWith('<import-checker definition="/staff.json" name="file" multiple max-files="2" max-size="60"></import-checker>')),
}, async ({ page }) => {
  await defined(page);
  const said = await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const add = (/** @type {number} */ count, text = "name;starts\nAda;2024-01-01\n") => {
      element.add(Array.from({ length: count }, (_, at) => new File([text], `${at}.csv`)));
      return element.validationMessage;
    };
    const all = [add(3), add(1, "x".repeat(61))];
    element.removeAttribute("multiple");
    return [...all, add(2)];
  });
  assert.deepEqual(said, ["Not more than 2 files can be sent here. Choose fewer.", "0.csv is too large: a file may have 0.1 kB here. Divide it, or choose another.", "Only one file can be sent here. Choose one."]);
});

onHostPage("with `multiple` the parts arrive in the order of loading", {
  "/": pageWith(formWith('<import-checker import="*"><input type="file" name="file" multiple></import-checker>')),
}, async ({ page, parts }) => {
  await defined(page);
  const of = (/** @type {string} */ name) => readFile(join(root, `tests/cases/interpreter-intelligence/${name}/sample.csv`), "utf8");
  await choose(page, { "clients.csv": await of("clients"), "customers.csv": await of("customers") });
  await page.waitForFunction(() => !/start|checking/.test(document.querySelector("import-checker")?.getAttribute("status") ?? ""), { polling: 50, timeout: 30_000 });
  // Whatever could not be checked is confirmed; the order is what this is about.
  for (const at of [0, 1]) {
    await click(page, `file-${at}`);
    await page.evaluate(() => /** @type {HTMLElement|null|undefined} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=confirm]"))?.click());
    await pause(200);
  }
  await holds(page, 2);
  await send(page);
  await received(page);
  assert.deepEqual(parts.map(({ name }) => name), ["customers.xlsx", "clients.xlsx"]);
});

// 4. What is left out.

onHostPage("records that are left out are counted beside the button, in the event and in the message, and confirmed once", {
  ...JSON_AT, "/": pageWith(wrapped('rows-in-error="drop"')),
}, async ({ page, parts, arrived }) => {
  await defined(page);
  await choose(page, PARTLY);
  await hasStatus(page, "errors");
  const sentence = "1 of 4 rows will be left out.";
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("input[type=file]")).validationMessage.includes("left out"), { polling: 50 });
  assert.equal(await message(page), `${sentence} Confirm it, or correct the file.`);
  const [report] = (await heard(page)).filter((/** @type {any} */ one) => one.event === "report");
  assert.deepEqual([report.leftOut, report.sentence], [1, sentence]);
  await send(page);
  await pause(300);
  assert.equal(arrived(), "");
  await click(page, "confirm");
  await holds(page);
  assert.match(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".form-line")?.textContent ?? ""), /1 of 4 rows will be left out/);
  // A further check of the same file does not ask again.
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("lang", "fr"));
  await pause(1000);
  await holds(page);
  await send(page);
  await received(page);
  assert.deepEqual(parts.map(({ text }) => text), ["name,starts\r\nAda,2024-01-01\r\nCleo,2024-03-01\r\nDan,2024-04-01\r\n"]);
}, { prepare: hear });

onHostPage("records in error that are sent as they are are said and confirmed as well", { ...JSON_AT, "/": pageWith(wrapped('rows-in-error="include"')) }, async ({ page, parts }) => {
  await defined(page);
  await choose(page, PARTLY);
  await page.waitForFunction(() => /1 of 4 rows has errors and will be sent as it is/.test(/** @type {any} */ (document.querySelector("input[type=file]")).validationMessage), { polling: 50, timeout: 30_000 });
  await click(page, "confirm");
  await holds(page);
  await send(page);
  await received(page);
  assert.match(parts[0]?.text ?? "", /Bob,2024-02-30/);
});

// 5. The raw file.

/** Listens before everybody, in the capture phase of window and document, and sends whatever it can find. */
const SPY = `<script>
  const post = (file) => { const data = new FormData(); data.append("spy", file, file.name); void fetch("/spy", { method: "POST", body: data }); };
  for (const target of [window, document]) for (const name of ["input", "change", "drop", "submit", "click"]) target.addEventListener(name, (event) => {
    for (const file of event.target.files ?? []) post(file);
    const form = event.target.form ?? event.target;
    if (form instanceof HTMLFormElement) for (const value of new FormData(form).values()) if (value instanceof File && value.size) post(value);
  }, true);
</script>`;

onHostPage("listeners that come before everybody never see the raw file", { ...JSON_AT, "/": pageWith(wrapped(), SPY) }, async ({ page, arrived }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  await pause(300);
  await send(page);
  await received(page);
  assert.match(arrived(), /Ada,2024/);
  assert.doesNotMatch(arrived(), RAW);
});

onHostPage("a file that a script or a driver puts into the input is checked, and seen by nobody meanwhile", { ...JSON_AT, "/": pageWith(wrapped(), SPY) }, async ({ page, arrived, parts }) => {
  await defined(page);
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(["name;starts\nAda;2024-01-01\n"], "staff.csv"));
    // As the platform does it, past what the element put before it, and without any event.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "files")?.set?.call(input, transfer.files);
    document.querySelector("form")?.requestSubmit();
  });
  await holds(page);
  assert.doesNotMatch(arrived(), RAW);
  await page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
    const transfer = new DataTransfer();
    transfer.items.add(new File(["name;starts\nBob;2024-01-01\n"], "other.csv"));
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "files")?.set?.call(input, transfer.files);
    // Asks nobody and tells nobody but `formdata`.
    document.querySelector("form")?.submit();
  });
  await received(page);
  assert.doesNotMatch(arrived(), RAW);
  assert.deepEqual(parts.filter(({ field }) => field === "file").map(({ name }) => name), ["staff.csv"]);
});

onHostPage("`input.files = …`, showPicker and a drop onto the input lead into the element", { ...JSON_AT, "/": pageWith(wrapped(), SPY) }, async ({ page, arrived }) => {
  await defined(page);
  const ways = await page.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const transfer = () => {
      const made = new DataTransfer();
      made.items.add(new File(["name;starts\nAda;2024-01-01\n"], "staff.csv"));
      return made;
    };
    const checked = (/** @type {() => void} */ act) => new Promise((done) => {
      element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail.verdict), { once: true });
      act();
    });
    const asked = [];
    asked.push(await checked(() => { input.files = transfer().files; }));
    asked.push(await checked(() => input.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer() }))));
    const { click } = HTMLInputElement.prototype;
    let picked = 0;
    HTMLInputElement.prototype.click = function click() { picked += Number(this !== input); };
    input.showPicker();
    HTMLInputElement.prototype.click = click;
    return [...asked, picked];
  });
  assert.deepEqual(ways, ["ready", "ready", 1]);
  await pause(300);
  assert.doesNotMatch(arrived(), RAW);
});

onHostPage("an input that is put in later, deeper, or in place of another is guarded and gets the cleaned file", {
  ...JSON_AT, "/": pageWith(formWith('<import-checker definition="/staff.json"><p id="place"></p></import-checker>'), SPY),
}, async ({ page, arrived, parts }) => {
  await defined(page);
  const put = () => page.evaluate(() => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "file", name: "file" });
    label.append("File", input);
    document.querySelector("#place")?.replaceChildren(label);
  });
  await put();
  await choose(page, GOOD);
  await holds(page);
  await put();
  await holds(page);
  await send(page);
  await received(page);
  assert.deepEqual(parts.filter(({ field }) => field === "file").map(({ text }) => text), [CLEANED]);
  assert.doesNotMatch(arrived(), RAW);
});

onHostPage("before the module has come the recipe of the README keeps the input disabled: nothing is chosen, and a form that is sent has no file", {
  ...JSON_AT, "/": pageWith(`<iframe name="there"></iframe>${formWith(RECIPE.replace("import=\"interpreter-intelligence/customers\"", 'definition="/staff.json"'), 'target="there"')}`).replace(/<script type="module".*?<\/script>/, ""),
}, async ({ page, parts, arrived }) => {
  assert.equal(await page.$eval("input[type=file]", (one) => /** @type {any} */ (one).disabled), true);
  await page.click("input[type=file]");
  await send(page);
  await page.waitForFunction(() => frames[0]?.document.title === "Received", { polling: 50 });
  assert.doesNotMatch(arrived(), /filename/);
  await page.evaluate(() => {
    const from = "/ic/import-checker.js";
    return import(from).then(() => {});
  });
  assert.equal(await page.$eval("input[type=file]", (one) => /** @type {any} */ (one).disabled), false);
  await choose(page, GOOD);
  await holds(page);
  await send(page);
  for (let waited = 0; !parts.length && waited < 20_000; waited += 50) await pause(50);
  assert.deepEqual(parts.map(({ text }) => text), [CLEANED]);
});

// 6. What the page hears.

onHostPage("`input` and `change` once for each file that became ready; edits, languages, moves and attributes fire none", {
  ...JSON_AT, "/": pageWith(wrapped()),
}, async ({ page, parts }) => {
  await defined(page);
  await page.evaluate(() => {
    const told = /** @type {string[]} */ ((/** @type {any} */ (globalThis)).told = []);
    for (const name of ["input", "change"]) document.addEventListener(name, (event) => told.push(`${name} ${/** @type {any} */ (event.target).files?.[0]?.name}`));
  });
  const told = () => page.evaluate(() => /** @type {any} */ (globalThis).told);
  await choose(page, GOOD);
  await holds(page);
  assert.deepEqual(await told(), ["input staff.csv", "change staff.csv"]);
  /** Has the engine check again after an edit. @param {string} before @param {string} text */
  const edit = (before, text) => page.evaluate(async (old, content) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const done = new Promise((then) => element.addEventListener("import-checker-report", then, { once: true }));
    const find = () => [...element.shadowRoot.querySelectorAll("[role=gridcell]")].find((one) => one.textContent?.includes(old));
    // The rows are drawn anew after each check.
    for (let waited = 0; !find() && waited < 20_000; waited += 50) await new Promise((then) => setTimeout(then, 50));
    find()?.focus();
    // The dates stand in the second column of the first row.
    for (const key of ["Home", "ArrowRight", "Enter"]) {
      (element.shadowRoot.activeElement ?? find()).dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: key === "Home", bubbles: true, composed: true }));
    }
    const field = element.shadowRoot.querySelector("[role=grid] input");
    field.value = content;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
    await done;
  }, before, text);
  // A file that is ready is shown with its table one step away.
  await click(page, "to-table");
  await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.querySelector("[role=gridcell]"), { polling: 50 });
  await edit("2024-01-01", "2024-02-30");
  await holds(page, 0);
  assert.deepEqual((await heard(page)).filter((/** @type {any} */ one) => one.event === "unready").map((/** @type {any} */ one) => one.verdict), ["errors"]);
  await edit("2024-02-30", "2024-01-05");
  await holds(page);
  await page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.querySelector("import-checker"));
    element.lang = "fr";
    /** @type {any} */ (element).texts = { formReady: "Bien" };
    element.toggleAttribute("required");
    document.querySelector("form")?.prepend(element);
  });
  await pause(1500);
  await holds(page);
  assert.deepEqual(await told(), ["input staff.csv", "change staff.csv"]);
  await send(page);
  await received(page);
  assert.match(parts[0]?.text ?? "", /Ada,2024-01-05/);
}, { prepare: hear });

onHostPage("with `change-on-edit` the page hears of every change to the cleaned file", { ...JSON_AT, "/": pageWith(wrapped('change-on-edit rows-in-error="include"')) }, async ({ page }) => {
  await defined(page);
  await page.evaluate(() => document.addEventListener("change", () => { document.title += "!"; }));
  await choose(page, GOOD);
  await holds(page);
  await page.evaluate(() => { /** @type {any} */ (document.querySelector("import-checker")).severities = { T220: "warning" }; });
  await page.waitForFunction(() => document.title === "Host!!", { polling: 50, timeout: 30_000 });
});

// 7. What the owner gave stays.

onHostPage("settings and what exists on the server are the owner's: hidden, and not overruled by what this browser keeps", {
  "/": pageWith('<import-checker id="closed" import="interpreter-intelligence/clients"></import-checker><import-checker id="open" import="interpreter-intelligence/clients" editable-settings></import-checker>'),
}, async ({ page }) => {
  await defined(page);
  const clients = await readFile(join(root, "tests/cases/interpreter-intelligence/clients/sample.csv"), "utf8");
  const check = (/** @type {string} */ id) => page.evaluate(async (one, text) => {
    const element = /** @type {any} */ (document.getElementById(one));
    element.existing = { "interpreter-intelligence/customers": ["none of them"] };
    const heard = new Promise((done) => element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail.verdict), { once: true }));
    const file = new File([text], "clients.csv");
    element.add([file], new Map([[file, { importId: "gryzzly/projects", settings: { nonsense: true } }]]));
    const verdict = await heard;
    await new Promise((done) => setTimeout(done, 300));
    return [verdict, element.shadowRoot.querySelector("[data-key=existing]") !== null];
  }, id, clients);
  assert.deepEqual(await check("closed"), ["errors", false]);
  assert.deepEqual(await check("open"), ["errors", true]);
});

// 8. All files.

onHostPage("status, state, sentence and validity speak of all files", {
  ...JSON_AT, "/": pageWith(wrapped("", '<input type="file" name="file" multiple>')),
}, async ({ page }) => {
  await defined(page);
  await choose(page, { ...PARTLY, ...GOOD });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("input[type=file]")).validationMessage.startsWith("partly.csv: "), { polling: 50, timeout: 30_000 });
  const said = () => page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    return [element.status, element.matches(":state(errors)"), element.checkValidity(), element.validationMessage];
  });
  const expected = ["errors", true, false, "partly.csv: The file has errors. Correct them or choose another file."];
  assert.deepEqual(await said(), expected);
  await click(page, "file-1");
  assert.deepEqual(await said(), expected);
  assert.match(await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelector(".form-line")?.textContent ?? ""), /partly\.csv/);
  await click(page, "remove-0");
  await hasStatus(page, "ready");
  await holds(page);
  assert.deepEqual((await said()).slice(0, 3), ["ready", false, true]);
});
