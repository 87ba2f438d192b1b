/** Libraries that send forms by themselves, or have drop areas: what arrives is the cleaned file, whoever sends it. */
import assert from "node:assert/strict";
import { build } from "esbuild";
import { choose, defined, hasStatus, holds, onHostPage, pageWith } from "./receiving.mjs";
import { pause, root } from "./support.mjs";

const STAFF = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };
const GOOD = { "staff.csv": "name;starts\nAda;2024-01-01\n" };
const FAULTY = { "staff.csv": "name;starts\nAda;2024-02-30\n" };
const CLEANED = "name,starts\r\nAda,2024-01-01\r\n";
const RAW = /Ada;/;
const ELEMENT = '<import-checker definition="/staff.json"><input type="file" name="file" required></import-checker>';
const FORM = '<form method="post" action="/upload" enctype="multipart/form-data" hx-post="/upload" hx-encoding="multipart/form-data" hx-target="#answer">';
const script = (/** @type {string} */ path, module = false) => `<script ${module ? 'type="module" ' : ""}src="/node/${path}"></script>`;

/** @type {[string, string, string?][]} */
const SENDERS = [
  ["htmx 2", script("htmx.org/dist/htmx.min.js")],
  ["htmx 1", script("htmx1/dist/htmx.min.js")],
  ["htmx, as soon as the input changes", script("htmx.org/dist/htmx.min.js"), 'hx-trigger="change"'],
  ["Turbo", script("@hotwired/turbo/dist/turbo.es2017-esm.js", true)],
];
for (const [name, library, trigger = ""] of SENDERS) {
  onHostPage(`${name} sends the cleaned file, and nothing of a faulty one`, {
    "/": pageWith(`${FORM.replace(">", ` ${trigger}>`)}${ELEMENT}<button>Send</button></form><p id="answer"></p>`, library), "/staff.json": JSON.stringify(STAFF),
  }, async ({ page, parts, arrived }) => {
    await defined(page);
    const send = () => trigger || page.evaluate(() => document.querySelector("form")?.requestSubmit());
    await choose(page, FAULTY);
    await hasStatus(page, "errors");
    await send();
    await pause(500);
    assert.equal(arrived(), "");
    await choose(page, GOOD);
    if (!trigger) await holds(page);
    await send();
    for (let waited = 0; !parts.length && waited < 20_000; waited += 50) await pause(50);
    assert.deepEqual(parts.map(({ text }) => text), [CLEANED]);
    assert.doesNotMatch(arrived(), RAW);
  });
}

/** Uppy comes as modules for bundlers only. */
const uppy = await build({
  stdin: { contents: 'export { default as Uppy } from "@uppy/core"; export { default as Upload } from "@uppy/xhr-upload";', resolveDir: root },
  bundle: true, format: "iife", globalName: "uppy", write: false, logLevel: "error",
});

/** @type {[string, string, string][]} */
const AREAS = [
  ["Dropzone", script("dropzone/dist/dropzone-min.js"), 'Dropzone.autoDiscover = false; const area = new Dropzone("#area", { url: "/upload" }); globalThis.give = (file) => area.addFile(file);'],
  ["FilePond", script("filepond/dist/filepond.min.js"), 'const area = FilePond.create(document.querySelector("#area"), { server: "/upload" }); globalThis.give = (file) => area.addFile(file);'],
  ["Uppy", '<script src="/uppy.js"></script>', 'const area = new uppy.Uppy({ autoProceed: true }).use(uppy.Upload, { endpoint: "/upload", fieldName: "file" }); globalThis.give = (file) => area.addFile({ name: file.name, data: file });'],
];
for (const [name, library, start] of AREAS) {
  onHostPage(`${name} is given the cleaned file`, {
    "/": pageWith(`<import-checker definition="/staff.json"></import-checker><div id="area"></div><script src="/start.js"></script>`, library),
    "/uppy.js": uppy.outputFiles[0]?.text ?? "", "/start.js": start, "/staff.json": JSON.stringify(STAFF),
  }, async ({ page, parts, arrived }) => {
    await defined(page);
    await page.evaluate((files) => {
      const element = /** @type {any} */ (document.querySelector("import-checker"));
      element.addEventListener("import-checker-ready", async () => {
        for (const file of await element.cleaned()) /** @type {any} */ (globalThis).give(file);
      });
      element.add(Object.entries(files).map(([file, text]) => new File([text], file)));
    }, GOOD);
    for (let waited = 0; !parts.length && waited < 20_000; waited += 50) await pause(50);
    assert.deepEqual(parts.map(({ text }) => text), [CLEANED]);
    assert.doesNotMatch(arrived(), RAW);
  });
}
