/**
 * Values that only the page's own server knows: the page's function is asked which of a column's values exist, and the
 * others are in error. Nothing is sent from here. What the function cannot answer is *not checked*.
 *
 * @typedef {(column: string, values: string[]) => Promise<Iterable<string>|null>|Iterable<string>|null} Ask which of the
 *   values exist; `null` for a column that it does not know
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("./controller.js").Controller} Controller
 */
import { CODE } from "./server-errors.js";

/** How long an answer is waited for. In milliseconds. */
const PATIENCE = 30_000;
/** A cleaned file of more bytes is not looked through. */
const LARGEST = 100_000_000;

export class Lookup {
  /** What was answered, by column and value. @type {Map<string, Map<string, boolean>>} */
  #known = new Map();
  /** Columns that the function does not know. @type {Set<string>} */
  #passed = new Set();

  /** @param {Ask} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /**
   * Asks about the values of the last check that were not asked about before.
   * @param {Controller} owner @param {(key: "lookupFailed", values: Record<string, string>) => string} words
   * @returns {Promise<boolean>} whether other values are allowed now, so that another check is needed
   */
  async answer(owner, words) {
    const before = JSON.stringify(owner.host.found);
    /** @type {{entry: Entry, field: string, reason: string}[]} */
    const failed = [];
    for (const entry of owner.fileSet.entries) {
      if (!entry.report?.import || entry.summary) continue;
      const values = await this.#valuesOf(owner, entry).catch((error) => void failed.push({ entry, field: "", reason: String(error?.message ?? error) }));
      for (const [field, all] of values ?? []) {
        const reason = await this.#askAbout(field, [...all]);
        if (reason) failed.push({ entry, field, reason });
      }
    }
    const open = failed.map(({ field }) => field);
    const allowed = [...this.#known].filter(([field]) => !open.includes(field)).map(([field, known]) => [field, existing(known)]);
    owner.host.found = Object.fromEntries(allowed);
    if (JSON.stringify(owner.host.found) !== before) return true;
    for (const { entry, field, reason } of failed) {
      const { report } = entry;
      if (!report) continue;
      const column = report.columns.find((one) => one.field === field)?.heading ?? (field || "…");
      entry.report = { ...report, verdict: report.verdict === "ready" ? "incomplete" : report.verdict,
        notChecked: [...report.notChecked, { code: CODE, name: "lookup-failed", message: words("lookupFailed", { column, reason }), field, columnName: column }] };
    }
    return false;
  }

  /** @param {string} field @param {string[]} values @returns {Promise<string>} why there is no answer, if there is none */
  async #askAbout(field, values) {
    const known = this.#known.get(field) ?? new Map();
    const fresh = values.filter((value) => !known.has(value));
    if (!fresh.length || this.#passed.has(field)) return "";
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    try {
      const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${PATIENCE / 1000} s`)), PATIENCE)));
      const answer = await Promise.race([this.ask(field, fresh), late]);
      if (answer === null) {
        this.#passed.add(field);
        return "";
      }
      // A function that answers nothing is a mistake, and not a column that it does not know.
      if (!answer) throw new TypeError(String(answer));
      const there = new Set(answer);
      this.#known.set(field, new Map([...known, ...fresh.map((value) => /** @type {const} */ ([value, there.has(value)]))]));
      return "";
    } catch (error) {
      return String(/** @type {any} */ (error)?.message ?? error);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The different values of each column in the cleaned file, rows in error among them. Columns that have a list of values
   * already need no other.
   * @param {Controller} owner @param {Entry} entry @returns {Promise<Map<string, Set<string>>>}
   */
  async #valuesOf(owner, entry) {
    const definition = owner.imports.definitionOf(entry.report?.import?.name);
    /** @type {Map<string, Set<string>>} */
    const found = new Map();
    const made = await owner.fileSet.client.write(entry.index, "cleaned", { rowsInError: "include" }).catch(() => null);
    // A file that is in error as a whole has no values.
    if (!definition || !made) return found;
    if (made.blob.size > LARGEST) throw new Error(owner.texts.bytes(made.blob.size));
    const delimiter = /** @type {any} */ (definition).dialect?.delimiter ?? ",";
    const [head = [], ...rows] = records(await made.blob.text(), delimiter);
    head.forEach((heading, at) => {
      const field = definition.fields?.find((one) => one.name === heading || /** @type {any} */ (one).title === heading);
      const listed = field && !(owner.host.found[field.name]) && (field.constraints?.enum || field.allowedSetting);
      if (!field || listed) return;
      const values = new Set(rows.map((row) => row[at]?.trim() ?? ""));
      values.delete("");
      if (values.size) found.set(field.name, values);
    });
    return found;
  }
}

/** The values that exist. A list without any would allow all, so one that nobody has stands for it. @param {Map<string, boolean>} known */
function existing(known) {
  const there = [...known].filter(([, exists]) => exists).map(([value]) => value);
  let none = "—";
  while (known.has(none)) none += "—";
  return there.length ? there : [none];
}

/** The records of a text file as the engine writes it. @param {string} text @param {string} delimiter */
export function records(text, delimiter) {
  /** @type {string[][]} */
  const all = [];
  /** @type {string[]} */
  let record = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${delimiter.replace(/[\]\\^-]/g, "\\$&")}]*))(${delimiter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}|\\r\\n|\\r|\\n|$)`, "gy");
  const whole = text.replace(/^\ufeff/, "");
  for (let match; cell.lastIndex < whole.length && (match = cell.exec(whole)); ) {
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === delimiter) continue;
    all.push(record);
    record = [];
  }
  if (record.length) all.push([...record, ""]);
  return all;
}
