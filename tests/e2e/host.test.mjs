/** What a host decides by properties and attributes, and what a host does to the element while it works. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { click, says, status, textOf } from "./element.mjs";
import { browserTest } from "./again.mjs";
import { browsers, ended, inEveryBrowser, launch, pause, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const OWN = { name: "staff", fields: [
  { name: "name", constraints: { required: true } },
  { name: "language" },
  { name: "starts", type: "date" },
] };
const FILE = "name,language,starts\nAda,Klingon,2024-01-01\nBob,French,2024-02-30\n";

/** Checks a file under what a host decided; answers with verdict and counts. @param {Page} page @param {object} host @param {string} text @param {string} [name] */
const checked = (page, host, text, name = "staff.csv") => page.evaluate(async (decided, content, file) => {
  const element = /** @type {any} */ (document.createElement("import-checker"));
  Object.assign(element, decided);
  document.body.append(element);
  const heard = new Promise((done) => element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail)));
  element.add([new File([content], file)]);
  const { verdict, records, counts } = /** @type {any} */ (await heard);
  element.remove();
  return { verdict, ready: records.ready, counts };
}, host, text, name);

inEveryBrowser("a stream becomes a file when it ends, and none when it breaks off", async ({ page }) => {
  const said = await page.evaluate(async (decided, text) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.definition = decided;
    /** @type {any[]} */
    const reports = [];
    const one = () => new Promise((done) => element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(reports.push(detail)), { once: true }));
    const bytes = new TextEncoder().encode(text);
    const heard = one();
    const broken = new ReadableStream({ start: (to) => to.enqueue(bytes), pull: (to) => to.error(new Error("the line is down")) });
    const failed = await broken.pipeTo(element.stream("broken.csv")).catch((/** @type {Error} */ error) => error.message);
    // Byte by byte: characters and line ends are cut as well.
    const writer = element.stream("staff.csv").getWriter();
    for (const byte of bytes) await writer.write(new Uint8Array([byte]));
    await writer.close();
    await heard;
    element.setAttribute("max-size", "10");
    await new Blob([text]).stream().pipeTo(element.stream("large.csv"));
    return { failed, names: reports.map(({ name }) => name), records: reports[0].records, counts: reports[0].counts };
  }, OWN, FILE.replace("Ada", "Zoë").replaceAll("\n", "\r\n"));
  assert.equal(said.failed, "the line is down");
  assert.deepEqual(said.names, ["staff.csv"]);
  assert.deepEqual([said.records.ready, said.records.inError, said.counts["T220"]], [1, 1, 1]);
  await says(page, "[role=status], [role=alert]", "large.csv");
});

inEveryBrowser("severities by code and by name, and lists of values", async ({ page }) => {
  const plain = await checked(page, { definition: OWN }, FILE);
  assert.deepEqual([plain.verdict, plain.ready], ["errors", 1]);
  const listed = await checked(page, { definition: OWN, lists: { language: ["French", "Polish"] } }, FILE);
  assert.deepEqual([listed.verdict, listed.ready], ["errors", 0]);
  for (const code of ["T220", "date-does-not-exist"]) {
    assert.equal(plain.counts["T220"], 1);
    const milder = await checked(page, { definition: OWN, severities: { [code]: "warning" } }, FILE);
    assert.deepEqual([milder.verdict, milder.ready, milder.counts["T220"]], ["ready", 2, 1]);
    const silent = await checked(page, { definition: OWN, severities: { [code]: "off" } }, FILE);
    assert.deepEqual([silent.verdict, silent.ready, silent.counts["T220"]], ["ready", 2, undefined]);
  }
});

inEveryBrowser("references that exist on the server, and answers to settings", async ({ page }) => {
  const clients = await readFile(join(root, "tests/cases/interpreter-intelligence/clients/sample.csv"), "utf8");
  const id = "interpreter-intelligence/customers";
  const attribute = "interpreter-intelligence/clients";
  const check = (/** @type {string[]} */ known) => page.evaluate(async (existing, text, from, name) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.setAttribute("import", name);
    element.existing = { [from]: existing };
    const heard = new Promise((done) => element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => done(detail.verdict), { once: true }));
    element.add([new File([text], "clients.csv")]);
    return heard;
  }, known, clients, id, attribute);
  assert.equal(await check(["1234"]), "ready");
  await page.reload({ waitUntil: "networkidle0" });
  assert.equal(await check(["77"]), "errors");
}, { mayAsk: true });

inEveryBrowser("a third language by one object, and single texts in a known one", async ({ page }) => {
  const pick = "[data-key=pick]";
  await page.evaluate(() => Object.assign(/** @type {any} */ (document.querySelector("import-checker")), { lang: "de", texts: { chooseFiles: "Dateien wählen" } }));
  await says(page, pick, "Dateien wählen");
  assert.match(await textOf(page, ".drop"), /or drop them here/);
  await page.evaluate(() => Object.assign(/** @type {any} */ (document.querySelector("import-checker")), { lang: "fr", texts: { chooseFiles: "Votre fichier" } }));
  await says(page, pick, "Votre fichier");
  assert.match(await textOf(page, ".drop"), /déposez|glissez/i);
});

/** A few texts of a third language: of the page by their key, of a problem by its code, phrases by their English words. */
const SPANISH = {
  verdict_errors: "Aún no está listo",
  T220: {
    title: "Ese día no está en el calendario",
    message: "{at} contiene «{value}», un día que no existe.",
    remedy: "Corrija la fecha.",
  },
  phrases: { "“{text}”": "«{text}»", Row: "Fila" },
};

inEveryBrowser("the engine's sentences in a third language: report, grid, files that come out, a summary opened again", async ({ page }) => {
  const said = await page.evaluate(async (definition, texts, file) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    Object.assign(element, { definition, texts, lang: "es" });
    const heard = new Promise((done) => element.addEventListener("import-checker-report", done, { once: true }));
    element.add([new File([file], "staff.csv")]);
    await heard;
    const made = async (/** @type {string} */ what) => (await element.client.write(0, what, { rowsInError: "drop" })).blob.text();
    const { rows } = await element.client.window(0, { kind: "errors" }, 0, 5);
    const summary = await element.client.openSummary(await made("summary"), { lang: "es", texts });
    return { html: await made("html"), rejected: await made("rejected"), rows, summary };
  }, { ...OWN, missingValues: [] }, SPANISH, `${FILE},French,2024-01-05\n`);
  await says(page, ".findings", "Ese día no está en el calendario");
  await click(page, "T220:starts");
  await says(page, ".findings", "Corrija la fecha.");
  await says(page, ".verdict-region", "Aún no está listo");
  await click(page, "why-T220:starts");
  // What the host left out is English: why it matters, and every problem without texts of its own.
  await says(page, ".findings", "The server cannot keep a day that is not in the calendar");
  const message = "C3, «starts» contiene «2024-02-30», un día que no existe.";
  const marks = said.rows.flatMap((/** @type {any} */ row) => row.marks);
  assert(marks.some((/** @type {any} */ mark) => mark.messages.includes(message)), JSON.stringify(marks));
  assert(marks.some((/** @type {any} */ mark) => mark.messages.some((/** @type {string} */ one) => one.startsWith("A4, «name» is"))), JSON.stringify(marks));
  for (const file of [said.html, said.rejected]) assert(file.includes(message), file.slice(0, 400));
  assert.equal(said.summary.groups.find((/** @type {any} */ group) => group.code === "T220").title, SPANISH.T220.title);
});

inEveryBrowser("texts of the host's own are looked at: a mistake is named", async ({ page }) => {
  const reason = await page.evaluate(async (definition, file) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    Object.assign(element, { definition, texts: { T220: { titel: "x" } } });
    const heard = new Promise((done) => element.addEventListener("import-checker-error", done, { once: true }));
    element.add([new File([file], "staff.csv")]);
    await heard;
    return element.shadowRoot.querySelector(".failure").textContent;
  }, OWN, FILE);
  assert.match(reason, /texts\.T220: “titel” is not a word of this part\. Allowed here: title, message, why, remedy/);
});

inEveryBrowser("a definition by address: a module passes the strict policy, data gets a sentence that says what helps", async ({ page }) => {
  const said = await page.evaluate(async () => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    element.setAttribute("definition", "imports/gryzzly/projects.js");
    const name = await new Promise((done) => setInterval(() => element.definition && done(element.definition.name), 20));
    const failed = new Promise((done) => element.addEventListener("import-checker-error", (/** @type {CustomEvent} */ { detail }) => done(detail.reason)));
    element.setAttribute("definition", "imports/gryzzly/time-entries.json");
    return [name, await failed];
  });
  assert.deepEqual(said, ["gryzzly/projects", "definition"]);
  await says(page, "[role=status], [role=alert]", "Give a module (.js) where requests are forbidden");
}, { mayAsk: true, mayFail: true });

inEveryBrowser("removed in mid-check its worker ends; moved in mid-check it goes on", async ({ page, browser }) => {
  const large = () => page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    const rows = Array.from({ length: 60_000 }, (_, at) => `P${at},project,,,2024-01-01`);
    element.add([new File([`project,resource type,task,subtask,due date\n${rows.join("\n")}\n`], "large.csv")]);
  });
  await page.evaluate(() => document.querySelector("import-checker")?.setAttribute("import", "gryzzly/projects"));
  await large();
  await page.waitForSelector("import-checker[status=checking]");
  await page.evaluate(() => document.body.prepend(/** @type {Node} */ (document.querySelector("import-checker"))));
  await page.waitForFunction(() => !/checking|start/.test(document.querySelector("import-checker")?.getAttribute("status") ?? ""), { timeout: 60_000, polling: 50 });
  await large();
  await page.waitForSelector("import-checker[status=checking]");
  await pause(50);
  await page.evaluate(() => document.querySelector("import-checker")?.remove());
  if (browser === "firefox") return;
  // Only Chromium tells which workers there are.
  for (let waited = 0; page.workers().length && waited < 5_000; waited += 50) await pause(50);
  assert.deepEqual(page.workers().map((worker) => worker.url()), []);
});

const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" });
const PAGE = (/** @type {string} */ body) => `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="import-checker.js"></script>${body}</html>`;

/**
 * A host of another kind, with the element beside its pages.
 * @param {string} title @param {Record<string, string>} pages @param {(page: Page, url: string) => Promise<void>} body
 * @param {(path: string) => boolean} [shared] which files other sites may load, too; a closed-off frame is one
 */
function withHost(title, pages, body, shared = () => true) {
  for (const name of browsers) {
    browserTest(`${title} (${name})`, 120_000, async () => {
      const server = createServer(async ({ url = "/" }, response) => {
        const path = url.split("?")[0] ?? "";
        const text = pages[path] ?? await readFile(join(root, "dist", path)).catch(() => null);
        const type = path in pages && !extname(path) ? "text/html" : TYPES[extname(path)] ?? "application/octet-stream";
        const open = shared(path) ? { "access-control-allow-origin": "*" } : {};
        response.writeHead(text === null ? 404 : 200, { "content-type": type, ...open }).end(text);
      });
      await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
      const browser = await launch(name, "/tmp");
      try {
        const page = await browser.newPage();
        const url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;
        await page.goto(url);
        await body(page, url);
      } finally {
        await ended(browser);
        server.close();
      }
    });
  }
}

withHost("a definition as data is fetched where the policy allows it, before a file is checked", {
  "/": PAGE('<import-checker definition="staff.json"></import-checker>'),
  "/staff.json": JSON.stringify(OWN),
}, async (page) => {
  await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  await page.evaluate((text) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([text], "staff.csv")]), FILE);
  await status(page, "errors");
});

const TEAMS = { name: "teams", title: "Teams", fields: [{ name: "team" }, { name: "city" }], primaryKey: "team" };
const PLAYERS = { name: "players", title: "Players", fields: [{ name: "player" }, { name: "plays for" }], foreignKeys: [{ fields: ["plays for"], reference: { resource: "teams", fields: ["team"] } }] };
const PACKAGE = { name: "league", resources: [TEAMS, PLAYERS].map(({ name, title, ...schema }) => ({ name, title, path: `${name}.csv`, schema })) };

/** Gives the files of both; answers with the title of the import and the verdict of each, and what was found. @param {Page} page @param {object} [host] */
const league = (page, host = {}) => page.evaluate(async (decided) => {
  const element = /** @type {any} */ (document.querySelector("import-checker"));
  Object.assign(element, decided);
  /** @type {any[]} */
  const reports = [];
  const heard = new Promise((done) => element.addEventListener("import-checker-report", (/** @type {CustomEvent} */ { detail }) => reports.push(detail) === 2 && done(null)));
  element.add([new File(["team,city\nReds,Oslo\n"], "a.csv"), new File(["player,plays for\nAda,Reds\nBob,Blues\n"], "b.csv")]);
  await heard;
  return reports.map((report) => [report.title, report.verdict, Object.keys(report.counts)]);
}, host);

inEveryBrowser("several definitions of the page's own are told apart by their headings, and refer to each other", async ({ page }) => {
  assert.deepEqual(await league(page, { definition: [TEAMS, PLAYERS] }), [["Teams", "ready", []], ["Players", "errors", ["X810"]]]);
  await page.reload({ waitUntil: "networkidle0" });
  assert.deepEqual(await league(page, { definition: PACKAGE }), [["Teams", "ready", []], ["Players", "errors", ["X810"]]]);
}, { mayAsk: true });

withHost("a Data Package named by the attribute holds several definitions", {
  "/": PAGE('<import-checker definition="league.json" multiple></import-checker>'),
  "/league.json": JSON.stringify(PACKAGE),
}, async (page) => {
  await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  assert.deepEqual(await league(page), [["Teams", "ready", []], ["Players", "errors", ["X810"]]]);
});

inEveryBrowser("of several definitions one that cannot be understood closes the element", async ({ page }) => {
  for (const [definition, place] of [
    [[TEAMS, { ...PLAYERS, name: "teams" }], "definition[1].name"],
    [[TEAMS, { name: "players", fields: [] }], "definition[1].fields"],
    [[], "definition"],
    [{ resources: [] }, "definition"],
  ]) {
    const told = await page.evaluate(async (given) => {
      const element = /** @type {any} */ (document.createElement("import-checker"));
      const heard = new Promise((done) => element.addEventListener("import-checker-error", (/** @type {CustomEvent} */ { detail }) => done(detail)));
      element.definition = given;
      document.body.append(element);
      const { name } = /** @type {any} */ (await heard);
      element.remove();
      return name;
    }, definition);
    assert.equal(told, place);
  }
}, { mayFail: true });

/** A page with another in a closed-off frame. @param {string} address */
const FRAMING = (address) => `<!doctype html><html lang="en"><title>Outer</title><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="${address}"></iframe></html>`;

/** @param {import("puppeteer-core").Page} page */
async function framed(page) {
  const handle = await page.waitForSelector("iframe");
  return /** @type {import("puppeteer-core").Frame} */ (await handle?.contentFrame());
}

withHost("in a sandboxed frame it works, or says what is missing", {
  "/": FRAMING("inner"),
  "/inner": PAGE('<import-checker import="gryzzly/projects"></import-checker>'),
}, async (page) => {
  const frame = await framed(page);
  await frame.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  const sample = await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8");
  await frame.evaluate((text) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([text], "projects.csv")]), sample);
  await frame.waitForFunction(() => /ready|failed/.test(document.querySelector("import-checker")?.getAttribute("status") ?? ""), { polling: 50, timeout: 60_000 });
  const said = await frame.evaluate(() => [document.querySelector("import-checker")?.getAttribute("status"), document.querySelector("import-checker")?.shadowRoot?.textContent?.slice(0, 600)]);
  assert.deepEqual(said[0], "ready", said[1] ?? "");
});

/** The text of our own page that is only seen where its script does not come. @param {import("puppeteer-core").Frame} frame */
const unavailable = (frame) => frame.waitForFunction(() => {
  const note = document.querySelector("[slot=unavailable]");
  const seen = note && getComputedStyle(note).visibility === "visible" && note.getBoundingClientRect().height > 0;
  return seen && !customElements.get("import-checker") ? note.textContent : null;
}, { polling: 50, timeout: 20_000 }).then((/** @type {import("puppeteer-core").JSHandle} */ handle) => handle.jsonValue());

withHost("our own page in a closed-off frame, from a server that lets no other site load its scripts: a sentence says so", {
  "/": FRAMING("index.html"),
}, async (page) => {
  const frame = await framed(page);
  assert.match(String(await unavailable(frame)), /could not be started.*a frame that is not closed off.*cadre non isolé/s);
}, () => false);

withHost("an element in a closed-off frame whose script came, but none of its parts, says so when somebody comes near, and of every file", {
  "/": FRAMING("inner"),
  "/inner": PAGE('<import-checker import="gryzzly/projects"></import-checker>'),
}, async (page) => {
  const frame = await framed(page);
  await frame.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  const text = (/** @type {string} */ inner) => frame.waitForFunction((part) => {
    const found = document.querySelector("import-checker")?.shadowRoot?.querySelector(part)?.textContent;
    return found?.includes("frame that is closed off") && found;
  }, { polling: 50 }, inner);
  await frame.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).load());
  await text(".note");
  await frame.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).add([new File(["a,b"], "a.csv")]));
  await text(".failure");
}, (path) => !/^\/(pkg|imports|more)\b/.test(path));

withHost("init takes an address, bytes or a module; a load that failed is tried again, a second call changes nothing", {
  "/": PAGE('<import-checker import="gryzzly/projects"></import-checker>'),
}, async (page) => {
  const said = await page.evaluate(async () => {
    const from = "./import-checker.js";
    const { init } = /** @type {typeof import("../../www/import-checker.js")} */ (await import(from));
    const failed = await init("missing.wasm").then(() => "loaded", (error) => error.message);
    await init({ module_or_path: "pkg/import_checker_bg.wasm" });
    await init();
    const bytes = await (await fetch("pkg/import_checker_bg.wasm")).arrayBuffer();
    await init(bytes);
    await init(Promise.resolve(await WebAssembly.compile(bytes)));
    return failed;
  });
  assert.match(said, /404/);
  const sample = await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8");
  await page.evaluate((text) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([text], "projects.csv")]), sample);
  await status(page, "ready");
});

withHost("an element that was there before its script takes over what was set meanwhile, and a label leads into it", {
  "/": '<!doctype html><html lang="en"><title>Late</title><link rel="icon" href="data:,"><label for="late">File</label>' +
    '<form><import-checker id="late" name="file"></import-checker></form></html>',
}, async (page) => {
  const said = await page.evaluate(async (definition) => {
    const element = /** @type {any} */ (document.querySelector("import-checker"));
    Object.assign(element, { definition, rowsInError: "drop" });
    const from = "./import-checker.js";
    await import(from);
    await customElements.whenDefined("import-checker");
    document.querySelector("label")?.click();
    await new Promise((done) => setTimeout(done, 100));
    return [element.definition.name, element.getAttribute("rows-in-error"), Object.hasOwn(element, "definition"), document.activeElement?.id];
  }, OWN);
  assert.deepEqual(said, ["staff", "drop", false, "late"]);
});

withHost("elements that are gone leave nothing behind: not themselves, no worker, nothing that listens", {
  "/": PAGE('<import-checker definition="staff.json"></import-checker>'),
  "/staff.json": JSON.stringify(OWN),
}, async (page) => {
  await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  const rows = Array.from({ length: 20_000 }, (_, at) => `Ada ${at},French,2024-01-01`).join("\n");
  const alive = await page.evaluate(async (text) => {
    const first = /** @type {any} */ (document.querySelector("import-checker"));
    // It stays, and so does the worker that it keeps ready.
    await first.client.warm();
    let started = 0;
    const working = new Set();
    const { Worker: Original } = globalThis;
    globalThis.Worker = class extends Original {
      constructor(/** @type {[any, any]} */ ...how) {
        super(...how);
        started++;
        working.add(this);
      }
      terminate() {
        working.delete(this);
        super.terminate();
      }
    };
    for (let at = 0; at < 6; at++) {
      const one = first.cloneNode(true);
      document.body.append(one);
      one.add([new File([text], "staff.csv")]);
      await new Promise((done) => one.addEventListener("import-checker-progress", done, { once: true }));
      one.remove();
    }
    await new Promise((done) => setTimeout(done, 300));
    return { started, left: working.size };
  }, `name,language,starts\n${rows}\n`);
  assert(alive.started >= 6, JSON.stringify(alive));
  assert.equal(alive.left, 0, "workers that nobody ended");
  if (page.browser().process()?.spawnfile.includes("firefox")) return;
  // Only Chromium tells what is left in memory.
  const kind = await page.evaluateHandle(() => /** @type {any} */ (customElements.get("import-checker")).prototype);
  let left = 0;
  for (let waited = 0; waited < 40; waited++) {
    const all = await page.queryObjects(kind);
    left = await page.evaluate((list) => /** @type {any} */ (list).length, all);
    await all.dispose();
    if (left === 1) break;
    await pause(100);
  }
  assert.equal(left, 1, "elements in memory, of which one is in the page");
});

withHost("several on one page check at the same time, each for itself", {
  "/": PAGE('<import-checker id="one" definition="staff.json"></import-checker><import-checker id="two" import="gryzzly/projects" lang="fr"></import-checker>'),
  "/staff.json": JSON.stringify(OWN),
}, async (page) => {
  await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  const projects = await readFile(join(root, "tests/cases/gryzzly/projects/sample.csv"), "utf8");
  await page.evaluate((staff, other) => {
    /** @type {any} */ (document.getElementById("one")).add([new File([staff], "staff.csv")]);
    /** @type {any} */ (document.getElementById("two")).add([new File([other], "projects.csv")]);
  }, FILE, projects);
  await page.waitForSelector("#one[status=errors]");
  await page.waitForSelector("#two[status=ready]");
  const verdicts = await page.evaluate(() => ["one", "two"].map((id) => document.getElementById(id)?.shadowRoot?.querySelector(".page")?.textContent ?? ""));
  assert.match(verdicts[0] ?? "", /Not ready yet/);
  assert.match(verdicts[1] ?? "", /Prêt/);
});

withHost("two copies of the module on one page do not disturb each other", {
  "/": PAGE('<import-checker definition="staff.json"></import-checker>').replace("</script>", '</script><script type="module" src="inline.js"></script>'),
  "/staff.json": JSON.stringify(OWN),
}, async (page) => {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.reload({ waitUntil: "load" });
  await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
  await page.evaluate((text) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([text], "staff.csv")]), FILE);
  await status(page, "errors");
  assert.deepEqual(errors, []);
});
