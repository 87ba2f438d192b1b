/** The one line above everything: files, import, how far it is, the way back, the download. */
import { allReady, causesOf, filesOf } from "../model/entry.js";
import { cleanable, ownCauses } from "../model/report.js";
import { downloadMenu, recommendedOf } from "./downloads.js";
import { h, icon } from "./dom.js";
import { existingView, fileTabs } from "./files.js";
import { fileInput, importSelect, privacyLine, settingFields } from "./start.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Report} Report */

/** @param {Context} context @param {Report|null} report @param {string} stage which of the screens stands below */
export function statusView(context, report, stage) {
  const { t, act, entries, active } = context;
  const entry = entries[active];
  const history = entry?.history;
  const possible = report && !entry?.summary && cleanable(report);
  const waits = report && entry && !entry.summary ? ownCauses(causesOf(report, entry)).length : 0;
  const id = report?.import?.name ?? entry?.importId ?? null;
  const wanted = recommendedOf(context, report);
  return h("div", { class: "status", part: "summary", role: "toolbar", "aria-label": t("statusLabel") },
    context.serves ? null : h("button", { class: "quiet home", "data-key": "home", title: t("startPage"), onclick: act.startOver }, h("span", { class: "brand-mark" }, icon("check")), h("span", { class: "hidden" }, t("startPage"))),
    fileTabs(context),
    context.fixedImport || !report ? null : h("span", { class: "as" }, h("label", { htmlFor: "reassign" }, t("as")), importSelect(context, "reassign", id, act.changeImport)),
    h("span", { class: "stretch" }),
    report && report.records.onFile && stage !== "match" ? figure(context, recordsOf(context, report, stage)) : null,
    report && stage === "match" ? [h("span", { class: "bar", "aria-hidden": "true" }, h("i", { class: "waiting" })), context.deferred?.toMatch(context)] : null,
    waits && !["match", "blocked"].includes(stage) ? h("button", { class: "waits", "data-key": "to-decide", title: "F8", onclick: () => act.next(1) }, icon("ask"), h("b", {}, context.texts.n(waits)), " ", t("toDecideShort")) : null,
    report && !entry?.summary ? [
      h("button", { class: "quiet square", "data-key": "undo", title: `${t("undo")} (Ctrl+Z)`, "aria-label": t("undo"), "aria-keyshortcuts": "Control+Z", disabled: !history?.done.length, onclick: act.undo }, icon("undo")),
      h("button", { class: "quiet square redo", "data-key": "redo", title: `${t("redo")} (Ctrl+Y)`, "aria-label": t("redo"), "aria-keyshortcuts": "Control+Y", disabled: !history?.undone.length, onclick: act.redo }, icon("redo")),
      ["ready", "match", "unreadable"].includes(stage) ? null : h("button", { class: `download ${possible && !waits && !context.serves ? "main" : ""}`, "data-key": wanted === "xlsx" ? "recommended" : "download", disabled: !possible, title: possible ? t("download") : t("noCleaned"), onclick: () => act.download(wanted) },
        icon("download"), h("span", { class: "word" }, t("downloadShort"))),
      downloadMenu(context, report)] : null,
    moreMenu(context, report, id, stage));
}

/** The page about several files that are ready speaks of all their rows, and so does the line. @param {Context} context @param {Report} report @param {string} stage @returns {Report["records"]} */
function recordsOf({ entries }, report, stage) {
  if (stage !== "ready" || !allReady(entries)) return report.records;
  const sum = (/** @type {keyof Report["records"]} */ which) => filesOf(entries).reduce((total, entry) => total + (entry.report?.records[which] ?? 0), 0);
  return { onFile: sum("onFile"), ready: sum("ready"), inError: sum("inError"), skipped: sum("skipped"), blank: sum("blank") };
}

/** “141 of 301 ready” and its bar. Rows that wait have a part of the bar, and no figure of their own. @param {Context} context @param {Report["records"]} records */
function figure({ t, texts, busy }, { ready, inError, skipped, onFile }) {
  const bar = h("span", { class: "bar", role: "img", "aria-label": t("figureLabel", { ready: texts.n(ready), errors: texts.n(inError), waiting: texts.n(skipped) }) });
  for (const [name, share] of /** @type {const} */ ([["ready", ready], ["inError", inError], ["skipped", skipped]])) {
    if (!share) continue;
    const part = h("i", { class: name });
    part.style.flexGrow = String(share);
    bar.append(part);
  }
  return h("span", { class: `figure${inError || skipped ? "" : " all"}` },
    h("span", {}, h("b", {}, texts.n(ready)), h("span", { class: "rest" }, " ", t("ofReady", { count: onFile }), busy ? " …" : "")), bar);
}

/** @param {Context} context @param {Report|null} report @param {string|null} id @param {string} stage */
function moreMenu(context, report, id, stage) {
  const { t, act, entries, active } = context;
  const entry = entries[active];
  const input = fileInput(act.replace, true);
  const settings = report && settingFields(context, id, entry?.settings ?? {}, act.changeSetting);
  return h("details", { class: "menu more", open: entry?.open.has("more") ?? false, ontoggle: (/** @type {Event} */ event) => act.toggle("more", /** @type {any} */ (event.target).open) },
    h("summary", { class: "quiet square", "data-key": "more", "aria-label": t("more_"), title: t("more_") }, icon("more")),
    h("div", { class: "popup correct" },
      entry?.report ? [h("button", { class: "quiet row", "data-key": "replace", title: t("replaceHint"), onclick: () => input.click() }, icon("file"), t("replace")), input] : null,
      report && !entry?.summary && context.deferred && stage !== "match" ? h("button", { class: "quiet row", "data-key": "match-columns", onclick: act.matchColumns }, icon("search"), t("matchColumns")) : null,
      report && !entry?.summary && stage !== "match" ? context.deferred?.compareButton("quiet row") : null,
      // Shown where the line above has no room for it.
      context.fixedImport || !report ? null : h("p", { class: "as-more", hidden: true }, h("label", { htmlFor: "reassign-more" }, t("checkAsWhat")), importSelect(context, "reassign-more", id, act.changeImport)),
      h("button", { class: "quiet row", "data-key": "over", onclick: act.startOver }, icon("close"), t("closeAll")),
      h("button", { class: "quiet row", "data-key": "keys", onclick: act.showKeys }, icon("notice"), t("keys")),
      context.ownTemplate(id) ? h("p", { class: "hint" }, t("ownTemplate")) : null,
      context.deferred?.kept.against(id) ? h("p", { class: "hint" }, context.deferred.kept.against(id)) : null,
      settings ? h("details", { class: "more-settings", open: true }, h("summary", { "data-key": "settings" }, t("settings")), settings) : null,
      existingView(context),
      h("slot", { name: "menu" }),
      privacyLine(context)));
}
