/**
 * The page's own words in English. `{name}` is filled in; an entry with plural forms is chosen by `{count}`.
 * The sentences about findings come from the engine, in the same language.
 */
export default {
  title: "Import checker",

  // First screen
  lead: "Check a file before you import it",
  importLabel: "What do you want to import?",
  importAuto: "Find out from the file",
  unofficialNote: "Unofficial: the rules were written from public documentation; the makers have no part in them.",
  template: "Download an empty file to fill in (XLSX)",
  settings: "Settings",
  chooseFiles: "Choose files",
  chooseFile: "Choose a file",
  dropHere: "or drop them here, or paste a table",
  dropOne: "or drop it here, or paste a table",
  dropNow: "Drop to check",
  formats: "CSV, TSV, XLSX, XLSB, XLS, ODS",
  severalFiles: "several files at once",
  pasted: "pasted.txt",
  noFile: "There was no file and no table in what you gave. Choose a file.",
  folder: "A folder cannot be checked. Choose the files in it.",

  // Privacy
  privacy: "Your file stays on this device: it is read and checked here, and nothing is sent.",
  privacyForm: "Your file is read and checked on this device. When you send the form, the cleaned file is sent in its place.",
  prove: "Prove it",

  // Progress
  checking: "Checking {name}",
  step_open: "Opening",
  step_survey: "Getting to know the columns",
  step_check: "Checking",
  step_clean: "Preparing the cleaned file",
  step_start: "Starting",
  firstRows: "The first rows, provisionally: the rest of the file is still being read.",
  rowsSoFar: { one: "{count} row so far", other: "{count} rows so far" },
  timeLeft: "about {time} left",
  seconds: { one: "{count} second", other: "{count} seconds" },
  minutes: { one: "{count} minute", other: "{count} minutes" },
  cancel: "Cancel",
  cancelled: "Cancelled. Nothing was changed.",

  // Failures
  failed: "{name} could not be checked",
  fail_silent: "It was silent for {seconds} seconds while {step}, so it was stopped. Try again, or check another file.",
  fail_stopped: "The checker stopped while {step}. Try again, or check another file.",
  fail_memory: "The checker ran out of memory while {step}: the file needs more than a browser has. Divide it, and check the parts.",
  fail_engine: "The checker came to a fault of its own while {step}. Try again, or check another file.",
  fail_load: "The checker could not be loaded. Load the page again, or ask its owner: it may forbid WebAssembly.",
  fail_policy: "The page around the checker does not let it start. Ask its owner to add this to the Content-Security-Policy: {detail}",
  fail_definition: "This form is not set up as it should be, so no file can be checked. Tell the owner of the page: {detail}",
  fail_closed: "This page may not load its parts: it is in a frame that is closed off, or has no server. Open it in its own window.",
  during_start: "starting",
  during_open: "opening the file",
  during_survey: "getting to know the columns",
  during_check: "checking row {rows}",
  during_clean: "writing row {rows}",
  during_write: "making the file",
  during_template: "making the file",
  during_look: "looking up rows",
  details: "Details: {detail}",
  tryAgain: "Try again",
  otherFile: "Check another file",

  // Verdict
  verdict_ready: "Ready to import",
  verdict_errors: "Not ready yet",
  verdict_incomplete: "Not everything could be checked",
  verdict_unreadable: "This file cannot be read",
  confirmed: "I confirm it",
  replace: "New version of this file",

  // Several files
  existing: "What exists on the server already",

  // Reading card
  ask: "to check",
  sheetShort: "sheet “{value}”",

  // Findings
  matchColumns: "Match the columns",
  findings: "To decide",
  error: "Error",
  warning: "Warning",
  notice: "Notice",
  change: "Changed",
  why: "Why",
  more: { one: "Show {count} more", other: "Show {count} more" },
  row: "Row {row}",
  place: "Place",
  sentence: "What is wrong",
  copied: "Copied.",

  // Repairs
  before: "Before",
  after: "After",
  kept: "Left as it is, as you chose.",
  keep: "Keep as it is",

  // Grid
  grid: "Rows of the file",
  loading: "…",
  show: "Show",
  next: "Next",
  edit: "Other value",
  undo: "Undo",
  redo: "Redo",

  // Changes
  cause: "Cause",
  column: "Column",

  // Downloads
  download: "Download the cleaned file",
  recommended: "For this import, rather:",
  preparing: "Preparing {name}…",
  downloaded: "{name} is ready.",
  downloadFailed: "{name} could not be made. {reason}",
  close: "Close",

  ownTemplate: "Checked by a template of your own, which this browser keeps.",

  // Embedded
  checkFirst: "The file is still being checked. Wait until it is.",
  needsRepair: "The file has errors. Correct them or choose another file.",
  valueMissing: "Choose a file.",
  formReady: "The cleaned file will be sent with the form.",
  formAsks: "The file is not completely checked. Send it all the same, or correct it.",
  formFault: "This form is not set up as it should be, so no file can be checked. Tell the owner of the page.",
  formFailed: "The file could not be checked. Try again, or choose another file.",
  formUnreadable: "The file cannot be read. Choose another file.",
  formSummary: "This is a summary for support, and not a file to send. Choose another file.",
  formOf: "{name}: {message}",
  formConfirm: "Confirm it, or correct the file.",
  leftOut: { one: "{count} of {total} rows will be left out.", other: "{count} of {total} rows will be left out." },
  leftOutParts: "({errors} with errors, {skipped} for another reason.)",
  leftOutSkipped: "(They are not rows to import.)",
  sentInError: { one: "{count} of {total} rows has errors and will be sent as it is.", other: "{count} of {total} rows have errors and will be sent as they are." },
  oneFile: "Only one file can be sent here. Choose one.",
  tooMany: { one: "Not more than {count} file can be sent here. Choose fewer.", other: "Not more than {count} files can be sent here. Choose fewer." },
  tooLarge: "{name} is too large: a file may have {size} here. Divide it, or choose another.",
  confirm: "Send it all the same",
  definitionFailed: "The definition {address} could not be loaded. Give a module (.js) where requests are forbidden. {reason}",

  // The workbench, the result, the start page
  as: "as",
  figureSaid: "{ready} of {count} rows ready.",
  keys: "Keys",
  onlyFound: "Only columns with findings",
  was: "was",
  look: "Look",
  choose: "Choose…",
  checkAs: "Check as {title}",
  leadMore: "See what the system would refuse, set it right here, and download a file that goes in at the first try.",
  tryExample: "Try with an example file",
  pic_budget: "Budget type",
  pic_time: "Time sold",
  pic_date: "Date",
  pic_word: "fixed fee",
  pic_sentence: "This word is not known. It probably stands for detailed.",
  three_1: "Drop your file",
  three_2: "Answer what is unclear",
  three_3: "Download, import",
  whatItKnows: "What it knows",
  whatItKnowsMore: "The import is recognised by its headings. To start from an empty table, take a template.",
  otherSystem: "Another system",
  otherSystemMore: "Any import that can be described",
  chooseFirst: "Choose the import and its settings first",
  templateShort: "Template",
  guideShort: "To print",
  sampleShort: "Sample",
  rulesShort: "Rules",
};
