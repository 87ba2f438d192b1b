/** What the user takes home of a check. */
import { endingOf } from "../model/products.js";
import { save } from "../view/dom.js";
import { recommendedOf } from "../view/downloads.js";
import { reason } from "../view/failure.js";
import { loadDeferred } from "./load-deferred.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("./file-set.js").FileSet} FileSet */
/** @typedef {import("../model/protocol.js").RowsInError} RowsInError */

/**
 * Makes a file of the last check and commands it to the browser. Rows in error are asked about, once per file.
 * @param {FileSet} fileSet @param {import("../view/screen.js").Screen} screen @param {import("../model/protocol.js").Product} what
 * @param {RowsInError|null} fixed what the host decided about rows in error
 * @param {(detail: object) => void} announce tells the host that a file is being made
 * @param {() => Promise<void>} check checks again
 */
export async function download(fileSet, screen, what, fixed, announce, check) {
  const entry = fileSet.entry;
  const { t } = screen.context();
  if (!entry?.report) return;
  if (/^(cleaned|xlsx)$/.test(what) && !(await mayGoOut(entry, screen, check))) return;
  if (entry !== fileSet.entry || !entry.report) return;
  const asks = /^(cleaned|xlsx)$/.test(what) && entry.report.records.inError > 0;
  if (asks && !fixed && (entry.rowsInError ?? "block") === "block") await chooseRowsInError(entry, screen, check);
  const answer = fixed ?? entry.rowsInError;
  if (asks && !answer) return;
  if (asks && answer === "block") return screen.say(t("needsRepair"), true);
  const { ending, type } = endingOf(what);
  const name = entry.nameWith(ending);
  screen.say(t("preparing", { name }));
  try {
    // Nothing else of what is made knows the time: the same file gives the same bytes.
    const date = what === "html" ? { date: new Intl.DateTimeFormat(screen.context().texts.lang, { dateStyle: "long", timeStyle: "short" }).format() } : {};
    if (entry.report.parts && /^(cleaned|xlsx)$/.test(what)) return await (await loadDeferred()).saveParts(fileSet.client, screen, entry, /** @type {any} */ (what), answer ?? "drop", announce, save);
    const made = fileSet.client.write(entry.index, what, { rowsInError: answer ?? "drop", ...date });
    announce({ name, what, file: entry.file, made });
    const { blob } = await made;
    save(new File([blob], name, { type }), name);
    screen.say(t("downloaded", { name }), true);
  } catch (error) {
    screen.say(t("downloadFailed", { name, reason: reason(screen.context(), error) }), true);
  }
}

/**
 * Whether nothing that the server refused would go out once more as it is: rows that were not touched since are asked about.
 * @param {Entry} entry @param {import("../view/screen.js").Screen} screen @param {() => Promise<void>} check
 */
async function mayGoOut(entry, screen, check) {
  if (!entry.report?.refused) return true;
  const { settleRefused } = await loadDeferred();
  return settleRefused(entry, screen, check);
}

/**
 * The cleaned files of all files in one, numbered in the order to load them, with a note that says so.
 * @param {FileSet} fileSet @param {import("../view/screen.js").Screen} screen @param {(detail: object) => void} announce
 * @param {() => Promise<void>} check checks again
 */
export async function downloadAll(fileSet, screen, announce, check) {
  for (const entry of [...fileSet.entries]) if (!(await mayGoOut(entry, screen, check))) return;
  const context = screen.context();
  const { t, texts, order } = context;
  const name = `${t("batchName")}.zip`;
  screen.say(t("preparing", { name }));
  try {
    const files = [];
    const lines = [fileSet.batch?.message ?? "", fileSet.batch?.orderMessage ?? "", ""];
    for (const [place, at] of order.entries()) {
      const entry = fileSet.entries[at];
      if (!entry?.report) continue;
      const what = recommendedOf(context, entry.report);
      const made = fileSet.client.write(entry.index, what, { rowsInError: "drop" });
      const numbered = `${place + 1} ${entry.nameWith(endingOf(what).ending)}`;
      const table = what === "cleaned" ? entry.options.oneTable : undefined;
      announce({ name: numbered, what, file: entry.file, made });
      const about = `${entry.report.import?.title ?? ""}, ${texts.t("rowsShown", { count: entry.report.records.ready })}`;
      files.push({ name: numbered, blob: (await made).blob, table, about, entry, what });
    }
    const { zipOf } = await loadDeferred();
    save(new File([await zipOf(files, lines, t("noteName"), fileSet.client)], name), name);
    screen.say(t("downloaded", { name }), true);
  } catch (error) {
    screen.say(t("downloadFailed", { name, reason: reason(screen.context(), error) }), true);
  }
}

/** @param {Entry} entry @param {import("../view/screen.js").Screen} screen @param {() => Promise<void>} check checks again */
export async function chooseRowsInError(entry, screen, check) {
  await (await loadDeferred()).settleRowsInError(entry, screen, check);
  screen.draw();
}
