/** What must be reached, what is aimed at, and what was measured. */

/** Every line, in order. A line without a measurement stays, so that nothing is left out silently. */
export function musts(records, sizes) {
  const of = (label, who = "product") => records.get(label, who);
  const lines = [];
  const line = (what, unit, more, must, aim, value) => {
    const known = Number.isFinite(value);
    const digits = { "×": 1, s: 2 }[unit] ?? 0;
    const said = (limit) => (limit === null ? "" : `${more ? "≥" : "≤"} ${limit} ${unit}`);
    lines.push({
      what, must: said(must), aim: said(aim), measured: known ? `${value.toFixed(digits)} ${unit}` : "not measured",
      holds: known && (must === null || (more ? value >= must : value <= must)),
    });
  };
  const faster = (label, who, words, must, aim) => line(`${label}: CPU time of ${words}, against ours`, "×", true, must, aim, of(label, who).cpu / of(label).cpu);
  const below = (what, unit, must, aim, value) => line(what, unit, false, must, aim, value);

  const million = of("CSV, 1M rows");
  below("CSV, 1M rows: CPU time", "s", 1.35, 1, million.cpu / 1000);
  below("CSV, 1M rows: until the cleaned file is there", "s", 1, 0.8, million.ms / 1000);
  below("CSV, 1M rows: CPU time of copying it in and out alone, the floor", "s", null, null, of("CSV, 1M rows", "floor").cpu / 1000);
  below("CSV, 1M rows, in Firefox: CPU time", "s", 1.3, 1, of("CSV, 1M rows", "product in firefox").cpu / 1000);
  faster("CSV, 1M rows", "papa-ajv", "Papa Parse (rows as lists, a writer of its own) + Ajv", 6, 8);
  faster("CSV, 1M rows", "papa-documented", "Papa Parse (as its documentation shows it) + Ajv", 10, 14);
  faster("CSV, 1M rows", "udsv-hand", "uDSV + checks by hand", 4.5, 6);
  below("CSV, 1M rows: WebAssembly memory", "MB", 64, 48, million.wasm);
  below("built-in import of customers, 50k rows of 25 columns: CPU time per cell", "ns", 180, 120, perCell(of("CSV, 50k customers"), 25));
  below("built-in import of projects, 300k rows of 6 columns in a tree: CPU time per cell", "ns", 250, 150, perCell(of("CSV, 100k projects of three rows"), 6));
  line("every row wrong: CPU time, against nothing wrong", "×", false, 1.2, 1.15, of("CSV, 100k rows, one cell wrong in every row").cpu / of("CSV, 100k rows, nothing wrong").cpu);
  faster("XLSX, 100k rows", "sheetjs-ajv", "SheetJS + Ajv", 6, 15);
  faster("XLSX, 100k rows", "read-excel-ajv", "read-excel-file + Ajv", 4, 10);
  below("XLSX, 1M rows (no peer can): until the cleaned file is there", "s", 4.5, 3.5, of("XLSX, 1M rows").ms / 1000);
  below("XLSX, 1M rows: WebAssembly memory", "MB", 300, 256, of("XLSX, 1M rows").wasm);
  below("CSV, 1k rows, first file of a fresh tab: verdict on screen", "ms", 80, 50, of("CSV, 1k rows", "page in chromium").ms);
  below("CSV, 1k rows, first file of a fresh tab: rows on screen", "ms", 80, 50, of("CSV, 1k rows", "page in chromium").first);
  const customers = of("CSV, 1k customers, some of them wrong", "page in chromium");
  below("CSV, 1k customers by the built-in import, page open: verdict on screen", "ms", 80, 50, customers.ms);
  below("CSV, 1k customers by the built-in import, page open: rows on screen", "ms", 80, 50, customers.first);
  const slow = of("CSV, 1k customers, some of them wrong", "page in chromium, a sixth of the speed");
  below("the same where the whole browser runs a sixth of the time: verdict on screen", "ms", 350, 200, slow.ms);
  below("the same where the whole browser runs a sixth of the time: rows on screen", "ms", 400, 250, slow.first);
  below("stand-alone page: sent until the first verdict can be there, gzip", "kB", 650, 400, of("CSV, 1k customers, some of them wrong", "page, what is sent").bytes / 1000);
  for (const rows of ["10k", "100k", "1M"]) below(`CSV, ${rows} rows: first checked rows on screen`, "ms", 150, 50, of(`CSV, ${rows} rows`, "page in chromium").first);
  below("XLSX, 10k rows: first checked rows on screen", "ms", 500, 200, of("XLSX, 10k rows", "page in chromium").first);
  below("XLSX, 100k rows: first checked rows on screen", "ms", 1500, 400, of("XLSX, 100k rows", "page in chromium").first);
  below("XLSX, 10k rows, first file of a fresh tab: verdict on screen", "ms", 500, 200, of("XLSX, 10k rows", "page in chromium").ms);
  below("XLSX, 1M rows: longest task of the page, Chromium, CPU time", "ms", 50, 16, of("XLSX, 1M rows", "page in chromium").task);
  below("XLSX, 1M rows: longest stall of the page, Firefox, on the clock", "ms", 50, 16, of("XLSX, 1M rows", "page in firefox").stall);
  below("engine, gzip", "kB", 490, null, sizes.gzip / 1000);
  below("engine, brotli", "kB", 400, null, sizes.brotli / 1000);
  below("JavaScript of the page, gzip", "bytes", 40960, 25600, sizes.page);
  lines.push(agreement(records));
  return lines;
}

/** Nanoseconds of CPU time for each cell of a file. */
const perCell = ({ cpu, rows }, columns) => (cpu * 1e6) / (rows * columns);

/** The table of `SIZES.txt`. @param {string} text */
export function sizesFrom(text) {
  const numbers = (name) => text.split("\n").find((line) => line.startsWith(name))?.match(/ \d+/g)?.map(Number) ?? [];
  const [, gzip, brotli] = numbers("pkg/import_checker_bg.wasm");
  return { gzip, brotli, page: numbers("JavaScript of the page")[1] };
}

/** Who writes other bytes: a copy of the file, and quotes where nobody needs them. */
const OTHERWISE = ["floor", "papa-documented"];

/** Whether everybody wrote the same bytes, wherever several did. */
function agreement(records) {
  const hashes = new Map();
  for (const { label, who, hash } of records.all) if (hash && !OTHERWISE.includes(who)) hashes.set(label, [...(hashes.get(label) ?? []), hash]);
  const shared = [...hashes.values()].filter((list) => list.length > 1);
  const same = shared.filter((list) => new Set(list).size === 1).length;
  return {
    what: "the same cleaned file, byte for byte, from everybody", must: "always", aim: "",
    measured: `${same} of ${shared.length} files`, holds: shared.length > 0 && same === shared.length,
  };
}
