/** Contenders against each other: a fresh headless browser for each run, the work in a worker. */
import esbuild from "esbuild";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { ended, launch } from "../../tests/e2e/browsers.mjs";
import { cpu, peak } from "./processes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** How long everybody may get ready, as long as a quick user looks for a file. In milliseconds. */
const PICKING = 3_000;

/** Bundles the contenders' workers and serves them beside the site. */
export async function arena(settings, names) {
  const workers = join(settings.folder, "workers");
  await esbuild.build({
    entryPoints: names.map((name) => join(here, `${name}.mjs`)),
    bundle: true,
    format: "esm",
    minify: true,
    outdir: workers,
    external: ["/site/*"],
    loader: { ".json": "json" },
    logLevel: "warning",
  });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path === "/") return response.setHeader("content-type", "text/html").end("<!doctype html><input type=file multiple>");
    const file = path.startsWith("/site/") ? join(settings.site, path.slice(6)) : join(workers, path.slice(1));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/**
 * One run: what came out, and what it cost.
 * @param {{folder: string}} settings @param {string} address @param {string} contender
 * @param {{files: string[], definitions: object[]}} given @param {string} [name] of the browser
 */
export async function run(settings, address, contender, { files, definitions }, name = "chromium") {
  const browser = name === "firefox" ? await launch(name, settings.folder) : await chromium(settings);
  try {
    const pid = browser.process().pid;
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(address);
    await page.evaluate(start, contender);
    const input = await page.$("input");
    await input.uploadFile(...files);
    await new Promise((done) => setTimeout(done, PICKING));
    const before = cpu(pid);
    const ask = (given) => globalThis.ask({ files: [...document.querySelector("input").files], ...given });
    const result = await page.evaluate(ask, { definitions });
    const used = { cpu: cpu(pid) - before, memory: peak(pid) };
    const hash = result.failed || result.columns ? undefined : (await page.evaluate(() => globalThis.ask({ hash: true }))).hash;
    return { ...result, ...used, hash };
  } catch (error) {
    return { failed: String(error) };
  } finally {
    await ended(browser);
  }
}

const chromium = (settings) => puppeteer.launch({
  executablePath: settings.chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
  timeout: 60_000,
  protocolTimeout: 600_000,
});

/** In the page: starts the worker and waits until it is ready. */
async function start(name) {
  const worker = new Worker(`/${name}.js`, { type: "module" });
  globalThis.ask = (message) =>
    new Promise((done) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => done({ failed: event.message });
      if (message) worker.postMessage(message);
    });
  await globalThis.ask(null);
}
