/** The engine in Node: the same checks as in the page, for scripts and continuous integration. */
import type { Definition, RowsInError, Verdict, Records, Texts } from "./import-checker.js";

/** What a file holds: at once, or as a stream of bytes or texts (`process.stdin`, `response.body`), which is read to its end first. */
export type Content = Blob | Uint8Array | string | AsyncIterable<Uint8Array | string>;

/** A file by its path, or its content under a name. */
export type Input = string | URL | { name: string; content: Content };

export interface Options {
  /** Id of a built-in import, such as `gryzzly/projects`; without it and `definition` the headings decide. */
  import?: string;
  /** A definition of one's own; wins over `import`. */
  definition?: Definition;
  /** Answers to the import's settings. */
  settings?: Record<string, boolean | string | string[]>;
  /** What exists on the server, by import: references, or a table of all it holds, with which files of that import are compared. */
  existing?: Record<string, string[] | Blob>;
  /** The day that rules compare with, such as `2025-03-14`; that of this machine when absent. */
  today?: string;
  /** How bad a finding is, by its code; `off` leaves it out. */
  severities?: Record<string, "error" | "warning" | "notice" | "off">;
  /** `en` or `fr`; another one with `texts`. */
  lang?: string;
  /** Texts of problems by their code, and phrases, that win over the built-in ones. */
  texts?: Texts;
}

/** What came of one file: the shape of `report.schema.json`. */
export interface Report {
  name: string;
  verdict: Verdict;
  records: Records;
  summary: string;
  counts: Record<string, number>;
  groups: { code: string; name: string; severity: string; count: number; title: string; why: string; remedy: string }[];
  findings: { code: string; severity: string; message: string; cell: string | null; row: number | null; column: string | null }[];
  [more: string]: unknown;
}

/** Files that can be made from a check. */
export type Product = "cleaned" | "xlsx" | "annotated" | "changes" | "report" | "rejected" | "html" | "summary" | "differences";

export interface Checked {
  /** One report for each file, in their order. */
  reports: Report[];
  /** What is said about all files together. */
  batch: { message: string; orderMessage: string } | null;
  /**
   * Makes a file from the check. As in the element, there is no cleaned file while rows are in error (`block`, which
   * rejects with the reason), unless they are left out (`drop`) or written as they are (`include`).
   */
  write(file: number, product?: Product, options?: { rowsInError?: RowsInError }): Promise<Uint8Array>;
  /**
   * The cleaned CSVs of files of one import as one table, in as many as the import takes at a time (`limits` of its
   * definition): families of rows stay together, and each has the headings. `write` rejects for a file that needs several.
   */
  parts(files: number[], options?: { rowsInError?: RowsInError }): Promise<Uint8Array[]>;
  /** Gives the memory back. */
  close(): void;
  [Symbol.dispose](): void;
}

/** Checks files, together if there are several. */
export function check(files: Input | Input[], options?: Options): Promise<Checked>;

/** What is wrong with a definition: its mistake, or what would be ignored. */
export function checkDefinition(definition: unknown): Promise<{
  place?: string;
  reason?: string;
  allowed?: string[];
  ignored?: string[];
  unchecked?: string[];
}>;

/** The ids of the built-in imports. */
export const imports: string[];
