/** What leaves the element without a report on the screen: blank files, and the cleaned files that a form waits for. */
import { endingOf } from "../model/products.js";
import { save } from "../view/dom.js";
import { reason } from "../view/failure.js";
import { loadDeferred } from "./load-deferred.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("./file-set.js").FileSet} FileSet */
/** @typedef {import("../model/protocol.js").RowsInError} RowsInError */

/**
 * The blank file of an import, to fill in, or the page to print that says how.
 * @param {import("./controller.js").Controller} controller @param {import("../model/protocol.js").Definition} [definition]
 * @param {"template"|"guide"} [what]
 */
export async function downloadTemplate(controller, definition, what = "template") {
  const { fileSet, screen } = controller;
  const { t } = screen.context();
  if (!definition) return;
  const name = `${(definition.name ?? "template").split("/").at(-1)}.${what === "guide" ? "html" : "xlsx"}`;
  screen.say(t("preparing", { name }));
  try {
    // Not every client can make one.
    const blob = await /** @type {any} */ (fileSet.client)[what](definition, controller.terms());
    save(new File([blob], name, { type: endingOf(what === "guide" ? "html" : "annotated").type }), name);
    screen.say(t("downloaded", { name }), true);
  } catch (error) {
    screen.say(t("downloadFailed", { name, reason: reason(screen.context(), error) }), true);
  }
}

/**
 * The files in the order in which they are to be loaded, as far as their imports have one.
 * @param {FileSet} fileSet @returns {Entry[]}
 */
export function inLoadOrder({ entries, batch }) {
  const order = (batch?.order ?? []).map((one) => one.import);
  // What has no place in the order comes after what has one.
  const place = (/** @type {Entry} */ entry) => {
    const at = order.indexOf(entry.report?.import?.name ?? "");
    return at < 0 ? order.length : at;
  };
  return [...entries].sort((one, other) => place(one) - place(other));
}

/**
 * The cleaned files under their own names, as an upload form expects them, in the order of loading. What is longer than its
 * import takes goes out in parts.
 * @param {FileSet} fileSet @param {RowsInError} rowsInError @param {(entry: Entry) => "csv"|"xlsx"} formatOf
 * @param {(detail: object) => void} announce
 * @param {boolean} [single] whether one file is all that is taken
 * @returns {Promise<File[]>}
 */
export async function cleanedFiles(fileSet, rowsInError, formatOf, announce, single) {
  const { client } = fileSet;
  const all = inLoadOrder(fileSet).map(async (entry) => {
    const format = formatOf(entry);
    const what = format === "xlsx" ? "xlsx" : "cleaned";
    const name = entry.nameWith(`.${format}`);
    if (entry.report?.parts) return (await loadDeferred()).sentParts(client, entry, what, rowsInError, name, announce, single);
    const made = client.write(entry.index, what, { rowsInError });
    announce({ name, file: entry.file, made, acknowledged: entry.report?.acknowledged });
    return new File([(await made).blob], name, { type: endingOf(what).type });
  });
  return (await Promise.all(all)).flat();
}
