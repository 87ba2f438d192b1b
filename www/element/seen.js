/**
 * A file, and rows, that were here before: named after a check, and remembered when a file was checked, cleaned and sent. Only
 * where the user asked for it, and where the element keeps a history at all.
 *
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {import("../model/entry.js").Entry} Entry
 */
import { isSeen } from "../view/seen.js";
import { changeSeen, knowsAgain, seenList } from "../stored/seen-store.js";

/** What was known when a file was first checked here: what is done with it afterwards is no news. @type {WeakMap<Entry, string>} */
const known = new WeakMap();

const today = () => new Date().toLocaleDateString("sv");

/** @param {Controller} owner */
export const looksBack = ({ fileSet, host }) => host.hasAttribute("history") && knowsAgain() && "answer" in fileSet.client;

/**
 * What of a checked file was here before: the report that says so; with `what`, the list with what was done with it.
 * @param {any} client @param {Entry} entry @param {import("../model/protocol.js").SeenBefore} seen @returns {Promise<any>}
 */
const ask = (client, entry, seen) => client.answer(entry.index, { call: "seen", ...seen });

/** Whether something can be said of a file. @param {Entry} entry */
const isTable = ({ report, summary }) => !!report?.import && !summary && report.verdict !== "unreadable";

/** After a check. @param {Controller} owner */
export async function lookBack(owner) {
  if (!looksBack(owner)) return;
  const { fileSet } = owner;
  for (const entry of [...fileSet.entries]) {
    const before = entry.report;
    // Whoever is asked about columns has not seen the report yet; the check that follows looks back.
    if (!before || !isTable(entry) || entry.matching) continue;
    const isFirst = !known.has(entry);
    const list = known.get(entry) ?? (await seenList());
    known.set(entry, list);
    const report = await ask(fileSet.client, entry, { list, day: today() });
    if (entry.report !== before || fileSet.busy) return;
    const [findings, groups] = [report.findings.filter(isSeen), report.groups.filter(isSeen)];
    if (groups.length) {
      entry.report = { ...before, counts: { ...before.counts, ...report.counts }, findings: [...before.findings, ...findings], groups: [...before.groups, ...groups] };
      owner.draw();
    }
    if (isFirst) await noteDone(owner, entry, "checked");
  }
}

/** Remembers what was done with a file. @param {Pick<Controller, "fileSet"|"host">} owner @param {Entry|undefined} entry @param {"checked"|"cleaned"|"sent"} what */
export async function noteDone(owner, entry, what) {
  if (!entry || !isTable(entry) || !looksBack(/** @type {Controller} */ (owner))) return;
  // As the download and the form decide it.
  const rowsInError = owner.host.rowsInError ?? entry.rowsInError ?? "block";
  await changeSeen((list) => ask(owner.fileSet.client, entry, { list, day: today(), what, rowsInError }));
}
