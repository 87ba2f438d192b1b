/** The package as others use it: from Node, from TypeScript, through two bundlers, and as a single file. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { status } from "./element.mjs";
import { browserTest } from "./again.mjs";
import { VUE_OPTIONS, VUE_SHIMS, installPackage, installed, reactAt, strictly, viteConfig, vueCompiler } from "./installed.mjs";
import { browsers, ended, launch, removed, root } from "./support.mjs";

const run = promisify(execFile);
const dist = join(root, "dist");
const sample = join(root, "tests/cases/gryzzly/projects/sample.csv");
/** A folder of somebody else, with the package installed. */
let home = "";
/** The package as `npm pack` makes it, packed and unpacked. */
let tarball = "";
let pkg = "";

before(async () => {
  home = await mkdtemp(join(tmpdir(), "import-checker-"));
  const consumer = join(root, "tests/e2e/consumer");
  await cp(consumer, home, { recursive: true, filter: (path) => !path.includes("react18") });
  ({ tarball, pkg } = await installPackage(home));
  await installed(home, join(root, "node_modules"), ["react", "react-dom", "vue", "@types/react", "@types/react-dom"]);
});
after(() => removed(home));

/** @param {string} program @param {string[]} options */
const tool = (program, ...options) => run(process.execPath, [join(root, "node_modules", program), ...options], { cwd: home });

test("every address in the manifest of the package is there, types first", async () => {
  const manifest = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const cargo = await readFile(join(root, "Cargo.toml"), "utf8");
  assert.equal(manifest.version, /^version = "(.*)"/m.exec(cargo)?.[1]);
  assert.equal(manifest.type, "module");
  for (const [name, entry] of Object.entries(manifest.exports)) {
    const paths = typeof entry === "string" ? [entry] : Object.values(entry);
    if (typeof entry !== "string") assert.equal(Object.keys(entry)[0], "types", name);
    for (const path of paths) await access(join(pkg, String(path).replace("*", "gryzzly/projects")));
  }
  for (const file of [manifest.main, manifest.types, manifest["web-types"], manifest.customElements]) await access(join(pkg, file));
  for (const file of manifest.sideEffects) if (!file.includes("*")) await access(join(pkg, file));
});

test("publint and arethetypeswrong find nothing", async () => {
  const { messages } = await publint({ pkgDir: pkg, level: "suggestion", strict: true, pack: false });
  assert.deepEqual(messages, []);
  const found = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))));
  assert(found.types, "the package has no types");
  // Modules only: `require` of them, and the resolution of Node 10, which knows no `exports`, are no promise. WebAssembly has no types.
  const promised = found.problems.filter((/** @type {any} */ one) => !/^(node10|node16-cjs)$/.test(one.resolutionKind) && !/\.wasm$/.test(one.entrypoint));
  assert.deepEqual(promised, []);
});

test("the package holds each engine as WebAssembly and as text, no page and no documentation", async () => {
  const files = await readdir(pkg, { recursive: true });
  assert.deepEqual(files.filter((name) => /\.(html|gz|br)$|^docs|^demo|^inline|^page\./.test(name)), []);
  const large = await Promise.all(files.map(async (name) => ({ name, size: (await stat(join(pkg, name))).size })));
  const engines = large.filter(({ name, size }) => size > 500_000 && /\.(js|wasm)$/.test(name)).map(({ name }) => name);
  assert.deepEqual(engines.sort(), ["pkg/import_checker_bg.wasm", "pkg/import_checker_wasm_inline.js", "pkg/second_reader_bg.wasm", "pkg/second_reader_wasm_inline.js", "pkg/xlsx_out_bg.wasm", "pkg/xlsx_out_wasm_inline.js"]);
});

test("the README of the package names what is in it", async () => {
  const readme = await readFile(join(pkg, "README.md"), "utf8");
  const manifest = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  const links = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map((match) => match[1] ?? "");
  const named = [...readme.matchAll(/`((?!import-checker\/)[\w/.-]+\.(?:json|ts|js)|imports\/)`/g)].map((match) => match[1] ?? "");
  assert(links.length >= 3 && named.length >= 6, `${links} ${named}`);
  for (const path of [...links, ...named]) await access(join(pkg, path));
  const imported = [...readme.matchAll(/(?:from|import) "import-checker(\/[\w-]+)?"/g)].map((match) => `.${match[1] ?? ""}`);
  assert(imported.length >= 6, String(imported));
  for (const name of imported) assert(manifest.exports[name], name);
});

test("Node checks a file: a report and the cleaned file", async () => {
  await writeFile(join(home, "check.mjs"), `
    import { createReadStream } from "node:fs";
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
    const blocked = await bad.write(0).catch((error) => error.message);
    const dropped = new TextDecoder().decode(await bad.write(0, "cleaned", { rowsInError: "drop" }));
    const book = await bad.write(0, "xlsx", { rowsInError: "include" });
    const streamed = await check({ name: "bad.csv", content: createReadStream(path, { highWaterMark: 7 }) }, { import: "gryzzly/projects", lang: "fr" });
    const same = new TextDecoder().decode(await streamed.write(0)) === text;
    const odd = await check({ name: "odd.csv", content: ReadableStream.from([[1, 2]]) }, {}).catch((error) => error.message);
    const own = await import("import-checker/element");
    console.log(JSON.stringify({ blocked, dropped, book: String.fromCharCode(...book.slice(0, 2)), size: book.length, alone: typeof own.ImportChecker, imports, summary: good.reports[0].summary, first: good.reports[0].verdict, text, verdict, findings, spanish, unknown, wrong, same, odd,
      leaked: "FileReaderSync" in globalThis, element: typeof (await import("import-checker")).ImportChecker }));
  `);
  const { stdout } = await run(process.execPath, ["check.mjs", sample], { cwd: home });
  const said = JSON.parse(stdout);
  assert(said.imports.includes("interpreter-intelligence/customers"));
  assert.equal(said.first, "ready");
  assert.match(said.summary, /ligne|enregistrement/);
  assert.equal(said.text, await readFile(sample.replace(".csv", ".cleaned.csv"), "utf8"));
  assert.equal(said.verdict, "errors");
  // The same default as in the element: no cleaned file while rows are in error.
  assert.match(said.blocked, /have errors/);
  assert.equal(said.dropped, "a,b\r\n");
  assert.equal(said.book, "PK");
  assert(said.size > 1000, String(said.size));
  assert.equal(said.alone, "function");
  assert.equal(said.findings[0].cell, "B2");
  assert.equal(said.spanish, "Esto no es una fecha");
  assert.match(said.unknown, /There is no import “no\/such”\. There are: gryzzly\/projects/);
  assert.equal(said.wrong.place, "fields[0].type");
  assert.equal(said.same, true, "what arrives in pieces of seven bytes is the same file");
  assert.match(said.odd, /pieces of bytes/);
  assert.equal(said.leaked, false);
  // A server that renders pages imports what its pages import.
  assert.equal(said.element, "function");
});

/** What stands in the pages as HTML, as text. @param {string} html */
const unescaped = (html) => html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

for (const [page, fence] of /** @type {const} */ ([["README.md", /```js\n([^]*?)```/g], ["www/README.md", /```js\n([^]*?)```/g], ["xtask/src/build/docs/pages/embed.html", /<pre tabindex="0">([^]*?)<\/pre>/g]])) {
  test(`the sample for continuous integration does what it says, and its exit code fails the run (${page})`, async () => {
    const text = await readFile(join(root, page), "utf8");
    const blocks = [...text.matchAll(fence)].map((match) => unescaped(match[1] ?? ""));
    const [block, ...others] = blocks.filter((one) => one.includes("import-checker/node"));
    assert(block && !others.length, `${others.length + 1} samples`);
    await writeFile(join(home, "ci.mjs"), block);
    const good = await readFile(join(root, "tests/cases/interpreter-intelligence/customers/sample.csv"), "utf8");
    await rm(join(home, "cleaned.csv"), { force: true });
    await writeFile(join(home, "customers.csv"), good.replace("City Hospital", ""));
    await assert.rejects(run(process.execPath, ["ci.mjs"], { cwd: home }), { code: 1 });
    await assert.rejects(access(join(home, "cleaned.csv")));
    await writeFile(join(home, "customers.csv"), good);
    await run(process.execPath, ["ci.mjs"], { cwd: home });
    assert.match(await readFile(join(home, "cleaned.csv"), "utf8"), /City Hospital/);
  });
}

test("whoever publishes it does so with provenance, and names their own repository", async () => {
  const { publishConfig, repository, files } = JSON.parse(await readFile(join(pkg, "package.json"), "utf8"));
  assert.deepEqual([publishConfig, repository], [{ access: "public", provenance: true }, undefined]);
  assert(files.includes("!docs"));
});

test("the site has a summary for language models whose links lead somewhere", async () => {
  const text = await readFile(join(dist, "llms.txt"), "utf8");
  assert.match(text, /^# Import Checker\n\n> /);
  const links = [...text.matchAll(/\]\((?!https:)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? "");
  assert(links.length > 5, String(links));
  for (const link of links) await access(join(dist, link));
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
  await writeFile(join(home, "tsconfig.json"), JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", types: [], lib: ["es2023", "dom"] },
    files: ["jsx.tsx"],
  }));
  await assert.doesNotReject(tool("typescript/bin/tsc", "--project", "."), (/** @type {any} */ error) => assert.fail(error.stdout));
});

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; img-src data:; connect-src 'none'";
/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** Serves a folder under a policy. @param {string} folder @param {string} policy */
async function served(folder, policy) {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = url === "/" ? "/index.html" : url.split("?")[0] ?? "";
    const body = await readFile(join(folder, path)).catch(() => null);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { "content-type": type, "content-security-policy": policy }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}

/**
 * Serves a folder under a policy, and checks a file in the page that is there.
 * @param {string} browserName @param {string} folder @param {string} policy @param {(page: import("puppeteer-core").Page) => Promise<unknown>} [before]
 */
async function checksIn(browserName, folder, policy, before = async () => {}) {
  const { url, stop } = await served(folder, policy);
  const browser = await launch(browserName, home);
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(url);
    await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
    await before(page);
    const text = await readFile(sample, "utf8");
    await page.evaluate((content) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([content], "projects.csv")]), text);
    await status(page, "ready");
    assert.deepEqual(errors, []);
  } finally {
    await ended(browser);
    stop();
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

/** Type-checks a sample with a compiler, as strictly as it goes. @param {string} folder @param {string} compiler @param {string[]} files */
async function typed(folder, compiler, files) {
  await writeFile(join(folder, "tsconfig.json"), strictly(files));
  await run(process.execPath, [compiler, "--project", "."], { cwd: folder });
}

/**
 * Builds a sample with Vite, and sends its form in each browser under a strict policy.
 * @param {string} folder @param {string} out
 */
async function sendsFrom(folder, out) {
  await run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--outDir", out, "--emptyOutDir", "--logLevel", "error"], { cwd: folder });
  const { url, stop } = await served(out, `${POLICY}; form-action 'self'`);
  try {
    for (const browserName of browsers) await sendsIn(browserName, url);
  } finally {
    stop();
  }
}

/** Nothing of a faulty file is sent, then the cleaned one. @param {string} browserName @param {string} url */
async function sendsIn(browserName, url) {
  const browser = await launch(browserName, home);
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector("import-checker")?.hasAttribute("status"), { polling: 50 });
    const give = (/** @type {string} */ text) => page.evaluate((content) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([content], "staff.csv")]), text);
    const send = () => page.evaluate(() => document.querySelector("form")?.requestSubmit());
    const output = () => page.evaluate(() => ({ text: document.querySelector("output")?.textContent, changes: document.querySelector("output")?.dataset.changes }));
    await give("name;starts\nAda;2024-02-30\n");
    await status(page, "errors");
    await send();
    assert.deepEqual(await output(), { text: "", changes: "0" });
    await give("name;starts\nAda;2024-01-01\n");
    await status(page, "ready");
    await page.waitForFunction(() => document.querySelector("output")?.dataset.changes === "1", { polling: 50 });
    await send();
    await page.waitForFunction(() => document.querySelector("output")?.textContent, { polling: 50 });
    assert.deepEqual(await output(), { text: "name,starts\r\nAda,2024-01-01\r\n", changes: "1" });
    assert.deepEqual(errors, []);
  } finally {
    await ended(browser);
  }
}

/** A folder with the package and the React of a version. @param {string} name @param {string} from where that React is installed */
async function withReact(name, from) {
  const folder = join(home, name);
  await cp(join(home, "react"), folder, { recursive: true });
  await cp(pkg, join(folder, "node_modules/import-checker"), { recursive: true });
  await installed(folder, from, ["react", "react-dom", "@types/react", "@types/react-dom"]);
  await writeFile(join(folder, "vite.config.mjs"), viteConfig("react"));
  return folder;
}

for (const version of /** @type {const} */ (["18", "19"])) {
  browserTest(`React ${version}: a form built with Vite, type-checked, sends the cleaned file`, 240_000, async () => {
    const folder = await withReact(`react-${version}`, reactAt(version));
    const { version: found } = JSON.parse(await readFile(join(folder, "node_modules/react/package.json"), "utf8"));
    assert(found.startsWith(`${version}.`), found);
    await assert.doesNotReject(typed(folder, join(root, "node_modules/typescript/bin/tsc"), ["main.tsx"]), (/** @type {any} */ error) => assert.fail(error.stdout));
    await sendsFrom(folder, join(home, `built-react-${version}`));
  });
}

browserTest("Vue: a form built with Vite, type-checked, sends the cleaned file", 240_000, async () => {
  const folder = join(home, "vue");
  await writeFile(join(folder, "vite.config.mjs"), viteConfig("vue", VUE_OPTIONS));
  const compiler = join(folder, "vue-tsc.cjs");
  await writeFile(compiler, vueCompiler());
  await writeFile(join(folder, "shims.d.ts"), VUE_SHIMS);
  await assert.doesNotReject(typed(folder, compiler, ["shims.d.ts", "main.ts", "App.vue"]), (/** @type {any} */ error) => assert.fail(error.stdout));
  await assert.rejects(typed(folder, compiler, ["wrong.vue"]), (/** @type {any} */ error) => /skip/.test(error.stdout));
  await sendsFrom(folder, join(home, "built-vue"));
});

browserTest("Vite serves the element while a page is developed, without a warning", 180_000, async () => {
  const { createServer: serve, createLogger } = await import("vite");
  /** @type {string[]} */
  const said = [];
  const customLogger = { ...createLogger("info"), info: () => {}, warn: (/** @type {string} */ text) => void said.push(text), warnOnce: (/** @type {string} */ text) => void said.push(text), error: (/** @type {string} */ text) => void said.push(text) };
  const server = await serve({ root: home, configFile: false, customLogger, cacheDir: join(home, "vite-cache"), server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  const browser = await launch("chromium", home);
  try {
    const page = await browser.newPage();
    page.on("console", (message) => /^(warn|error)/.test(message.type()) && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.waitForFunction(() => customElements.get("import-checker"), { polling: 50 });
    const text = await readFile(sample, "utf8");
    await page.evaluate((content) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([content], "projects.csv")]), text);
    await status(page, "ready");
    assert.deepEqual(said, []);
  } finally {
    await ended(browser);
    await server.close();
  }
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
