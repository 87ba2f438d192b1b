/**
 * What the import would do to what the receiving system holds: a table of that, chosen by the user, goes with every check
 * from then on, and the report says what would become of each record.
 *
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {import("../locales/deferred.js").Words} Words
 */
import { askTable } from "../view/compare.js";

/** The import of the active file, where its user may say what exists. @param {Controller} owner */
export function comparedImport({ fileSet, imports, host }) {
  const id = fileSet.entry?.report?.import?.name;
  if (!id || !imports.open || !("answer" in fileSet.client)) return null;
  return id in host.taken.existing && !host.hasAttribute("editable-settings") ? null : id;
}

/** The table that the active file is compared with. @param {Controller} owner @returns {Blob|null} */
export function tableOf({ fileSet, imports }) {
  const table = imports.existing()[fileSet.entry?.report?.import?.name ?? ""];
  return table instanceof Blob ? table : null;
}

/** The table that the user gave for a file, which is kept with the work on it. @param {Controller} owner @param {import("../model/entry.js").Entry} entry @returns {File|undefined} */
export function givenTable({ imports }, { report }) {
  const table = imports.declared[report?.import?.name ?? ""];
  return table instanceof File ? table : undefined;
}

/** Takes it up again. @param {Controller} owner @param {import("../model/entry.js").Entry} entry @param {File|undefined} table @returns {boolean} whether there is one to take up */
export function takeTable(owner, { report }, table) {
  const { imports } = owner;
  const id = report?.import?.name;
  if (!table || !id || !imports.open || id in imports.existing()) return false;
  imports.declared = { ...imports.declared, [id]: table };
  return true;
}

/** @param {Controller} owner @param {Words} words */
export async function chooseTable(owner, words) {
  const { fileSet, imports, screen, texts } = owner;
  const id = comparedImport(owner);
  const title = fileSet.entry?.report?.import?.title ?? "";
  const table = id && await askTable(texts, words, screen.element, title);
  if (table) await compare(owner, words, id, table);
}

/** Compares from now on, or no more. @param {Controller} owner @param {Words} words @param {string} id @param {File|null} table */
export async function compare(owner, words, id, table) {
  const { fileSet, imports, screen } = owner;
  const { [id]: before, ...others } = imports.declared;
  imports.declared = table ? { ...others, [id]: table } : others;
  // Rows that nothing is known of any more are shown all.
  if (!table) for (const one of fileSet.entries) if (one.filter.kind === "effect" || one.filter.sort?.effect) one.filter = { kind: "all" };
  await owner.check();
  if (fileSet.busy) return;
  const { lost, entry } = fileSet;
  if (table && lost?.import === id) {
    imports.declared = before ? { ...others, [id]: before } : others;
    await owner.check();
    return screen.say(`${table.name}: ${lost.reason}`, true);
  }
  const forecast = entry?.report?.forecast;
  if (!table) return screen.say(words("compareDone"), true);
  // Nothing goes out of a file that is refused as a whole.
  screen.say(forecast?.sentences[0] ?? words("compareNothing"), !forecast);
  if (!screen.focus("forecast")) owner.focus();
}

/**
 * Says which of several records there is meant; the row 0 takes that back.
 * @param {Controller} owner @param {Words} words @param {import("../model/protocol.js").Meant} meant
 */
export async function sayMeant(owner, words, meant) {
  const { fileSet: { entry }, screen } = owner;
  if (!entry) return;
  entry.history.add({ kind: "meant", meant });
  await owner.check();
  screen.say(words(meant.row ? "meantDone" : "meantUndone"), true, true);
  if (!screen.focus("forecast")) owner.focus();
}

/** As much as the engine takes of a list, in bytes. */
const LARGEST_LIST = 2 ** 27;

/** Takes what exists on the server, pasted or as a file. @param {Controller} owner @param {string} id @param {string|File} list */
export async function declareExisting(owner, id, list) {
  const { imports, screen, texts } = owner;
  if (!imports.open) return;
  if (list instanceof File && list.size > LARGEST_LIST) {
    return screen.say(texts.t("tooLarge", { name: list.name, size: texts.bytes(LARGEST_LIST) }), true);
  }
  imports.declared = { ...imports.declared, [id]: [typeof list === "string" ? list : await list.text()] };
  void owner.check();
}
