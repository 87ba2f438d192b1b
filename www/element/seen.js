/**
 * A file, and rows, that were here before: named after a check, and remembered when a file was checked, cleaned and sent. Only
 * where the user asked for it, and where the element keeps a history at all.
 *
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("../locales/deferred.js").Words} Words
 * @typedef {Pick<Controller, "host"|"fileSet"> & {screen?: Controller["screen"]}} Teller
 */
import { isSeen } from "../view/seen.js";
import { changeSeen, forgetSeen, knowsAgain, newSeenList, seenList } from "../stored/seen-store.js";

/** What was known when a file was first checked here: what is done with it afterwards is no news. @type {WeakMap<Entry, string>} */
const known = new WeakMap();

const today = () => new Date().toLocaleDateString("sv");

/** @param {Controller} owner */
export const looksBack = ({ fileSet, host }) => host.hasAttribute("history") && knowsAgain() && "answer" in fileSet.client;

/**
 * What of a checked file was here before: the report that says so; with `done`, the list with what was done with it. Where the
 * engine refuses the list and takes a new one, the old one is none, and is set aside with a sentence.
 * @param {Teller} owner @param {Words|undefined} words @param {Entry} entry @param {string} list @param {{what: "checked"|"cleaned"|"sent", rowsInError: string}} [done]
 * @returns {Promise<{said: any, list: string}>} with the list that was taken
 */
async function ask(owner, words, entry, list, done) {
  const { client } = owner.fileSet;
  const said = (/** @type {string} */ one) => /** @type {any} */ (client).answer(entry.index, { call: "seen", list: one, day: today(), ...done });
  try {
    return { said: await said(list), list };
  } catch (/** @type {any} */ error) {
    if (error?.kind !== "refused") throw error;
    const fresh = newSeenList();
    const answer = await said(fresh).catch(() => {
      throw error;
    });
    await forgetSeen();
    if (words) owner.screen?.say(words("seenAside"), true);
    return { said: answer, list: fresh };
  }
}

/** Whether something can be said of a file. @param {Entry} entry */
const isTable = ({ report, summary }) => !!report?.import && !summary && report.verdict !== "unreadable";

/** After a check. @param {Controller} owner @param {Words} words */
export async function lookBack(owner, words) {
  if (!looksBack(owner)) return;
  const { fileSet } = owner;
  for (const entry of [...fileSet.entries]) {
    const before = entry.report;
    // Whoever is asked about columns has not seen the report yet; the check that follows looks back.
    if (!before || !isTable(entry) || entry.matching) continue;
    const isFirst = !known.has(entry);
    const { said: report, list } = await ask(owner, words, entry, known.get(entry) ?? (await seenList()));
    known.set(entry, list);
    if (entry.report !== before || fileSet.busy) return;
    const [findings, groups] = [report.findings.filter(isSeen), report.groups.filter(isSeen)];
    if (groups.length) {
      entry.report = { ...before, counts: { ...before.counts, ...report.counts }, findings: [...before.findings, ...findings], groups: [...before.groups, ...groups] };
      owner.draw();
    }
    if (isFirst) await noteDone(owner, entry, "checked", words);
  }
}

/** Remembers what was done with a file. @param {Teller} owner @param {Entry|undefined} entry @param {"checked"|"cleaned"|"sent"} what @param {Words} [words] */
export async function noteDone(owner, entry, what, words) {
  if (!entry || !isTable(entry) || !looksBack(/** @type {Controller} */ (owner))) return;
  // As the download and the form decide it.
  const rowsInError = owner.host.rowsInError ?? entry.rowsInError ?? "block";
  await changeSeen(async (list) => (await ask(owner, words, entry, list, { what, rowsInError })).said);
}
