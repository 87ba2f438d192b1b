/** Writes down in the journal of this browser what an element does, by listening to its events. */
import { fileOf, keeps, lockOf, save } from "./journal.js";

/** @typedef {import("./journal.js").Job} Job */

/** How often a running check is written down, in milliseconds. */
const BEAT = 1000;

/**
 * Records the checks and the cleaned exports of an element. A browser that denies the store records nothing.
 * @param {HTMLElement} element
 */
export function record(element) {
  const tab = crypto.randomUUID();
  // Held until the tab is gone: that is how others see that a job has died.
  void navigator.locks?.request(lockOf(tab), () => new Promise(() => {}));
  /** @type {Map<File, Job>} */
  const jobs = new Map();
  let turn = Promise.resolve();
  const write = (/** @type {Job} */ job, /** @type {Blob|false} */ file = false) => {
    turn = turn.then(() => save(job, file || undefined)).catch(() => {});
  };
  /** @param {Job["kind"]} kind @param {string} name @returns {Job} */
  const begin = (kind, name) => ({ kind, name, tab, status: "started", start: Date.now(), done: 0, total: 100 });
  const fail = (/** @type {Job} */ job, /** @type {string} */ reason) =>
    write(Object.assign(job, { status: "failed", fail: Date.now(), reason }));

  /** @type {Record<string, (detail: any, event: Event) => void>} */
  const on = {
    file: ({ file, name }, event) => queueMicrotask(() => {
      if (event.defaultPrevented) return;
      const job = begin("check", name);
      jobs.set(file, job);
      write(job, keeps() && file);
    }),
    progress: ({ name, share }) => {
      const job = [...jobs.values()].find((one) => one.name === name && one.status === "started");
      if (!job || Date.now() - (job.seen ?? job.start) < BEAT) return;
      write(Object.assign(job, { seen: Date.now(), done: Math.floor(100 * share) }));
    },
    report: ({ file, verdict, records: { onFile, ready }, title }) => {
      const job = jobs.get(file);
      // A check that is repeated after an edit renews what is written about the file.
      if (!job || (job.verdict === verdict && job.ready === ready && job.title === title)) return;
      const done = { status: "finished", finish: Date.now(), fail: undefined, reason: undefined, done: onFile, total: onFile };
      write(Object.assign(job, done, { verdict, ready, title }));
    },
    error: ({ file, reason }) => {
      const job = jobs.get(file);
      if (job) fail(job, reason);
    },
    cancel: () => {
      for (const job of jobs.values()) if (job.status === "started") fail(job, "cancelled");
    },
    download: async ({ file, name, what, made }) => {
      if (what !== "cleaned" && what !== "xlsx") return;
      const source = jobs.get(file);
      const job = { ...begin("export", file.name), made: name, title: source?.title, source: source?.id };
      write(job);
      try {
        const { blob, account } = await made;
        const records = account?.written ?? 0;
        Object.assign(job, { status: "finished", finish: Date.now(), done: records, total: records });
        write(job, keeps() && new File([blob], name, { type: blob.type }));
      } catch (/** @type {any} */ error) {
        fail(job, error?.kind ?? "engine");
      }
    },
  };
  for (const [name, hear] of Object.entries(on)) {
    element.addEventListener(`import-checker-${name}`, (event) => hear(/** @type {CustomEvent} */ (event).detail, event));
  }
}

/** Checks a file again that was kept, when the address asks for it. @param {{add: (files: File[]) => void}} element */
export async function repeat(element) {
  const again = Number(new URLSearchParams(location.hash.slice(1)).get("again"));
  const file = again ? await fileOf(again).catch(() => undefined) : undefined;
  if (file) element.add([file]);
}
