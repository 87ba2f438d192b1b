/**
 * Starts, asks and ends the worker. One worker serves one check; the next check gets a fresh one, because
 * WebAssembly memory never shrinks and a trapped instance must not be called again. Whatever happens in there becomes
 * a `Failure` with the step it happened in, and the page lives on.
 *
 * @typedef {import("./protocol.js").CheckRequest} CheckRequest
 * @typedef {import("./protocol.js").CheckAnswer} CheckAnswer
 * @typedef {import("./protocol.js").Progress} Progress
 * @typedef {import("./protocol.js").Filter} Filter
 * @typedef {{way: string, refused: boolean}} Proof
 */

/** The engine did not answer a check. `kind` says why, `progress` how far it came. */
export class Failure extends Error {
  /**
   * @param {"cancelled"|"silent"|"stopped"|"load"|"engine"|"refused"} kind
   * @param {Progress|null} [progress]
   * @param {string} [detail]
   */
  constructor(kind, progress = null, detail = "") {
    super(detail || kind);
    this.kind = kind;
    this.progress = progress;
    this.detail = detail;
  }
}

/** Trusted Types: only addresses of our own worker text pass. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("import-checker", {
  createScriptURL: (/** @type {string} */ address) => {
    if (!address.startsWith("blob:")) throw new TypeError("Only the worker's own text may be started.");
    return address;
  },
});

/** @type {Promise<{module: WebAssembly.Module, script: string}>|null} */
let engine = null;

/**
 * Loads and compiles the engine once for all elements of the page. A failed load may be tried again.
 * @returns {Promise<{module: WebAssembly.Module, script: string}>}
 */
export function loadEngine() {
  engine ??= load().catch((error) => {
    engine = null;
    throw new Failure("load", null, String(error?.message ?? error));
  });
  return engine;
}

async function load() {
  const [wasm, worker] = await Promise.all([
    import("./pkg/import_checker_wasm_inline.js"),
    import("./pkg/worker_text.js"),
  ]);
  const bytes = Uint8Array.from(atob(wasm.default), (letter) => letter.charCodeAt(0));
  const module = await WebAssembly.compile(bytes);
  // After the engine, so that it does not delay the first check.
  loadWriterText().catch(() => {});
  const script = URL.createObjectURL(new Blob([worker.default], { type: "text/javascript" }));
  return { module, script };
}

/** What only the writer can make. @type {import("./protocol.js").Product[]} */
const WORKBOOKS = ["annotated", "xlsx"];

/** @type {Promise<WebAssembly.Module>|null} */
let writer = null;

/** The text of the writer comes with the page, since nothing is asked for later, and it has to be there offline. */
const loadWriterText = () => import("./pkg/xlsx_out_wasm_inline.js");

/** Compiles the module that writes workbooks: only when somebody asks for one, since it is as large as the engine. */
function loadWriter() {
  writer ??= loadWriterText()
    .then((wasm) => WebAssembly.compile(Uint8Array.from(atob(wasm.default), (letter) => letter.charCodeAt(0))))
    .catch((error) => {
      writer = null;
      throw new Failure("load", null, String(error?.message ?? error));
    });
  return writer;
}

/** One worker and the questions it has not answered yet. */
class Line {
  /** @param {string} script */
  constructor(script) {
    this.worker = new Worker(policy ? policy.createScriptURL(script) : script, { name: "import-checker" });
    /** @type {Map<number, {done: (value: any) => void, fail: (error: Failure) => void, on: (message: any) => void}>} */
    this.open = new Map();
    this.count = 0;
    /** @type {Progress|null} */
    this.progress = null;
    this.worker.onmessage = ({ data }) => this.#hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(new Failure("stopped", this.progress, event.message ?? ""));
    };
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {(message: any) => void} [on] hears progress and pieces
   * @returns {Promise<any>}
   */
  ask(message, on = () => {}) {
    return new Promise((done, fail) => {
      const id = ++this.count;
      this.open.set(id, { done, fail, on });
      this.worker.postMessage({ ...message, id });
    });
  }

  /** @param {any} message */
  #hear(message) {
    const waiting = this.open.get(message.id);
    if (!waiting) return;
    if (message.progress) this.progress = message.progress;
    if (message.progress || message.piece) return waiting.on(message);
    this.open.delete(message.id);
    if ("failed" in message) waiting.fail(new Failure(message.trapped ? "engine" : "refused", this.progress, message.failed));
    else waiting.done(message.value);
  }

  /** @param {Failure} failure */
  end(failure) {
    this.worker.terminate();
    const open = [...this.open.values()];
    this.open.clear();
    for (const waiting of open) waiting.fail(failure);
  }
}

/** The engine as the element asks it. A test may hand the element another object with the same methods. */
export class Client {
  /** A check that says nothing for this long is ended. In milliseconds. */
  patience = 10_000;
  /** @type {Line|null} The worker that holds the last finished check. */
  #line = null;
  /** @type {CheckRequest|null} What that worker was asked, so that another can take its place. */
  #last = null;
  /** @type {Line|null} The worker that is checking. */
  #busy = null;

  /** Loads what a check needs, so that it starts at once and also offline. */
  warm() {
    return loadEngine();
  }

  /**
   * @param {CheckRequest} request
   * @param {(progress: Progress) => void} onProgress
   * @returns {Promise<CheckAnswer>}
   */
  async check(request, onProgress) {
    this.cancel();
    const { module, script } = await loadEngine();
    const line = new Line(script);
    this.#busy = line;
    const guard = this.#guard(line);
    try {
      await line.ask({ call: "start", module, lang: request.lang });
      const answer = await line.ask({ call: "check", request }, ({ progress }) => {
        guard.beat();
        onProgress(progress);
      });
      this.#line?.end(new Failure("cancelled"));
      this.#line = line;
      this.#last = request;
      return answer;
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("stopped", line.progress, String(error));
      // A check that was refused (a definition of one's own is wrong) is over as well.
      if (failure.kind === "refused") failure.kind = "engine";
      line.end(failure);
      throw failure;
    } finally {
      guard.stop();
      if (this.#busy === line) this.#busy = null;
    }
  }

  /** @param {Line} line */
  #guard(line) {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    const stop = () => clearTimeout(timer);
    const beat = () => {
      stop();
      timer = setTimeout(() => line.end(new Failure("silent", line.progress)), this.patience);
    };
    beat();
    return { beat, stop };
  }

  /**
   * Rows of the grid.
   * @param {number} file @param {Filter} filter @param {number} first @param {number} count
   * @returns {Promise<import("./protocol.js").WindowAnswer>}
   */
  window(file, filter, first, count) {
    return this.#ask({ call: "window", file, filter, first, count });
  }

  /**
   * The next marked cell.
   * @param {number} file @param {import("./protocol.js").Position} from @param {1|-1} direction @param {Filter} filter
   * @returns {Promise<import("./protocol.js").Found|null>}
   */
  next(file, from, direction, filter) {
    return this.#ask({ call: "next", file, from, direction, filter });
  }

  /** What stands in each column. @param {number} file @returns {Promise<import("./protocol.js").ColumnProfile[]>} */
  profile(file) {
    return this.#ask({ call: "profile", file });
  }

  /** The SHA-256 of a file. @param {number} file @returns {Promise<string>} */
  fingerprint(file) {
    return this.#ask({ call: "fingerprint", file });
  }

  /**
   * A file made from the last check: the cleaned file or one of the reports.
   * @param {number} file @param {import("./protocol.js").Product} what
   * @param {{rowsInError: import("./protocol.js").RowsInError}} options
   * @returns {Promise<{blob: Blob, account: any}>}
   */
  async write(file, what, options) {
    /** @type {BlobPart[]} */
    const pieces = [];
    const message = { call: "write", file, what, options, writer: WORKBOOKS.includes(what) ? await loadWriter() : null };
    const account = await this.#ask(message, ({ piece }) => pieces.push(piece));
    return { blob: new Blob(pieces), account };
  }

  /**
   * The blank file of an import, to fill in, with instructions.
   * @param {import("./protocol.js").Definition} definition @param {string} lang
   * @returns {Promise<Blob>}
   */
  async template(definition, lang) {
    const [{ script }, module] = await Promise.all([loadEngine(), loadWriter()]);
    const line = new Line(script);
    try {
      return new Blob([await line.ask({ call: "template", definition, lang, writer: module })]);
    } finally {
      line.end(new Failure("cancelled"));
    }
  }

  /**
   * A summary that was made for support, opened as a report.
   * @param {string} text @param {string} lang
   * @returns {Promise<import("./protocol.js").Report>}
   */
  async openSummary(text, lang) {
    const { module, script } = await loadEngine();
    const line = new Line(script);
    try {
      await line.ask({ call: "start", module, lang });
      return await line.ask({ call: "summary", text, lang });
    } finally {
      line.end(new Failure("cancelled"));
    }
  }

  /**
   * Tries to send from inside a worker.
   * @param {string} address
   * @returns {Promise<Proof[]>}
   */
  async prove(address) {
    const { script } = await loadEngine();
    const line = new Line(script);
    try {
      const refused = await line.ask({ call: "prove", address });
      return [
        { way: "workerFetch", refused: refused.fetch },
        { way: "workerXhr", refused: refused.xhr },
      ];
    } finally {
      line.end(new Failure("cancelled"));
    }
  }

  /**
   * What is wrong with a definition: its mistake, or what would be ignored.
   * @param {unknown} definition @param {string} lang
   * @returns {Promise<{place?: string, reason?: string, allowed?: string[], ignored?: string[], unchecked?: string[]}>}
   */
  async checkDefinition(definition, lang) {
    const { module, script } = await loadEngine();
    const line = new Line(script);
    try {
      await line.ask({ call: "start", module, lang });
      return await line.ask({ call: "define", definition });
    } finally {
      line.end(new Failure("cancelled"));
    }
  }

  /** Ends a running check. The last finished one stays usable. */
  cancel() {
    this.#busy?.end(new Failure("cancelled", this.#busy.progress));
    this.#busy = null;
  }

  /** Ends everything; the memory goes back. */
  close() {
    this.cancel();
    this.#line?.end(new Failure("cancelled"));
    this.#line = null;
    this.#last = null;
  }

  /**
   * @param {Record<string, unknown>} message
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
