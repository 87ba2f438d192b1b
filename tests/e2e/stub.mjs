/**
 * A client without an engine: canned reports for every state of the page. `useStub` gives it to the element of a page.
 */

/**
 * Runs inside the page, so it may use nothing from outside.
 * @param {{mode?: string, rows?: number, files?: Record<string, string>, rowless?: boolean}} options `rowless`: no row ever comes
 */
export function installStub(options) {
  const element = /** @type {any} */ (document.querySelector("import-checker"));
  const rowCount = options.rows ?? 500;
  const headings = ["project", "resource type", "task", "subtask", "budget amount", "task hourly rate", "purchase paid date", "due date", "tags: région"];
  const fields = ["project", "resource-type", "task", "subtask", "budget-amount", "rate", "paid-date", "due-date", null];
  const letter = (/** @type {number} */ at) => String.fromCharCode(65 + at);
  /** @param {string} name @param {any} more */
  const decided = (name, more = {}) => ({ value: name, confidence: "sure", evidence: "Nothing else fits the file.", others: [], ...more });
  /** @type {Map<string, string>} texts written by hand */
  let texts = new Map();
  let decisions = /** @type {any[]} */ ([]);
  let deleted = new Set();

  /** @param {number} number */
  const marksOf = (number) => {
    const marks = [];
    if (number % 40 === 0 && !texts.has(`${number}:6`)) marks.push({ column: 6, severity: "error", needs: "value", codes: ["B410"], messages: [`G${number}, “purchase paid date” is empty. A purchase row needs the payment date. Enter it as 2024-03-31.`] });
    if (number % 55 === 1) marks.push({ column: 3, severity: "error", needs: "answer", codes: ["O720"], messages: [`Row ${number}, “subtask” has no task above it in project “Apollo”. The next task is in row ${number + 3}. Move row ${number} below it.`] });
    if (number % 30 === 5) marks.push({ column: 4, severity: "warning", needs: "nothing", codes: ["T230"], messages: [`E${number}, “budget amount” uses a decimal comma, “52,50”. The server needs a point; it was converted to 52.50.`] });
    if (number % 70 === 9) marks.push({ column: 8, severity: "notice", needs: "nothing", codes: ["X100"], messages: ["Whether this tag exists on the server cannot be known here."] });
    return marks;
  };
  /** @param {number} number */
  const rowOf = (number) => {
    const cells = ["Apollo <b>", number % 4 ? "subtask" : "purchase", `Design ${Math.floor(number / 10)}`, `Page ${number}`, "52,50", "80", number % 40 ? "2024-03-31" : "", "2025-06-01", "Île-de-France"];
    for (const [key, text] of texts) if (key.startsWith(`${number}:`)) cells[Number(key.split(":")[1])] = text;
    const marks = marksOf(number);
    return { number, state: marks.some((one) => one.severity === "error") ? "error" : "ready", cells, marks };
  };
  /** @param {any} filter */
  const numbersOf = (filter) => {
    const all = Array.from({ length: rowCount }, (_, at) => at + 2).filter((number) => !deleted.has(number));
    if (filter.kind === "all") return all;
    return all.filter((number) => marksOf(number).some((mark) =>
      filter.kind === "errors" ? mark.severity === "error" : filter.kind === "warnings" ? mark.severity === "warning"
        : filter.kind === "code" ? mark.codes.includes(filter.code) : filter.kind === "column" ? mark.column === filter.column : mark.codes.includes("T230")));
  };
  const groups = () => {
    const all = Array.from({ length: rowCount }, (_, at) => at + 2).filter((number) => !deleted.has(number));
    const findings = all.flatMap((number) => marksOf(number).map((mark) => ({
      code: mark.codes[0] ?? "", name: names[mark.codes[0] ?? ""]?.[0] ?? "", severity: mark.severity, sheet: "Projects", row: number,
      column: letter(mark.column), columnName: headings[mark.column], field: fields[mark.column], cell: letter(mark.column) + number,
      value: rowOf(number).cells[mark.column], expected: null, message: mark.messages[0] ?? "", fix: null })));
    const codes = [...new Set(findings.map((one) => one.code))].sort();
    return { findings, groups: codes.map((code) => {
      const own = findings.filter((one) => one.code === code);
      const decision = decisions.find((one) => one.code === code);
      return { code, name: names[code]?.[0], severity: own[0]?.severity, count: own.length, shown: own.length, title: names[code]?.[1], why: names[code]?.[2], remedy: names[code]?.[3],
        field: own[0]?.field ?? null, columnName: own[0]?.columnName ?? null,
        repair: code === "O720" ? { grade: "ask", state: decision ? (decision.accept ? "accepted" : "kept") : "open", choices: [{ choice: "", label: "Move the rows below their task", count: own.length, sample: [{ cell: "D56", before: "row 56", after: "row 60" }] }] }
          : code === "T230" ? { grade: "unambiguous", state: decision && !decision.accept ? "kept" : "accepted", choices: [] } : null };
    }) };
  };
  /** @type {Record<string, string[]>} */
  const names = {
    B410: ["required-here", "A value is missing that this kind of row needs", "The server refuses a purchase without a payment date.", "Fill the cell, or change the kind of row."],
    O720: ["child-before-parent", "A row stands above the row it belongs to", "The server reads from top to bottom and gives each subtask to the task above it.", "Move the row below its task."],
    T230: ["decimal-comma", "Numbers are written with a decimal comma", "The server needs a decimal point.", "Nothing: the cleaned file has points."],
    X100: ["unknowable-here", "It cannot be known here whether the server has these values", "Tags must exist before the import.", "Look at the list of tags on the server."],
  };
  /** @param {any} file */
  const report = (file) => {
    const { findings, groups: all } = groups();
    const errors = new Set(findings.filter((one) => one.severity === "error").map((one) => one.row));
    const mode = options.files?.[file.name] ?? options.mode ?? "errors";
    const base = {
      name: file.name, import: { name: "gryzzly/projects", title: "Projects", version: "1", unofficial: true, score: 0.96 }, candidates: [],
      verdict: "errors", records: { onFile: rowCount, ready: rowCount - errors.size - 6, inError: errors.size, skipped: 6, blank: 2 },
      summary: `${rowCount - errors.size - 6} of ${rowCount} records are ready; ${errors.size} have errors; 6 were skipped.`, counts: {}, groups: all, findings, notChecked: /** @type {any[]} */ ([]),
      changes: [{ row: 5, cell: "E5", column: "E", field: "budget-amount", before: "52,50", after: "52.50", code: "T230" }], changeCount: 17,
      reading: { format: "csv", sheets: [], sheet: null, headerRow: { value: 1, confidence: "sure", evidence: "Row 1 holds 9 of 9 known headings.", others: [] },
        encoding: decided("windows-1252", { confidence: "ask", evidence: "“Île-de-France” and “région” read well.", others: [{ value: "windows-1252", samples: ["Île-de-France", "région"] }, { value: "ibm850", samples: ["╬le-de-France", "rÚgion"] }] }),
        delimiter: decided(";", { evidence: "Every row has 9 columns with a semicolon." }), decimal: decided(",", { confidence: "likely", evidence: "96 of 96 numbers have one." }), dateOrder: decided("ymd"), complete: true },
      columns: headings.map((heading, at) => ({ letter: letter(at), heading, field: fields[at], title: heading, known: fields[at] !== null })), rowCount,
    };
    if (mode === "ready") return { ...base, verdict: "ready", records: { onFile: 500, ready: 500, inError: 0, skipped: 0, blank: 0 }, summary: "All 500 records are ready to import.", groups: [], findings: [] };
    if (mode === "incomplete") return { ...base, verdict: "incomplete", records: { onFile: 500, ready: 500, inError: 0, skipped: 0, blank: 0 }, summary: "500 of 500 records are ready, but one thing could not be checked.", notChecked: [{ code: "X300", message: "Customer references in column D (180 rows). Add the Customers file to check them." }], groups: [], findings: [] };
    if (mode === "unreadable") return { ...base, verdict: "unreadable", records: { onFile: 0, ready: 0, inError: 0, skipped: 0, blank: 0 }, summary: "This workbook is locked with a password. Open it in your spreadsheet program, save it without a password, and choose it again.", reading: null, columns: [], groups: [{ ...all[0], code: "F120", name: "encrypted", title: "The workbook is locked with a password", count: 1, field: null, columnName: null, repair: null }], findings: [{ ...findings[0], code: "F120", row: null, cell: null, column: null, field: null, message: "This workbook is locked with a password." }], changeCount: 0, changes: [] };
    return base;
  };
  let stop = (/** @type {any} */ _error) => {};
  const wait = (/** @type {number} */ time) => new Promise((done, fail) => {
    stop = fail;
    setTimeout(done, time);
  });
  element.client = {
    patience: 10_000,
    requests: /** @type {any[]} */ ([]),
    warm: async () => {},
    async check(/** @type {any} */ request, /** @type {any} */ onProgress) {
      this.requests.push(request);
      texts = new Map(request.files[0].edits.texts.map((/** @type {any} */ one) => [`${one.row}:${one.column}`, one.text]));
      decisions = request.files[0].edits.decisions;
      deleted = new Set(request.files[0].edits.deleted);
      for (const [at, file] of request.files.entries()) {
        const mode = options.files?.[file.name] ?? options.mode;
        onProgress({ file: at, step: "open", share: 0.5, rows: 0 });
        if (mode === "silent") throw Object.assign(new Error("silent"), { kind: "silent" });
        for (let part = 1; (mode === "slow" || mode === "stuck") && part <= 100; part++) {
          // As a reader that meets a huge cell: nothing is heard of it for a while, and then it goes on.
          if (mode === "stuck" && part === 2) await wait(9000);
          onProgress({ file: at, step: "check", share: part / 100, rows: part * 10_000 });
          await wait(100);
        }
      }
      return { reports: request.files.map(report) };
    },
    async window(/** @type {number} */ _file, /** @type {any} */ filter, /** @type {number} */ first, /** @type {number} */ count) {
      if (options.rowless) await new Promise(() => {});
      const numbers = numbersOf(filter);
      return { total: numbers.length, rows: numbers.slice(first, first + count).map(rowOf) };
    },
    async next(/** @type {number} */ _file, /** @type {any} */ from, /** @type {number} */ direction, /** @type {any} */ filter, /** @type {number|undefined} */ within) {
      const cells = numbersOf(filter).flatMap((row, index) => marksOf(row)
        .filter((mark) => mark.needs !== "nothing" && (within === undefined || mark.column === within))
        .map((mark) => ({ row, column: mark.column, index })));
      const order = (/** @type {any} */ one) => one.row * 100 + one.column;
      const all = cells.sort((a, b) => (order(a) - order(b)) * direction);
      // Round the end.
      const found = all.find((one) => (order(one) - order(from)) * direction > 0) ?? all[0];
      const at = found && all.indexOf(found);
      return found ? { ...found, at: direction > 0 ? at + 1 : all.length - at, of: all.length } : null;
    },
    async write(/** @type {number} */ _file, /** @type {string} */ what) {
      return { blob: new Blob([`${what}\r\n`]), account: {} };
    },
    profile: async () => [],
    fingerprint: async () => "0".repeat(64),
    async prove() {
      return [{ way: "workerFetch", refused: true }, { way: "workerXhr", refused: true }];
    },
    cancel() {
      stop(Object.assign(new Error("cancelled"), { kind: "cancelled" }));
    },
    close() {},
  };
}
