/** Made of `calls.schema.json` by `cargo xtask types`. */

/**
 * This interface was referenced by `WhatThePageAsksTheEngineBesidesTheReport`'s JSON-Schema
 * via the `definition` "count".
 */
export type Count = number;

/**
 * `overview(file)` and `wrongValues(file, code, column)`; both are bounded, whatever the file holds.
 */
export interface WhatThePageAsksTheEngineBesidesTheReport {
  [k: string]: unknown;
}
/**
 * A file at a glance.
 *
 * This interface was referenced by `WhatThePageAsksTheEngineBesidesTheReport`'s JSON-Schema
 * via the `definition` "overview".
 */
export interface Overview {
  /**
   * Rows that go out otherwise than they are in the file.
   */
  changed: number;
  /**
   * Rows that a person typed into, or added.
   */
  byHand: number;
  /**
   * Whether the counts of the columns are exact; else a problem was found more often than it is listed.
   */
  exact: boolean;
  columns: Column[];
  /**
   * A letter for each block of rows, by its worst row: error, question, waiting, by hand, changed, or a dot.
   */
  blocks: string;
}
/**
 * Cells of a column; those that are as they were are what is filled less the others.
 *
 * This interface was referenced by `WhatThePageAsksTheEngineBesidesTheReport`'s JSON-Schema
 * via the `definition` "column".
 */
export interface Column {
  /**
   * 0 for A.
   */
  column: number;
  /**
   * null above 100,000 rows, where they are not counted.
   */
  filled: number | null;
  /**
   * Cells that a person has to fill in.
   */
  errors: number;
  /**
   * Cells for which a suggestion is ready.
   */
  questions: number;
  changed: Count;
  byHand: Count;
}
/**
 * The different texts of a column that have a problem, the most frequent first.
 *
 * This interface was referenced by `WhatThePageAsksTheEngineBesidesTheReport`'s JSON-Schema
 * via the `definition` "wrongValues".
 */
export interface WrongValues {
  /**
   * @maxItems 200
   */
  values: {
    text: string;
    count: number;
    /**
     * What the repair would write; null where none is offered, or several are.
     */
    suggestion: string | null;
  }[];
  /**
   * How many different texts there are besides.
   */
  more: number;
  /**
   * How many cells have the problem.
   */
  cells: number;
}
