/**
 * Runs contenders against each other: a fresh headless Chromium for each run, the work in a worker, interleaved.
 * CPU time is that of the browser's whole process tree while the worker works, from /proc.
 *
 *   node run.mjs SETTINGS.json      (written by `cargo xtask bench`)
 */
import esbuild from "esbuild";
import { createReadStream, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const here = dirname(fileURLToPath(import.meta.url));
const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));

const names = [...new Set(settings.cases.flatMap((one) => one.contenders))];
await esbuild.build({
  entryPoints: names.map((name) => join(here, `${name}.mjs`)),
  bundle: true,
  format: "esm",
  minify: true,
  outdir: join(settings.folder, "workers"),
  external: ["/site/*"],
  loader: { ".json": "json" },
  logLevel: "warning",
});

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  if (path === "/") return response.setHeader("content-type", "text/html").end("<!doctype html><input type=file>");
  const file = path.startsWith("/site/")
    ? join(settings.site, path.slice(6))
    : join(settings.folder, "workers", path.slice(1));
  if (!existsSync(file)) return response.writeHead(404).end();
  response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
  createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/`;

/** The processes of a tree, the given one first. */
function tree(pid) {
  const parents = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      parents.set(+entry, { parent: +fields[1], ticks: +fields[11] + +fields[12] });
    } catch {
      // It ended meanwhile.
    }
  }
  const inside = (id) => id === pid || (parents.has(id) && id > 1 && inside(parents.get(id).parent));
  return [...parents].filter(([id]) => inside(id)).map(([id, { ticks }]) => ({ id, ticks }));
}
const cpu = (pid) => tree(pid).reduce((sum, one) => sum + one.ticks * 10, 0);
function peak(pid) {
  const sizes = tree(pid).map(({ id }) => {
    try {
      return +(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  });
  return Math.max(...sizes);
}

async function once(contender, file) {
  const browser = await puppeteer.launch({
    executablePath: settings.chromium,
    headless: true,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    protocolTimeout: 600_000,
  });
  try {
    const pid = browser.process().pid;
    const page = await browser.newPage();
    await page.goto(address);
    await page.evaluate(async (name) => {
      globalThis.worker = new Worker(`/${name}.js`, { type: "module" });
      globalThis.ask = (message) =>
        new Promise((done) => {
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = (event) => done({ failed: event.message });
          if (message) worker.postMessage(message);
        });
      await ask(null);
    }, contender);
    const input = await page.$("input");
    await input.uploadFile(file);
    const before = cpu(pid);
    const result = await page.evaluate(() => ask({ file: document.querySelector("input").files[0] }));
    const used = cpu(pid) - before;
    const memory = peak(pid);
    const hash = result.failed ? null : (await page.evaluate(() => ask({ hash: true }))).hash;
    return { ...result, cpu: used, memory, hash };
  } finally {
    await browser.close();
  }
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
/** Medians by file and contender, for the list of what must be reached. @type {Map<string, any>} */
const medians = new Map();
const lines = [
  "| file | contender | CPU ms | wall ms | first rows ms | peak MB | wasm MB | rows wrong | output | product is faster |",
  "|---|---|--:|--:|--:|--:|--:|--:|---|--:|",
];
for (const { file, label, contenders, rounds } of settings.cases) {
  const runs = new Map(contenders.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of contenders) {
      const result = await once(name, file);
      console.error(label, name, JSON.stringify(result).slice(0, 300));
      runs.get(name).push(result);
    }
  }
  const hashes = new Set([...runs.values()].flat().filter((run) => run.hash).map((run) => run.hash));
  for (const [name, all] of runs) {
    const good = all.filter((run) => !run.failed);
    if (!good.length) {
      lines.push(`| ${label} | ${name} | fails | | | | | | | |`);
      continue;
    }
    const median = (key) => middle(good.map((run) => run[key] ?? 0));
    const found = { cpu: median("cpu"), ms: median("ms"), first: median("first"), wasm: median("wasm") / 2 ** 20 };
    medians.set(`${label} · ${name}`, found);
    const product = medians.get(`${label} · product`);
    const ratio = name === "product" || !product ? "" : `${(found.cpu / product.cpu).toFixed(1)}×`;
    const cells = [label, name, found.cpu, Math.round(found.ms), Math.round(found.first) || ""];
    cells.push(Math.round(Math.max(...good.map((run) => run.memory))), Math.round(found.wasm) || "");
    cells.push(good[0].wrong, hashes.size === 1 ? "same" : good[0].hash, ratio);
    lines.push(`| ${cells.join(" | ")} |`);
  }
}
server.close();

/** What must be reached, beside what was measured; a line whose files were not run is left out. */
const musts = [];
const must = (words, wanted, value, unit, holds) => {
  if (Number.isFinite(value)) musts.push(`| ${words} | ${wanted} | ${value.toFixed(unit === "×" ? 1 : 0)} ${unit} | ${holds ? "yes" : "**no**"} |`);
};
const of = (label, name = "product") => medians.get(`${label} · ${name}`) ?? {};
const atMost = (words, value, limit, unit) => must(words, `≤ ${limit} ${unit}`, value, unit, value <= limit);
const rival = (label, name, least) => {
  const ratio = of(label, name).cpu / of(label).cpu;
  must(`${label}: CPU time of ${name}`, `≥ ${least} ×`, ratio, "×", ratio >= least);
};
for (const rows of [1_000, 10_000, 100_000, 1_000_000]) {
  rival(`CSV, ${rows} rows`, "papa-ajv", 10);
  rival(`CSV, ${rows} rows`, "udsv-hand", 4);
  rival(`XLSX, ${rows} rows`, "sheetjs-ajv", 6);
  rival(`XLSX, ${rows} rows`, "read-excel-ajv", 4);
  atMost(`CSV, ${rows} rows: first checked rows`, of(`CSV, ${rows} rows`).first, 150, "ms");
}
atMost("XLSX, 10000 rows: first checked rows", of("XLSX, 10000 rows").first, 500, "ms");
atMost("XLSX, 100000 rows: first checked rows", of("XLSX, 100000 rows").first, 1500, "ms");
atMost("XLSX, 10000 rows, first file of a fresh tab: all of it", of("XLSX, 10000 rows").ms, 500, "ms");
atMost("XLSX, 1000000 rows (no peer can): all of it", of("XLSX, 1000000 rows").ms / 1000, 15, "s");
atMost("CSV, 1000000 rows: memory of the WebAssembly", of("CSV, 1000000 rows").wasm, 64, "MB");
const worse = of("CSV, 100000 rows, one cell wrong in every row").cpu / of("CSV, 100000 rows, nothing wrong").cpu;
must("every row wrong, against a clean file", "≤ 1.5 ×", worse, "×", worse <= 1.5);

const table = ["| what | must | measured | holds |", "|---|--:|--:|---|", ...musts, "", ...lines].join("\n");
console.log(table);
if (settings.out) writeFileSync(settings.out, `${settings.preface}\n\n${table}\n`);
