/**
 * What every view gets: words, the state to show, and what the user can do. Views read it and return elements; they
 * keep nothing. This file holds types only.
 *
 * @typedef {import("../model/protocol.js").Filter} Filter
 * @typedef {import("../model/entry.js").Entry} Entry
 *
 * @typedef {object} Actions
 * @property {(id: string|null) => void} chooseImport of the next files
 * @property {(name: string, value: unknown) => void} changeNextSetting of the next files
 * @property {(open: boolean) => void} openSettings of the first page
 * @property {(files: File[]) => void} add
 * @property {(files: File[]) => void} replace the active file by its corrected version
 * @property {() => void} cancel
 * @property {() => void} retry
 * @property {() => void} startOver
 * @property {(at: number) => void} select
 * @property {(at: number) => void} remove
 * @property {(id: string|null) => void} changeImport of the active file
 * @property {(name: string, value: unknown) => void} changeSetting of the active file
 * @property {(options: import("../model/protocol.js").ReadingOptions) => void} correctReading
 * @property {(decision: import("../model/protocol.js").Decision, label: string) => void} decide
 * @property {(answers: {decision: import("../model/protocol.js").Decision, label: string}[], texts: {column: number, before: string, after: string}[], cells: number) => void} answer several decisions, and texts put in the place of equal ones, in one step
 * @property {(texts: import("../model/protocol.js").CellText[]) => void} write
 * @property {(code: string, field: string|undefined) => void} withdraw
 * @property {(key: string) => void} openCause
 * @property {(key: string) => void} postpone
 * @property {(values: import("../model/entry.js").Values) => void} showValues
 * @property {(only: boolean) => void} showOnlyFound
 * @property {(table: boolean) => void} showTable instead of the result, or the result again
 * @property {(open: boolean) => void} showList
 * @property {(text: string) => void} find a row, a cell or the next cell with a text
 * @property {() => void} downloadAll the cleaned files of a batch in one
 * @property {(id: string) => void} example checks a file that the definition's samples make
 * @property {(id: string) => void} templateOf the blank file of an import
 * @property {(id: string) => void} guideOf the page to print of an import, for whoever fills the file in
 * @property {(id: string) => void} sampleOf the sample file of an import
 * @property {(id: string) => void} chooseFor asks for the files of an import
 * @property {() => void} showKeys
 * @property {() => void} fillDown
 * @property {() => void} fillBlanks writes what stands above into the empty cells of the active column
 * @property {(key: string, open: boolean) => void} toggle
 * @property {(filter: Filter) => void} filter
 * @property {(row: number, column: number) => void} goTo
 * @property {(direction: 1|-1) => void} next
 * @property {() => void} deleteRows the selected ones
 * @property {() => void} addRow below the active one
 * @property {(direction: 1|-1) => void} moveRow the active one
 * @property {() => void} replaceText
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} editCell
 * @property {(what: import("../model/protocol.js").Product) => void} download
 * @property {() => void} template the blank file of the chosen import
 * @property {() => void} chooseRowsInError
 * @property {() => void} matchColumns asks which column is which
 * @property {() => void} confirm sends the file although something could not be checked
 * @property {(id: string, list: string|File) => void} declareExisting says what exists on the server
 * @property {() => void} prove
 * @property {(text: string) => void} copy
 *
 * @typedef {object} Context
 * @property {import("../locales/texts.js").Texts} texts
 * @property {(key: import("../locales/texts.js").Key, values?: Record<string, string|number>) => string} t
 * @property {{id: string, title: string, system: string, unofficial: boolean}[]} imports
 * @property {boolean} guides whether pages to print can be made
 * @property {boolean} templates whether workbooks can be made: blank files, cleaned and marked ones
 * @property {boolean} plain whether the client makes texts without wording only
 * @property {boolean} compact whether all but a button and a line stands in a dialog
 * @property {boolean} fixedImport
 * @property {(id: string|null|undefined) => boolean} ownTemplate whether an import is checked by a template of the user's own
 * @property {boolean} single whether the form takes one file only
 * @property {string|null} docs the folder of the documentation
 * @property {string|null} chosen
 * @property {Record<string, unknown>} settings
 * @property {boolean} settingsOpen whether they stand open on the first page
 * @property {(id: string|null) => boolean} unofficial
 * @property {(id: string|null) => import("../model/protocol.js").Setting[]} settingsOf
 * @property {string[]} levels the imports whose references matter to the files
 * @property {import("../model/protocol.js").Existing} existing what exists on the server
 * @property {Entry[]} entries
 * @property {number} active
 * @property {(id: string|null) => import("../model/protocol.js").Definition|undefined} definitionOf
 * @property {boolean} busy
 * @property {boolean} listOpen whether the list beside the table is shown
 * @property {import("../model/protocol.js").Overview|null} overview of the active file
 * @property {(code: string, column: number) => Promise<import("../model/protocol.js").WrongValues|null>} wrongValues
 * @property {{at: number, of: number}|null} step which of the cells to decide was gone to last
 * @property {number} hiddenColumns
 * @property {number} naming the column that names a row; -1 if there is none
 * @property {number[]} order the places of the files in the order to load them
 * @property {import("../model/protocol.js").Batch|null} batch
 * @property {boolean} wrapped whether the page's own input takes the files
 * @property {boolean} disabled
 * @property {boolean} serves whether a form waits for the cleaned file
 * @property {string} formMessage why the form cannot be sent now
 * @property {boolean} formAsks whether the user may confirm that
 * @property {string} formAccount what of the file is not sent
 * @property {number} patience milliseconds of silence that end a check
 * @property {number} total rows under the present filter
 * @property {import("../model/protocol.js").GridRow|null} row of the active cell
 * @property {number} selected how many rows are selected, the active one included
 * @property {number} column of the active cell
 * @property {import("../element/deferred.js").Deferred|null} deferred
 * @property {Actions} act
 */

export {};
