/**
 * Starts, asks and ends the worker. One worker serves one check; the next check gets a fresh one, because
 * WebAssembly memory never shrinks and a trapped instance must not be called again. A page holds one finished check, that
 * of the element that was used last: a question to another element checks its files again. Whatever happens in there becomes
 * a `Failure` with the step it happened in, and the page lives on.
 *
 * @typedef {import("../model/protocol.js").CheckRequest} CheckRequest
 * @typedef {import("../model/protocol.js").CheckAnswer} CheckAnswer
 * @typedef {import("../model/protocol.js").Progress} Progress
 * @typedef {import("../model/protocol.js").Filter} Filter
 * @typedef {import("../model/protocol.js").BuiltIn} BuiltIn
 * @typedef {{way: string, refused: boolean, beyond?: boolean}} Proof A way out; one that is `beyond` no policy can refuse.
 */
import { loadEngine, loadWriter, loadWriterText, policyRemedy } from "./loader.js";
import { Failure } from "../model/failure.js";
import { nextTask } from "../model/scheduling.js";

/** What only the writer can make. @type {import("../model/protocol.js").Product[]} */
const WORKBOOKS = ["annotated", "xlsx"];

/** How long a check is over before the worker of the next one starts. In milliseconds. */
const PAUSE = 500;

/** Bytes of memory that a finished check may keep while the next one runs: about some of the same files, and about others. */
const BESIDE = { same: 512e6, others: 64e6 };

/** In how many parts silence is counted: a machine that slept, or a page that was held up, has lost only one. */
const INTERVALS = 10;

/**
 * @typedef {{call: string, progress?: Progress, resolve: (value: any) => void, reject: (error: Failure) => void,
 *   on: (message: any) => void}} PendingCall
 */

/** Why a call failed. @param {boolean} trapped @param {string} failed */
function kindOf(trapped, failed) {
  if (!trapped) return "refused";
  return /memory|allocation/i.test(failed) && !/out of bounds/i.test(failed) ? "memory" : "engine";
}

/** One worker and the calls it has not answered yet. It is ended when it owes an answer and gives no sign of life. */
class WorkerConnection {
  /** @type {Map<number, PendingCall>} */
  #pending = new Map();
  #count = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #timer;
  /** The sheet at hand. */
  #sheet = "";
  /** Whether the worker has said anything. */
  #heard = false;
  /** Bytes of memory that the engine has taken; it gives none back before it ends. */
  memory = 0;

  /** @param {import("./loader.js").Engine} engine @param {() => number} patience in milliseconds */
  constructor({ start, module }, patience) {
    this.worker = start();
    this.module = module;
    this.patience = patience;
    /** @type {Promise<void>|null} */
    this.started = null;
    /** What checks are by, as the engine was given it last, and when it has it. @type {{text?: string, taken?: Promise<void>}} */
    this.definitions = {};
    this.worker.onmessage = ({ data }) => this.#receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      void this.#stopped(event.message);
    };
  }

  /** The worker has ended by itself, or never began. @param {string} [message] */
  async #stopped(message) {
    // The browser tells of what a policy refused a moment later.
    if (!this.#heard) await nextTask();
    const remedy = this.#heard ? "" : policyRemedy();
    const memory = /memory|allocation/i.test(message ?? "");
    this.#fail(remedy ? "policy" : memory ? "memory" : this.#heard ? "stopped" : "load", remedy || message);
  }

  /**
   * @param {{call: string} & Record<string, unknown>} message
   * @param {(message: any) => void} [on] hears progress and pieces
   * @returns {Promise<any>}
   */
  ask(message, on = () => {}) {
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      this.#pending.set(id, { call: message.call, resolve, reject, on });
      if (this.#pending.size === 1) this.#watchSilence();
      this.worker.postMessage({ ...message, id });
    });
  }

  /** Has the engine loaded; once is enough. @param {string} lang */
  ready(lang) {
    this.started ??= this.ask({ call: "start", module: this.module, lang });
    return this.started;
  }

  /** Has the engine take what the next check is by; once is enough. @param {unknown} definitions */
  prepare(definitions) {
    const text = JSON.stringify(definitions);
    if (text !== this.definitions.text) this.definitions = { text, taken: this.ask({ call: "prepare", definitions: text }) };
    return this.definitions.taken;
  }

  /** Waits for the next sign of life. @param {number} [added] parts that are to be added to the patience */
  #watchSilence(added = 0) {
    clearInterval(this.#timer);
    let left = INTERVALS + added;
    if (this.#pending.size) this.#timer = setInterval(() => --left || this.#fail("silent"), this.patience() / INTERVALS);
  }

  /** @param {any} message */
  #receive(message) {
    this.#heard = true;
    const { id, sheet, patience, progress, piece, failed, trapped, value, memory } = message;
    this.memory = memory ?? this.memory;
    const call = this.#pending.get(id);
    if (sheet !== undefined) this.#sheet = sheet;
    else if (call && (progress || piece)) {
      call.progress = progress;
      call.on(message);
    } else if (call) {
      const place = this.place();
      this.#pending.delete(id);
      if (failed === undefined) call.resolve(value);
      else call.reject(new Failure(kindOf(trapped, failed), place, failed));
    }
    this.#watchSilence(patience);
  }

  /** What the worker is at: the step of the oldest call, and the sheet. @returns {import("../model/protocol.js").EnginePosition|null} */
  place() {
    const [first] = this.#pending.values();
    const step = first && /^(check|prepare)$/.test(first.call) ? "start" : first?.call;
    return step ? { step, rows: 0, file: 0, ...first?.progress, sheet: this.#sheet } : null;
  }

  /** @param {import("../model/failure.js").Failure["kind"]} kind @param {string} [detail] */
  #fail(kind, detail) {
    this.end(new Failure(kind, this.place(), detail));
  }

  /** @param {Failure} failure */
  end(failure) {
    this.worker.terminate();
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    clearInterval(this.#timer);
    for (const call of calls) call.reject(failure);
  }
}

/**
 * A call to a worker of its own, which ends with the answer.
 * @template T
 * @param {() => number} patience
 * @param {(connection: WorkerConnection) => Promise<T>} ask
 * @returns {Promise<T>}
 */
async function inOwnWorker(patience, ask) {
  const connection = new WorkerConnection(await loadEngine(), patience);
  try {
    return await ask(connection);
  } finally {
    connection.end(new Failure("cancelled"));
  }
}

/**
 * The findings of a report may be thousands, and come as texts of some hundreds each: the page has time for its user in between.
 * @param {import("../model/protocol.js").Report} report @param {string[]} texts
 */
async function unpack(report, texts) {
  for (const text of texts) {
    report.findings.push(...JSON.parse(text));
    await nextTask();
  }
}

/**
 * What all elements of a page share, so that several of them cost what one does: a worker that is ready for the next
 * check, one that has the engine translated, and a single one that holds a finished check.
 */
const shared = {
  /** Those that have checked something, or are about to. @type {Set<Client>} */
  users: new Set(),
  /** Whose finished check is held. @type {Client|null} */
  holder: null,
  /** @type {WorkerConnection|null} */
  spare: null,
  /** @type {WorkerConnection|null} */
  warming: null,
  warmed: false,
};

/** The engine as the element asks it. A test may hand the element another object with the same methods. */
export class Client {
  /** A worker that owes an answer and says nothing for this long is ended. In milliseconds. */
  patience = 10_000;
  #patience = () => this.patience;
  /** @type {WorkerConnection|null} The worker that holds the last finished check. */
  #current = null;
  /** @type {CheckRequest|null} What that worker was asked, so that another can take its place. */
  #request = null;
  /** @type {WorkerConnection|null} The worker that is checking. */
  #checking = null;
  /** The check that runs. @type {Promise<unknown>|null} */
  #running = null;
  /** Questions that are not answered yet. */
  #asking = 0;
  /** The check that brings back what another element's check took the place of. @type {Promise<unknown>|null} */
  #again = null;
  /** Hears how far that check is, and nothing when it has ended. @type {(progress: Progress|null) => void} */
  onAgain = () => {};
  /** Where large files may lie; without it all stay in memory. @type {import("../stored/private-store.js").PrivateStore|null} */
  store = null;
  /** Counts what was ended, so that a check that still waits for the engine does not begin. */
  #generation = 0;

  /**
   * Loads what a check needs, so that it starts at once and also offline. A check of tables made up of what the definitions show
   * has the browser translate the engine well before the first file comes; in a worker of its own, so that nobody ever waits for it.
   * @param {boolean} [workbooks] whether the writer of workbooks is loaded as well: after the engine, and without waiting for it
   * @param {BuiltIn[]|Promise<BuiltIn[]>} [coming] what the first check will be by
   */
  async warm(workbooks = true, coming = []) {
    const generation = this.#generation;
    shared.users.add(this);
    const engine = await loadEngine();
    if (workbooks) loadWriterText().catch(() => {});
    const definitions = await coming;
    // Whoever has begun a check meanwhile, or is gone, needs none.
    if (shared.warmed || generation !== this.#generation) return;
    shared.warmed = true;
    if (!shared.spare) this.#prepare(engine, definitions);
    const connection = new WorkerConnection(engine, this.#patience);
    shared.warming = connection;
    const done = () => connection.end(new Failure("cancelled"));
    void connection.ready("en").then(() => connection.ask({ call: "warm", definitions: JSON.stringify(definitions) })).then(done, done);
  }

  /** @param {import("./loader.js").Engine} engine @param {BuiltIn[]} definitions */
  #prepare(engine, definitions) {
    const connection = new WorkerConnection(engine, this.#patience);
    shared.spare = connection;
    // One that cannot be started is not missed before a check, which tries again.
    connection.ready("en").then(() => connection.prepare(definitions)).catch(() => shared.spare === connection && (shared.spare = null));
  }

  /**
   * @param {CheckRequest} request
   * @param {(progress: Progress) => void} onProgress
   * @returns {Promise<CheckAnswer>}
   */
  async check(request, onProgress) {
    const running = this.#check(request, onProgress);
    this.#running = running;
    try {
      return await running;
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** @param {CheckRequest} request @param {(progress: Progress) => void} onProgress @returns {Promise<CheckAnswer>} */
  async #check(request, onProgress) {
    // The engine has no clock: rules compare with the day here, written as 2025-03-14.
    request = { today: new Date().toLocaleDateString("sv"), ...request };
    this.cancel();
    shared.users.add(this);
    const generation = this.#generation;
    const engine = await loadEngine();
    const go = () => {
      if (generation !== this.#generation) throw new Failure("cancelled");
    };
    go();
    for (const user of shared.users) user.#makeRoom(request);
    shared.warming?.end(new Failure("cancelled"));
    // Its failure holds the frames it was made in, and with them this element.
    shared.warming = null;
    const connection = shared.spare ?? new WorkerConnection(engine, this.#patience);
    shared.spare = null;
    connection.patience = this.#patience;
    this.#checking = connection;
    try {
      await connection.ready(request.lang);
      await connection.prepare(request.definitions);
      const answer = await connection.ask({ call: "check", request: { ...request, definitions: undefined } }, ({ progress }) => onProgress(progress));
      for (const [at, texts] of answer.findings.entries()) await unpack(answer.reports[at], texts);
      go();
      this.#current?.end(new Failure("cancelled"));
      this.#current = connection;
      this.#request = request;
      this.store?.checked(request);
      shared.holder = this;
      for (const other of shared.users) other.#rest();
      // The next worker starts when the page has drawn what this one found.
      setTimeout(() => generation === this.#generation && !shared.spare && this.#prepare(engine, request.definitions), PAUSE);
      return answer;
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("stopped", connection.place(), String(error));
      // A check that was refused (a definition of one's own is wrong) is over as well.
      if (failure.kind === "refused") failure.kind = "engine";
      connection.end(failure);
      throw failure;
    } finally {
      if (this.#checking === connection) this.#checking = null;
    }
  }

  /**
   * Rows of the grid.
   * @param {number} file @param {Filter} filter @param {number} first @param {number} count
   * @returns {Promise<import("../model/protocol.js").WindowAnswer>}
   */
  window(file, filter, first, count) {
    return this.#ask({ call: "window", file, filter, first, count });
  }

  /**
   * The next cell that waits for a person.
   * @param {number} file @param {import("../model/protocol.js").Position} from @param {1|-1} direction @param {Filter} filter
   * @param {number} [within] the column to keep to
   * @returns {Promise<import("../model/protocol.js").MarkedCell|null>}
   */
  next(file, from, direction, filter, within) {
    return this.#ask({ call: "next", file, from, direction, filter, within });
  }

  /** What stands in each column. @param {number} file @returns {Promise<import("../model/protocol.js").ColumnProfile[]>} */
  profile(file) {
    return this.#ask({ call: "profile", file });
  }

  /**
   * The columns that no field was found for, each with the fields that it may be, the most likely first.
   * @param {number} file @returns {Promise<import("../model/protocol.js").Suggestion[]>}
   */
  suggestions(file) {
    return this.#ask({ call: "suggest", file });
  }

  /** A file at a glance. @param {number} file @returns {Promise<import("../model/protocol.js").Overview>} */
  overview(file) {
    return this.#ask({ call: "overview", file });
  }

  /** How bad each block of the rows is that a filter shows, a letter for each. @param {number} file @param {Filter} filter @returns {Promise<string>} */
  blocks(file, filter) {
    return this.#ask({ call: "blocks", file, filter });
  }

  /**
   * The different texts that have a problem in a column.
   * @param {number} file @param {string} code @param {number} column
   * @returns {Promise<import("../model/protocol.js").WrongValues>}
   */
  wrongValues(file, code, column) {
    return this.#ask({ call: "wrongValues", file, code, column });
  }

  /** The SHA-256 of a file. @param {number} file @returns {Promise<string>} */
  fingerprint(file) {
    return this.#ask({ call: "fingerprint", file });
  }

  /**
   * What the receiving system answered to the cleaned file of the last check, and the report with it; or another question
   * that is seldom asked about a checked file, under its own `call`.
   * @param {number} file @param {import("../model/protocol.js").Answer} answer
   * @returns {Promise<import("../model/protocol.js").Answered>}
   */
  answer(file, answer) {
    return this.#ask({ call: "answer", file, ...answer });
  }

  /**
   * What was corrected elsewhere in rows in error of the last check.
   * @param {number} file @param {import("../model/protocol.js").CorrectedRows} corrected
   * @returns {Promise<import("../model/protocol.js").CellText[]>}
   */
  corrected(file, corrected) {
    return this.#ask({ call: "corrected", file, ...corrected });
  }

  /**
   * A file made from the last check: the cleaned file or one of the reports.
   * @param {number} file @param {import("../model/protocol.js").Product} what
   * @param {import("../model/protocol.js").WriteOptions} options
   * @returns {Promise<{blob: Blob, account: any}>}
   */
  write(file, what, options) {
    const make = async (/** @type {import("../worker/private-file.js").FileLocation|null} */ location) => {
      /** @type {BlobPart[]} */
      const pieces = [];
      const message = { call: "write", file, what, options, location, writer: WORKBOOKS.includes(what) ? await loadWriter() : null };
      const account = await this.#ask(message, ({ piece }) => pieces.push(piece));
      return { blob: new Blob(pieces), account };
    };
    return this.store?.make([file, what, options], make) ?? make(null);
  }

  /**
   * The blank file of an import, to fill in, with instructions.
   * @param {import("../model/protocol.js").Definition} definition @param {import("../model/protocol.js").TextOptions} speech
   * @returns {Promise<Blob>}
   */
  template(definition, speech) {
    return this.#made("template", definition, speech);
  }

  /**
   * The page to print of an import, for whoever fills the file in.
   * @param {import("../model/protocol.js").Definition} definition @param {import("../model/protocol.js").TextOptions} speech
   * @returns {Promise<Blob>}
   */
  guide(definition, speech) {
    return this.#made("guide", definition, speech);
  }

  /** @param {"template"|"guide"} call @param {import("../model/protocol.js").Definition} definition @param {import("../model/protocol.js").TextOptions} speech */
  async #made(call, definition, { lang, texts }) {
    return new Blob([await this.aside({ call, definition, lang, texts, writer: await loadWriter() })]);
  }

  /**
   * A question that no check has to go before, to a worker of its own.
   * @param {{call: string} & Record<string, unknown>} message
   * @param {string} [lang] of the engine, where that is what is asked @returns {Promise<any>}
   */
  aside(message, lang) {
    return inOwnWorker(this.#patience, async (connection) => {
      if (lang) await connection.ready(lang);
      return connection.ask(message);
    });
  }

  /**
   * A summary that was made for support, opened as a report.
   * @param {string} text @param {import("../model/protocol.js").TextOptions} speech
   * @returns {Promise<import("../model/protocol.js").Report>}
   */
  openSummary(text, { lang, texts }) {
    return inOwnWorker(this.#patience, async (connection) => {
      await connection.ready(lang);
      return connection.ask({ call: "summary", text, lang, texts });
    });
  }

  /**
   * Tries to send from inside a worker.
   * @param {string} address
   * @returns {Promise<Proof[]>}
   */
  async prove(address) {
    const refused = await this.aside({ call: "prove", address });
    return [
      { way: "workerFetch", refused: refused.fetch },
      { way: "workerXhr", refused: refused.xhr },
    ];
  }

  /**
   * What is to be said of a definition: all its mistakes (the first of them also on its own), or remarks on what has no
   * effect in it or cannot be checked.
   * @param {unknown} definition @param {string} lang
   * @returns {Promise<{place?: string, reason?: string, allowed?: string[],
   *   mistakes: {place: string, reason: string, allowed: string[]}[],
   *   remarks: {class: string, place: string, word: string, reason: string, near: string | null}[],
   *   rules?: string[], examples?: number}>} its rules as sentences, and how many examples of its own were run
   */
  checkDefinition(definition, lang) {
    return inOwnWorker(this.#patience, async (connection) => {
      await connection.ready(lang);
      return connection.ask({ call: "define", definition, lang });
    });
  }

  /** Ends a running check. The last finished one stays usable. */
  cancel() {
    this.#generation++;
    this.#checking?.end(new Failure("cancelled", this.#checking.place()));
    this.#checking = null;
  }

  /** Ends everything; the memory goes back. */
  close() {
    this.cancel();
    this.#current?.end(new Failure("cancelled"));
    this.#current = this.#request = null;
    if (shared.holder === this) shared.holder = null;
    this.store?.checked();
    shared.users.delete(this);
    if (shared.users.size) return;
    for (const connection of [shared.spare, shared.warming]) connection?.end(new Failure("cancelled"));
    shared.spare = shared.warming = null;
  }

  /** Checks what was checked once more. @param {CheckRequest} request */
  async #bringBack(request) {
    try {
      await this.check(request, (progress) => this.onAgain(progress));
    } finally {
      this.#again = null;
      this.onAgain(null);
    }
  }

  /** Gives a large finished check back before another begins, which may become as large. It is made again if it is asked for. @param {CheckRequest} next */
  #makeRoom(next) {
    const same = this.#request?.files.some(({ blob }) => next.files.some((file) => file.blob === blob));
    if (this.#asking || !this.#current || this.#current.memory <= BESIDE[same ? "same" : "others"]) return;
    this.#current.end(new Failure("cancelled"));
    this.#current = null;
  }

  /** Gives the memory of a finished check back where another element holds one, as soon as nothing is asked any more. */
  #rest() {
    if (this.#asking || !shared.holder || shared.holder === this) return;
    this.#current?.end(new Failure("cancelled"));
    this.#current = null;
  }

  /**
   * @param {{call: string} & Record<string, unknown>} message
   * @param {(message: any) => void} [on]
   * @returns {Promise<any>}
   */
  async #ask(message, on) {
    this.#asking++;
    try {
      // What is asked while there is no finished check waits for the one that runs.
      while (!this.#current && this.#running && !this.#again) await this.#running.catch(() => {});
      if (!this.#current && this.#request) await (this.#again ??= this.#bringBack(this.#request));
      const connection = this.#current;
      if (!connection) throw new Failure("stopped");
      return await connection.ask(message, on).catch((error) => {
        // A trapped instance must not be called again; the next call starts another one with the same files.
        if (error.kind !== "refused" && this.#current === connection) {
          this.#current = null;
          connection.end(error);
        }
        throw error;
      });
    } finally {
      this.#asking--;
      this.#rest();
    }
  }
}
