/** Writes down in the history of this browser what an element does, by listening to its events. */
import { countsOf } from "../model/since.js";
import { allJobs, fileOf, keepsFiles, lockOf, saveJob } from "./history-store.js";
import { holdLock, newId } from "./tab-lock.js";

/** @typedef {import("./history-store.js").Job} Job */
/** @typedef {import("./history-store.js").Choice} Choice */

/** How often a running check is written down, in milliseconds. */
const INTERVAL = 1000;
/** What the names of the element's events begin with. */
const PREFIX = "import-checker-";

/**
 * Records the checks and the cleaned exports of an element; what is made for a form once the form is sent. A browser
 * that denies the store records nothing, and neither does an element without the attribute `history`.
 * @param {HTMLElement} element @param {{entries: import("../model/entry.js").Entry[]}} fileSet what it checks
 * @param {CustomEvent[]} before what it said until now
 * @param {(file: File, what: "cleaned"|"sent") => void} [done] hears what became of a file, too
 */
export function record(element, fileSet, before, done = () => {}) {
  const tab = newId();
  holdLock(lockOf(tab));
  /** @type {Map<File, Job>} */
  const jobs = new Map();
  /** What a form got of each file: one export, however often the file is repaired and sent again. @type {Map<File, Job>} */
  const formExports = new Map();
  /** The checks whose reports came together. @type {Job[]} */
  let together = [];
  let queue = Promise.resolve();
  const write = (/** @type {Job} */ job, /** @type {Blob|false} */ file = false) => {
    if (!element.hasAttribute("history")) return;
    queue = queue.then(() => saveJob(job, file || undefined)).catch(() => {});
  };
  /** @param {Job["kind"]} kind @param {string} name @returns {Job} */
  const begin = (kind, name) => ({ kind, name, tab, status: "started", start: Date.now(), done: 0, total: 100 });
  const fail = (/** @type {Job} */ job, /** @type {string} */ reason) =>
    write(Object.assign(job, { status: "failed", fail: Date.now(), reason }));
  /** @param {File} file @param {Choice} [choice] */
  const check = (file, choice) => {
    const job = { ...begin("check", file.name), choice };
    jobs.set(file, job);
    write(job, keepsFiles() && file);
    return job;
  };
  /** Files that were checked together are checked together again. */
  const markTogether = () => {
    const run = `${tab} ${together.map((job) => job.start + job.name)}`;
    for (const job of together) if (job.run !== run) write(Object.assign(job, { run }));
    together = [];
  };
  /** @param {any} detail @param {Job} [before] */
  const exported = async ({ file, name, made }, before) => {
    const source = jobs.get(file);
    const job = Object.assign(before ?? {}, begin("export", file.name), { made: name, title: source?.title, source: source?.id });
    write(job);
    try {
      const { blob, account } = await made;
      const records = account?.written ?? 0;
      Object.assign(job, { status: "finished", finish: Date.now(), done: records, total: records });
      write(job, keepsFiles() && new File([blob], name, { type: blob.type }));
    } catch (/** @type {any} */ error) {
      fail(job, error?.kind ?? "engine");
    }
  };

  /** @type {Record<string, (detail: any, event: Event) => void>} */
  const on = {
    file: ({ file, choice }, event) => {
      const begin = () => event.defaultPrevented || check(file, choice);
      // The page may still refuse it, unless everybody has heard of it.
      if (event.eventPhase) queueMicrotask(begin);
      else begin();
    },
    progress: ({ name, share, rows }) => {
      const job = [...jobs.values()].find((one) => one.name === name && one.status === "started");
      if (!job || Date.now() - (job.seen ?? job.start) < INTERVAL) return;
      write(Object.assign(job, { seen: Date.now(), done: Math.floor(100 * share), rows }));
    },
    report: ({ file, verdict, records: { onFile, ready }, title, choice }) => {
      const job = jobs.get(file) ?? check(file);
      if (together.push(job) === 1) queueMicrotask(markTogether);
      const causes = countsOf(fileSet.entries.find((entry) => entry.file === file)?.firstCauses ?? []);
      const news = { verdict, ready, title, choice, causes };
      // A check that is repeated after an edit renews what is written about the file.
      const known = { verdict: job.verdict, ready: job.ready, title: job.title, choice: job.choice, causes: job.causes };
      if (JSON.stringify(known) === JSON.stringify(news)) return;
      const done = { status: "finished", finish: Date.now(), fail: undefined, reason: undefined, done: onFile, total: onFile };
      write(Object.assign(job, done, news));
    },
    error: ({ file, reason }) => {
      const job = jobs.get(file);
      if (job) fail(job, reason);
    },
    cancel: () => {
      for (const job of jobs.values()) if (job.status === "started") fail(job, "cancelled");
    },
    download: (detail) => {
      if (!/^(cleaned|xlsx)$/.test(detail.what)) return;
      void exported(detail);
      void detail.made.then(() => done(detail.file, "cleaned"), () => {});
    },
    cleaned: (detail) => {
      waiting.set(detail.file, detail);
      // However a form is sent, its data is asked for; a page that sends it by a script asks in the same way.
      document.addEventListener("formdata", hearForm);
    },
  };
  /** What lies ready for the form, by the file it was made from. @type {Map<File, any>} */
  const waiting = new Map();
  const sent = () => {
    for (const [file, detail] of waiting) {
      const job = formExports.get(file) ?? begin("export", detail.name);
      formExports.set(file, job);
      void exported(detail, job);
      done(file, "sent");
    }
    waiting.clear();
  };
  /** @param {Event} event */
  const hearForm = ({ target, defaultPrevented }) => {
    if (defaultPrevented || !(target instanceof HTMLFormElement) || !target.contains(element)) return;
    document.removeEventListener("formdata", hearForm);
    sent();
  };
  const hear = (/** @type {Event} */ event) => on[event.type.slice(PREFIX.length)]?.(/** @type {CustomEvent} */ (event).detail, event);
  before.forEach(hear);
  for (const name of Object.keys(on)) element.addEventListener(PREFIX + name, hear);
}

/**
 * Checks files again that were kept, with the import, the settings and the reading they had, when the address asks for it.
 * @param {{add: (files: File[], choices: Map<File, Choice|undefined>) => void}} element
 */
export async function repeat(element) {
  const asked = new URLSearchParams(location.hash.slice(1)).get("again")?.split(",").map(Number) ?? [];
  const kept = (await allJobs()).filter((job) => asked.includes(job.id ?? 0));
  /** @type {Map<File, Choice|undefined>} */
  const choices = new Map();
  for (const job of kept) {
    const file = await fileOf(job.id ?? 0);
    // What it says is tried: another page may have written it.
    if (file) choices.set(file, job.choice && { ...job.choice, again: true });
  }
  element.add([...choices.keys()], choices);
}
