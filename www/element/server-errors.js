/**
 * What a server says of the file that it was sent, shown in the user's own file: the server counts the rows of the
 * cleaned file, and the user looks at the one that was chosen.
 *
 * @typedef {object} ServerError
 * @property {number} row of the cleaned file; the headings are row 1
 * @property {string} [column] its heading in the cleaned file, or the name of the field; without it the row is meant
 * @property {string} message
 * @property {string} [file] name of the file, where several were sent
 *
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("../model/protocol.js").Report} Report
 * @typedef {import("../model/protocol.js").Finding} Finding
 * @typedef {import("./controller.js").Controller} Controller
 */
import { keyOf } from "../model/entry.js";
import { columnOf } from "../view/deferred-dom.js";

/** Stands where the engine has its codes. */
export const CODE = "SERVER";

/** What is marked in the grid, by report: another check brings other reports. @type {WeakMap<Report, Finding[]>} */
export const marked = new WeakMap();
/** Clients whose rows are marked already. @type {WeakSet<object>} */
const marking = new WeakSet();

/**
 * @param {Controller} owner @param {ServerError[]} errors
 * @param {(key: "serverTitle"|"serverWhy"|"serverRemedy"|"serverSummary", values?: Record<string, number>) => string} words
 */
export async function showServerErrors(owner, errors, words) {
  const { fileSet } = owner;
  const said = errors.filter(isError);
  // The file is gone, or another check is about to say more.
  if (!fileSet.entries.length || fileSet.busy) return;
  if (!said.length) return void (fileSet.entries.some((entry) => entry.report?.refused) && owner.check());
  markRows(owner);
  const all = fileSet.entries;
  for (const entry of [...all].reverse()) {
    const mine = said.filter(({ file }) => isNamed(entry, file) || (all.every((one) => !isNamed(one, file)) && entry === fileSet.entry));
    const { report } = entry;
    if (!mine.length || !report) continue;
    const findings = await placed(owner, entry, report, mine);
    // Another check has said more meanwhile.
    if (entry.report !== report || fileSet.busy) return;
    const group = { code: CODE, name: "server", severity: /** @type {const} */ ("error"), count: findings.length, shown: findings.length, title: words("serverTitle"),
      why: words("serverWhy"), remedy: words("serverRemedy"), field: null, column: null, columnName: null, repair: { grade: /** @type {const} */ ("none"), choices: [] } };
    entry.report = { ...report, refused: true, verdict: "errors", summary: `${words("serverSummary", { count: findings.length })} ${report.summary}`,
      counts: { ...report.counts, [CODE]: findings.length }, findings: [...findings, ...report.findings], groups: [group, ...report.groups] };
    marked.set(entry.report, findings);
    entry.filter = { kind: "all" };
    entry.open.add(keyOf(group));
    entry.cause = keyOf(group);
    owner.select(all.indexOf(entry));
  }
  owner.focus();
}

/** @param {ServerError} error @param {number} at */
function isError(error, at) {
  const right = typeof error?.message === "string" && (error.row === undefined || error.row === null || Number.isInteger(error.row));
  if (!right) console.error(`<import-checker> serverErrors[${at}] has to be {row, column?, message}, with a whole number and a text`, error);
  return right;
}

/** Whether a name is that of a file as it was chosen, or as it was sent. @param {Entry} entry @param {string|undefined} name */
const isNamed = (entry, name) => name !== undefined && [entry.file.name, entry.nameWith(".csv"), entry.nameWith(".xlsx")].includes(name);

/** The findings, each at the row and cell of the user's own file. @param {Controller} owner @param {Entry} entry @param {Report} report @param {ServerError[]} errors */
async function placed(owner, entry, report, errors) {
  const rows = await rowsOfFile(owner, entry, new Set(errors.map(({ row }) => row)));
  return errors.map(({ row, column, message }) => {
    const at = rows.get(row);
    // Not every server spells a name as the file does.
    const spelled = column?.toLowerCase();
    const named = report.columns.find((one) => spelled && [one.field, one.heading, one.title].some((name) => name?.toLowerCase() === spelled));
    const cell = at && named ? `${named.letter}${at.number}` : null;
    const value = (at && named && at.cells[columnOf(named.letter)]) ?? null;
    return { code: CODE, name: "server", severity: /** @type {const} */ ("error"), sheet: null, row: at?.number ?? null, column: named?.letter ?? null,
      columnName: named?.heading ?? column ?? null, field: named?.field ?? null, cell, value, expected: null, message, fix: null };
  });
}

/**
 * The rows that stand in the cleaned file at some places. It holds the records that were sent, in the order of the grid.
 * @param {Controller} owner @param {Entry} entry @param {Set<number>} wanted
 */
async function rowsOfFile(owner, entry, wanted) {
  const sent = owner.rowsInError === "include" ? ["ready", "error", "skipped"] : ["ready"];
  /** @type {Map<number, import("../model/protocol.js").GridRow>} */
  const found = new Map();
  const last = Math.max(...[...wanted].filter(Number.isInteger), 0);
  let place = 1;
  for await (const rows of owner.fileSet.windows(entry, { kind: "all" })) {
    if (place >= last) break;
    for (const row of rows) if (sent.includes(row.state) && wanted.has(++place)) found.set(place, row);
  }
  return found;
}

/** Has the grid mark the cells, and the way through what is to decide lead to them. @param {Controller} owner */
export function markRows({ fileSet }) {
  const { client } = fileSet;
  if (marking.has(client)) return;
  marking.add(client);
  const window = client.window.bind(client);
  const next = client.next.bind(client);
  client.next = async (file, from, direction, ...more) => {
    const found = await next(file, from, direction, ...more);
    const entry = fileSet.entries.find((one) => one.index === file);
    const places = ((!found && entry?.report && marked.get(entry.report)) || []).flatMap(({ row, column }) => (row === null ? [] : { row, column: column ? columnOf(column) : 0 }));
    if (!entry || !places.length) return found;
    const order = places.sort((one, other) => (one.row - other.row || one.column - other.column) * direction);
    const to = order.find(({ row, column }) => (row - from.row || column - from.column) * direction > 0) ?? order[0];
    const index = to && (await fileSet.indexOf(entry, to.row));
    return to && typeof index === "number" ? { ...to, index } : null;
  };
  client.window = async (file, ...more) => {
    const answer = await window(file, ...more);
    const report = fileSet.entries.find((entry) => entry.index === file)?.report;
    const findings = (report && marked.get(report)) ?? [];
    for (const row of findings.length ? answer.rows : []) findings.filter((one) => one.row === row.number).forEach((one) => mark(row, one));
    return answer;
  };
}

/** @param {any} row as the engine sent it @param {Finding} finding */
function mark(row, { column, message, code }) {
  if (column === null) {
    row.messages = [...(row.messages ?? []), message];
    row.severities = [...(row.severities ?? []), "error"];
    return;
  }
  const at = columnOf(column);
  let there = row.marks.find((/** @type {any} */ one) => one.column === at);
  if (!there) row.marks.push((there = { column: at, codes: [], messages: [], severities: [] }));
  there.severity = "error";
  there.needs = "value";
  there.codes.push(code);
  there.messages.push(message);
  there.severities?.push("error");
}
