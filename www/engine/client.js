/**
 * Starts, asks and ends the worker. One worker serves one check; the next check gets a fresh one, because
 * WebAssembly memory never shrinks and a trapped instance must not be called again. Whatever happens in there becomes
 * a `Failure` with the step it happened in, and the page lives on.
 *
 * @typedef {import("../model/protocol.js").CheckRequest} CheckRequest
 * @typedef {import("../model/protocol.js").CheckAnswer} CheckAnswer
 * @typedef {import("../model/protocol.js").Progress} Progress
 * @typedef {import("../model/protocol.js").Filter} Filter
 * @typedef {{way: string, refused: boolean}} Proof
 */
import { loadEngine, loadWriter } from "./loader.js";
import { Failure } from "../model/failure.js";
import { nextTurn } from "../model/scheduling.js";

/** What only the writer can make. @type {import("../model/protocol.js").Product[]} */
const WORKBOOKS = ["annotated", "xlsx"];

/** How long a check is over before the worker of the next one starts. In milliseconds. */
const PAUSE = 500;

/** In how many parts silence is counted: a machine that slept, or a page that was held up, has lost only one. */
const PARTS = 10;

/**
 * @typedef {{call: string, progress?: Progress, done: (value: any) => void, fail: (error: Failure) => void,
 *   on: (message: any) => void}} Question
 */

/** One worker and the questions it has not answered yet. It is ended when it owes an answer and gives no sign of life. */
class Line {
  /** @type {Map<number, Question>} */
  #open = new Map();
  #count = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #watch;
  /** The sheet at hand. */
  #sheet = "";

  /** @param {import("./loader.js").Engine} engine @param {() => number} patience in milliseconds */
  constructor({ start, module }, patience) {
    this.worker = start();
    this.module = module;
    this.patience = patience;
    /** @type {Promise<void>|null} */
    this.started = null;
    this.worker.onmessage = ({ data }) => this.#hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("stopped", event.message);
    };
  }

  /**
   * @param {{call: string} & Record<string, unknown>} message
   * @param {(message: any) => void} [on] hears progress and pieces
   * @returns {Promise<any>}
   */
  ask(message, on = () => {}) {
    return new Promise((done, fail) => {
      const id = ++this.#count;
      this.#open.set(id, { call: message.call, done, fail, on });
      if (this.#open.size === 1) this.#listen();
      this.worker.postMessage({ ...message, id });
    });
  }

  /** Has the engine loaded; once is enough. @param {string} lang */
  ready(lang) {
    this.started ??= this.ask({ call: "start", module: this.module, lang });
    return this.started;
  }

  /** Waits for the next sign of life. @param {number} [more] parts that are to be added to the patience */
  #listen(more = 0) {
    clearInterval(this.#watch);
    let left = PARTS + more;
    if (this.#open.size) this.#watch = setInterval(() => --left || this.#fail("silent"), this.patience() / PARTS);
  }

  /** @param {any} message */
  #hear(message) {
    const { id, sheet, more, progress, piece, failed, trapped, value } = message;
    const waiting = this.#open.get(id);
    if (sheet !== undefined) this.#sheet = sheet;
    else if (waiting && (progress || piece)) {
      waiting.progress = progress;
      waiting.on(message);
    } else if (waiting) {
      const place = this.place();
      this.#open.delete(id);
      if (failed === undefined) waiting.done(value);
      else waiting.fail(new Failure(trapped ? "engine" : "refused", place, failed));
    }
    this.#listen(more);
  }

  /** What the worker is at: the step of the oldest question, and the sheet. @returns {import("../model/protocol.js").Place|null} */
  place() {
    const [first] = this.#open.values();
    const step = first?.call === "check" ? "start" : first?.call;
    return step ? { step, rows: 0, file: 0, ...first?.progress, sheet: this.#sheet } : null;
  }

  /** @param {"stopped"|"silent"} kind @param {string} [detail] */
  #fail(kind, detail) {
    this.end(new Failure(kind, this.place(), detail));
  }

  /** @param {Failure} failure */
  end(failure) {
    this.worker.terminate();
    const open = [...this.#open.values()];
    this.#open.clear();
    clearInterval(this.#watch);
    for (const waiting of open) waiting.fail(failure);
  }
}

/**
 * A question to a worker of its own, which ends with the answer.
 * @template T
 * @param {() => number} patience
 * @param {(line: Line) => Promise<T>} ask
 * @returns {Promise<T>}
 */
async function aside(patience, ask) {
  const line = new Line(await loadEngine(), patience);
  try {
    return await ask(line);
  } finally {
    line.end(new Failure("cancelled"));
  }
}

/**
 * The findings of a report may be thousands, and come as texts of some hundreds each: the page gets a turn in between.
 * @param {import("../model/protocol.js").Report} report @param {string[]} texts
 */
async function unpack(report, texts) {
  for (const text of texts) {
    report.findings.push(...JSON.parse(text));
    await nextTurn();
  }
}

/** The engine as the element asks it. A test may hand the element another object with the same methods. */
export class Client {
  /** A worker that owes an answer and says nothing for this long is ended. In milliseconds. */
  patience = 10_000;
  #patience = () => this.patience;
  /** @type {Line|null} The worker that holds the last finished check. */
  #line = null;
  /** @type {CheckRequest|null} What that worker was asked, so that another can take its place. */
  #last = null;
  /** @type {Line|null} The worker that is checking. */
  #busy = null;
  /** @type {Line|null} A worker that is ready for the next check. */
  #spare = null;
  /** Where large files may lie; without it all stay in memory. @type {import("../stored/private-store.js").PrivateStore|null} */
  store = null;
  /** @type {Line|null} The worker that has the engine translated. */
  #warming = null;
  #warmed = false;

  /** Counts what was ended, so that a check that still waits for the engine does not begin. */
  #turn = 0;

  /**
   * Loads what a check needs, so that it starts at once and also offline. A check of made-up tables has the browser
   * translate the engine well before the first file comes; in a worker of its own, so that nobody ever waits for it.
   */
  async warm() {
    const turn = this.#turn;
    const engine = await loadEngine();
    // Whoever has begun a check meanwhile, or is gone, needs none.
    if (this.#warmed || turn !== this.#turn) return;
    this.#warmed = true;
    this.#prepare(engine);
    const line = new Line(engine, this.#patience);
    this.#warming = line;
    const done = () => line.end(new Failure("cancelled"));
    void line.ready("en").then(() => line.ask({ call: "warm" })).then(done, done);
  }

  /** @param {import("./loader.js").Engine} engine */
  #prepare(engine) {
    const line = new Line(engine, this.#patience);
    this.#spare = line;
    // One that cannot be started is not missed before a check, which tries again.
    line.ready("en").catch(() => this.#spare === line && (this.#spare = null));
  }

  /**
   * @param {CheckRequest} request
   * @param {(progress: Progress) => void} onProgress
   * @returns {Promise<CheckAnswer>}
   */
  async check(request, onProgress) {
    this.cancel();
    const turn = this.#turn;
    const engine = await loadEngine();
    const go = () => {
      if (turn !== this.#turn) throw new Failure("cancelled");
    };
    go();
    this.#warming?.end(new Failure("cancelled"));
    const line = this.#spare ?? new Line(engine, this.#patience);
    this.#spare = null;
    this.#busy = line;
    try {
      await line.ready(request.lang);
      const answer = await line.ask({ call: "check", request }, ({ progress }) => onProgress(progress));
      for (const [at, texts] of answer.findings.entries()) await unpack(answer.reports[at], texts);
      go();
      this.#line?.end(new Failure("cancelled"));
      this.#line = line;
      this.#last = request;
      this.store?.checked(request);
      // The next worker starts when the page has drawn what this one found.
      setTimeout(() => turn === this.#turn && !this.#spare && this.#prepare(engine), PAUSE);
      return answer;
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("stopped", line.place(), String(error));
      // A check that was refused (a definition of one's own is wrong) is over as well.
      if (failure.kind === "refused") failure.kind = "engine";
      line.end(failure);
      throw failure;
    } finally {
      if (this.#busy === line) this.#busy = null;
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
   * The next marked cell.
   * @param {number} file @param {import("../model/protocol.js").Position} from @param {1|-1} direction @param {Filter} filter
   * @returns {Promise<import("../model/protocol.js").Found|null>}
   */
  next(file, from, direction, filter) {
    return this.#ask({ call: "next", file, from, direction, filter });
  }

  /** What stands in each column. @param {number} file @returns {Promise<import("../model/protocol.js").ColumnProfile[]>} */
  profile(file) {
    return this.#ask({ call: "profile", file });
  }

  /** The SHA-256 of a file. @param {number} file @returns {Promise<string>} */
  fingerprint(file) {
    return this.#ask({ call: "fingerprint", file });
  }

  /**
   * A file made from the last check: the cleaned file or one of the reports.
   * @param {number} file @param {import("../model/protocol.js").Product} what
   * @param {{rowsInError: import("../model/protocol.js").RowsInError}} options
   * @returns {Promise<{blob: Blob, account: any}>}
   */
  write(file, what, options) {
    const make = async (/** @type {import("../worker/private-file.js").Place|null} */ place) => {
      /** @type {BlobPart[]} */
      const pieces = [];
      const message = { call: "write", file, what, options, place, writer: WORKBOOKS.includes(what) ? await loadWriter() : null };
      const account = await this.#ask(message, ({ piece }) => pieces.push(piece));
      return { blob: new Blob(pieces), account };
    };
    return this.store?.make([file, what, options], make) ?? make(null);
  }

  /**
   * The blank file of an import, to fill in, with instructions.
   * @param {import("../model/protocol.js").Definition} definition @param {import("../model/protocol.js").Speech} speech
   * @returns {Promise<Blob>}
   */
  async template(definition, { lang, texts }) {
    const writer = await loadWriter();
    return aside(this.#patience, async (line) => new Blob([await line.ask({ call: "template", definition, lang, texts, writer })]));
  }

  /**
   * A summary that was made for support, opened as a report.
   * @param {string} text @param {import("../model/protocol.js").Speech} speech
   * @returns {Promise<import("../model/protocol.js").Report>}
   */
  openSummary(text, { lang, texts }) {
    return aside(this.#patience, async (line) => {
      await line.ready(lang);
      return line.ask({ call: "summary", text, lang, texts });
    });
  }

  /**
   * Tries to send from inside a worker.
   * @param {string} address
   * @returns {Promise<Proof[]>}
   */
  async prove(address) {
    const refused = await aside(this.#patience, (line) => line.ask({ call: "prove", address }));
    return [
      { way: "workerFetch", refused: refused.fetch },
      { way: "workerXhr", refused: refused.xhr },
    ];
  }

  /**
   * What is wrong with a definition: its mistake, or what would be ignored.
   * @param {unknown} definition @param {string} lang
   * @returns {Promise<{place?: string, reason?: string, allowed?: string[], ignored?: string[], unchecked?: string[]}>}
   */
  checkDefinition(definition, lang) {
    return aside(this.#patience, async (line) => {
      await line.ready(lang);
      return line.ask({ call: "define", definition });
    });
  }

  /** Ends a running check. The last finished one stays usable. */
  cancel() {
    this.#turn++;
    this.#busy?.end(new Failure("cancelled", this.#busy.place()));
    this.#busy = null;
  }

  /** Ends everything; the memory goes back. */
  close() {
    this.cancel();
    for (const line of [this.#line, this.#spare, this.#warming]) line?.end(new Failure("cancelled"));
    this.#line = this.#spare = this.#last = null;
    this.store?.checked();
  }

  /**
   * @param {{call: string} & Record<string, unknown>} message
   * @param {(message: any) => void} [on]
   * @returns {Promise<any>}
   */
  async #ask(message, on) {
    if (!this.#line && this.#last) await this.check(this.#last, () => {});
    const line = this.#line;
    if (!line) throw new Failure("stopped");
    return line.ask(message, on).catch((error) => {
      // A trapped instance must not be called again; the next question starts another one with the same files.
      if (error.kind !== "refused" && this.#line === line) {
        this.#line = null;
        line.end(error);
      }
      throw error;
    });
  }
}
