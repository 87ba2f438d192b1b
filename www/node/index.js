/**
 * The engine in Node: the same WebAssembly as in the page, for scripts and continuous integration. Files are read in
 * pieces where they lie.
 *
 * @typedef {import("../node.d.ts").Input} Input
 * @typedef {import("../node.d.ts").Options} Options
 * @typedef {import("../node.d.ts").Checked} Checked
 * @typedef {import("../model/protocol.js").Definition} Definition
 */
import { readFile } from "node:fs/promises";
import builtIn from "../imports/index.js";
import { withOverrides } from "../model/definition-overrides.js";
import { blobOf } from "./blob.js";
import start, { Session, checkDefinition as judge, hasFault } from "../pkg/import_checker.js";
import { Workbook, initSync as startWriter } from "../pkg/xlsx_out.js";

/** @type {Promise<unknown>|null} */
let started = null;
/** A trap leaves the engine unusable. */
let broken = false;

function init() {
  started ??= readFile(new URL("../pkg/import_checker_bg.wasm", import.meta.url)).then((bytes) => start({ module_or_path: bytes }));
  return started;
}

/** What only the writer of workbooks can make. */
const WORKBOOKS = ["annotated", "xlsx"];

/** @type {Promise<unknown>|null} */
let writer = null;

/** The writer is half as large as the engine, so it is loaded when a workbook is wanted. */
function initWriter() {
  writer ??= readFile(new URL("../pkg/xlsx_out_bg.wasm", import.meta.url)).then((bytes) => startWriter({ module: bytes }));
  return writer;
}

/**
 * A call into the engine. It refuses with a sentence; anything else is a trap, after which it must not be called again.
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function guarded(call) {
  if (broken) throw new Error("The engine stopped at an earlier file. Start a new process.");
  try {
    return call();
  } catch (error) {
    broken = error instanceof WebAssembly.RuntimeError;
    if (broken && /unreachable/.test(/** @type {Error} */ (error).message) && !hasFault()) {
      throw new Error("The checker ran out of memory: the file needs more than 1 GB. Divide it, and check the parts in a new process.", { cause: error });
    }
    throw error instanceof Error ? error : new Error(String(error));
  }
}

/** The ids of the built-in imports. */
export const imports = builtIn.map(({ id }) => id);

/** @param {Options} options @returns {{definitions: {definition: Definition}[], id: string|null}} */
function chosen({ import: id = undefined, definition, severities = {} }) {
  if (!definition && id !== undefined && !imports.includes(id)) {
    throw new Error(`There is no import “${id}”. There are: ${imports.join(", ")}.`);
  }
  const all = definition ? [{ id: "own", definition: /** @type {Definition} */ ({ name: "own", ...definition }) }] : builtIn;
  const definitions = withOverrides(all, { severities });
  return { definitions, id: definition ? definitions[0]?.definition.name ?? null : id ?? null };
}

/**
 * Checks files, together if there are several.
 * @param {Input|Input[]} files
 * @param {Options} [options]
 * @returns {Promise<Checked>}
 */
export async function check(files, options = {}) {
  const { definitions, id } = chosen(options);
  const list = await Promise.all([files].flat().map(blobOf));
  await init();
  const { settings = {}, existing = {}, lang = "en", texts = {}, today = new Date().toLocaleDateString("sv") } = options;
  const requests = list.map(({ name, blob }) => ({ name, blob, import: id, settings }));
  const session = guarded(() => new Session(lang));
  const request = { files: requests, definitions, existing, lang, texts, today };
  const { reports, batch } = guarded(() => session.check(request, () => {}));
  const close = () => {
    if (!broken) session.free();
    for (const { blob } of list) blob.close?.();
  };
  return {
    reports,
    batch: batch ?? null,
    write: async (file, product = "cleaned", { rowsInError = "block" } = {}) => {
      // A file that is longer than its import takes goes out in parts, and not as a whole.
      if (["cleaned", "xlsx"].includes(product) && reports[file]?.parts) guarded(() => session.write(file, "parts", { rowsInError, files: [file], single: true }, () => {}));
      if (WORKBOOKS.includes(product)) {
        await initWriter();
        const book = new Workbook();
        guarded(() => session.write(file, /** @type {any} */ (`${product}-pieces`), { rowsInError }, (/** @type {any} */ piece) => book.push(piece)));
        return book.finish();
      }
      /** @type {BlobPart[]} */
      const pieces = [];
      guarded(() => session.write(file, product, { rowsInError }, (/** @type {BlobPart} */ piece) => pieces.push(piece)));
      return new Uint8Array(await new Blob(pieces).arrayBuffer());
    },
    parts: async (files, { rowsInError = "block" } = {}) => {
      const [first = 0] = files;
      const { head, parts } = /** @type {import("../element/parts.js").Parts} */ (guarded(() => session.write(first, "parts", { rowsInError, files }, () => {})));
      /** @type {Map<number, Blob>} */
      const cleaned = new Map();
      for (const file of files) {
        /** @type {BlobPart[]} */
        const pieces = [];
        guarded(() => session.write(file, "cleaned", { rowsInError }, (/** @type {BlobPart} */ piece) => pieces.push(piece)));
        cleaned.set(file, new Blob(pieces));
      }
      const headings = cleaned.get(first)?.slice(0, head) ?? "";
      return Promise.all(parts.map(async ({ pieces }) =>
        new Uint8Array(await new Blob([headings, ...pieces.map(({ file, from, to }) => cleaned.get(file)?.slice(from, to) ?? "")]).arrayBuffer())));
    },
    close,
    [Symbol.dispose]: close,
  };
}

/** @param {unknown} definition @param {string} [lang] */
export async function checkDefinition(definition, lang = "en") {
  await init();
  return guarded(() => judge(definition, lang));
}
