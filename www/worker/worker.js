/**
 * The worker: loads the engine and answers messages, one call into the engine for each. It keeps nothing that the
 * page could not send again, so it may be ended at any moment.
 */
import { initSync as init, Session, checkDefinition, draftDefinition, hasFault, listen, openSummary, warm } from "../pkg/import_checker.js";
import { gather } from "./private-file.js";
import { initSync as initSecond, readInstead, readTwice } from "../pkg/second_reader.js";
import { SampleMaker, Workbook, guide, initSync as initWriter, template } from "../pkg/xlsx_out.js";

/** @typedef {import("../model/protocol.js").ToWorker} ToWorker */

/** @type {import("../model/protocol.js").Session|null} */
let session = null;
/** What the engine works in. @type {WebAssembly.Memory|null} */
let memory = null;

/**
 * @param {ToWorker} message
 * @returns {Promise<unknown>}
 */
async function answer(message) {
  if (message.call === "prove") return prove(message.address);
  if (message.call === "start") {
    ({ memory } = init({ module: message.module }));
    listen((/** @type {string} */ sheet) => postMessage({ sheet }));
    session = new Session(message.lang);
    return null;
  }
  if (message.call === "summary") return openSummary(message.text, message.lang, message.texts);
  if (message.call === "template" || message.call === "guide") {
    initWriter({ module: message.writer });
    return (message.call === "guide" ? guide : template)(JSON.stringify(message.definition), message.lang, JSON.stringify(message.texts ?? {}));
  }
  if (message.call === "warm") return warm(message.definitions);
  if (message.call === "second") return readAgain(message);
  if (message.call === "define") return checkDefinition(message.definition, message.lang);
  if (message.call === "draft") return draftDefinition(message.file, message.name, message.lang);
  if (!session) throw new Error("not started");
  switch (message.call) {
    case "sample":
      return sample(session, message);
    case "prepare":
      return session.prepare(message.definitions);
    case "check":
      return session.check({ ...message.request, page: true }, (progress) => postMessage({ id: message.id, progress }));
    case "window":
      return session.window(message.file, message.filter, message.first, message.count);
    case "next":
      return session.next(message.file, message.from, message.direction, message.filter, message.within);
    case "profile":
      return session.profile(message.file);
    case "suggest":
      return session.suggestions(message.file);
    case "overview":
      return session.overview(message.file);
    case "blocks":
      return session.blocks(message.file, message.filter);
    case "wrongValues":
      return session.wrongValues(message.file, message.code, message.column);
    case "fingerprint":
      return session.fingerprint(message.file);
    case "answer":
      return session.answer(message.name, message.answer, message);
    case "seen":
      return session.seen(message.file, message.list, message.day, message.what, message.rowsInError);
    case "corrected":
      return session.corrected(message.file, message.name, message.rows);
    case "write":
      if (message.writer) return workbook(session, message, message.writer);
      return write(session, message);
  }
}

/**
 * @param {import("../model/protocol.js").Session} session
 * @param {Extract<ToWorker, {call: "write"}>} message
 */
function write(session, { id, file, what, options, location }) {
  return gather(location, (take) => session.write(file, what, options, take), (piece) => postMessage({ id, piece }));
}

/**
 * Lets the engine tell the writer what stands in the workbook; the two share nothing else.
 * @param {import("../model/protocol.js").Session} session
 * @param {Extract<ToWorker, {call: "write"}>} message
 * @param {WebAssembly.Module} module
 */
async function workbook(session, { id, file, what, options }, module) {
  initWriter({ module });
  const book = new Workbook();
  /** @type {unknown} */
  let failed;
  let bytes = 0;
  const account = session.write(file, /** @type {any} */ (`${what}-pieces`), options, (piece) => {
    try {
      bytes += piece.length;
      if (!failed) book.push(piece);
    } catch (error) {
      failed = error;
    }
  });
  if (failed) throw failed;
  // Its last step cannot say how far it is, and takes the longer the more there is.
  postMessage({ sheet: "", patience: Math.ceil(bytes / 2e6) });
  postMessage({ id, piece: book.finish() });
  return account;
}

/** Rows that are taken at a time. */
const WINDOW = 500;

/**
 * Has the writer look for a sample of a file: it proposes, the engine checks, until both are content.
 * @param {import("../model/protocol.js").Session} whole
 * @param {Extract<ToWorker, {call: "sample"}>} message
 */
function sample(whole, { request, definition, key, writer }) {
  initWriter({ module: writer });
  const alive = () => postMessage({ sheet: "" });
  const [report] = whole.check(request, alive).reports;
  const maker = new SampleMaker(JSON.stringify({ name: report.import?.name, ...definition }), JSON.stringify(report), key);
  for (let first = 0, total = 1; first < total; first += WINDOW) {
    const rows = whole.window(0, { kind: "all" }, first, WINDOW);
    total = maker.push(JSON.stringify(rows.rows)) ? rows.total : 0;
    alive();
  }
  const [{ edits, wishes, mapping: _, ...file }] = request.files;
  // The sample has one sheet, its headings on top, and is written in UTF-8.
  const { delimiter, decimal, dateOrder } = wishes;
  const read = { delimiter, decimal, dateOrder };
  let settings;
  for (;;) {
    settings = JSON.parse(maker.answers(JSON.stringify(file.settings)));
    const trial = new Session(request.lang);
    const one = { ...file, blob: new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (maker.candidate())]), instead: undefined, settings, wishes: read, edits: { decisions: edits.decisions } };
    const { reports } = trial.check({ ...request, files: [one] }, alive);
    trial.free();
    alive();
    if (!maker.judge(JSON.stringify(reports[0]))) break;
  }
  const changed = Object.entries(settings).filter(([name, answer]) => JSON.stringify(answer) !== JSON.stringify(definition.settings?.find((/** @type {any} */ one) => one.name === name)?.default));
  return { ...JSON.parse(maker.finish()), settings: changed.map(([name, answer]) => `${name}=${answer}`), bytes: maker.candidate() };
}

/**
 * The second reader: a module of its own, in a worker that nothing else is asked of.
 * @param {Extract<ToWorker, {call: "second"}>} message
 */
async function readAgain({ module, blob, text }) {
  initSecond({ module });
  // It cannot say how far it is.
  postMessage({ sheet: "", patience: Math.ceil(blob.size / 1e6) });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (text) return readTwice(bytes, text.encoding, text.delimiter);
  const instead = readInstead(bytes);
  return instead && { workbook: instead.workbook, cellsMayLack: instead.cellsMayLack };
}

/**
 * Tries to send from in here, so that the page can show that the worker is as closed as the page.
 * @param {string} address
 */
async function prove(address) {
  const refused = (/** @type {Promise<unknown>} */ way) => way.then(() => false, () => true);
  const xhr = refused(new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.onload = done;
    request.onerror = fail;
    request.open("GET", address);
    request.send();
  }));
  return { fetch: await refused(fetch(address, { mode: "no-cors" })), xhr: await xhr };
}

/** Why a trap. It says the same ("unreachable") of a fault of the engine and of memory that ended. @param {Error} error */
function causeOf(error) {
  try {
    if (error instanceof WebAssembly.RuntimeError && /unreachable/.test(error.message) && !hasFault()) return "out of memory";
  } catch {
    // An engine that cannot even be asked.
  }
  return error.message;
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, value: await answer(data), memory: memory?.buffer.byteLength });
  } catch (error) {
    // The engine refuses with a sentence; anything else is a trap, after which it must not be called again.
    const trapped = error instanceof Error;
    postMessage({ id: data.id, failed: trapped ? causeOf(error) : String(error), trapped });
  }
});
