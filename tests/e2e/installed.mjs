/** The package as `npm pack` makes it, in the folder of somebody else. */
import { execFile } from "node:child_process";
import { mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./browsers.mjs";

const run = promisify(execFile);

/** Packs `dist/` and installs it in a folder. @param {string} home @returns {Promise<{tarball: string, pkg: string}>} the packed file, and the folder that it became */
export async function installPackage(home) {
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", home], { cwd: join(root, "dist") });
  const tarball = join(home, (await readdir(home)).find((name) => name.endsWith(".tgz")) ?? "");
  await run("tar", ["-xzf", tarball, "-C", home]);
  const pkg = join(home, "node_modules/import-checker");
  await mkdir(join(home, "node_modules"), { recursive: true });
  await rm(pkg, { recursive: true, force: true });
  await rename(join(home, "package"), pkg);
  return { tarball, pkg };
}

/** Puts packages that are here already into a folder. @param {string} folder @param {string} from @param {string[]} names */
export async function installed(folder, from, names) {
  for (const name of names) {
    const target = join(folder, "node_modules", name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(join(from, name), target);
  }
}

/** The React of a version. @param {"18"|"19"} version */
export const reactAt = (version) => join(root, version === "18" ? "tests/e2e/consumer/react18/node_modules" : "node_modules");

/** Settings of Vite that load a plugin of a framework. @param {"react"|"vue"} name @param {string} [options] of the plugin, as it is written */
export function viteConfig(name, options = "") {
  const file = name === "react" ? "@vitejs/plugin-react/dist/index.js" : "@vitejs/plugin-vue/dist/index.mjs";
  return `import plugin from ${JSON.stringify(join(root, "node_modules", file))};\nexport default { plugins: [plugin(${options})] };`;
}

/** What tells Vue's compiler of the tag. */
export const VUE_OPTIONS = '{ template: { compilerOptions: { isCustomElement: (tag) => tag === "import-checker" } } }';

/** What TypeScript is told, as strictly as it goes. @param {string[]} files */
export const strictly = (files) => JSON.stringify({
  compilerOptions: { noEmit: true, strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", types: [], lib: ["es2023", "dom", "dom.iterable"] },
  files,
});

/** The compiler that knows templates of Vue, as a program. It changes TypeScript, of which it knows the fifth edition. */
export function vueCompiler() {
  const [tool, typescript] = ["vue-tsc/index.js", "typescript5/lib/tsc.js"].map((file) => JSON.stringify(join(root, "node_modules", file)));
  return `require(${tool}).run(${typescript});`;
}

/** What TypeScript is told of templates. */
export const VUE_SHIMS = 'declare module "*.vue" { const component: import("vue").DefineComponent; export default component; }';
