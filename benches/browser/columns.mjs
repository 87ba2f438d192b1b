/**
 * What a cell costs by the kind of its column: tables of one kind each, checked by a warm engine, the best of several rounds on
 * the clock. What a row costs whatever stands in it is among it, shared by ten cells.
 */
import init, * as engine from "/site/pkg/import_checker.js";
import builtIn from "/site/imports/index.js";

const [ROWS, COLUMNS, ROUNDS] = [20_000, 10, 5];

const two = (number) => String(number).padStart(2, "0");
const of = (list) => (n) => list[n % list.length];
const uuid = (n) => `6f1b8a52-3c4d-4e5f-8a9b-${String(n).padStart(12, "0")}`;
const list = Array.from({ length: 60 }, (_, at) => `choice ${at}`);

/** By what a column is called: its field, and the text of the n-th cell. @type {Record<string, [object, (n: number) => string]>} */
const KINDS = {
  "any text": [{}, (n) => `step ${n}`],
  "text with accents": [{}, (n) => `Zoé Müller ${n}`],
  "text in Japanese": [{}, (n) => `東京都千代田区${n}`],
  "text in quotation marks": [{}, (n) => `"first, then ${n}"`],
  "text with a blank behind": [{}, (n) => `step ${n} `],
  "unique reference": [{ constraints: { unique: true } }, (n) => `R${n}`],
  "integer": [{ type: "integer" }, (n) => `${n % 5000}`],
  "number": [{ type: "number", constraints: { minimum: 0, maximum: 100_000 } }, (n) => `${n % 900}.25`],
  "number with a decimal comma": [{ type: "number" }, (n) => `"${n % 900},25"`],
  "yes or no": [{ type: "boolean" }, of(["true", "false"])],
  "date": [{ type: "date" }, (n) => `2025-${two(1 + (n % 12))}-${two(1 + (n % 28))}`],
  "date as 31/12/2025": [{ type: "date" }, (n) => `${13 + (n % 15)}/${two(1 + (n % 12))}/2025`],
  "date and time": [{ type: "datetime" }, (n) => `2025-03-${two(1 + (n % 28))}T${two(n % 24)}:${two(n % 60)}:00Z`],
  "one of 4": [{ constraints: { enum: ["open", "active", "closed", "pending"] } }, of(["open", "active", "closed", "pending"])],
  "one of 4 in other letters": [{ constraints: { enum: ["open", "active", "closed", "pending"] } }, of(["OPEN", "Active", "CLOSED", "Pending"])],
  "one of 60": [{ constraints: { enum: list } }, of(list)],
  "simple pattern": [{ constraints: { pattern: "[A-Z]{2}-[0-9]{4}" } }, (n) => `AB-${String(n % 10_000).padStart(4, "0")}`],
  "other pattern": [{ constraints: { pattern: "([a-z]+ ?)+[0-9]*" } }, (n) => `one two three ${n}`],
  "e-mail": [{ format: "email" }, (n) => `user${n}@example.org`],
  "web address": [{ format: "uri" }, (n) => `https://example.org/${n}`],
  "telephone": [{ format: "phone" }, (n) => `+33 1 ${10 + (n % 90)} ${10 + (n % 80)} 22 33`],
  "country by its code": [{ format: "country" }, of(["FR", "BE", "CH", "IE", "CA", "LU"])],
  "country by its name": [{ format: "country" }, of(["France", "Belgium", "Switzerland", "Ireland", "Canada"])],
  "time zone": [{ format: "time-zone" }, of(["Europe/Paris", "America/Boise", "Asia/Tokyo"])],
  "UUID": [{ format: "uuid" }, uuid],
};

await init({ module_or_path: "/site/pkg/import_checker_bg.wasm" });
engine.warm(JSON.stringify(builtIn));

/** The best time of several checks, per cell, in nanoseconds. @param {object} field @param {(n: number) => string} cell */
function measure(field, cell) {
  const fields = Array.from({ length: COLUMNS }, (_, at) => ({ name: `c${at}`, ...field }));
  const lines = [fields.map(({ name }) => name).join(",")];
  for (let row = 0; row < ROWS; row++) lines.push(fields.map((_, at) => cell(row * COLUMNS + at)).join(","));
  const blob = new File([`${lines.join("\n")}\n`], "columns.csv");
  const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
  const request = { files: [{ blob, name: blob.name, import: "columns", wishes: {}, edits, settings: {} }], definitions: [{ definition: { name: "columns", fields } }], lang: "en", page: true, rowsInError: "include" };
  let [best, wrong] = [Infinity, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const session = new engine.Session("en");
    const started = performance.now();
    const { reports: [{ records }] } = session.check(request, () => {});
    best = Math.min(best, performance.now() - started);
    if (records.onFile !== ROWS) throw new Error(`${records.onFile} rows were read`);
    wrong = records.inError;
    session.free();
  }
  return { ns: (best * 1e6) / (ROWS * COLUMNS), wrong };
}

addEventListener("message", () => {
  try {
    postMessage({ columns: Object.entries(KINDS).map(([kind, how]) => ({ kind, ...measure(...how) })) });
  } catch (error) {
    postMessage({ failed: String(error?.stack ?? error) });
  }
});
postMessage({ ready: true });
