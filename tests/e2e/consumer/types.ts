// What a page in TypeScript may write; compiled only.
import { ImportChecker, init, type RowsInError } from "import-checker";
import { ImportChecker as Alone } from "import-checker/element";
import "import-checker/define";
import { check, imports, type Report } from "import-checker/node";
import definition from "import-checker/imports/gryzzly/projects.js";

const element: ImportChecker = document.createElement("import-checker");
element.definition = definition;
element.severities = { O720: "warning", T300: "off" };
element.lists = { language: ["French"] };
element.existing = { "system/import": ["A1"] };
element.texts = { title: "x", rowsSoFar: { one: "1", other: "n" }, T220: { title: "x" }, phrases: { or: "o" } };
element.rowsInError = "drop" satisfies RowsInError;
element.addEventListener("import-checker-report", ({ detail }) => detail.records.ready + detail.counts["O720"]!);
document.addEventListener("import-checker-file", (event) => event.detail.file.size > 1e9 && event.preventDefault());
// @ts-expect-error A status is only read.
element.status = "ready";

await init();
await init(new URL("./engine.wasm", location.href));
await init({ module_or_path: fetch("engine.wasm") });
customElements.define("my-checker", class extends Alone {});
await new Response("a,b").body!.pipeTo(element.stream("a.csv"));
await check({ name: "a.csv", content: new Response("a,b").body! });
const { reports, write } = await check(["a.csv", { name: "b.csv", content: "x" }], { import: imports[0] });
const report: Report | undefined = reports[0];
if (report?.verdict === "ready") (await write(0)).length.toFixed();
