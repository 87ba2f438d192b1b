import init, * as engine from "/site/pkg/import_checker.js";
import definition from "../orders.json";
import { serve } from "./serve.mjs";

// As in the page, which compiles and warms the engine while the user is still looking for the file.
const { memory } = await init({ module_or_path: "/site/pkg/import_checker_bg.wasm" });
engine.warm();

serve((file) => {
  const started = performance.now();
  const session = new engine.Session("en");
  const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
  const asked = { blob: file, name: file.name, import: definition.name, wishes: {}, edits, settings: {} };
  const request = { files: [asked], definitions: [{ definition }], lang: "en", page: true, rowsInError: "include" };
  let first = 0;
  const answer = session.check(request, () => (first ||= performance.now() - started));
  const checked = performance.now() - started;
  const pieces = [];
  session.write(0, "cleaned", { rowsInError: "include" }, (piece) => pieces.push(new Blob([piece])));
  const { onFile, inError } = answer.reports[0].records;
  session.free();
  return { rows: onFile, wrong: inError, output: new Blob(pieces), wasm: memory.buffer.byteLength, checked, first };
});
