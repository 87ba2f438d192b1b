/**
 * The samples of the README as an owner would use them: each stands alone in a folder of its own, with the package
 * installed, and is built and checked by the tools of its framework. A real server receives what the form sends.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";
import { VUE_OPTIONS, VUE_SHIMS, installPackage, installed, reactAt, strictly, viteConfig, vueCompiler } from "./installed.mjs";
import { choose, defined, hasStatus, onHostPage, received } from "./receiving.mjs";
import { removed, root } from "./support.mjs";

const run = promisify(execFile);
const readme = await readFile(join(root, "README.md"), "utf8");
/** @param {string} language */
const sample = (language) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? assert.fail(`no sample in ${language}`);
assert(readme.includes(VUE_OPTIONS.slice(1, -1).trim()), "what Vue's compiler is told stands in the README");

const home = await mkdtemp(join(tmpdir(), "import-checker-"));
after(() => removed(home));
const { pkg } = await installPackage(home);

const node = (/** @type {string} */ folder, /** @type {string[]} */ ...words) =>
  run(process.execPath, words, { cwd: folder }).catch((error) => assert.fail(`${error.stdout}${error.stderr}`));

/**
 * Builds a sample; what it is made of is in files that an owner has anyway.
 * @param {string} name @param {Record<string, string>} files @param {string} compiler @param {(folder: string) => Promise<void>} install
 * @returns {Promise<Record<string, string>>} the pages by path
 */
async function built(name, files, compiler, install) {
  const folder = join(home, name);
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await install(folder);
  // A link would look for the framework beside the package that it leads to.
  await cp(pkg, join(folder, "node_modules/import-checker"), { recursive: true });
  const main = Object.keys(files).find((file) => file.startsWith("main."));
  const all = { ...files, "index.html": `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><div id="app"></div><script type="module" src="/${main}"></script></html>` };
  for (const [file, text] of Object.entries(all)) await writeFile(join(folder, file), text);
  await writeFile(join(folder, "tsconfig.json"), strictly(Object.keys(files).filter((file) => /\.(tsx?|vue)$/.test(file))));
  await node(folder, compiler, "--project", ".");
  await node(folder, join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error");
  const assets = (await readdir(join(folder, "dist/assets"))).map((file) => `assets/${file}`);
  const texts = await Promise.all(["index.html", ...assets].map(async (file) => [file === "index.html" ? "/" : `/${file}`, await readFile(join(folder, "dist", file), "utf8")]));
  return Object.fromEntries(texts);
}

const MOUNT = 'import { createRoot } from "react-dom/client";\nimport { Upload } from "./Upload";\ncreateRoot(document.querySelector("#app")!).render(<Upload />);\n';
const react = (/** @type {"18"|"19"} */ version) => built(`react-${version}`, { "Upload.tsx": sample("tsx"), "main.tsx": MOUNT, "vite.config.mjs": viteConfig("react") },
  join(root, "node_modules/typescript/bin/tsc"), (folder) => installed(folder, reactAt(version), ["react", "react-dom", "@types/react", "@types/react-dom"]));
const vue = () => built("vue", {
  "Upload.vue": sample("vue"), "main.ts": 'import { createApp } from "vue";\nimport Upload from "./Upload.vue";\ncreateApp(Upload).mount("#app");\n',
  "shims.d.ts": VUE_SHIMS, "vite.config.mjs": viteConfig("vue", VUE_OPTIONS), "vue-tsc.cjs": vueCompiler(),
}, "vue-tsc.cjs", (folder) => installed(folder, join(root, "node_modules"), ["vue"]));

/** All of them before the first test, which would begin while the next is built. @type {[string, Record<string, string>][]} */
const FRAMEWORKS = [["React 18", await react("18")], ["React 19", await react("19")], ["Vue", await vue()]];
for (const [name, pages] of FRAMEWORKS) {
  onHostPage(`the sample of the README for ${name} works as it stands: nothing of a faulty file is sent, then the cleaned one`, pages, async ({ page, parts, arrived, errors, warnings }) => {
    await defined(page);
    await page.waitForSelector("import-checker");
    const picker = (await page.$("input[type=file]")) ? "input[type=file]" : "import-checker >>> [data-key=pick]";
    await choose(page, { "staff.csv": "name;starts\nAda;2024-02-30\n" }, picker);
    await hasStatus(page, "errors");
    await page.click("form > button");
    assert.equal(arrived(), "");
    await page.evaluate((text) => /** @type {any} */ (document.querySelector("import-checker")).add([new File([text], "staff.csv")]), "name;starts\nAda;2024-01-01\n");
    await hasStatus(page, "ready");
    await page.waitForFunction(() => document.querySelector("form")?.checkValidity(), { polling: 50 });
    assert.deepEqual([errors, warnings], [[], []]);
    await page.click("form > button");
    await received(page);
    assert.deepEqual(parts.map(({ field, name: file, text }) => [field, file, text]), [["file", "staff.csv", "name,starts\r\nAda,2024-01-01\r\n"]]);
    assert.doesNotMatch(arrived(), /Ada;/);
  });
}
