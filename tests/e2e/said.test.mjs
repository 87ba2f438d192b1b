/**
 * What the element says where a file is not sent, or where it is not set up: each cause has a sentence of its own, to
 * the user at the form and to the owner of the page in the console.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { choose, defined, formWith, hasStatus, holds, onHostPage, pageWith, received } from "./receiving.mjs";
import { pause, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\n" };
const FAULTY = { "staff.csv": "name;starts\nAda;2024-02-30\n" };
const INPUT = '<input type="file" name="file">';
const FORM = formWith(`<import-checker definition="/staff.json">${INPUT}</import-checker>`);
const PAGES = { "/": pageWith(FORM), "/staff.json": JSON.stringify(STAFF) };

const shadowText = (/** @type {Page} */ page) => page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.textContent ?? "");
/** Waits until the input says a sentence. @param {Page} page @param {string} wanted */
async function says(page, wanted) {
  const said = () => page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).validationMessage);
  for (let waited = 0; (await said()) !== wanted && waited < 20_000; waited += 50) await pause(50);
  assert.equal(await said(), wanted);
}

/** The worker answers a check with this failure; without one it answers nothing. @param {Page} page @param {string|null} failed */
const breakChecks = (page, failed) => page.evaluate((text) => {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ ...more) {
    if (message.call !== "check") return Reflect.apply(postMessage, this, [message, ...more]);
    if (text !== null) setTimeout(() => this.onmessage?.(new MessageEvent("message", { data: { id: message.id, failed: text, trapped: true } })));
  };
}, failed);

// A sentence for each cause.

onHostPage("errors, a file that cannot be read, one that is still checked, a fault of the checker: each is said as what it is", PAGES, async ({ page, arrived }) => {
  await defined(page);
  await choose(page, FAULTY);
  await says(page, "The file has errors. Correct them or choose another file.");
  await choose(page, { "staff.xlsx": "PK\u0003\u0004 and nothing of a workbook" });
  await says(page, "The file cannot be read. Choose another file.");
  await breakChecks(page, null);
  await choose(page, GOOD);
  await says(page, "The file is still being checked. Wait until it is.");
  await breakChecks(page, "unreachable");
  await choose(page, GOOD);
  await says(page, "The file could not be checked. Try again, or choose another file.");
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await pause(300);
  assert.equal(arrived(), "");
});

onHostPage("a file that is not completely checked says so, and is sent when the user confirms it", PAGES, async ({ page, parts, arrived }) => {
  await defined(page);
  await page.evaluate(() => Object.assign(/** @type {any} */ (document.querySelector("import-checker")), { lookup: () => { throw new Error("offline"); } }));
  await choose(page, GOOD);
  await hasStatus(page, "incomplete");
  await says(page, "The file is not completely checked. Send it all the same, or correct it.");
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await pause(300);
  assert.equal(arrived(), "");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("[data-key=confirm]")).click());
  await holds(page);
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await received(page);
  assert.deepEqual(parts.map(({ text }) => text), ["name,starts\r\nAda,2024-01-01\r\n"]);
});

onHostPage("only what ran out of memory is said to need more of it", PAGES, async ({ page }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  for (const [failed, memory] of /** @type {const} */ ([["unreachable", false], ["memory access out of bounds", false], ["memory allocation of 1048576 bytes failed", true]])) {
    await breakChecks(page, failed);
    await choose(page, GOOD);
    await hasStatus(page, "failed");
    assert.equal(/ran out of memory|more memory|needs more/.test(await shadowText(page)), memory, failed);
  }
});

onHostPage("skipped records are counted in the sentence of what is left out", {
  "/": pageWith(formWith(`<import-checker import="gryzzly/projects" rows-in-error="drop">${INPUT}</import-checker>`)),
}, async ({ page }) => {
  await defined(page);
  await choose(page, { "projects.csv": await readFile(join(root, "tests/cases/gryzzly/projects/budget-type-of-the-task-wrong.csv"), "utf8") });
  await says(page, "3 of 4 rows will be left out. (2 with errors, 1 for another reason.) Confirm it, or correct the file.");
});

// A submit that is refused.

/** The input of the page, or the element itself. @type {[string, string][]} */
const KINDS = [
  ["wrapped", `<import-checker definition="/staff.json">${INPUT}</import-checker>`],
  ["a control of its own", '<import-checker definition="/staff.json" name="file" required></import-checker>'],
];
for (const [kind, element] of KINDS) {
  onHostPage(`a submit that is refused leads to the element: in sight, focused, with the sentence (${kind})`, {
    "/staff.json": PAGES["/staff.json"],
    "/": pageWith(formWith(`<p id="far"></p>${element}<p id="space"></p>`), '<link rel="stylesheet" href="/far.css">'),
    "/far.css": "#far, #space { height: 3000px; }",
  }, async ({ page, arrived }) => {
    await defined(page);
    await page.evaluate((files) => {
      const made = Object.entries(files).map(([name, text]) => new File([text], name));
      /** @type {any} */ (document.querySelector("import-checker")).add(made);
    }, FAULTY);
    await hasStatus(page, "errors");
    await pause(300);
    await page.click("form > button");
    await page.waitForFunction(() => {
      const { top, bottom } = /** @type {HTMLElement} */ (document.querySelector("import-checker")).getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }, { polling: 50 });
    const said = await page.evaluate(() => {
      const root = /** @type {any} */ (document.querySelector("import-checker")).shadowRoot;
      const note = root.querySelector(".note");
      return [document.activeElement?.localName, root.activeElement !== null, note.checkVisibility(), note.querySelector(".note-text").textContent];
    });
    assert.deepEqual(said, ["import-checker", true, true, "The file has errors. Correct them or choose another file."]);
    assert.equal(arrived(), "");
  });
}

// What the policy of the page forbids.

const SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'";
/** @type {[string, string, string][]} */
const POLICIES = [
  ["no worker", `${SCRIPTS}; worker-src 'self'`, "worker-src blob:"],
  ["no WebAssembly", "script-src 'self'; worker-src blob:", "script-src 'wasm-unsafe-eval'"],
  ["Trusted Types without our name", `${SCRIPTS}; worker-src blob:; require-trusted-types-for 'script'; trusted-types other`, "trusted-types import-checker"],
];
for (const [what, policy, remedy] of POLICIES) {
  onHostPage(`a policy that forbids it is named with what is to be added: ${what}`, PAGES, async ({ page, browser, arrived }) => {
    await defined(page);
    // A browser that does not know Trusted Types enforces none.
    if (remedy.startsWith("trusted-types") && !(await page.evaluate(() => "trustedTypes" in globalThis))) return void assert.equal(browser, "firefox");
    await page.evaluate(() => document.addEventListener("import-checker-error", (event) => {
      const { reason, detail } = /** @type {CustomEvent} */ (event).detail;
      document.title = `${reason}: ${detail}`;
    }));
    await choose(page, GOOD);
    await hasStatus(page, "failed");
    assert.match(await page.title(), /^policy: /);
    assert((await page.title()).includes(remedy), await page.title());
    assert((await shadowText(page)).includes(`Ask its owner to add this to the Content-Security-Policy: ${remedy}`), await shadowText(page));
    assert.equal(arrived(), "");
  }, { headers: { "content-security-policy": policy } });
}

/** The modules that a module loads with itself. @param {string} name @returns {Promise<string[]>} */
async function withImports(name) {
  const text = await readFile(join(root, "dist", name), "utf8");
  const named = [...text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+)"/g)].map((match) => match[1] ?? "");
  return [name, ...(await Promise.all(named.map(withImports))).flat()];
}

const own = [...new Set(await withImports("import-checker.js"))];
onHostPage("a policy that lets the element in from another origin, and not its parts, is named with that origin", {
  "/": `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${FORM}<script src="/start.js"></script></html>`,
  "/staff.json": PAGES["/staff.json"],
  "/start.js": `
    const other = location.origin.replace("127.0.0.1", "localhost");
    const meta = Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy" });
    meta.content = "worker-src blob:; script-src 'wasm-unsafe-eval' " + ${JSON.stringify(own)}.map((name) => other + "/ic/" + name).join(" ");
    const script = Object.assign(document.createElement("script"), { type: "module", src: other + "/ic/import-checker.js" });
    document.head.append(meta, script);`,
}, async ({ page, url }) => {
  await defined(page);
  await choose(page, GOOD);
  await hasStatus(page, "failed");
  const origin = url.replace("127.0.0.1", "localhost").slice(0, -1);
  assert((await shadowText(page)).includes(`script-src ${origin}`), await shadowText(page));
}, { headers: { "access-control-allow-origin": "*" } });

const sum = createHash("sha384").update(await readFile(join(root, "dist/inline.js"))).digest("base64");
for (const [what, said, comes] of /** @type {const} */ ([["its sum", sum, true], ["another sum", `A${sum.slice(1)}`, false]])) {
  onHostPage(`from another host, in one file and with ${what}, the element ${comes ? "works" : "does not come"}`, {
    "/": `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${FORM}<script src="/start.js"></script></html>`,
    "/staff.json": PAGES["/staff.json"],
    "/start.js": `
      const other = location.origin.replace("127.0.0.1", "localhost");
      const meta = Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: "worker-src blob:; script-src 'wasm-unsafe-eval' " + other });
      const script = Object.assign(document.createElement("script"), { type: "module", src: other + "/ic/inline.js", crossOrigin: "", integrity: "sha384-${said}" });
      script.onload = () => document.title = "loaded";
      script.onerror = () => document.title = "refused";
      document.head.append(meta, script);`,
  }, async ({ page, parts }) => {
    await page.waitForFunction(() => document.title !== "Host", { polling: 50 });
    assert.equal(await page.title(), comes ? "loaded" : "refused");
    assert.equal(await page.evaluate(() => customElements.get("import-checker") !== undefined), comes);
    if (!comes) return;
    await choose(page, GOOD);
    await holds(page);
    await page.evaluate(() => document.querySelector("form")?.requestSubmit());
    await received(page);
    assert.deepEqual(parts.map(({ text }) => text), ["name,starts\r\nAda,2024-01-01\r\n"]);
  }, { headers: { "access-control-allow-origin": "*" } });
}

// What the owner of the page is told in the console.

onHostPage("codes, columns and settings that nothing bears, a missing name and enctype are warnings", {
  ...PAGES, "/": pageWith('<form method="post" action="/upload"><import-checker definition="/staff.json"><input type="file"></import-checker></form>'),
}, async ({ page, warnings, errors }) => {
  await defined(page);
  await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    Object.assign(element, { severities: { Z999: "off", T220: "warning", "blank-rows": "off" }, lists: { nobody: ["a"] }, settings: { nonsense: true } });
    await element.load();
  });
  const said = warnings.filter((warning) => warning.startsWith("<import-checker>")).join("\n");
  for (const place of [/severities\.Z999 is unknown/, /lists\.nobody is unknown/, /settings\.nonsense is unknown/, /name of the input is missing/, /enctype of the form is not multipart\/form-data/]) assert.match(said, place);
  assert.doesNotMatch(said, /T220|blank-rows/);
  assert.deepEqual(errors, []);
});

onHostPage("words that an attribute does not know are warnings, and the strictest holds in their place", {
  ...PAGES, "/": pageWith(formWith('<import-checker definition="/staff.json" rows-in-error="skip" format="xls" parts="workbook" lang="en_US"><input type="file" name="file"></import-checker>')),
}, async ({ page, warnings, errors, arrived, parts }) => {
  await defined(page);
  await choose(page, FAULTY);
  await hasStatus(page, "errors");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker")).client.store, { polling: 50 });
  const said = warnings.filter((warning) => warning.startsWith("<import-checker>")).join("\n");
  for (const place of [/rows-in-error is “skip” and changes nothing.*block, drop, include/, /format is “xls”.*csv, xlsx/, /parts is “workbook”.*workbooks, empty/]) assert.match(said, place);
  assert.deepEqual(errors, []);
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  assert.equal(arrived(), "");
  await choose(page, GOOD);
  await holds(page);
  await page.evaluate(() => document.querySelector("form")?.requestSubmit());
  await received(page);
  assert.deepEqual(parts.map(({ name }) => name), ["staff.csv"]);
});

// What is set later.

onHostPage("a property that is set after a check has the file checked again by it", PAGES, async ({ page }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  const verdicts = await page.evaluate(async (staff) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const after = (/** @type {object} */ what) => new Promise((done) => {
      element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail.verdict), { once: true });
      Object.assign(element, what);
    });
    const faulty = { ...staff, fields: [{ name: "name", type: "integer" }, staff.fields[1]] };
    return [await after({ lists: { name: ["Bob"] } }), await after({ lists: {} }), await after({ definition: faulty }), await after({ severities: { T300: "warning", T100: "warning" } }), await after({ definition: staff })];
  }, STAFF);
  assert.deepEqual(verdicts.filter((_, at) => at !== 3), ["errors", "ready", "errors", "ready"]);
});

onHostPage("a property that is set to the same again, as frameworks do when they draw, has nothing checked again", PAGES, async ({ page }) => {
  await defined(page);
  await choose(page, GOOD);
  await holds(page);
  const reports = await page.evaluate(async (staff) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    let count = 0;
    element.addEventListener("import-checker-report", () => count++);
    const after = async (/** @type {object} */ what) => {
      Object.assign(element, what);
      while (element.status === "checking") await new Promise((done) => setTimeout(done, 50));
      return count;
    };
    const props = () => ({ definition: structuredClone(staff), lists: { name: ["Ada"] }, severities: {}, settings: null, texts: { formReady: "Good" } });
    return [await after(props()), await after(props()), await after({ lists: { name: ["Bob"] } })].map((now, at, all) => now - (all[at - 1] ?? 0));
  }, STAFF);
  assert(Number(reports[0]) > 0);
  assert.deepEqual(reports.slice(1), [0, 1]);
});
