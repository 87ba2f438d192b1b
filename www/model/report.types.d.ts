/** Made of `report.schema.json` by `cargo xtask types`. */

/**
 * What a check says about one file. The command line prints {"files": [report, …]}; a downloaded report is one of them. The same file, definition and answers give the same report, byte for byte: it holds no clock and no path.
 */
export type ReportOfAnImportCheck =
  | Report
  | {
      files: Report[];
    };
export type Count = number;
/**
 * One family letter and three digits.
 */
export type Code = string;
/**
 * error: the server would refuse it or store it wrongly; warning: doubtful; notice: good to know.
 */
export type Severity = "error" | "warning" | "notice";
export type TextOrNull = string | null;
/**
 * How sure a repair is: safe and unambiguous ones are applied, ask ones after somebody chose.
 */
export type Grade = "none" | "safe" | "unambiguous" | "ask";
/**
 * ask: two candidates are close, somebody should decide.
 */
export type Confidence = "sure" | "likely" | "ask";

export interface Report {
  /**
   * The file's name with its extension.
   */
  name: string;
  /**
   * What it was checked as; null if no import fits.
   */
  import: null | {
    name: string;
    title: string;
    version: string;
    unofficial: boolean;
    /**
     * How well the headings fit, 0 to 1.
     */
    score: number | null;
    /**
     * The form recommended for the cleaned file.
     */
    recommended: "csv" | "xlsx";
    /**
     * Where help with the import is given: an e-mail or web address.
     */
    support: string | null;
  };
  /**
   * All imports by how well the headings fit, the best first.
   */
  candidates: {
    name: string;
    title: string;
    score: number;
  }[];
  /**
   * incomplete: no error, but something was not checked.
   */
  verdict: "ready" | "errors" | "incomplete" | "unreadable";
  /**
   * onFile = ready + inError + skipped, always.
   */
  records: {
    onFile: Count;
    ready: Count;
    inError: Count;
    /**
     * Left out without a fault of their own.
     */
    skipped: number;
    /**
     * Blank rows between the others.
     */
    blank: number;
  };
  /**
   * The verdict and the account in words.
   */
  summary: string;
  /**
   * The exact number of findings per code.
   */
  counts: {
    [k: string]: Count;
  };
  /**
   * Findings by cause, the worst first.
   */
  groups: Group[];
  /**
   * The first 1,000 of each code, in the order of the rows; `counts` has them all.
   */
  findings: Finding[];
  /**
   * What could still be supplied or confirmed, or what failed. Not empty: the verdict is not ready.
   */
  notChecked: {
    code: Code;
    name: string;
    message: string;
    field?: string | null;
    columnName?: string | null;
    /**
     * The sheet that was not checked: the same file can be checked again with this sheet chosen.
     */
    sheet?: string | null;
  }[];
  /**
   * The definition that it was checked by, and what is to be said of it; null if no import fits.
   */
  definition: null | {
    name: string;
    version: string;
    /**
     * Words without effect, and what could not be checked.
     */
    remarks: Remark[];
    /**
     * What each rule came to, in the order of the definition.
     */
    rules: RuleRun[];
  };
  /**
   * Differences between the file and the cleaned file, exact.
   */
  changeCount: number;
  /**
   * The same per code, or `by-hand`.
   */
  changeCounts: {
    [k: string]: Count;
  } | null;
  /**
   * The first 1,000 changes of each code.
   */
  changes: Change[];
  /**
   * Warnings that somebody knows of and lets stand; only where there are any. An error is never among them.
   */
  acknowledged?: {
    code: Code;
    name: string;
    field: TextOrNull;
    /**
     * The letters of the column.
     */
    column: string | null;
    count: Count;
    reason: string;
    /**
     * The same for people.
     */
    sentence: string;
  }[];
  /**
   * In how many files the records go out; only where the import takes so much at a time (`limits`).
   */
  parts?: number;
  /**
   * What the import of the ready records would do to what the receiving system has; only where a table of that was given.
   */
  forecast?: {
    /**
     * The same for people: counts, fields, and what is not known.
     */
    sentences: string[];
    /**
     * Records that the system has.
     */
    held: number;
    new: Count;
    /**
     * Records with fields that would say something else, none of them nothing.
     */
    changed: number;
    /**
     * Records with a field that would be emptied.
     */
    emptied: number;
    unchanged: Count;
    /**
     * Records of whose key the system has several.
     */
    unclear: number;
    /**
     * Records of the system that the file has not. Of a file that goes out with others as one table this stands under `together`.
     */
    notInFile: number;
    /**
     * Records of the file that do not go out, and so are not compared.
     */
    inError: number;
    /**
     * Records of the file that went in already and stay out of its next cleaned file.
     */
    wentIn: number;
    /**
     * New records without a key: nobody knows whether the system has them.
     */
    withoutKey: number;
    fields: {
      name: string;
      changed: Count;
      emptied: Count;
    }[];
    /**
     * Columns of the cleaned file that the table of what is there lacks.
     */
    unknown: string[];
    /**
     * Which of several records is meant, once for each key, for the first 20 of them.
     */
    questions: {
      /**
       * The first row of the file with this key.
       */
      row: number;
      /**
       * The next rows with it, 20 at most: the answer counts for all of them.
       */
      also: Count[];
      /**
       * What the record is known by; an answer says it again.
       */
      record: string;
      /**
       * How many records the system has with this key.
       */
      of: number;
      /**
       * The fields in which they differ.
       */
      fields: string[];
      /**
       * What the file says in each of them; null where it lacks the column.
       */
      here: TextOrNull[];
      /**
       * The first 10 of them: the row in the table of what is there, a fingerprint of what it says, and its texts in the fields that differ.
       */
      there: {
        row: Count;
        print: string;
        texts: string[];
      }[];
    }[];
    /**
     * Which of several records was said to be meant: its row in the table of what is there, one of so many.
     */
    meant: {
      record: string;
      row: Count;
      of: Count;
    }[];
    /**
     * How many of the sentences, the last ones, tell that.
     */
    meantSentences: number;
    /**
     * The same for all files that go out as one table with this one; only where there are several.
     */
    together?: {
      files: Count;
      /**
       * Those among them of which nothing goes out: then nobody knows what none of them has.
       */
      notCompared: number;
      /**
       * The same for people.
       */
      sentences: string[];
      held: Count;
      new: Count;
      changed: Count;
      emptied: Count;
      unchanged: Count;
      unclear: Count;
      /**
       * Records of the system that none of the files has.
       */
      notInFile: number;
      inError: Count;
      wentIn: Count;
      withoutKey: Count;
      fields: {
        name: string;
        changed: Count;
        emptied: Count;
      }[];
    };
  };
  /**
   * Which column is which field, and who said so. exact, alias, near: by its heading; you, remembered, host: by a mapping; version: by what the definition says of an older template.
   */
  mapping: {
    /**
     * The headings of the columns; none for a constant.
     */
    from: string[];
    /**
     * The field; null for a column that is left out.
     */
    to: string | null;
    how: "exact" | "alias" | "near" | "you" | "remembered" | "host" | "version";
    kind: "column" | "left-out" | "constant" | "join" | "split";
  }[];
  reading: null | Reading;
  /**
   * The headings of the file from left to right.
   */
  columns: {
    letter: string;
    heading: string;
    field: TextOrNull;
    title: TextOrNull;
    known: boolean;
  }[];
  /**
   * The same account for each tree of rows, where rows form trees.
   */
  subtotals?: {
    /**
     * Of a name of more than 300 bytes only the beginning and the end, with … between them.
     */
    name: string;
    /**
     * The first row of the tree.
     */
    row: number;
    onFile: Count;
    ready: Count;
    inError: Count;
    skipped: Count;
  }[];
  /**
   * Records in the file.
   */
  rowCount: number;
}
/**
 * The findings of one problem in one column.
 */
export interface Group {
  code: Code;
  name: string;
  severity: Severity;
  count: Count;
  /**
   * The count is of the whole code: there were more than are kept.
   */
  countIsOfCode?: boolean;
  /**
   * Why the warning stands, where somebody has acknowledged it.
   */
  acknowledged?: string;
  /**
   * How many of them are among the findings.
   */
  shown: number;
  title: string;
  why: string;
  remedy: string;
  field: TextOrNull;
  column: TextOrNull;
  columnName: TextOrNull;
  /**
   * Other groups that all of these findings rest on: whoever settles those first may have these settled as well. Absent where they stand on their own.
   *
   * @minItems 1
   * @maxItems 8
   */
  follows?:
    | [
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ]
    | [
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        },
        {
          code: Code;
          field: TextOrNull;
        }
      ];
  repair: {
    grade: Grade;
    choices: {
      choice: string;
      count: Count;
      sample: {
        cell: TextOrNull;
        before: string;
        after: TextOrNull;
      }[];
    }[];
  };
}
/**
 * One problem at one place.
 */
export interface Finding {
  code: Code;
  name: string;
  severity: Severity;
  sheet: TextOrNull;
  /**
   * As the spreadsheet shows it; null for the file as a whole.
   */
  row: number | null;
  /**
   * The letters of the column.
   */
  column: string | null;
  /**
   * The heading as in the file.
   */
  columnName: string | null;
  /**
   * The definition's name for the column.
   */
  field: string | null;
  /**
   * Such as C17.
   */
  cell: string | null;
  /**
   * What the user sees in the cell. Of a text of more than 4,096 bytes only the beginning and the end, with … between them; once the texts of more than 300 bytes in this list come to a megabyte, of each of these.
   */
  value: string | null;
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
export interface Remark {
  /**
   * descriptive and named: nothing is lost; not-run and unknown: the verdict is not ready; wrong: an example that contradicts its own field.
   */
  class: "descriptive" | "named" | "not-run" | "unknown" | "wrong";
  /**
   * Such as fields[3].constraints.pattern.
   */
  place: string;
  word: string;
  reason: string;
  /**
   * The nearest word that is known.
   */
  near: string | null;
}
export interface RuleRun {
  /**
   * Such as rules[3].
   */
  place: string;
  /**
   * Its kind.
   */
  rule: string;
  /**
   * never-applied: no record met its conditions; not-run: the day that it compares with was not said; other-files: it looks into another file, and what it could not look up is in notChecked.
   */
  state: "ran" | "never-applied" | "not-run" | "other-files";
  /**
   * Records that it was asked of; null for other-files.
   */
  looked: null | Count;
  /**
   * Findings of it.
   */
  found: null | Count;
  /**
   * Records in which a wrong value left it undecided.
   */
  open: null | Count;
}
/**
 * One difference between the file and the cleaned file.
 */
export interface Change {
  row: Count;
  /**
   * Letters; empty when the whole row is meant.
   */
  column: string;
  cell: string;
  field: string;
  /**
   * Shortened as the value of a finding.
   */
  before: string;
  /**
   * Shortened as the value of a finding.
   */
  after: string;
  /**
   * The code of the problem that was repaired, or `by-hand`.
   */
  code: string;
}
/**
 * How the file was read, each part with its evidence.
 */
export interface Reading {
  format: "csv" | "xlsx" | "xlsb" | "xls" | "ods" | "html" | "xml-2003";
  sheets: string[];
  sheet?: null | DecidedText;
  headerRow?: null | DecidedNumber;
  encoding?: null | DecidedText;
  delimiter?: null | DecidedText;
  decimal?: null | DecidedText;
  dateOrder?: null | DecidedText;
  /**
   * All of the sheet was read.
   */
  complete?: boolean;
}
/**
 * One line of the reading card.
 */
export interface DecidedText {
  value: string;
  confidence: Confidence;
  evidence: string;
  /**
   * What it could be as well, with cells that would be read otherwise.
   */
  others: {
    value: string;
    samples: string[];
  }[];
}
/**
 * The same of a number.
 */
export interface DecidedNumber {
  value: Count;
  confidence: Confidence;
  evidence: string;
  others: {
    value: Count;
    samples: string[];
  }[];
}
