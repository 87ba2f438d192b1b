/** The package as others use it: from Node, from TypeScript, through two bundlers, and as a single file. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { status } from "./element.mjs";
import { browserTest } from "./again.mjs";
import { browsers, ended, launch, removed, root } from "./support.mjs";

const run = promisify(execFile);
const dist = join(root, "dist");
const sample = join(root, "tests/cases/gryzzly/projects/sample.csv");
/** A folder of somebody else, with the package installed. */
let home = "";

before(async () => {
  home = await mkdtemp(join(tmpdir(), "import-checker-"));
  await cp(join(root, "tests/e2e/consumer"), home, { recursive: true });
  await mkdir(join(home, "node_modules"));
  await symlink(dist, join(home, "node_modules/import-checker"));
});
after(() => removed(home));

/** @param {string} program @param {string[]} options */
const tool = (program, ...options) => run(process.execPath, [join(root, "node_modules", program), ...options], { cwd: home });

test("every address in the manifest of the package is there, types first", async () => {
  const manifest = JSON.parse(await readFile(join(dist, "package.json"), "utf8"));
  const cargo = await readFile(join(root, "Cargo.toml"), "utf8");
  assert.equal(manifest.version, /^version = "(.*)"/m.exec(cargo)?.[1]);
  assert.equal(manifest.type, "module");
  for (const [name, entry] of Object.entries(manifest.exports)) {
    const paths = typeof entry === "string" ? [entry] : Object.values(entry);
    if (typeof entry !== "string") assert.equal(Object.keys(entry)[0], "types", name);
    for (const path of paths) await access(join(dist, String(path).replace("*", "gryzzly/projects")));
  }
  for (const file of manifest.sideEffects) if (!file.includes("*")) await access(join(dist, file));
});

test("Node checks a file: a report and the cleaned file", async () => {
  await writeFile(join(home, "check.mjs"), `
    import { check, checkDefinition, imports } from "import-checker/node";
    const [path] = process.argv.slice(2);
    const good = await check(path, { import: "gryzzly/projects", lang: "fr" });
    const text = new TextDecoder().decode(await good.write(0));
    good.close();
    const bad = await check({ name: "bad.csv", content: "a,b\\n1,2\\n" }, { definition: { fields: [{ name: "a" }, { name: "b", type: "date" }] } });
    const [{ verdict, findings }] = bad.reports;
    const bad2 = await check({ name: "bad.csv", content: "a,b\\n1,2\\n" }, { definition: { fields: [{ name: "a" }, { name: "b", type: "date" }] }, lang: "es", texts: { [findings[0].code]: { title: "Esto no es una fecha" } } });
    const spanish = bad2.reports[0].groups[0].title;
    const unknown = await check(path, { import: "no/such" }).catch((error) => error.message);
    const wrong = await checkDefinition({ fields: [{ name: "a", type: "texte" }] });
    console.log(JSON.stringify({ imports, summary: good.reports[0].summary, first: good.reports[0].verdict, text, verdict, findings, spanish, unknown, wrong,
      leaked: "FileReaderSync" in globalThis, element: typeof (await import("import-checker")).ImportChecker }));
  `);
  const { stdout } = await run(process.execPath, ["check.mjs", sample], { cwd: home });
  const said = JSON.parse(stdout);
  assert(said.imports.includes("interpreter-intelligence/customers"));
  assert.equal(said.first, "ready");
  assert.match(said.summary, /ligne|enregistrement/);
  assert.equal(said.text, await readFile(sample.replace(".csv", ".cleaned.csv"), "utf8"));
  assert.equal(said.verdict, "errors");
  assert.equal(said.findings[0].cell, "B2");
  assert.equal(said.spanish, "Esto no es una fecha");
  assert.match(said.unknown, /There is no import “no\/such”\. There are: gryzzly\/projects/);
  assert.equal(said.wrong.place, "fields[0].type");
  assert.equal(said.leaked, false);
  // A server that renders pages imports what its pages import.
  assert.equal(said.element, "function");
});

for (const resolution of ["nodenext", "bundler"]) {
  test(`the types say what may be written (${resolution})`, async () => {
    const module = resolution === "bundler" ? "esnext" : resolution;
    await writeFile(join(home, "tsconfig.json"), JSON.stringify({
      compilerOptions: { noEmit: true, strict: true, target: "es2022", module, moduleResolution: resolution, types: [], lib: ["es2023", "dom", "esnext.disposable"],
        noUncheckedIndexedAccess: true },
      files: ["types.ts"],
    }));
    await writeFile(join(home, "package.json"), '{"type":"module"}');
    await assert.doesNotReject(tool("typescript/bin/tsc", "--project", "."), (/** @type {any} */ error) => assert.fail(error.stdout));
  });
}

test("the tag is known in JSX, its words too", async () => {
  await mkdir(join(home, "node_modules/@types"), { recursive: true });
  await symlink(join(root, "node_modules/@types/react"), join(home, "node_modules/@types/react"));
  await writeFile(join(home, "tsconfig.json"), JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", types: [], lib: ["es2023", "dom"] },
    files: ["jsx.tsx"],
  }));
  await assert.doesNotReject(tool("typescript/bin/tsc", "--project", "."), (/** @type {any} */ error) => assert.fail(error.stdout));
});

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:; connect-src 'none'";
/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/**
 * Serves a folder under a policy, and checks a file in the page that is there.
 * @param {string} browserName @param {string} folder @param {string} policy @param {(page: import("puppeteer-core").Page) => Promise<unknown>} [before]
 */
async function checksIn(browserName, folder, policy, before = async () => {}) {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = url === "/" ? "/index.html" : url.split("?")[0] ?? "";
    const body = await readFile(join(folder, path)).catch(() => null);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { "content-type": type, "content-security-policy": policy }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const browser = await launch(browserName, home);
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const at = /** @type {import("node:net").AddressInfo} */ (server.address());
    await page.goto(`http://127.0.0.1:${at.port}/`);
    await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
    await before(page);
    const text = await readFile(sample, "utf8");
    await page.evaluate((content) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([content], "projects.csv")]), text);
    await status(page, "ready");
    assert.deepEqual(errors, []);
  } finally {
    await ended(browser);
    server.close();
  }
}

browserTest("a Vite build works under a strict policy", 180_000, async () => {
  await tool("vite/bin/vite.js", "build", "--outDir", "vite", "--logLevel", "error");
  await checksIn("chromium", join(home, "vite"), POLICY);
});

browserTest("a Vite build with the WebAssembly and the worker as files of their own", 180_000, async () => {
  await writeFile(join(home, "vite.config.mjs"), 'export default { worker: { format: "es" }, build: { target: "es2022" } };');
  await cp(join(root, "tests/e2e/consumer/apart.js"), join(home, "main.js"));
  await tool("vite/bin/vite.js", "build", "--outDir", "apart", "--logLevel", "error");
  await cp(join(root, "tests/e2e/consumer/main.js"), join(home, "main.js"));
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";
  await checksIn("chromium", join(home, "apart"), policy, (page) => page.waitForFunction(() => document.title === "apart", { polling: 50 }));
});

browserTest("an esbuild build works under a strict policy", 180_000, async () => {
  const out = join(home, "esbuild");
  await run(join(root, "node_modules/.bin/esbuild"), ["main.js", "--bundle", "--splitting", "--format=esm", "--minify", `--outdir=${out}`, "--log-level=error"], { cwd: home });
  await cp(join(home, "index.html"), join(out, "index.html"));
  await checksIn("chromium", out, POLICY);
});

for (const name of browsers) {
  browserTest(`the single file works under a strict policy (${name})`, 180_000, async () => {
    const folder = join(home, `single-${name}`);
    await mkdir(folder, { recursive: true });
    await cp(join(dist, "inline.js"), join(folder, "main.js"));
    await cp(join(home, "index.html"), join(folder, "index.html"));
    await checksIn(name, folder, POLICY);
  });
}
