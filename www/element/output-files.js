/** What leaves the element: downloads, and the cleaned files that a form waits for. */
import { askRowsInError, cleanable, endingOf, save } from "../view/downloads.js";
import { reason } from "../view/files.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("./file-set.js").FileSet} FileSet */
/** @typedef {import("../model/protocol.js").RowsInError} RowsInError */

/**
 * Makes a file of the last check and commands it to the browser. Rows in error are asked about, once per file.
 * @param {FileSet} fileSet @param {import("../view/screen.js").Screen} screen @param {import("../model/protocol.js").Product} what
 * @param {RowsInError|null} fixed what the host set for rows in error
 * @param {(detail: object) => void} announce tells the host that a file is being made
 */
export async function download(fileSet, screen, what, fixed, announce) {
  const entry = fileSet.entry;
  const { t } = screen.context();
  if (!entry?.report) return;
  const asks = /^(cleaned|xlsx)$/.test(what) && entry.report.records.inError > 0;
  if (asks && !fixed && (entry.rowsInError ?? "block") === "block") await chooseRowsInError(entry, screen);
  const answer = fixed ?? entry.rowsInError;
  if (asks && !answer) return;
  if (asks && answer === "block") return screen.announce(t("needsRepair"), true);
  const { ending, type } = endingOf(what);
  const name = entry.nameWith(ending);
  screen.announce(t("preparing", { name }));
  try {
    const made = fileSet.client.write(entry.index, what, { rowsInError: answer ?? "drop" });
    announce({ name, what, file: entry.file, made });
    const { blob } = await made;
    save(new File([blob], name, { type }), name);
    screen.announce(t("downloaded", { name }), true);
  } catch (error) {
    screen.announce(t("downloadFailed", { name, reason: reason(screen.context(), error) }), true);
  }
}

/**
 * The blank file of an import, to fill in.
 * @param {import("./controller.js").Controller} controller @param {import("../model/protocol.js").Definition} [definition]
 */
export async function downloadTemplate(controller, definition) {
  const { fileSet, screen } = controller;
  const { t } = screen.context();
  if (!definition) return;
  const name = `${(definition.name ?? "template").split("/").at(-1)}.xlsx`;
  screen.announce(t("preparing", { name }));
  try {
    // Not every client can make one.
    const blob = await /** @type {any} */ (fileSet.client).template(definition, controller.requestOptions());
    save(new File([blob], name, { type: endingOf("annotated").type }), name);
    screen.announce(t("downloaded", { name }), true);
  } catch (error) {
    screen.announce(t("downloadFailed", { name, reason: reason(screen.context(), error) }), true);
  }
}

/** @param {Entry} entry @param {import("../view/screen.js").Screen} screen */
export async function chooseRowsInError(entry, screen) {
  if (!entry.report) return;
  const answer = await askRowsInError(screen.context().texts, screen.element, entry.report);
  if (answer) entry.rowsInError = answer;
  screen.draw();
}

/**
 * Whether the cleaned file may be sent without asking anybody.
 * @param {Entry} entry @param {RowsInError} rowsInError
 */
export function canBeSent(entry, rowsInError) {
  const report = entry.report;
  if (!report || entry.failure || entry.summary || !cleanable(report)) return false;
  if (report.verdict === "ready") return true;
  if (report.verdict === "incomplete") return entry.confirmed || rowsInError !== "block";
  return rowsInError === "include" || (rowsInError === "drop" && report.records.ready > 0);
}

/**
 * The cleaned files under their own names, as an upload form expects them.
 * @param {FileSet} fileSet @param {RowsInError} rowsInError @param {(detail: object) => void} announce
 * @returns {Promise<File[]>}
 */
export function cleanedFiles(fileSet, rowsInError, announce) {
  return Promise.all(fileSet.entries.map(async (entry) => {
    const name = entry.nameWith(".csv");
    const made = fileSet.client.write(entry.index, "cleaned", { rowsInError });
    announce({ name, file: entry.file, made });
    return new File([(await made).blob], name, { type: "text/csv" });
  }));
}
