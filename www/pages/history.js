/** The page of what was checked and exported in this browser: a table to sort, with a way to erase it. */
import { wordsOf } from "../locales/history.js";
import { eraseEverything } from "../stored/everything.js";
import { isFormula } from "../view/clipboard.js";
import { everyJob, fileOf, keepsFiles, lockOf, onChange, saveJob } from "../stored/history-store.js";
import { forgetSeen, knowsAgain } from "../stored/seen-store.js";
import { fits, oneOf } from "../stored/shapes.js";
import { onLanguage } from "./language.js";
import { h, save as download } from "../view/dom.js";

/** @typedef {import("../stored/history-store.js").Job} Job */
/** @typedef {import("../locales/history.js").Key} Key */
/** @typedef {(typeof COLUMNS)[number]} Column */

const COLUMNS = /** @type {const} */ (["id", "description", "by", "progress", "status", "start", "finish", "fail", "file", "action"]);
/** Which columns can be sorted, and by what. @type {Partial<Record<Column, (job: Job) => string|number>>} */
const SORTS = {
  id: (job) => job.id ?? 0,
  description: (job) => description(job),
  progress: (job) => (job.total ? job.done / job.total : 0),
  status: (job) => t(`status_${job.status}`),
  start: (job) => job.start,
  finish: (job) => job.finish ?? 0,
  fail: (job) => job.fail ?? 0,
};
/** Why a job may have failed. */
const REASONS = ["cancelled", "tab", "marked", "silent", "stopped", "engine", "refused", "load"];
/** How often running jobs are looked at, in milliseconds. */
const REFRESH = 2000;
/** A running job that has said nothing for so long no longer moves, in milliseconds. */
const STILL = 5000;
const PREFERENCES = "import-checker-history";

/** How the table is shown. @type {{hidden: Column[], by: Column, down: boolean}} */
const PLAIN = { hidden: [], by: "id", down: true };

let t = wordsOf("en");
/** @type {typeof PLAIN} */
let shown = remembered();
/** @type {Job[]} */
let jobs = [];

const pick = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const keep = /** @type {HTMLInputElement} */ (pick("keep"));
const sure = /** @type {HTMLDialogElement} */ (pick("sure"));

// What is remembered about the table.

function remembered() {
  try {
    const all = { ...PLAIN, ...JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}") };
    return fits(all, { hidden: [oneOf(...COLUMNS)], by: oneOf(...Object.keys(SORTS)), down: "boolean" }) ? all : { ...PLAIN };
  } catch {
    return { ...PLAIN };
  }
}

/** @param {Partial<typeof PLAIN>} change */
function remember(change) {
  shown = { ...shown, ...change };
  try {
    localStorage.setItem(PREFERENCES, JSON.stringify(shown));
  } catch {
    // A browser may deny the store; then the table is as usual the next time.
  }
  draw();
}

// The jobs.

/** Reads the history again; jobs whose tab is gone are over. */
async function refresh() {
  try {
    let whole;
    ({ jobs, whole } = await everyJob());
    if (await failClosedTabs()) ({ jobs, whole } = await everyJob());
    draw();
    if (!whole) say(t("aside"));
  } catch {
    say(t("failed"));
  }
}

/** Marks the jobs of closed tabs as failed. Without locks nobody can tell, and the user decides. */
async function failClosedTabs() {
  const { held } = (await navigator.locks?.query()) ?? {};
  if (!held) return false;
  const alive = new Set(held.map((lock) => lock.name));
  const closed = jobs.filter((job) => job.status === "started" && !alive.has(lockOf(job.tab)));
  for (const job of closed) await fail(job, "tab", job.seen ?? job.start);
  return closed.length > 0;
}

/** @param {Job} job @param {string} reason @param {number} at */
function fail(job, reason, at) {
  return saveJob({ ...job, status: "failed", reason, fail: at });
}

/** @param {Job} job */
async function fetchAgain(job) {
  const file = await fileOf(job.id ?? 0);
  if (file) download(file, file.name);
}

// Words.

/** As `31/12/25 17:05`. @param {number} [time] */
function moment(time) {
  if (!time) return "";
  const at = new Date(time);
  const two = (/** @type {number} */ number) => String(number % 100).padStart(2, "0");
  return `${two(at.getDate())}/${two(at.getMonth() + 1)}/${two(at.getFullYear())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @param {Job} job */
function description(job) {
  const what = t(job.kind, { name: job.name, made: job.made ?? "" });
  const full = job.title ? t("as", { what, title: job.title }) : what;
  const ready = job.status === "finished" && job.ready !== undefined ? `: ${t("ready", { ready: job.ready, total: job.total })}` : "";
  return `${full}${ready}.`;
}

/** @param {Job} job */
function progress(job) {
  if (job.status === "finished") return `${job.done} / ${job.total}`;
  return job.rows ? t("running", { count: job.rows }) : `${job.done} / ${job.total} %`;
}

/** How long it will still take, as far as its progress tells. @param {Job} job */
function left(job) {
  if (job.status !== "started" || !job.seen || !job.done) return "";
  const seconds = Math.round(((job.seen - job.start) / job.done) * (job.total - job.done) / 1000);
  return t("left", { time: seconds < 90 ? t("seconds", { count: seconds }) : t("minutes", { count: Math.round(seconds / 60) }) });
}

/** @param {Job} job */
const reason = (job) => (job.status === "failed" && job.reason ? t(/** @type {Key} */ (REASONS.includes(job.reason) ? `reason_${job.reason}` : "reason_engine")) : "");

/** What stands in a cell as text. @param {Job} job @param {Column} column @returns {string} */
function textOf(job, column) {
  switch (column) {
    case "id": return String(job.id);
    case "description": return [description(job), reason(job)].filter(Boolean).join(" ");
    case "by": return t("thisBrowser");
    case "progress": return progress(job);
    case "status": return t(`status_${job.status}`);
    case "file": return job.kept && job.status === "finished" ? t("download") : job.status === "finished" ? t("notKept") : "";
    case "action": return "";
    default: return moment(job[column]);
  }
}

// The table.

function draw() {
  const columns = COLUMNS.filter((column) => !shown.hidden.includes(column));
  const value = SORTS[shown.by] ?? ((/** @type {Job} */ job) => job.id ?? 0);
  const order = (/** @type {Job} */ a, /** @type {Job} */ b) => compare(value(a), value(b)) * (shown.down ? -1 : 1);
  const focused = document.activeElement?.getAttribute("data-key");
  const table = h("table", {},
    h("caption", { id: "jobs-title" }, t("table")),
    h("thead", {}, h("tr", {}, columns.map(heading))),
    h("tbody", {}, [...jobs].sort(order).map((job) => h("tr", {}, columns.map((column) => cell(job, column))))));
  pick("jobs").replaceChildren(table, ...(jobs.length ? [] : [h("p", {}, t("nothing"))]));
  pick("columns").replaceChildren(...COLUMNS.map(choice));
  const again = [...document.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === focused);
  if (again instanceof HTMLElement) again.focus();
}

/** @param {string|number} a @param {string|number} b */
function compare(a, b) {
  return typeof a === "number" ? a - Number(b) : a.localeCompare(String(b));
}

/** @param {Column} column */
function heading(column) {
  const title = t(`column_${column}`);
  if (!SORTS[column]) return h("th", { scope: "col" }, title);
  const own = shown.by === column;
  const sort = own ? (shown.down ? "descending" : "ascending") : "none";
  return h("th", { scope: "col", "aria-sort": sort },
    h("button", { "data-key": `sort-${column}`, title: t("sortBy", { column: title }),
      onclick: () => remember({ by: column, down: own && !shown.down }) },
    title, h("span", { "aria-hidden": "true" }, own ? (shown.down ? " ▼" : " ▲") : "")));
}

/** @param {Job} job @param {Column} column */
function cell(job, column) {
  const text = textOf(job, column);
  if (column === "description") return h("th", { scope: "row" }, description(job), reason(job) ? h("span", { class: "hint" }, reason(job)) : null);
  if (column === "progress") return h("td", {}, text, left(job) ? h("span", { class: "hint" }, left(job)) : null);
  if (column === "status") return h("td", { class: job.status }, text);
  if (column === "file" && job.kept && job.status === "finished") {
    return h("td", {}, h("button", { "data-key": `file-${job.id}`, "aria-label": t("downloadOf", { name: job.made ?? job.name }), onclick: () => void fetchAgain(job) }, text));
  }
  if (column === "action") return h("td", {}, action(job));
  return h("td", {}, text);
}

/** What can be done with a job. @param {Job} job */
function action(job) {
  if (job.status === "started") {
    if (Date.now() - (job.seen ?? job.start) < STILL) return null;
    return h("button", { "data-key": `mark-${job.id}`, "aria-label": t("markOf", { id: job.id ?? 0 }),
      onclick: () => void fail(job, "marked", Date.now()).then(refresh) }, t("mark"));
  }
  const source = job.kind === "check" ? job : jobs.find((one) => one.id === job.source);
  if (!source?.kept) return h("a", { href: "./" }, t("choose"));
  const together = jobs.filter((one) => one === source || (one.kept && one.kind === "check" && one.run && one.run === source.run));
  const name = together.map((one) => one.name).join(", ");
  return h("a", { href: `./#again=${together.map((one) => one.id)}`, "aria-label": t("againOf", { name }) }, t(job.status === "failed" ? "reset_task" : "again"));
}

/** @param {Column} column */
function choice(column) {
  const id = `column-${column}`;
  const box = h("input", { type: "checkbox", id, "data-key": id, checked: !shown.hidden.includes(column),
    onchange: () => remember({ hidden: COLUMNS.filter((one) => (one === column ? !box.checked : shown.hidden.includes(one))) }) });
  return h("span", {}, box, " ", h("label", { htmlFor: id }, t(`column_${column}`)));
}

/** The list for a spreadsheet, where a text must not be run as a formula. */
function csv() {
  const quoted = (/** @type {string} */ text) => `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const columns = COLUMNS.filter((column) => column !== "action");
  const lines = [columns.map((column) => t(`column_${column}`)), ...jobs.map((job) => columns.map((column) => textOf(job, column)))];
  return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** @param {string} text */
function say(text) {
  pick("said").textContent = text;
}

const again = /** @type {HTMLInputElement} */ (pick("again"));
again.checked = knowsAgain();
again.addEventListener("change", () => {
  // Whoever wants it no more does not want it kept either.
  if (!knowsAgain(again.checked)) void forgetSeen();
});
keep.checked = keepsFiles();
keep.addEventListener("change", () => keepsFiles(keep.checked));
pick("csv").addEventListener("click", () => download(new Blob([csv()], { type: "text/csv" }), "history.csv"));
pick("reset").addEventListener("click", () => remember(PLAIN));
pick("erase").addEventListener("click", () => sure.showModal());
pick("no").addEventListener("click", () => sure.close());
pick("yes").addEventListener("click", async () => {
  sure.close();
  const left = await eraseEverything();
  keep.checked = keepsFiles();
  again.checked = knowsAgain();
  await refresh();
  say(left.length ? t("notErased", { left: left.join(", ") }) : t("erased"));
});
onLanguage((lang) => {
  t = wordsOf(lang);
  document.title = `${t("title")} · Import checker`;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = t(/** @type {Key} */ (one.getAttribute("data-text")));
  draw();
});
onChange(() => void refresh());
void refresh();
// A tab that is closed says nothing.
setInterval(() => document.hidden || (jobs.some((job) => job.status === "started") && void refresh()), REFRESH);
