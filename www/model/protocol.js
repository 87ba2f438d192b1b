/**
 * Every message that can cross between page and worker, and the shapes inside them. This file holds types only.
 *
 * @typedef {"en"|"fr"|string} Lang
 * @typedef {{lang: Lang, texts?: object}} TextOptions A language, and texts of the page's own in it.
 * @typedef {import("./report.types.d.ts").Severity} Severity
 * @typedef {"open"|"survey"|"check"|"clean"} Step
 * @typedef {import("./report.types.d.ts").Report["verdict"]} Verdict
 * @typedef {"drop"|"include"|"block"} RowsInError
 * @typedef {"cleaned"|"changes"|"report"|"rejected"|"annotated"|"html"|"summary"|"xlsx"|"differences"|"parts"} Product `parts` is no file: it says in which files the cleaned rows go out
 *
 * How the user wants the file to be read; absent parts are found out.
 * @typedef {object} ReadingOptions
 * @property {string} [sheet]
 * @property {number} [headerRow]
 * @property {string} [encoding]
 * @property {string} [delimiter]
 * @property {string} [decimal]
 * @property {string} [dateOrder]
 *
 * The overlay of everything done by hand. Rows are the numbers of the file, columns count from 0.
 * @typedef {{row: number, column: number, text: string}} CellText
 * @typedef {{row: number, after: number}} Move
 * @typedef {{id: number, after: number, cells: string[]}} AddedRow
 * @typedef {{code: string, field?: string, value?: string, choice?: string, accept: boolean}} Decision
 * @typedef {{code: string, column?: string, reason: string, count: number}} Acknowledgement A warning that may stand, as long as it is
 *   found no more often in a column.
 * @typedef {{record: string, row: number, print?: string}} Meant Which of several records there of one key is meant: its row in the table
 *   of what is there, and the fingerprint that it has as long as it says the same.
 * @typedef {{texts: CellText[], deleted: number[], moved: Move[], added: AddedRow[], decisions: Decision[], acknowledged?: Acknowledgement[], meant?: Meant[]}} Edits
 *
 * One file of a check.
 * @typedef {object} FileRequest
 * @property {Blob} blob
 * @property {Blob} [instead] What the second reader wrote in place of it.
 * @property {true} [cellsMayLack] Whether that may lack cells.
 * @property {string} [oneTable] Of sheets of one workbook whose rows go out as one table: the same for each of them.
 * @property {string} name
 * @property {string|null} import
 * @property {ReadingOptions} wishes
 * @property {Edits} edits
 * @property {Record<string, unknown>} settings
 * @property {Mapping} [mapping] Which column is which, and who said so.
 * @property {RowsInError|null} [rowsInError] What becomes of rows in error, as far as it is known: what goes out is told by it.
 *
 * A column by its heading, or by its number counted from 1.
 * @typedef {string | {column: number}} ColumnSource
 * @typedef {{from: ColumnSource, to: string|null} | {value: string, to: string, only?: "blank"}
 *   | {join: ColumnSource[], with?: string, to: string} | {split: ColumnSource, at: string, to: string[]}} ColumnMapping
 * @typedef {{columns?: ColumnMapping[], values?: Record<string, Record<string, string>>, by?: "you"|"remembered"|"host"}} Mapping
 *
 * A column that no field was found for, and a field that it may be.
 * @typedef {{letter: string, column: number, heading: string, field: string, likeness: number, fits: number, samples: string[]}} Suggestion
 *
 * @typedef {{id: string, definition: Definition}} BuiltIn
 * @typedef {Record<string, string[]|Blob>} Existing What exists on the server, by import: references, or a table of all it holds.
 * @typedef {{files: FileRequest[], definitions: BuiltIn[], lang: Lang, texts?: object, existing?: Existing, today?: string}} CheckRequest `today`: the day of the check, such as 2025-03-14.
 * @typedef {{file: number, step: Step, share: number, rows: number, preview?: Preview}} Progress
 * @typedef {{step: string, rows: number, file: number, sheet?: string}} EnginePosition What the engine was at: a step of a check, or
 *   the question it was asked, and the sheet if there is one.
 * @typedef {{headings: string[], rows: GridRow[]}} Preview The first rows, checked on their own.
 *
 * The parts of a definition that the page itself looks at.
 * @typedef {object} Setting
 * @property {string} name
 * @property {string} [title]
 * @property {string} [description]
 * @property {string} [type]
 * @property {(string|number)[]} [enum]
 * @property {unknown} [default]
 * @property {Record<string, {title?: string, description?: string}>} [translations]
 *
 * @typedef {{name: string, title?: string, type?: string, format?: string, constraints?: Record<string, any>, example?: string,
 *   categories?: (string|number|{value: string|number, label?: string})[], allowedSetting?: string, translations?: Record<string, {title?: string}>}} Field
 * @typedef {object} Definition
 * @property {string} [name]
 * @property {Field[]} [fields]
 * @property {Record<string, string>} [severities]
 * @property {string} [title]
 * @property {string} [system]
 * @property {string} [version]
 * @property {boolean} [unofficial]
 * @property {Setting[]} [settings]
 * @property {{name?: string, kind?: string, rows?: Record<string, {parents?: string[]}>}} [outline] what belongs to what, by the order of the rows
 * @property {Record<string, string>[]} [samples] Rows that make a good file.
 * @property {string} [description]
 * @property {{recommended?: string}} [dialect]
 * @property {string|string[]} [upload] Where the cleaned file is uploaded.
 * @property {{reference: {resource: string}}[]} [foreignKeys]
 * @property {object[]} [sharedKeys]
 * @property {string} [extraColumns] The setting that names the columns which are taken besides the fields.
 * @property {Record<string, {title?: string, system?: string}>} [translations]
 *
 * What the engine answers is typed by the published schemas; the page adds to it what it finds out itself.
 * @typedef {import("./report.types.d.ts").Finding} Finding
 * @typedef {import("./report.types.d.ts").Group} Group
 * @typedef {NonNullable<Group["repair"]>} Repair
 * @typedef {Repair["choices"][number] & {label?: string}} Choice
 * @typedef {import("./report.types.d.ts").Reading} Reading
 * @typedef {import("./report.types.d.ts").Report["columns"][number] & {kind?: string, numeric?: boolean}} Column `kind` and `numeric` are
 *   of the field.
 * @typedef {Omit<import("./report.types.d.ts").Report, "columns"> & {columns: Column[], engine?: string, fingerprint?: string|null,
 *   refused?: boolean}} Report Of a summary there are also `engine`, the version that made it, and `fingerprint`, that of the file.
 *   `refused`: whether the server refused what it was sent; nothing is sent before another check.
 * @typedef {NonNullable<Report["forecast"]>} Forecast
 * @typedef {"new"|"changed"|"emptied"|"unchanged"|"unclear"} Effect What would become of a record.
 *
 * @typedef {{message: string, orderMessage: string, order?: {import: string}[]}} Batch What is said about all files together.
 * @typedef {{reports: Report[], batch?: Batch|null, tables?: Table[]}} CheckAnswer
 * @typedef {{import: string, isList: boolean, reason: string|null}} Table What a table of what exists is good for: whether references
 *   are looked for in it, and why files cannot be compared with it.
 *
 * @typedef {{kind: "all"|"errors"|"waiting"|"by-hand"|"warnings"|"changed"|"code"|"column"|"effect"|"value", code?: string, column?: number, text?: string, sort?: Sort}} Filter
 *
 * The rows in the order of what the file holds in a column; without it they stand as in the file.
 * @typedef {{column: number, descending: boolean, effect?: true}} Sort With `effect` they stand in the order of what the import
 *   would do to what is there, and `column` is none.
 * @typedef {{column: number, severity: Severity|"change", codes: string[], messages: string[], severities?: (Severity|"change")[],
 *   needs?: "nothing"|"answer"|"value", suggestion?: string|null}} Mark
 * @typedef {{column: number, before: string, after: string, typed: boolean}} WrittenCell What the file holds, and what
 *   would be written now.
 * @typedef {{number: number, state: "ready"|"error"|"skipped"|"header", cells: string[], marks: Mark[],
 *   messages?: string[], severities?: Severity[], written?: WrittenCell[], cut?: boolean|null,
 *   effect?: Effect, there?: {column: number, before: string, after: string}[]}} GridRow Of a row that is `cut` only
 *   the ends of its long texts are here; a window of it alone has them whole.
 * @typedef {{total: number, rows: GridRow[]}} WindowAnswer
 * @typedef {{letter: string, heading: string, filled: number, empty: number, distinct: number, moreDistinct: boolean,
 *   top: {text: string, count: number}[], shortest: number, longest: number, errors: number,
 *   warnings: number}} ColumnProfile What stands in a column.
 * @typedef {{row: number, column: number}} Position
 * @typedef {{row: number, column: number, index: number, at?: number|null, of?: number|null}} MarkedCell `at` of `of`: which of
 *   the cells that wait for a person, where all of them are listed.
 * @typedef {import("./calls.types.d.ts").Column & {empty?: number}} ColumnOverview
 * @typedef {Omit<import("./calls.types.d.ts").Overview, "columns"> & {columns: ColumnOverview[]}} Overview
 * @typedef {import("./calls.types.d.ts").WrongValues} WrongValues
 *
 * @typedef {{rowsInError: RowsInError, withValues?: boolean, date?: string, files?: number[], single?: boolean, sent?: boolean, part?: [number, number]}} WriteOptions `date`: when it is made, in
 *   words for its reader. `files`: of `parts`, those that go out as one table; `single`: one file is all that is taken; `sent`: those that were answered to. `part`: the first
 *   record of a workbook, from 0, and how many.
 *
 * @typedef {{answer: Blob, name: string, firstRow: number|null, rowsInError: RowsInError, files: number[], part?: [number, number],
 *   earlierWentIn?: boolean}} Answer What the receiving system answered, the name of its file, the number it gives to the first row, the
 *   files that went out as one, and the records of the part that it is about: the first of them, from 0, and how many.
 *   `earlierWentIn`: what earlier answers did not name went in as well.
 * @typedef {{list: string, day: string, what?: "checked"|"cleaned"|"sent", rowsInError?: RowsInError}} SeenBefore What went out of this browser before, the
 *   day, and what was done with a file.
 * @typedef {{name: string, rows: Blob}} CorrectedRows Rows in error that were corrected elsewhere, with the name of their file.
 *
 * @typedef {{reports: Report[], refused: number, others: number, unplaced: number, unnamed: number, wentIn: string|null}} Answered The
 *   report of each file with what was refused, and a list of all that went in if the others did.
 *
 * To the worker. Every request has a number; its answer repeats it.
 * @typedef {{id: number, call: "start", module: WebAssembly.Module, lang: Lang}
 *   | {id: number, call: "prepare", definitions: string}
 *   | {id: number, call: "check", request: Omit<CheckRequest, "definitions">}
 *   | {id: number, call: "window", file: number, filter: Filter, first: number, count: number}
 *   | {id: number, call: "next", file: number, from: Position, direction: 1|-1, filter: Filter, within?: number}
 *   | {id: number, call: "profile", file: number}
 *   | {id: number, call: "suggest", file: number}
 *   | {id: number, call: "overview", file: number}
 *   | {id: number, call: "blocks", file: number, filter: Filter}
 *   | {id: number, call: "wrongValues", file: number, code: string, column: number}
 *   | {id: number, call: "fingerprint", file: number}
 *   | ({id: number, call: "answer", file: number} & Answer)
 *   | ({id: number, call: "seen", file: number} & SeenBefore)
 *   | ({id: number, call: "corrected", file: number} & CorrectedRows)
 *   | {id: number, call: "write", file: number, what: Product, options: WriteOptions, writer: WebAssembly.Module|null,
 *       location: import("../worker/private-file.js").FileLocation|null}
 *   | {id: number, call: "template"|"guide", definition: Definition, lang: Lang, texts?: object, writer: WebAssembly.Module}
 *   | {id: number, call: "summary", text: string, lang: Lang, texts?: object}
 *   | {id: number, call: "sample", request: CheckRequest, definition: Definition, key: string, writer: WebAssembly.Module}
 *   | {id: number, call: "warm", definitions: string}
 *   | {id: number, call: "second", module: WebAssembly.Module, blob: Blob, text: {encoding: string, delimiter: string}|null}
 *   | {id: number, call: "define", definition: unknown, lang: Lang}
 *   | {id: number, call: "draft", file: File, name: string, lang: Lang}
 *   | {id: number, call: "prove", address: string}} ToWorker
 *
 * The engine, as the worker sees it.
 * @typedef {object} Session
 * @property {(definitions: string) => void} prepare takes the definitions of checks that name none
 * @property {(request: Omit<CheckRequest, "definitions"> & {definitions?: BuiltIn[], page?: boolean}, onProgress: (progress: Progress) => void) => CheckAnswer} check
 * @property {(file: number, filter: Filter, first: number, count: number) => WindowAnswer} window
 * @property {(file: number, from: Position, direction: 1|-1, filter: Filter, within?: number) => MarkedCell|null} next
 * @property {(file: number) => ColumnProfile[]} profile
 * @property {(file: number) => Suggestion[]} suggestions
 * @property {(file: number) => Overview} overview
 * @property {(file: number, filter: Filter) => string} blocks
 * @property {(file: number, code: string, column: number) => WrongValues} wrongValues
 * @property {(file: number) => string} fingerprint
 * @property {(name: string, answer: Blob, options: Answer) => Answered} answer
 * @property {(file: number, list: string, day: string, what?: string, rowsInError?: RowsInError) => Report|string|null} seen
 * @property {(file: number, name: string, rows: Blob) => CellText[]} corrected
 * @property {(file: number, what: Product, options: WriteOptions,
 *   onPiece: (piece: any) => void) => unknown} write
 *
 * From the worker.
 * @typedef {{id: number, progress: Progress} | {sheet: string, patience?: number} | {id: number, piece: Uint8Array|Blob} | {id: number, value: any}
 *   | {id: number, failed: string, trapped: boolean}} FromWorker
 */

export {};
