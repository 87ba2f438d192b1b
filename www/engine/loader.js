/**
 * Where the engine comes from. Unless told otherwise it comes out of a module, since a strict policy lets nothing else be
 * loaded; a page that wants it from elsewhere says so with `init` before a file is chosen.
 *
 * @typedef {string|URL|Request|Response|BufferSource|WebAssembly.Module} Source
 * @typedef {Source|Promise<Source>} SourceOrPromise
 * @typedef {{module: WebAssembly.Module, start: () => Worker}} Engine
 */
import { fromText } from "./from-text.js";
import { Failure } from "../model/failure.js";
import { nextTask } from "../model/scheduling.js";

/** What `init` was given; nothing means our own. @type {{module_or_path?: SourceOrPromise, worker?: string|URL}} */
let configured = {};

/**
 * Trusted Types: only our own worker text passes, or the one address that `init` was told. A page that loads this module
 * twice has the policy already; it goes on without, which is enough unless the types are enforced.
 */
function makePolicy() {
  try {
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy("import-checker", {
      createScriptURL: (/** @type {string} */ address) => {
        if (address.startsWith("blob:") || address === String(configured.worker)) return address;
        throw new TypeError("Only the worker's own text may be started.");
      },
    });
  } catch {
    return undefined;
  }
}
const policy = makePolicy();

const WASM = "script-src 'wasm-unsafe-eval'";

/**
 * What has to be added to a policy for what it refused. A browser tells nobody else: a worker that is refused only has
 * an error, and that one says nothing.
 * @param {SecurityPolicyViolationEvent} violation
 */
function remedyOf({ effectiveDirective, blockedURI }) {
  if (effectiveDirective === "worker-src" || (effectiveDirective === "child-src" && blockedURI.startsWith("blob"))) return "worker-src blob:";
  if (blockedURI === "wasm-eval") return WASM;
  if (/trusted-types/.test(effectiveDirective) && /policy/.test(blockedURI)) return "trusted-types import-checker";
  // A module of ours that a page may not load from another place.
  if (/^script-src/.test(effectiveDirective) && blockedURI.startsWith(new URL("./", import.meta.url).href)) return `script-src ${new URL(blockedURI).origin}`;
  return "";
}

/** What the page's policy would have to say. @type {Set<string>} */
const remedies = new Set();
globalThis.document?.addEventListener("securitypolicyviolation", (event) => {
  const remedy = remedyOf(event);
  if (remedy) remedies.add(remedy);
});

/** What has to be added to the page's policy, as far as it has refused something; else nothing. */
export const policyRemedy = () => [...remedies].join("; ");

/** @type {Promise<Engine>|null} */
let engine = null;

/**
 * Loads the engine, or says where it is to be loaded from. A second call without an argument changes nothing.
 * @param {SourceOrPromise|{module_or_path?: SourceOrPromise, worker?: string|URL}} [input] where the WebAssembly is; `worker`
 *   is the address of `worker.js`, for pages that allow no worker of another kind
 */
export async function init(input) {
  if (input !== undefined) {
    configured = isPlain(input) ? input : { module_or_path: /** @type {SourceOrPromise} */ (input) };
    engine = null;
  }
  await loadEngine();
}

/** @param {unknown} input @returns {input is {module_or_path?: SourceOrPromise, worker?: string|URL}} */
const isPlain = (input) => Object.getPrototypeOf(input) === Object.prototype;

/**
 * The engine, compiled once for all elements of the page. A failed load may be tried again.
 * @returns {Promise<Engine>}
 */
export function loadEngine() {
  const mine = (engine ??= load().catch((error) => {
    if (engine === mine) engine = null;
    return failLate(error);
  }));
  return mine;
}

/** The browser tells of what a policy refused a moment later. @param {any} error @returns {Promise<never>} */
export async function failLate(error) {
  await nextTask();
  throw failureOf(error);
}

/** @param {any} error */
function failureOf(error) {
  // Of WebAssembly a browser may tell in the error alone.
  const remedy = policyRemedy() || (/\bCSP\b|content security/i.test(error?.message) ? WASM : "");
  return remedy ? new Failure("policy", null, remedy) : new Failure("load", null, String(error?.message ?? error));
}

/** @returns {Promise<Engine>} */
async function load() {
  const { module_or_path: source, worker } = configured;
  const [module, address] = await Promise.all([
    source === undefined ? ownModule() : compile(source),
    worker === undefined ? import("../pkg/worker_text.js").then(asAddress) : String(worker),
  ]);
  const type = worker === undefined ? "classic" : "module";
  const start = () => {
    try {
      return new Worker(policy?.createScriptURL(address) ?? address, { name: "import-checker", type });
    } catch (error) {
      // Enforced types let no worker of ours start unless the policy names them.
      if (error instanceof TypeError && !policy && "trustedTypes" in globalThis) throw new Failure("policy", null, "trusted-types import-checker");
      throw failureOf(error);
    }
  };
  return { module, start };
}

/** @param {SourceOrPromise} source @returns {Promise<WebAssembly.Module>} */
async function compile(source) {
  const input = await source;
  if (input instanceof WebAssembly.Module) return input;
  if (typeof input === "string" || input instanceof URL || input instanceof Request) return compile(fetch(input));
  if (!(input instanceof Response)) return WebAssembly.compile(input);
  if (!input.ok) throw new Error(`${input.status} ${input.url}`);
  return WebAssembly.compile(await input.arrayBuffer());
}

/** The engine out of its module. */
const ownModule = () => import("../pkg/import_checker_wasm_inline.js").then(fromText);

/** @param {{default: string}} worker */
const asAddress = ({ default: text }) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

/** @type {Promise<WebAssembly.Module>|null} */
let writer = null;

/** The text of the writer comes after the engine, since nothing is asked for later, and it has to be there offline. */
export const loadWriterText = () => import("../pkg/xlsx_out_wasm_inline.js");

/** Compiles the module that writes workbooks: only when somebody asks for one, since it is as large as the engine. */
export function loadWriter() {
  writer ??= loadWriterText().then(fromText).catch((error) => {
    writer = null;
    return failLate(error);
  });
  return writer;
}
