/** The files as tabs, one report each; and what exists on the server. */
import { causesOf } from "../model/entry.js";
import { h, icon } from "./dom.js";
import { disclosure } from "./disclosure.js";
import { fileInput } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/entry.js").Entry} Entry */

/** So many characters of a name, its ending among them, are seen where there is no room for all. */
const TAIL = 6;

/** @param {Context} context */
export function fileTabs(context) {
  const { t, entries, active, act } = context;
  const input = fileInput(act.add);
  return h("nav", { class: "files", part: "files", "aria-label": t("filesTitle") },
    // Shown where there is room for one tab only.
    entries.length > 1 ? h("select", { class: "file-choice", hidden: true, "data-key": "file-choice", "aria-label": t("filesTitle"), onchange: (/** @type {any} */ event) => act.select(Number(event.target.value)) },
      entries.map((entry, at) => h("option", { value: String(at), selected: at === active }, [entry.file.name, stateText(context, entry)].filter(Boolean).join(" · ")))) : null,
    h("ul", {}, entries.map((entry, at) => h("li", { class: at === active ? "current" : "" },
      h("button", { class: "file", "data-key": `file-${at}`, "aria-current": at === active ? "true" : undefined, title: `${entry.file.name} · ${stateText(context, entry)}`, onclick: () => act.select(at) },
        icon(stateIcon(entry)), h("span", { class: "file-name", "aria-hidden": "true" }, cutInside(entry.file.name, entries.map(({ file }) => file.name)).map((part) => h("span", {}, part))), h("span", { class: "hidden" }, `${entry.file.name} ${stateText(context, entry)}`)),
      entries.length > 1 ? h("button", { class: "remove", "data-key": `remove-${at}`, "aria-label": t("removeFile", { name: entry.file.name }), onclick: () => act.remove(at) }, icon("close")) : null))),
    context.single ? null : [h("button", { class: "quiet square", "data-key": "add", "aria-label": t("addFiles"), title: t("addFiles"), onclick: () => input.click() }, icon("plus")), input]);
}

/** A name, and its end where it is long: what does not fit is cut between them. Names that begin alike show where they differ. @param {string} name @param {string[]} names */
function cutInside(name, names) {
  let tail = TAIL;
  for (const other of names) while (other !== name && other.startsWith(name.slice(0, 2 * TAIL)) && tail < 3 * TAIL && other.endsWith(name.slice(1 - tail))) tail++;
  const end = name.length > 2 * TAIL ? -tail : name.length;
  return [name.slice(0, end), name.slice(end)];
}

/** What exists on the server, for each import that the files refer to: pasted, or chosen as a list. @param {Context} context */
export function existingView(context) {
  const { t, levels, imports, existing, act } = context;
  if (!levels.length) return null;
  return disclosure(context, "existing", { class: "more-settings" }, t("existing"), () => [
    h("p", { class: "hint", id: "existing-hint" }, t("existingHint")),
    levels.map((id) => {
      const own = `existing-${id}`;
      const text = h("textarea", { id: own, rows: 2, "data-key": own, "aria-describedby": "existing-hint", value: [existing[id] ?? []].flat().filter((one) => typeof one === "string").join("\n"), onchange: () => act.declareExisting(id, text.value) });
      const title = imports.find((one) => one.id === id)?.title ?? id;
      return h("div", { class: "field" }, h("label", { htmlFor: own }, title), text,
        h("input", { type: "file", accept: ".csv,.txt", "aria-label": title, onchange: (/** @type {any} */ { target }) => act.declareExisting(id, target.files[0] ?? "") }));
    }),
  ]);
}

/** The worst that a file has. @param {Entry} entry */
function stateIcon(entry) {
  if (entry.failure) return "error";
  // Before its columns are matched nothing is said of its rows.
  if (!entry.report || entry.matching) return "file";
  const { verdict } = entry.report;
  if (verdict === "errors") return causesOf(entry.report, entry).some((group) => group.severity === "error") ? "error" : "ask";
  return /** @type {const} */ ({ ready: "ready", incomplete: "wait", unreadable: "error" })[verdict];
}

/** @param {Context} context @param {Entry} entry */
function stateText({ t }, entry) {
  if (entry.failure || !entry.report) return "";
  const count = entry.report.records.inError;
  return count ? t("filesRecords", { count }) : t(`verdict_${entry.report.verdict}`);
}
