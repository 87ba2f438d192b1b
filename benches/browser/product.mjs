import init, * as engine from "/site/pkg/import_checker.js";
import builtIn from "/site/imports/index.js";
import { serve } from "./serve.mjs";

// As in the page, which compiles and warms the engine while the user is still looking for the file.
const { memory } = await init({ module_or_path: "/site/pkg/import_checker_bg.wasm" });
engine.warm(JSON.stringify(builtIn));

serve((files, definitions) => {
  const started = performance.now();
  const session = new engine.Session("en");
  const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
  const asked = files.map((blob, at) => ({ blob, name: blob.name, import: definitions[at].name, wishes: {}, edits, settings: {} }));
  const given = [...new Set(definitions)].map((definition) => ({ definition }));
  const request = { files: asked, definitions: given, lang: "en", page: true, rowsInError: "include" };
  let first = 0;
  const answer = session.check(request, () => (first ||= performance.now() - started));
  const checked = performance.now() - started;
  const pieces = [];
  files.forEach((_, at) => session.write(at, "cleaned", { rowsInError: "include" }, (piece) => pieces.push(new Blob([piece]))));
  const sum = (what) => answer.reports.reduce((all, { records }) => all + records[what], 0);
  session.free();
  return { rows: sum("onFile"), wrong: sum("inError"), output: new Blob(pieces), wasm: memory.buffer.byteLength / 2 ** 20, checked, first };
});
