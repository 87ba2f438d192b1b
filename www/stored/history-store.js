/**
 * The history of this browser: which checks and cleaned exports were made here. It holds names, counts and times; the
 * files themselves only where the user chose to keep them. Nothing of it leaves the browser.
 *
 * @typedef {object} Job
 * @property {number} [id] given by the store, never twice
 * @property {"check"|"export"} kind
 * @property {string} name of the file
 * @property {string} [made] what an export is called
 * @property {string} [title] of the import
 * @property {string} tab in which it runs
 * @property {"started"|"finished"|"failed"} status
 * @property {number} start
 * @property {number} [finish]
 * @property {number} [fail]
 * @property {string} [reason] why it failed
 * @property {number} done of `total`; while it runs, parts of a hundred
 * @property {number} total
 * @property {number} [seen] when it last said something
 * @property {number} [rows] records that were looked at by then
 * @property {number} [ready] how many of `total` records are
 * @property {string} [verdict]
 * @property {Choice} [choice]
 * @property {import("../model/since.js").CauseCount[]} [causes] what was to be decided at first: codes, fields and counts
 * @property {string} [run] the same for files that were checked together
 * @property {number} [source] the check that an export was made from
 * @property {boolean} [kept] whether the file is here as well
 *
 * @typedef {object} Choice what was said about a file
 * @property {string|null} importId
 * @property {Record<string, unknown>} settings
 * @property {import("../model/protocol.js").ReadingOptions} [wishes]
 * @property {boolean} [again] whether it comes from here, and has not been tried
 */

import { database } from "./database.js";
import { fits, isObject, oneOf, orNull } from "./shapes.js";

const NAME = "import-checker-journal";

/** Under which key the browser remembers that files are kept. */
const KEEP = `${NAME}-keep`;

/** What a tab holds as long as it lives. @param {string} tab */
export const lockOf = (tab) => `${NAME} ${tab}`;

const transact = database(NAME, { jobs: { keyPath: "id", autoIncrement: true }, files: {} });

const channel = () => new BroadcastChannel(NAME);

/** Calls back whenever another tab wrote something. @param {() => void} changed */
export function onChange(changed) {
  channel().onmessage = changed;
}

function notifyTabs() {
  const sender = channel();
  sender.postMessage(null);
  sender.close();
}

/** Writes a job down; a new one gets its number. @param {Job} job @param {Blob} [file] to keep with it */
export async function saveJob(job, file) {
  const { id } = job;
  // One that goes on stays marked as failed, or erased, if somebody said so meanwhile.
  if (id && job.status === "started" && (await transact("readonly", (jobs) => jobs.get(id)))?.status !== "started") return;
  job.kept ||= file !== undefined;
  job.id = Number(await transact("readwrite", (jobs) => jobs.put(job)));
  if (file) await transact("readwrite", (_, files) => files.put(file, job.id));
  notifyTabs();
}

const CHOICE = { "importId?": orNull("string"), settings: isObject, "wishes?": isObject };
const JOB = {
  id: "number", kind: oneOf("check", "export"), name: "string", tab: "string", status: oneOf("started", "finished", "failed"),
  start: "number", done: "number", total: "number", "made?": "string", "title?": "string", "finish?": "number", "fail?": "number", "reason?": "string",
  "seen?": "number", "rows?": "number", "ready?": "number", "verdict?": "string", "choice?": CHOICE, "run?": "string", "source?": "number", "kept?": "boolean",
  "causes?": [{ code: "string", field: orNull("string"), title: "string", count: "number" }],
};

/** All that lies there, and whether all of it are jobs. @returns {Promise<{jobs: Job[], whole: boolean}>} */
export async function everyJob() {
  const all = await transact("readonly", (jobs) => jobs.getAll());
  const jobs = all.filter((job) => fits(job, JOB));
  return { jobs, whole: jobs.length === all.length };
}

/** @returns {Promise<Job[]>} */
export const allJobs = async () => (await everyJob()).jobs;

/** A name without what a new version of a file changes in it: numbers, marks, the ending. @param {string} name */
const stem = (name) => name.replace(/\.[^.]*$/, "").replace(/[\d\s()._-]+/g, " ").trim().toLowerCase() || name;

/**
 * The last check of the same file, or of an earlier version of it, for the same import.
 * @param {string} name of the file @param {string} title of the import @param {number} before in milliseconds
 * @returns {Promise<Job|undefined>}
 */
export async function earlierCheck(name, title, before) {
  const checks = (await allJobs()).filter((job) => job.kind === "check" && job.causes && job.title === title && job.start < before && stem(job.name) === stem(name));
  return checks.sort((a, b) => b.start - a.start)[0];
}

/** The file that was kept with a job. @param {number} id @returns {Promise<File|undefined>} */
export async function fileOf(id) {
  const file = await transact("readonly", (_, files) => files.get(id));
  return file instanceof File ? file : undefined;
}

/** Whether files are kept; a browser may deny the store. @param {boolean} [keep] remembers an answer */
export function keepsFiles(keep) {
  try {
    if (keep !== undefined) localStorage.setItem(KEEP, keep ? "1" : "");
    return localStorage.getItem(KEEP) === "1";
  } catch {
    return false;
  }
}
