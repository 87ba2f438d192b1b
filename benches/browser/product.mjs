import init, * as engine from "/site/pkg/import_checker.js";
import definition from "../orders.json";
import { serve } from "./serve.mjs";

let memory;
serve(
  async (file) => {
    memory ??= (await init({ module_or_path: "/site/pkg/import_checker_bg.wasm" })).memory;
    const session = new engine.Session("en");
    const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
    const asked = { blob: file, name: file.name, import: definition.name, wishes: {}, edits, settings: {} };
    const answer = session.check({ files: [asked], definitions: [{ definition }], lang: "en", rowsInError: "include" }, () => {});
    const pieces = [];
    session.write(0, "cleaned", { rowsInError: "include" }, (piece) => pieces.push(new Blob([piece])));
    const { onFile, inError } = answer.reports[0].records;
    session.free();
    return { rows: onFile, wrong: inError, output: new Blob(pieces), wasm: memory.buffer.byteLength };
  },
);
