/**
 * Pages of somebody else, with a real server that receives what their forms send: it keeps every byte, so that a test
 * can look for the raw file in all that arrived.
 */
import busboy from "busboy";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after } from "node:test";
import { browserTest } from "./again.mjs";
import { browsers, ended, launch, root } from "./support.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {{field: string, name: string, type: string, text: string}} Part */

const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" });

/**
 * @typedef {object} Host
 * @property {Page} page
 * @property {string} browser its name
 * @property {string} url
 * @property {{path: string, bytes: number}[]} requests what was asked for, in order
 * @property {Part[]} parts the files that arrived
 * @property {() => string} arrived everything that arrived, byte for byte as Latin-1
 * @property {string[]} errors of the console
 * @property {string[]} warnings of the console
 */

/** One browser of a kind for all tests of a file. @type {Map<string, Promise<import("puppeteer-core").Browser>>} */
const open = new Map();

/** @param {string} name */
async function opened(name) {
  const before = await open.get(name)?.catch(() => null);
  if (!before?.connected) open.set(name, launch(name, tmpdir()));
  return /** @type {Promise<import("puppeteer-core").Browser>} */ (open.get(name));
}

after(async () => {
  for (const browser of open.values()) await browser.then(ended, () => {});
});

/**
 * Registers a test in each browser. The files of `dist/` lie under `/ic/`, those of `node_modules` under `/node/`.
 * @param {string} title
 * @param {Record<string, string>} pages by path; `/` is opened
 * @param {(host: Host) => Promise<void>} body
 * @param {{headers?: Record<string, string>, prepare?: (page: Page) => Promise<unknown>}} [options]
 */
export function onHostPage(title, pages, body, { headers = {}, prepare } = {}) {
  for (const browserName of browsers) {
    browserTest(`${title} (${browserName})`, 120_000, async () => {
      /** @type {Pick<Host, "requests"|"parts"|"errors"|"warnings">} */
      const seen = { requests: [], parts: [], errors: [], warnings: [] };
      /** @type {Buffer[]} */
      const raw = [];
      const server = createServer(async (request, response) => {
        const path = (request.url ?? "/").split("?")[0] ?? "/";
        if (request.method === "POST") return receive(request, response, seen.parts, raw);
        const folder = path.startsWith("/node/") ? "node_modules" : "dist";
        const file = join(root, folder, path.replace(/^\/(ic|node)\//, ""));
        const text = pages[path] ?? (await readFile(file).catch(() => null));
        seen.requests.push({ path, bytes: text?.length ?? 0 });
        const type = path in pages && !extname(path) ? "text/html" : (TYPES[extname(path)] ?? "application/octet-stream");
        response.writeHead(text === null ? 404 : 200, { "content-type": `${type}; charset=utf-8`, ...headers }).end(text);
      });
      await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
      const browser = await opened(browserName);
      const context = await browser.createBrowserContext();
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        page.on("console", (message) => {
          if (message.type() === "error") seen.errors.push(message.text());
          if (/^warn/.test(message.type())) seen.warnings.push(message.text());
        });
        await prepare?.(page);
        const url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;
        await page.goto(url, { waitUntil: "load" });
        await body({ ...seen, page, url, browser: browserName, arrived: () => Buffer.concat(raw).toString("latin1") });
      } finally {
        await context.close().catch(() => {});
        server.close();
        server.closeAllConnections();
      }
    });
  }
}

/**
 * @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response
 * @param {Part[]} parts @param {Buffer[]} raw
 */
function receive(request, response, parts, raw) {
  const answer = () => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Received</title><h1>Received</h1>");
  request.on("data", (/** @type {Buffer} */ piece) => raw.push(piece));
  if (!request.headers["content-type"]?.startsWith("multipart/")) return void request.on("end", answer);
  const form = busboy({ headers: request.headers, defParamCharset: "utf8" });
  form.on("file", (field, stream, { filename, mimeType }) => {
    /** @type {Buffer[]} */
    const pieces = [];
    stream.on("data", (/** @type {Buffer} */ piece) => pieces.push(piece));
    stream.on("end", () => parts.push({ field, name: filename ?? "", type: mimeType, text: Buffer.concat(pieces).toString("utf8") }));
  });
  form.on("close", answer);
  request.pipe(form);
}

/** A page with the element. @param {string} body @param {string} [head] */
export const pageWith = (body, head = "") =>
  `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${head}<script type="module" src="/ic/import-checker.js"></script>${body}</html>`;

/** A form around it. @param {string} inner @param {string} [attributes] */
export const formWith = (inner, attributes = "") =>
  `<form method="post" action="/upload" enctype="multipart/form-data" ${attributes}>${inner}<button>Send</button></form>`;

/**
 * Chooses files as a person does: a real click, whose picker gets these files. A page that has none hears of no file.
 * @param {Page} page @param {Record<string, string>} files by name @param {string} [selector] what is clicked
 */
export async function choose(page, files, selector = "input[type=file]") {
  await page.evaluate((contents) => {
    const kind = /** @type {any} */ (HTMLInputElement.prototype);
    const before = kind.click;
    kind.click = function click() {
      if (this.type !== "file") return before.call(this);
      kind.click = before;
      const transfer = new DataTransfer();
      for (const [name, text] of Object.entries(contents)) transfer.items.add(new File([text], name));
      this.files = transfer.files;
      this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      this.dispatchEvent(new Event("change", { bubbles: true }));
    };
  }, files);
  await page.click(selector);
}

/** Waits until the element says a status. @param {Page} page @param {string} wanted @param {string} [selector] */
export async function hasStatus(page, wanted, selector = "import-checker") {
  try {
    await page.waitForFunction((name, one) => document.querySelector(one)?.getAttribute("status") === name, { polling: 50, timeout: 30_000 }, wanted, selector);
  } catch (error) {
    const said = await page.evaluate((one) => `${document.querySelector(one)?.getAttribute("status")}: ${document.querySelector(one)?.shadowRoot?.textContent?.slice(0, 400)}`, selector);
    throw new Error(`not ${wanted} but ${said}`, { cause: error });
  }
}

/** Waits until the input holds so many files. @param {Page} page @param {number} [count] */
export const holds = (page, count = 1) =>
  page.waitForFunction((wanted) => /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]")).files?.length === wanted, { polling: 50, timeout: 30_000 }, count);

/** Waits until the form was sent and answered. @param {Page} page */
export const received = (page) => page.waitForFunction(() => document.title === "Received", { polling: 50, timeout: 30_000 });

/** Waits until the element is there. @param {Page} page */
export const defined = (page) => page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
