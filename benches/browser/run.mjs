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
const lines = ["| file | contender | CPU ms | wall ms | peak MB | wasm MB | rows wrong | output | product is faster |", "|---|---|--:|--:|--:|--:|--:|---|--:|"];
for (const { file, label, contenders, rounds, musts } of settings.cases) {
  const runs = new Map(contenders.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of contenders) {
      const result = await once(name, file);
      console.error(label, name, JSON.stringify(result).slice(0, 300));
      runs.get(name).push(result);
    }
  }
  const best = middle(runs.get("product").map((run) => run.cpu));
  const hashes = new Set([...runs.values()].flat().filter((run) => run.hash).map((run) => run.hash));
  for (const [name, all] of runs) {
    const good = all.filter((run) => !run.failed);
    if (!good.length) {
      lines.push(`| ${label} | ${name} | fails | | | | | | |`);
      continue;
    }
    const used = middle(good.map((run) => run.cpu));
    const must = musts?.[name] ? ` (must: ${musts[name]}×)` : "";
    const ratio = name === "product" ? "" : `${(used / best).toFixed(1)}×${must}`;
    const wasm = good[0].wasm ? Math.round(good[0].wasm / 2 ** 20) : "";
    lines.push(
      `| ${label} | ${name} | ${used} | ${Math.round(middle(good.map((run) => run.ms)))} | ${Math.round(Math.max(...good.map((run) => run.memory)))} | ${wasm} | ${good[0].wrong} | ${hashes.size === 1 ? "same" : good[0].hash} | ${ratio} |`,
    );
  }
}
server.close();
console.log(lines.join("\n"));
if (settings.out) writeFileSync(settings.out, `${settings.preface}\n\n${lines.join("\n")}\n`);
