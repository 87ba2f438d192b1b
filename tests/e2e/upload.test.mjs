/**
 * An ordinary upload form with a real receiving server: without the script the raw file arrives, with it the cleaned
 * one. The server knows nothing of the element.
 */
import assert from "node:assert/strict";
import busboy from "busboy";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { after, before } from "node:test";
import { once } from "node:events";
import { status } from "./element.mjs";
import { browserTest } from "./again.mjs";
import { browsers, ended, launch, removed, root } from "./support.mjs";

const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html", ".js": "text/javascript", ".css": "text/css" });
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; " +
  "img-src 'self' data: blob:; connect-src 'none'; form-action 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types import-checker";

/** @typedef {{name: string, file: string, type: string, bytes: number, lines: number, hash: string, start: string}} Received */
/** @type {Received[]} */
let received = [];
/** @type {import("node:http").Server} */
let server;
let url = "";

before(async () => {
  server = createServer(async (request, response) => {
    if (request.method === "POST") return receive(request, response);
    const address = new URL(request.url ?? "/", "http://local");
    const path = normalize(address.pathname.endsWith("/") ? `${address.pathname}index.html` : address.pathname);
    try {
      let body = await readFile(join(root, "dist", path));
      if (address.search === "?plain") body = Buffer.from(body.toString().replace(/<script.*?<\/script>/s, ""));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const at = server.address();
  url = `http://127.0.0.1:${typeof at === "object" ? at?.port : ""}/`;
});
after(() => server.close());

/** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
function receive(request, response) {
  const form = busboy({ headers: request.headers, defParamCharset: "utf8" });
  form.on("file", (name, stream, info) => {
    const hash = createHash("sha256");
    let bytes = 0;
    let lines = 0;
    let start = "";
    stream.on("data", (/** @type {Buffer} */ piece) => {
      if (start.length < 500) start += piece.toString("utf8", 0, 500);
      bytes += piece.length;
      for (const byte of piece) if (byte === 10) lines++;
      hash.update(piece);
    });
    stream.on("end", () => received.push({ name, file: info.filename ?? "", type: String(info.mimeType), bytes, lines, hash: hash.digest("hex"), start }));
  });
  form.on("close", () => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Received</title><h1>Received</h1>"));
  request.pipe(form);
}

/** @param {string} title @param {string} path @param {(page: import("puppeteer-core").Page, folder: string) => Promise<void>} body */
function inEach(title, path, body) {
  for (const name of browsers) {
    browserTest(`${title} (${name})`, 240_000, async () => {
      const folder = await mkdtemp(join(tmpdir(), "import-checker-"));
      const browser = await launch(name, folder);
      try {
        received = [];
        const page = await browser.newPage();
        await page.goto(url + path, { waitUntil: "networkidle0" });
        await body(page, folder);
      } finally {
        await ended(browser);
        await removed(folder);
      }
    });
  }
}

/** @param {import("puppeteer-core").Page} page @param {string} file */
async function choose(page, file) {
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("input[type=file]"));
  await input.uploadFile(file);
}

/** @param {import("puppeteer-core").Page} page */
async function submit(page) {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[type=submit]")).click());
  await page.waitForFunction(() => document.title === "Received", { polling: 50, timeout: 120_000 });
}

/** The sample that the engine's own tests hold to be right, as a spreadsheet of another country would save it. */
const sample = (await readFile(join(root, "tests/cases/interpreter-intelligence/customers/sample.csv"), "utf8")).replaceAll("\r", "").trimEnd();
const raw = Buffer.from(`${sample.replaceAll(",", ";").replaceAll("\n", "\r\n")}\r\n`, "latin1");

inEach("without the script the raw file arrives", "demo/?plain", async (page, folder) => {
  const file = join(folder, "customers.csv");
  await writeFile(file, raw);
  await choose(page, file);
  await submit(page);
  assert.equal(received.length, 1);
  assert.equal(received[0]?.hash, createHash("sha256").update(raw).digest("hex"));
});

inEach("with it the cleaned file arrives", "demo/", async (page, folder) => {
  const file = join(folder, "customers.csv");
  await writeFile(file, raw);
  await choose(page, file);
  await status(page, "ready");
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 1, { polling: 50 });
  await submit(page);
  assert.equal(received.length, 1);
  const [{ name, file: sent, type, start }] = /** @type {[Received]} */ (received);
  assert.deepEqual({ name, sent, type }, { name: "file", sent: "customers.csv", type: "text/csv" });
  assert.equal(start.split("\r\n")[0], sample.split("\n")[0]);
});

inEach("a cleaned file that lies on the disk arrives as well, though its worker was replaced", "demo/", async (page, folder) => {
  const file = join(folder, "customers.csv");
  await writeFile(file, raw);
  await page.evaluate(() => /** @type {any} */ (document.querySelector("import-checker")).load());
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("import-checker"))?.client?.store, { polling: 50 });
  await page.evaluate(() => void Object.assign(/** @type {any} */ (document.querySelector("import-checker")).client.store, { limit: 100 }));
  await choose(page, file);
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 1, { polling: 50 });
  const lying = await page.evaluate(async () => {
    const { client } = /** @type {any} */ (document.querySelector("import-checker"));
    // The worker hears nothing any more, and is ended.
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = () => {};
    client.patience = 100;
    const kind = await client.write(0, "html", {}).catch((/** @type {any} */ error) => error.kind);
    Object.assign(Worker.prototype, { postMessage });
    client.patience = 10_000;
    await client.profile(0);
    let count = 0;
    for await (const [, own] of /** @type {any} */ (await navigator.storage.getDirectory())) for await (const _ of own.keys()) count++;
    return { kind, count };
  });
  assert.deepEqual(lying, { kind: "silent", count: 1 });
  await submit(page);
  assert.deepEqual(received.map(({ start }) => start.split("\r\n")[0]), [sample.split("\n")[0]]);
});

inEach("a file with errors does not arrive at all", "demo/", async (page, folder) => {
  const file = join(folder, "customers.csv");
  await writeFile(file, raw.toString("latin1").replace("City Hospital", ""));
  await choose(page, file);
  await status(page, "errors");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[type=submit]")).click());
  await new Promise((done) => setTimeout(done, 500));
  assert.equal(received.length, 0);
  assert.equal(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).validationMessage),
    "The file has errors. Correct them or choose another file.");
});

inEach("a host that sends the form as soon as a file is there gets the cleaned one, once", "demo/", async (page, folder) => {
  await page.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
    form.addEventListener("change", (event) => /** @type {HTMLInputElement} */ (event.target).files?.length && form.requestSubmit());
  });
  const file = join(folder, "customers.csv");
  await writeFile(file, raw);
  await choose(page, file);
  await page.waitForFunction(() => document.title === "Received", { polling: 50, timeout: 120_000 });
  assert.deepEqual(received.map(({ file: name, type, start }) => [name, type, start.split("\r\n")[0]]), [["customers.csv", "text/csv", sample.split("\n")[0]]]);
});

/** A file of 100 MB, as a spreadsheet of another country would save it. @param {string} path */
async function large(path) {
  const [heading = "", row = ""] = sample.replaceAll(",", ";").split("\n");
  const columns = heading.split(";");
  const cells = row.split(";");
  cells[columns.indexOf("Parent Accounting Reference")] = "";
  cells[columns.indexOf("Notes")] = "x".repeat(900);
  const out = createWriteStream(path, "latin1");
  const hash = createHash("sha256");
  let [bytes, rows] = [0, 0];
  for (let text = `${heading}\r\n`; bytes < 100e6; rows++) {
    hash.update(text);
    bytes += text.length;
    if (!out.write(text)) await once(out, "drain");
    cells[columns.indexOf("Customer Name")] = `Hospital ${rows}`;
    cells[columns.indexOf("Accounting Reference")] = `R${rows}`;
    text = `${cells.join(";")}\r\n`;
  }
  out.end();
  await once(out, "close");
  return { bytes, rows, hash: hash.digest("hex") };
}
inEach("100 MB arrive, raw without the script and cleaned with it", "demo/?plain", async (page, folder) => {
  const file = join(folder, "customers.csv");
  const made = await large(file);
  await choose(page, file);
  await submit(page);
  assert.deepEqual([received[0]?.bytes, received[0]?.hash], [made.bytes, made.hash]);
  received = [];
  await page.goto(`${url}demo/`, { waitUntil: "networkidle0" });
  await choose(page, file);
  await status(page, "ready", 180_000);
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === 1, { polling: 50, timeout: 120_000 });
  await submit(page);
  assert.deepEqual([received.length, received[0]?.lines], [1, made.rows]);
  assert.match(received[0]?.start ?? "", /^[^;]*,/);
});
