/**
 * The shapes of a report. Made from `report.schema.json`: `UPDATE=1 cargo test -p xtask types` writes them anew.
 */

export type Count = number;

export type TextOrNull = string | null;

/** One family letter and three digits. */
export type Code = string;

/** error: the server would refuse it or store it wrongly; warning: doubtful; notice: good to know. */
export type Severity = "error" | "warning" | "notice";

/** How sure a repair is: safe and unambiguous ones are applied, ask ones after somebody chose. */
export type Grade = "none" | "safe" | "unambiguous" | "ask";

/** incomplete: no error, but something was not checked. */
export type Verdict = "ready" | "errors" | "incomplete" | "unreadable";

/** onFile = ready + inError + skipped, always. */
export interface Records {
  onFile: Count;
  ready: Count;
  inError: Count;
  /** Left out without a fault of their own. */
  skipped: Count;
  /** Blank rows between the others. */
  blank: Count;
}

/** A column of the file, and the field it holds. */
export interface Column {
  letter: string;
  heading: string;
  field: TextOrNull;
  title: TextOrNull;
  known: boolean;
}

/** What a check says about one file. */
export interface Report {
  /** The file's name with its extension. */
  name: string;
  /** What it was checked as; null if no import fits. */
  import: null | {
    name: string;
    title: string;
    version: string;
    unofficial: boolean;
    /** How well the headings fit, 0 to 1. */
    score: number;
    /** The form recommended for the cleaned file. */
    recommended: "csv" | "xlsx";
  };
  /** All imports by how well the headings fit, the best first. */
  candidates: {
    name: string;
    title: string;
    score: number;
  }[];
  verdict: Verdict;
  records: Records;
  /** The verdict and the account in words. */
  summary: string;
  /** The exact number of findings per code. */
  counts: Record<string, Count>;
  /** Findings by cause, the worst first. */
  groups: Group[];
  /** The first 1,000 of each code, in the order of the rows; `counts` has them all. */
  findings: Finding[];
  /** What could still be supplied or confirmed, or what failed. Not empty: the verdict is not ready. */
  notChecked: {
    code: Code;
    name: string;
    message: string;
    /** The definition's name for the column. */
    field: TextOrNull;
    /** The heading as in the file. */
    columnName: TextOrNull;
  }[];
  /** Differences between the file and the cleaned file, exact. */
  changeCount: Count;
  /** The same per code, or `by-hand`; null where the check came to no end. */
  changeCounts: Record<string, Count> | null;
  /** The first 1,000 changes of each code. */
  changes: Change[];
  reading: null | Reading;
  /** The headings of the file from left to right. */
  columns: Column[];
  /** The same account for each tree of rows, where rows form trees. */
  subtotals?: {
    name: string;
    /** The first row of the tree. */
    row: Count;
    onFile: Count;
    ready: Count;
    inError: Count;
    skipped: Count;
  }[];
  /** Records in the file. */
  rowCount: Count;
}

/** One problem at one place. */
export interface Finding {
  code: Code;
  name: string;
  severity: Severity;
  sheet: TextOrNull;
  /** As the spreadsheet shows it; null for the file as a whole. */
  row: number | null;
  /** The letters of the column. */
  column: TextOrNull;
  /** The heading as in the file. */
  columnName: TextOrNull;
  /** The definition's name for the column. */
  field: TextOrNull;
  /** Such as C17. */
  cell: TextOrNull;
  /** What the user sees in the cell. */
  value: TextOrNull;
  expected: TextOrNull;
  message: string;
  fix: null | {
    grade: Grade;
    choices: {
      grade: Grade;
      choice: string;
      text: TextOrNull;
    }[];
  };
}

/** The findings of one problem in one column. */
export interface Group {
  code: Code;
  name: string;
  severity: Severity;
  count: Count;
  /** The count is of the whole code: there were more than are kept. */
  countIsOfCode?: boolean;
  /** How many of them are among the findings. */
  shown: Count;
  title: string;
  why: string;
  remedy: string;
  field: TextOrNull;
  column: TextOrNull;
  columnName: TextOrNull;
  repair: Repair;
}

/** The repair that a group offers. */
export interface Repair {
  grade: Grade;
  choices: Choice[];
}

/** One way to repair, with samples of what it does. */
export interface Choice {
  choice: string;
  count: Count;
  sample: {
    cell: TextOrNull;
    before: string;
    after: TextOrNull;
  }[];
}

/** One difference between the file and the cleaned file. */
export interface Change {
  row: Count;
  /** Letters; empty when the whole row is meant. */
  column: string;
  cell: string;
  field: string;
  before: string;
  after: string;
  /** The code of the problem that was repaired, or `by-hand`. */
  code: string;
}

/** One line of the reading card. */
export interface ReadingPart {
  /** A row for `headerRow`, else a text. */
  value: string | number;
  /** ask: two candidates are close, somebody should decide. */
  confidence: "sure" | "likely" | "ask";
  evidence: string;
  /** The other candidates, each with what the file would say then. */
  others: {
    value: string;
    samples: string[];
  }[];
}

export type ReadingPartOrNull = null | ReadingPart;

/** How the file was read, each part with its evidence. */
export interface Reading {
  format: "csv" | "xlsx" | "xlsb" | "xls" | "ods" | "html" | "xml-2003";
  sheets: string[];
  sheet?: ReadingPartOrNull;
  headerRow?: ReadingPartOrNull;
  encoding?: ReadingPartOrNull;
  delimiter?: ReadingPartOrNull;
  decimal?: ReadingPartOrNull;
  dateOrder?: ReadingPartOrNull;
  /** All of the sheet was read. */
  complete?: boolean;
}
