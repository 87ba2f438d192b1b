/** Types of the element, for pages written in TypeScript. `custom-elements.json` describes the same for editors. */

export type Verdict = "ready" | "errors" | "incomplete" | "unreadable";
export type RowsInError = "block" | "drop" | "include";
export type Status = "start" | "checking" | "failed" | Verdict;

/** A warning that the user knows of and lets stand, with the reason. */
export interface Acknowledged {
  code: string;
  name: string;
  field: string | null;
  /** The letters of the column. */
  column: string | null;
  count: number;
  reason: string;
  /** The same for people, in the language of the element. */
  sentence: string;
}

export interface Records {
  onFile: number;
  ready: number;
  inError: number;
  skipped: number;
  blank: number;
}

/** A text of the page; where it follows a count, one text for each plural form of the language. */
export type Text = string | { one?: string; other: string; [form: string]: string | undefined };

/** The texts of a problem, with the placeholders of the built-in ones. */
export interface ProblemTexts {
  title?: string;
  message?: string;
  why?: string;
  remedy?: string;
}

/**
 * Texts that win over the built-in ones: of the page by their key, of a problem by its code, shorter phrases by their
 * English words. `texts/en.json` and `texts/fr.json` hold all that exist.
 */
export interface Texts {
  phrases?: Record<string, string>;
  [key: string]: Text | ProblemTexts | Record<string, string> | undefined;
}

/** What was said about a file: its import, if any, its settings, and how it is read. */
export interface Choice {
  importId: string | null;
  settings: Record<string, unknown>;
  wishes?: object;
}

/**
 * What a server says of the cleaned file that it was sent: the row counts the headings as row 1, the column is a heading
 * of that file or the name of a field, and `file` is needed where several were sent.
 */
export interface ServerError {
  row: number;
  column?: string;
  message: string;
  file?: string;
}

/**
 * Says which of a column's values exist, or `null` for a column that it does not know. The column is the name of the
 * field, the values are different ones of the cleaned file. What it does not answer, within 30 s, is not checked.
 */
export type Lookup = (column: string, values: string[]) => Promise<Iterable<string> | null> | Iterable<string> | null;

/** A definition: a Table Schema with the words of `import-definition.schema.json`. */
export type Definition = { name?: string; title?: string; fields?: object[] } & Record<string, unknown>;

/** Tables that belong together: each resource with a schema is a definition by the resource's name. */
export type DataPackage = { resources: { name?: string; schema?: object }[] } & Record<string, unknown>;

/** What may stand in the tag, for frameworks whose templates are typed. An attribute without a value is `true` or empty. */
export interface ImportCheckerAttributes {
  import?: string;
  "rows-in-error"?: RowsInError;
  format?: "csv" | "xlsx";
  parts?: "workbooks" | "";
  "second-reader"?: boolean | "";
  compact?: boolean | "";
  name?: string;
  required?: boolean;
  disabled?: boolean;
  multiple?: boolean | "";
  "max-files"?: number | string;
  "max-size"?: number | string;
  "editable-settings"?: boolean | "";
  "own-templates"?: boolean | "";
  "change-on-edit"?: boolean | "";
  "enables-input"?: boolean | "";
  eager?: boolean | "";
  resume?: boolean | "";
  history?: boolean | "";
  docs?: string;
  lang?: string;
}

/** What a framework that sets properties may set; `definition` may also be the address that the attribute takes. */
export interface ImportCheckerProperties {
  definition?: Definition | Definition[] | DataPackage | string | null;
  severities?: ImportChecker["severities"];
  lists?: ImportChecker["lists"];
  existing?: ImportChecker["existing"];
  settings?: ImportChecker["settings"];
  lookup?: Lookup | null;
  serverErrors?: ServerError[];
  texts?: Texts;
}

export class ImportChecker extends HTMLElement {
  static readonly formAssociated: true;
  /** A definition of the page's own, or several that may refer to each other; wins over the attributes `definition` and `import`. An address may be set, and is taken for the attribute. */
  get definition(): Definition | Definition[] | DataPackage | null;
  set definition(definition: Definition | Definition[] | DataPackage | string | null);
  /** How bad a finding is, by its code; `off` leaves it out. */
  severities: Record<string, "error" | "warning" | "notice" | "off">;
  /** The only values of a column, by the column's name. */
  lists: Record<string, (string | number)[]>;
  /** What exists on the server, by import: references, or a table of all it holds, with which files of that import are compared. */
  existing: Record<string, string[] | Blob>;
  /** Answers to an import's settings; the user cannot change them unless `editable-settings`. */
  settings: Record<string, boolean | string | string[]>;
  /** Says which of a column's values exist; those that do not are in error. Only this function is called: nothing is sent. */
  lookup: Lookup | null;
  /** What the server said of the file that it was sent, shown in the user's own file until the next check. */
  serverErrors: ServerError[];
  /** Texts that win over the built-in ones; a whole object adds a language. */
  texts: Texts;
  /** What the cleaned file does with rows in error; `null` is as `block` for a form, and asks the user at a download. */
  rowsInError: RowsInError | null;
  /** The engine's client; a test may hand in another with the same methods. */
  client: object;
  readonly status: Status;
  /** Whether there is work that would be lost if the page were left now. */
  readonly hasUnkept: boolean;
  /** Checks files, as if the user had dropped them; `choices` is what was said about them before. */
  add(files: File[], choices?: Map<File, Choice | undefined>): void;
  /**
   * A stream into a file, for what arrives piece by piece: `response.body.pipeTo(element.stream("orders.csv"))`. The file is
   * checked when the stream has ended; of a stream that breaks off nothing is.
   */
  stream(name: string): WritableStream<BlobPart>;
  /** Loads what a check needs, as it happens by itself when a person comes near. */
  load(): Promise<void>;
  /** The cleaned files of the last check, in the order of loading; rejected where a form would not get them either. */
  cleaned(): Promise<File[]>;

  name: string;
  required: boolean;
  disabled: boolean;
  readonly form: HTMLFormElement | null;
  readonly type: "import-checker";
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

export interface ImportCheckerEvents {
  "import-checker-file": CustomEvent<{ name: string; size: number; file: File; choice: Choice }>;
  "import-checker-progress": CustomEvent<{ name: string; share: number; rows: number }>;
  "import-checker-report": CustomEvent<{ name: string; verdict: Verdict; records: Records; counts: Record<string, number>; title?: string; file: File; choice: Choice; leftOut: number; sentence: string; ownTemplate: boolean; acknowledged?: Acknowledged[] }>;
  "import-checker-ready": CustomEvent<{ name: string }>;
  "import-checker-unready": CustomEvent<{ name: string; verdict: Verdict | "failed" }>;
  "import-checker-error": CustomEvent<{ name: string; reason: string; file?: File; detail?: string }>;
  "import-checker-cancel": CustomEvent<Record<string, never>>;
  "import-checker-cleaned": CustomEvent<{ name: string; file: File; made: Promise<{ blob: Blob; account: object }>; acknowledged?: Acknowledged[] }>;
  "import-checker-download": CustomEvent<{ name: string; what: string; file: File; made: Promise<{ blob: Blob; account: object }> }>;
}

/** What WebAssembly can be made from. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the engine, or says where it is to be loaded from, for all elements of the page. Without a word it comes from
 * beside this module; a second call changes nothing, and a load that failed may be tried again.
 */
export function init(
  input?: Source | Promise<Source> | { module_or_path?: Source | Promise<Source>; worker?: string | URL },
): Promise<void>;

declare global {
  interface HTMLElementTagNameMap {
    "import-checker": ImportChecker;
  }
  interface HTMLElementEventMap extends ImportCheckerEvents {}
  interface DocumentEventMap extends ImportCheckerEvents {}
}
