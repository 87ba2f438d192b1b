/**
 * What comes once the engine is there: the look at the columns, going on after a reload, the dialogs. No check waits for it
 * but one by the user's own templates.
 */
import { formFaults } from "./form-faults.js";
import { keepRefusals, takeAnswer } from "./answer.js";
import { tellsOfReturn } from "./bring-back.js";
import { chooseTable, compare, comparedImport, givenTable, sayMeant, tableOf, takeTable } from "./compare.js";
import { Kept } from "./kept.js";
import { Lookup } from "./lookup.js";
import { canSample, makeSample } from "./sample.js";
import { lookBack, looksBack, noteDone } from "./seen.js";
import { showServerErrors } from "./server-errors.js";
import { asOneTable, checkSheets } from "./sheets.js";
import { unknownNames, unknownWords } from "./unknown-names.js";
import { choosePutBack, offerPutBack } from "./put-back.js";
import { partsOf } from "../model/definition-parts.js";
import { countsOf, sinceThen } from "../model/since.js";
import { hearArrows } from "../view/arrow-keys.js";
import { record as recordHistory } from "../stored/history-recorder.js";
import { earlierCheck } from "../stored/history-store.js";
import { SavedWorkStore } from "../stored/saved-work-store.js";
import { wordsOf } from "../locales/deferred.js";
import { PrivateStore } from "../stored/private-store.js";
import { matchOf, rememberMatch } from "../stored/matches.js";
import { askReason, knownView, warningsView } from "../view/acknowledge.js";
import { Cards } from "../view/cards.js";
import { clipboard } from "../view/clipboard.js";
import { columnsView } from "../view/columns.js";
import { COMPACT_STYLES, Compact } from "../view/compact.js";
import { effectFilters, effectHead, effectTag, forecastView, thereView } from "../view/compare.js";
import { h, icon, visible } from "../view/deferred-dom.js";
import { DIALOG_STYLES } from "../view/dialog.js";
import { matchView, wantsMatching } from "../view/match.js";
import { sinceView } from "../view/since.js";
import { seenView } from "../view/seen.js";
import { helpView, supportView } from "../view/support.js";
import { savedWorkView } from "../view/saved-work.js";

export { formFaults };
export { settleRefused } from "./answer.js";
export { saveParts, sentParts } from "./parts.js";
export { zipOf } from "./zip.js";
export { sampleFile } from "../model/sample-file.js";
export { repeat } from "../stored/history-recorder.js";
export { declareExisting } from "./compare.js";
export { proveAndShow } from "../view/prove.js";
export { askLeave, askRowsInError, askValue } from "../view/ask.js";
export { askReplace } from "../view/replace.js";
export { showKeys } from "../view/keys.js";
export { useDom } from "../view/deferred-dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../stored/saved-work-store.js").SavedWork} SavedWork */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** What only these views need. */
const STYLES = `
.kept { padding: 16px 20px; display: grid; gap: 8px; border-inline-start: 4px solid var(--accent); }
.match { max-inline-size: 1072px; margin-inline: auto; padding: 32px 24px 0; display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.matches :is(th, td) { padding: 8px 12px; vertical-align: middle; border-block-end: 1px solid var(--line); } .matches tbody th { color: var(--text); font-size: 0.875rem; }
.matches :is(.guessed, .unknown) > * { background: var(--ask-tint); } .matches select { inline-size: 100%; min-inline-size: 11rem; } .matches th > .hint { display: inline-grid; place-items: center; min-inline-size: 22px; padding: 2px 4px; margin-inline-end: 4px; border-radius: 5px; background: var(--sunken); font-weight: 620; font-size: 0.75rem; } .matches :is(.guessed, .unknown) th > .hint, .matches .tag.warning { background: var(--surface); } .matches .tag { padding: 1px 8px; border-radius: 99px; font-size: 0.75rem; background: var(--sunken); } .matches .tag:has(.icon-ready) { color: var(--ready); background: var(--ready-tint); } .matches :is(.guessed, .unknown) > :first-child { box-shadow: inset 3px 0 var(--ask); } .match-section h2 { font-size: 0.875rem; }
.match-samples { display: flex; flex-wrap: wrap; gap: 4px 6px; font-weight: 450; overflow-wrap: anywhere; } .match-samples code { background: var(--sunken); border-radius: 4px; padding: 1px 6px; font-size: 0.75rem; line-height: 1.4; } :is(.guessed, .unknown) .match-samples code { background: var(--surface); } .match-samples:not(:empty) { padding-block-start: 3px; }
.bar .waiting { flex: 1; background: repeating-linear-gradient(135deg, var(--strong-line) 0 2px, transparent 2px 5px); } .sort-chip { display: inline-flex !important; max-inline-size: 200px; } .sort-chip > span { overflow: hidden; text-overflow: ellipsis; } .only-found { flex: none; } .choices-popup[role=menu] { max-block-size: min(480px, 70dvh); } @container checker (max-width: 699px) { .status > .bar { order: 3; flex: 1 1 45%; } } .sort-chip .icon { font-size: 0.7em; }
.match-filled { white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; } .match-filled .bar { display: inline-flex; inline-size: 44px; margin-inline-end: 8px; vertical-align: 1px; } .match-filled .filled { min-inline-size: 0; inline-size: calc(var(--share) * 100%); background: var(--muted); }
.match-empty { padding: 8px 16px; } .match-empty summary { display: flex; gap: 8px; align-items: center; min-block-size: 34px; } .match-empty[open] .icon-right { rotate: 90deg; } .match-empty .field, .match-missing .field { grid-template-columns: minmax(0, 1fr) minmax(8rem, 16rem); align-items: center; } .match-empty h2 { font-size: 0.875rem; }
@container checker (max-width: 699px) { .matches :is(thead, .match-filled) { display: none; } .matches tr:not(.match-section) { display: grid; grid-template-columns: minmax(0, 1fr) auto; border-block-end: 1px solid var(--line); } .matches tr > * { border: 0; } .matches tr > td:nth-child(3) { grid-column: 1 / -1; grid-row: 2; } .match { padding-inline: 12px; } .match .match-foot { padding-inline: 12px; } .match .match-foot .tick { flex-basis: 100%; } .match .match-foot .quiet { display: none; } .match .trail { gap: 4px 10px; font-size: 0.75rem; } .matches :is(.guessed, .unknown) > :nth-child(3) { box-shadow: inset 3px 0 var(--ask); } .match-asks .acts { flex: 1 0 100%; } .match-asks button { flex: 1; min-block-size: 44px; }
.match-foot .main { flex: 1; } }
.grid-head .field { margin: 0; } .choices-popup button:focus-visible { outline-offset: -2px; }
.progress { grid-template-columns: minmax(0, 1fr); } .progress .steps { flex-wrap: wrap; }
@container checker (min-width: 700px) { .files li { min-inline-size: 132px; } .file { min-inline-size: 0; } .files:has(li:nth-child(4)) li { min-inline-size: 44px; max-inline-size: 208px; flex-shrink: 0; } .files:has(li:nth-child(4)) .file-choice { display: block !important; appearance: none; inline-size: 34px; flex: none; color: transparent; border-color: var(--line); background: linear-gradient(45deg, transparent 50%, var(--text) 50%) 11px 14px / 5px 5px no-repeat, linear-gradient(135deg, var(--text) 50%, transparent 50%) 16px 14px / 5px 5px no-repeat, var(--surface); } .file-choice option { color: var(--text); background: var(--surface); } .files ul { position: relative; } .files li.current { position: sticky; inset-inline: 0; z-index: 1; background: var(--surface); } }
@container checker (min-width: 700px) and (max-width: 1099px) {
  .toolbar { overflow-x: auto; } .chips { flex: none; gap: 3px; } .chip { padding: 0 0.4rem; gap: 0.3em; } .chip .icon { display: none; } .segments button { padding: 0 0.4rem; } .toolbar { padding: 0 8px; gap: 6px; } .go-to { min-inline-size: 64px; } .list-foot { max-block-size: 30dvh; overflow-y: auto; } table.map { max-inline-size: 32rem; } .repair.open { display: flex; flex-wrap: wrap; gap: 4px 32px; align-items: start; }
  .findings.all { position: absolute; inset: 52px 0 0; z-index: 7; grid-template-rows: auto minmax(0, 1fr) auto; background: var(--surface); } .findings.all .list-scroll { max-block-size: none; } .findings.all :is(.bulk, .list-foot, .cause, .why-more) { display: block !important; }
}
@container checker (min-width: 880px) and (max-width: 1099px) { .only-found { display: flex; } }
@container checker (max-width: 1099px) { .as-more { display: grid !important; gap: 4px; grid-template-columns: minmax(0, 1fr); } }
@container checker (max-width: 699px) { .file-choice { display: block !important; max-inline-size: 60%; } .files:has(.file-choice) .file { display: none; } .files:has(.file-choice) li { border-color: transparent; } }
@container checker (min-width: 400px) { .match-foot .main { white-space: nowrap; } }
.batch li { display: grid; grid-template-columns: auto minmax(0, 1.4fr) minmax(0, 1fr) 6rem auto; } .batch .link { justify-self: start; text-align: start; overflow-wrap: anywhere; }
@container checker (max-width: 699px) { .batch li { grid-template-columns: auto minmax(0, 1fr) auto; } .batch .meta { grid-column: 2; } .batch .good { grid-area: 1 / 3; } }
.match-lead { display: flex; flex-wrap: wrap; gap: 10px 24px; justify-content: space-between; align-items: center; } .match-lead > .lead { flex: 1 1 24rem; } .trail { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 0.8125rem; color: var(--muted); } .trail li { display: flex; align-items: center; gap: 6px; } .trail [aria-current] { color: var(--text); font-weight: 620; } .trail .ordinal { inline-size: 21px; block-size: 21px; font-size: 0.75rem; } .trail [aria-current] .ordinal { background: var(--accent); color: var(--on-accent); }
.matches td > .acts { margin-block-start: 6px; }
.match-asks { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 16px; border-inline-start: 4px solid var(--ask); } .match-asks > :nth-child(2) { flex: 1 1 16rem; } .match-asks > .icon { font-size: 26px; } .match-asks h2 { font-size: 1rem; } .match-asks .acts { margin-inline-start: auto; }
.match-missing { padding: 12px 16px; background: var(--ask-tint); } .match-missing h2 { font-size: 1rem; }
.match-foot { position: sticky; inset-block-end: 0; display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; min-block-size: 66px; padding-block: 8px; margin-inline: calc(50% - 50cqi); padding-inline: max(24px, 50cqi - 512px); background: var(--surface); border-block-start: 1px solid var(--line); z-index: 2; } .match-foot .tick { flex: 1 1 14rem; } .match-problem:empty { position: absolute; }
.match-problem { color: var(--error); flex: 1; } .match-problem:empty { flex: none; } .field-inline { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; min-inline-size: 0; } .look .sample td:nth-child(n+2) { overflow-wrap: normal; }
.has-cards > .cards-region, .has-cards ~ .foot-region { display: none; }
@container checker (max-width: 699px) {
  .has-cards { block-size: auto !important; } .has-cards > :is(.toolbar, .sheet, .cell-region) { display: none; } .has-cards > .cards-region, .has-cards ~ .foot-region { display: block; }
  @media (max-height: 480px) { .status-region { position: static; } }
  .foot-region { position: sticky; inset-block-end: 0; z-index: 8; } .bench:has(.cards-foot) > .note { inset-block-end: 74px !important; }
}
.cards { display: grid; gap: 12px; padding: 12px; background: var(--bg); grid-template-columns: minmax(0, 1fr); } .cards ol { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.cards-head { display: flex; align-items: center; justify-content: space-between; gap: 12px; } .cards-head h2 { font-size: 1rem; } .cards-head select { max-inline-size: 60%; }
.row-card { overflow: hidden; } .row-card > header { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; padding: 10px 12px; border-block-end: 1px solid var(--line); } .row-card h3 { flex: 1; font-weight: 450; min-inline-size: 0; overflow-wrap: anywhere; scroll-margin-block: 120px 90px; }
.row-card .tag { border-radius: 99px; padding: 0 8px; background: var(--sunken); } .tag.error { color: var(--error); background: var(--error-tint) !important; } .tag.ready { color: var(--ready); background: var(--ready-tint) !important; }
.row-field { padding: 8px 12px; display: grid; gap: 4px; border-block-end: 1px solid var(--line); scroll-margin-block: 120px 90px; overflow-wrap: anywhere; } .row-field.error { background: var(--error-tint); box-shadow: inset 3px 0 var(--error); } .row-field.ask { background: var(--ask-tint); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--ask) 45%, transparent); } .row-field.hand { background: var(--hand-tint); }
.row-field :is(input, select) { inline-size: 100%; min-block-size: 44px; font-size: 1rem; } .row-field .sentences { font-size: 0.8125rem; } .row-field.error .sentences { color: var(--error); } .row-field .hint .icon { margin-inline-end: 4px; }
.row-card footer { padding: 8px 12px; } .row-card .acts button { flex: 1; min-block-size: 40px; }
.cards-foot { display: flex; align-items: center; gap: 8px; min-block-size: 62px; padding: 8px 12px; background: var(--surface); border-block-start: 1px solid var(--strong-line); } .cards-foot .at { flex: 1; font-size: 0.8125rem; text-align: center; font-variant-numeric: tabular-nums; } .cards-foot button { min-inline-size: 44px; min-block-size: 44px; } .cards-foot .square { border: 1px solid var(--line) !important; }
.since { display: flex; align-items: start; gap: 4px; margin: 12px; padding: 4px 4px 4px 12px; font-size: 0.8125rem; } .since details { flex: 1; min-inline-size: 0; } .since summary { min-block-size: 30px; padding-block: 5px; } .since th { font-weight: 450; color: inherit; } .since td { text-align: end; font-variant-numeric: tabular-nums; }
.result > .since { margin: 0; }
.forecast { margin: 12px; padding: 4px 4px 12px 12px; display: grid; gap: 8px; font-size: 0.8125rem; } .result > .forecast { margin: 0; text-align: start; } .forecast header { display: flex; align-items: center; justify-content: space-between; } .forecast h2 { font-size: 0.875rem; } .forecast p .icon { margin-inline-end: 6px; } .forecast .chips { flex-wrap: wrap; overflow: visible; } .forecast .chip { display: inline-flex !important; }
.effect-head { margin-inline-start: 8px; font-size: inherit; }
.effect { display: inline-flex; gap: 4px; align-items: center; vertical-align: -2px; margin-inline-start: 8px; font-weight: 450; font-size: 0.75rem; line-height: 1; color: var(--muted); } .effect.emptied { color: var(--ask); } .effect.changed { color: var(--accent); }
.meant { display: grid; gap: 4px; } .meant h3 { font-size: inherit; } .meant ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 4px; } .meant .says { margin-inline-end: 12px; overflow-wrap: anywhere; }
.mark.there .text { text-decoration: underline double var(--accent) 1.5px; text-underline-offset: 3px; } .there-said .icon { margin-inline-end: 6px; }
.warnings { padding: 12px 16px; text-align: start; font-size: 0.875rem; } .warnings h2 { font-size: 0.875rem; } .warnings li { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; padding-block: 6px; } .warnings li > :nth-child(2) { flex: 1 1 18rem; min-inline-size: 0; overflow-wrap: anywhere; } .known-said { overflow-wrap: anywhere; } .known-said .icon { color: var(--ready); margin-inline-end: 6px; }
.blocked .close-list { display: none; } .support { display: grid; gap: 4px; font-size: 0.875rem; } .support > div { display: grid; grid-template-columns: minmax(8rem, 12rem) minmax(0, 1fr); gap: 12px; } .support dt { color: var(--muted); } .support dd { overflow-wrap: anywhere; }
.kept ul { display: grid; gap: 12px; } .kept li { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; } .kept p { flex: 1 1 20rem; min-inline-size: 0; overflow-wrap: anywhere; }
.checker { scrollbar-color: var(--strong-line) transparent; } .toolbar { scrollbar-width: none; }
button.soft { text-align: center; } .popup { grid-template-columns: minmax(0, 1fr); } .done li { flex-wrap: wrap; } .done li > span { flex: 1 1 11rem; } .done .link { font-size: inherit; margin-inline-start: auto; }
.go-to { flex: 0 99 190px; min-inline-size: 96px; }
.minimap path { stroke: currentColor; stroke-width: 0.5; vector-effect: non-scaling-stroke; } .go-to input { inline-size: 100% !important; } @container checker (max-width: 1499px) { .toolbar:has(.sort-chip) .only-found { display: none; } .sort-chip { max-inline-size: 150px; } }
.cause.led { padding-inline-start: 16px; }
.not-checked button { justify-self: start; } .not-checked li { justify-items: start; }
.import-cards button { align-content: start; gap: 2px; } .import-cards .meta { font-weight: 450; }
.candidates { grid-template-columns: minmax(0, max-content) minmax(40px, 240px) auto; justify-content: start; } .candidates li { grid-column: 1 / -1; grid-template-columns: subgrid; } .candidates li + li .ready { background: var(--strong-line); }
.line > .icon { align-self: start; margin-block-start: 5px; }
.as-written .grid-row:is([data-state=error], [data-state=skipped]) .number .of { text-decoration: line-through; } .as-written .grid-row[data-state=error] .cell:not(.mark) { color: var(--muted); }
.result > .fold > summary { border: 0; } .result > .fold > button { margin: 0 8px 2px; inline-size: calc(100% - 16px); } .result > .fold > button:last-child { margin-block-end: 8px; } .result > .fold { font-size: 0.875rem; } .batch > p + p { padding-block-start: 0; }
table.map td:last-child { padding-block: 3px; }
.grid-row.head :is(.cell, .text) { font-weight: 620; } .grid-row.head del { font-weight: 450; } .grid-row.head::before { content: ""; position: absolute; z-index: 2; inset: -1px 0 auto; border-block-start: 1px solid var(--strong-line); }
.whole { white-space: nowrap; }
.scroll { overflow-x: auto; }
.heat { position: absolute; inset-inline: 0; inset-block-end: 0; display: flex; block-size: 5px; background: var(--line); } .heat i { min-inline-size: 3px; }
.heat .errors { background: var(--error); } .heat .questions { background: repeating-linear-gradient(135deg, var(--ask) 0 4px, color-mix(in srgb, var(--ask) 55%, var(--surface)) 4px 6px); } .heat .byHand { background: var(--hand); } .heat .changed { background: var(--accent); opacity: 0.75; } .heat .plain { background: var(--strong-line); opacity: 0.55; }
@container checker (min-width: 1500px) {
  .work { grid-template-columns: var(--list, 400px) 7px minmax(0, 1fr); }
  .figure .bar { inline-size: 180px; } .inspector { grid-template-columns: minmax(0, 1fr) auto auto; min-block-size: 60px; } .say { grid-column: auto; }
  .note { inline-size: 376px; }
}
@media (max-height: 620px) { .inspector { min-block-size: 60px; padding-block: 6px; } .inspector-head { display: none; } .say { max-block-size: 3.2em; } .list-scroll { scroll-padding: 0; } }
@media (max-height: 620px) { @container checker (max-width: 1099px) { .why, .list-head .hint { display: none; } .list-scroll { max-block-size: 96px; } } }
@media (forced-colors: active) {
  .bar i, .heat i, .brand-mark, .minimap, .progress-line i { forced-color-adjust: none; }
  .mark { outline: 1px dashed CanvasText; outline-offset: -1px; } .mark.error { border-inline-start: 4px solid CanvasText; } .mark.change, .mark.warning { outline: 0; } .mark.hand { outline-style: double; }
  .grid .active { outline: 3px solid Highlight; outline-offset: -3px; } .chip[aria-pressed=true], .segments [aria-pressed=true], .choices-popup [aria-selected=true] { outline: 2px solid Highlight; outline-offset: -2px; }
  .grid-row[data-state=skipped] .cell:not(.mark) { background: Canvas; font-style: italic; } .match-samples code { border: 1px solid; }
  .files li.current { border-block-end-color: Highlight; } button.main { border: 2px solid ButtonText; } .note { border: 2px solid CanvasText; } .grid-row [aria-selected=true] { outline: 1px solid Highlight; }
}
@media print { .toolbar, .sheet, .inspector, .files, .note, button { display: none !important; } .workbench { block-size: auto; overflow: visible; } }
.profile td, .profile th { white-space: nowrap; padding-inline-end: 1rem; text-align: start; vertical-align: top; }
.profile ul { min-width: 9rem; }
.profile button { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
`;

/** Writes the history down, and what went out with it. @param {import("./controller.js").Controller["host"]} host @param {import("./file-set.js").FileSet} fileSet @param {CustomEvent[]} before */
export function record(host, fileSet, before) {
  recordHistory(host, fileSet, before, (file, what) => {
    const entry = fileSet.entries.find((one) => one.file === file);
    // A browser that denies the store keeps nothing.
    noteDone({ host, fileSet }, entry, what).catch(() => {});
  });
}

export class Deferred {
  /** How cells are copied and pasted. */
  clipboard = clipboard;
  /** What this browser kept, and whether it holds. @type {Kept} */
  kept;
  /** @type {Lookup|null} */
  #lookup = null;
  /** @type {SavedWorkStore|null} */
  #store = null;
  /** Work that waits for its file. @type {SavedWork[]} */
  #waiting = [];
  /** Files of which it was said that they cannot be kept. @type {WeakSet<Entry>} */
  #told = new WeakSet();
  /** Files of which it was looked whether they are rows of another. @type {WeakSet<Entry>} */
  #offered = new WeakSet();
  /** Files that were asked about already. @type {WeakSet<Entry>} */
  #seen = new WeakSet();
  /** Files of which it was said that their columns are matched as last time. @type {WeakSet<Entry>} */
  #recalled = new WeakSet();
  /** @type {WeakMap<Entry, string>} */
  #fingerprints = new WeakMap();
  /** What became of a file since it was checked before. @type {WeakMap<Entry, import("../model/since.js").Since|null>} */
  #since = new WeakMap();
  /** What was written down last, and whether it lies there. @type {WeakMap<Entry, {state: string, written: Promise<boolean>, kept: boolean}>} */
  #saved = new WeakMap();
  /** Work that was taken up, until a check has shown that it fits. @type {WeakMap<Entry, SavedWork>} */
  #resumed = new WeakMap();
  /** What stands in the place of work and cannot be taken up. @type {import("../stored/saved-work-store.js").Broken[]} */
  #broken = [];
  /** @type {import("./second-reader.js").SecondReader|null} */
  #second = null;
  /** Ends when the second reader is there, or cannot be had. @type {Promise<void>|null} */
  #loadingSecond = null;

  /** @param {import("./controller.js").Controller} owner @param {boolean} keeps whether work is kept for after a reload */
  constructor(owner, keeps) {
    this.owner = owner;
    this.kept = new Kept(owner, () => this.#words());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES + DIALOG_STYLES + COMPACT_STYLES);
    owner.root.adoptedStyleSheets.push(sheet);
    hearArrows(owner.root);
    owner.fileSet.client.store = new PrivateStore();
    owner.fileSet.client.onAgain = tellsOfReturn(owner, () => this.#words());
    owner.screen.compact = new Compact(owner.screen, () => this.#words()("openCheck"));
    if (keeps) this.#store = new SavedWorkStore();
    // Nothing waits for it; without it a file stays as it was read.
    if (owner.host.hasAttribute("second-reader")) this.#loadingSecond = this.#loadSecond().catch(() => {});
    void this.#listWaiting();
  }

  /** @returns {Words} */
  #words() {
    return wordsOf(this.owner.texts);
  }

  /** What is said of a cause that follows from another one. @param {string} title of that */
  goesWith(title) {
    return this.#words()("goesWith", { title });
  }

  /**
   * What few people do with a column: sort, keep in sight, fill, leave out.
   * @param {Context} context @param {number} column @param {import("../view/grid.js").Grid|null} grid @param {(change: () => unknown) => () => void} show changes what is shown
   * @returns {import("../view/header-menu.js").Act[]}
   */
  columnActs({ act }, column, grid, show) {
    const entry = this.owner.fileSet.entry;
    const { commands } = this.owner.parts ?? {};
    if (!entry?.report || !commands) return [];
    const words = this.#words();
    const { sort, ...rows } = entry.filter;
    /** @param {"sortUp"|"sortDown"|"sortNot"} key @param {import("../model/protocol.js").Sort|undefined} wanted @returns {import("../view/header-menu.js").Act} */
    const order = (key, wanted) => [`column-${key}`, words(key), () => act.filter({ ...rows, sort: wanted })];
    const here = sort?.column === column;
    return [
      ...(here && !sort.descending ? [] : [order("sortUp", { column, descending: false })]),
      ...(here && sort.descending ? [] : [order("sortDown", { column, descending: true })]),
      ...(sort ? [order("sortNot", undefined)] : []),
      ...(grid?.columns.canFreeze(column) ? [/** @type {import("../view/header-menu.js").Act} */ (["column-freeze", words("freeze"), show(() => (entry.freezeTo = column))])] : []),
      ...(grid?.columns.frozen ? [/** @type {import("../view/header-menu.js").Act} */ (["column-thaw", words("freezeNot"), show(() => (entry.freezeTo = -1))])] : []),
      ["column-same", words("sameValue"), () => void commands.fillColumn(column)],
      ["column-out", words("leaveOut"), () => commands.leaveColumnOut(column)],
    ];
  }

  /** Says in which order the rows stand, and is the way back. @param {Context} context */
  sortChip({ act, entries, active }) {
    const { sort, ...rows } = entries[active]?.filter ?? {};
    if (!sort) return null;
    const heading = sort.effect ? this.#words()("compared") : visible(entries[active]?.report?.columns[sort.column]?.heading ?? "");
    return h("button", { class: "chip sort-chip", "aria-pressed": "true", "data-key": "unsort", title: this.#words()("sortNot"),
      onclick: () => act.filter(/** @type {import("../model/protocol.js").Filter} */ ({ ...rows, sort: undefined })) }, h("span", {}, this.#words()("sortedBy", { heading })), sort.descending ? "↓" : "↑", icon("close"));
  }

  /** How many columns and fields somebody has to look at before the check goes on, and the way to the first. @param {Context} context */
  toMatch(context) {
    const asks = [...this.matching(context).querySelectorAll("tr:is(.unknown, .guessed) select, .match-missing .field :is(select, input)")];
    const [first] = asks;
    if (!(first instanceof HTMLElement)) return null;
    return h("button", { class: "waits", "data-key": "to-match", onclick: () => first.focus() }, icon("ask"), h("b", {}, context.texts.n(asks.length)), " ", this.#words()("toMatch"));
  }

  /** The way to the next file of several that waits for an answer. @param {Context} context */
  nextFile({ entries, active, act }) {
    const waits = (/** @type {number} */ at) => ["errors", "unreadable"].includes(entries[at]?.report?.verdict ?? "");
    const at = entries.map((_, step) => (active + step + 1) % entries.length).find(waits);
    if (at === undefined || at === active) return null;
    const go = () => {
      act.select(at);
      // What comes is said before what can be done there.
      this.owner.screen.focus("verdict");
    };
    return h("p", { class: "acts" }, h("button", { class: "soft", "data-key": "next-file", onclick: go }, this.#words()("nextFile", { name: visible(entries[at]?.file.name ?? "") }), icon("right")));
  }

  async #loadSecond() {
    const { SecondReader } = await import("../second-reader.js");
    this.#second = new SecondReader(this.owner, { h, visible });
    // A file that was refused before is looked at once more.
    if (this.#refused().length && !this.owner.fileSet.busy) void this.owner.check(true);
    else this.owner.draw();
  }

  /** Files that our reader refuses or reads in part. */
  #refused() {
    return this.owner.fileSet.entries.filter(({ report, summary }) => report && !summary && (report.verdict === "unreadable" || report.reading?.complete === false));
  }

  /** A button that has further sheets of the workbook checked beside the one that is. @param {string[]} names */
  sheetsButton(names) {
    return h("button", { class: "soft", "data-key": "all-sheets", onclick: () => checkSheets(this.owner, names) }, this.#words()("checkSheets"));
  }

  /** For the reading card: has the file read twice. @param {Context} context */
  readTwice(context) {
    return this.#second?.view(context) ?? null;
  }

  /** Looks which work waits for its file. */
  async #listWaiting() {
    this.#waiting = (await this.#store?.list(this.#present())) ?? [];
    this.#broken = (await this.#store?.broken()) ?? [];
    this.owner.draw();
  }

  /** The fingerprints of the files that are here, as far as they were asked for. @param {Entry} [except] */
  #present(except) {
    return this.owner.fileSet.entries.filter((entry) => entry !== except).map((entry) => this.#fingerprints.get(entry) ?? "");
  }

  /** Files were taken out: their work waits for them. */
  left() {
    void this.#listWaiting();
  }

  /** Whether this browser keeps what is done to files, as far as is known. @param {Entry[]} entries */
  keeps(entries) {
    return this.#store !== null && !entries.some((entry) => this.#told.has(entry));
  }

  /**
   * Before files are taken out: writes down what the check that is under way would have written down at its end.
   * @param {(Entry|undefined)[]} entries @returns {Promise<boolean>} whether all that was done to them is kept
   */
  async keep(entries) {
    for (const entry of entries) if (this.#store && entry?.history.done.length) await this.#save(this.#store, entry);
    return entries.every((entry) => !entry?.history.done.length || this.isKept(entry));
  }

  /** Whether all that was done to a file is kept. @param {Entry} entry */
  isKept(entry) {
    const saved = this.#saved.get(entry);
    return saved?.kept === true && saved.state === stateOf(entry, givenTable(this.owner, entry));
  }

  /** For the start screen. */
  start() {
    const forget = async (/** @type {SavedWork|import("../stored/saved-work-store.js").Broken} */ work) => {
      await this.#store?.forget(work);
      this.owner.screen.say(this.#words()("forgotten"), true);
      await this.#listWaiting();
    };
    return savedWorkView(this.#words(), this.owner.texts.lang, this.#waiting, this.#broken, forget, !this.owner.screen.context().wrapped);
  }

  /** The page that asks about columns, by file, and the report that it asks about. @type {WeakMap<Entry, {report: object, lang: string, view: HTMLElement}>} */
  #asking = new WeakMap();

  /**
   * Before a file's first report is shown: whether the user has to say which column is which.
   * @returns {Promise<boolean>} whether that was said before, so that the files are to be checked again
   */
  async beforeShown() {
    if (this.kept.takeBack()) return true;
    const refused = this.#refused();
    if (refused.length) await this.#loadingSecond;
    if (await this.#second?.takeOver(refused)) return true;
    keepRefusals(this.owner);
    let again = false;
    for (const entry of this.owner.fileSet.entries) if (this.kept.answer(entry)) again = true;
    if (again) return true;
    for (const entry of this.owner.fileSet.entries) {
      const { report } = entry;
      if (!report?.columns.length || entry.summary || entry.matched) continue;
      entry.matched = true;
      if (entry.remembered || entry.history.mapping(entry.importId) || !isRightImport(report)) continue;
      const fields = this.#fields(entry);
      const match = matchOf(report, fields);
      if (match) {
        Object.assign(entry, { remembered: { columns: match.columns, by: "remembered" }, matched: false });
        this.#keep(entry, report, match.kept);
        this.kept.matched(entry);
        again = true;
        continue;
      }
      const suggestions = await this.#suggestions(entry);
      if (wantsMatching(report, fields, suggestions)) entry.matching = suggestions;
    }
    return again;
  }

  /** Asks which column is which, whenever the user wants to be asked. */
  async openMatching() {
    const entry = this.owner.fileSet.entry;
    if (!entry?.report) return;
    entry.matching = await this.#suggestions(entry);
    this.owner.draw();
    this.owner.screen.focus("verdict");
  }

  /** @param {Entry} entry @returns {Promise<import("../model/protocol.js").Suggestion[]>} */
  async #suggestions(entry) {
    // Not every client can.
    return (await /** @type {any} */ (this.owner.fileSet.client).suggestions?.(entry.index)?.catch(() => [])) ?? [];
  }

  /** @param {Entry} entry */
  #fields(entry) {
    return this.owner.imports.definitionOf(entry.report?.import?.name)?.fields ?? [];
  }

  /** The page that asks; it stays as it is while the report does. @param {Context} context @returns {HTMLElement} */
  matching(context) {
    const entry = /** @type {Entry} */ (context.entries[context.active]);
    const report = /** @type {import("../model/protocol.js").Report} */ (entry.report);
    const { lang } = context.texts;
    const { client } = this.owner.fileSet;
    const asked = this.#asking.get(entry);
    if (asked?.report === report && asked.lang === lang) return asked.view;
    const forget = entry.remembered && !entry.history.mapping(entry.importId) ? () => this.#forgetMatch(entry, report) : null;
    const view = matchView(context, this.#words(), entry.matching ?? [], () => client.profile(entry.index), () => client.window(entry.index, { kind: "all" }, 0, 100).then(({ rows }) => rows), (answer) => this.#match(entry, report, answer), forget);
    this.#asking.set(entry, { report, lang, view });
    return view;
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report */
  #forgetMatch(entry, report) {
    rememberMatch(report, null);
    Object.assign(entry, { remembered: null, matched: false, matching: null });
    this.#keep(entry, report, []);
    void this.owner.check(true);
  }

  /** @param {Entry} entry @param {import("../model/protocol.js").Report} report @param {import("../view/match.js").Answer} answer */
  #match(entry, report, { columns, kept, remember }) {
    const { owner } = this;
    const said = this.#keep(entry, report, kept);
    entry.matching = null;
    this.#asking.delete(entry);
    const before = entry.history.mapping(entry.importId) ?? entry.remembered;
    if (!said && JSON.stringify(before?.columns ?? []) === JSON.stringify(columns)) {
      owner.draw();
      void owner.screen.workbench?.look();
      return void owner.screen.focus("verdict");
    }
    rememberMatch(report, remember ? { columns, kept } : null);
    entry.history.add({ kind: "match", mapping: { columns, by: "you" }, import: report.import?.name ?? null, ...(said ? { kept: said } : {}) });
    void owner.check(true).then(() => owner.screen.say(owner.texts.t("did_match", { count: columns.length + (said ? kept.length : 0) }), true, true));
  }

  /**
   * Keeps columns of a file besides the fields, as a setting of its import says.
   * @param {Entry} entry @param {import("../model/protocol.js").Report} report @param {string[]} kept their headings
   * @returns {{undo: Record<string, string[]>, redo: Record<string, string[]>, count: number}|null} nothing where that changes nothing
   */
  #keep(entry, report, kept) {
    const setting = this.owner.imports.definitionOf(report.import?.name)?.extraColumns;
    if (setting === undefined) return null;
    const before = /** @type {string[]} */ ([entry.settings[setting] ?? []].flat());
    const isHere = (/** @type {string} */ one) => report.columns.some(({ heading }) => heading === one);
    // What is kept and is no column of this file stays as it was said.
    const after = [...before.filter((one) => !isHere(one)), ...kept.filter(isHere)];
    if (JSON.stringify(before.filter(isHere)) === JSON.stringify(kept)) return null;
    entry.settings = { ...entry.settings, [setting]: after };
    return { undo: { [setting]: before }, redo: { [setting]: after }, count: kept.length };
  }

  /** The rows where there is no room for a table. @param {import("../view/workbench.js").Workbench} workbench @param {import("../view/cards.js").Tools} tools */
  cards(workbench, tools) {
    return new Cards(workbench, () => this.#words(), tools);
  }

  /** What a summary made for support says of itself. @param {import("../model/protocol.js").Report} report */
  support(report) {
    return supportView(this.#words(), report);
  }

  /** For the end of the findings. @param {Context} context */
  columns(context) {
    const entry = context.entries[context.active];
    if (!entry || entry.summary) return null;
    return [columnsView(context, this.#words(), () => this.owner.fileSet.client.profile(entry.index)), this.help(context)];
  }

  /** Where help with the import is given, as its definition says. @param {Context} context */
  help({ entries, active }) {
    const entry = entries[active];
    return entry && !entry.summary ? helpView(this.#words(), entry.report?.import?.support) : null;
  }

  /**
   * What the engine says of a definition of the page's own; nothing where the client cannot ask it.
   * @param {object} definition @returns {Promise<{fault: import("./configuration.js").Fault|null, remarks: import("./configuration.js").Fault[]}|null>}
   */
  async judge(definition) {
    const parts = partsOf(definition);
    const all = await Promise.all(parts.map((one, at) => this.#judge(one, parts.length > 1 ? `definition[${at}]` : "definition")));
    const said = all.filter((one) => one !== null);
    return said.length ? { fault: said.find(({ fault }) => fault)?.fault ?? null, remarks: said.flatMap(({ remarks }) => remarks) } : null;
  }

  /** @param {object} definition @param {string} at where it stands */
  async #judge(definition, at) {
    const said = await /** @type {any} */ (this.owner.fileSet.client).checkDefinition?.({ name: "own", ...definition }, this.owner.terms().lang).catch(() => null);
    if (!said) return null;
    const fault = said.reason ? { place: `${at}.${said.place}`, reason: [said.reason, said.allowed?.length && `(${said.allowed.join(", ")})`].filter(Boolean).join(" ") } : null;
    // What only describes, and what the definition itself says to pass over, needs no word.
    const told = (said.remarks ?? []).filter((/** @type {{class: string}} */ remark) => remark.class !== "descriptive" && remark.class !== "named");
    const remarks = told.map((/** @type {{class: string, place: string, reason: string}} */ { class: kind, place, reason }) => ({ place: `${at}.${place}`, reason: kind === "unknown" ? "is unknown and changes nothing" : reason }));
    return { fault, remarks };
  }

  /** Names and words that the page gave and that nothing bears. @param {Parameters<typeof unknownNames>} given */
  unknown(...given) {
    return [...unknownNames(...given), ...unknownWords(this.owner.host)];
  }

  /** Asks the page's own function which values exist. @param {import("./lookup.js").Ask} ask @returns {Promise<boolean>} whether another check is needed */
  lookUp(ask) {
    if (this.#lookup?.ask !== ask) this.#lookup = new Lookup(ask);
    return this.#lookup.answer(this.owner, this.#words());
  }

  /** What the server said of the file that it was sent. @param {import("./server-errors.js").ServerError[]} errors */
  refuse(errors) {
    return showServerErrors(this.owner, errors, this.#words());
  }

  /** After each check: takes work up again, or writes it down. */
  async checked() {
    // Whether it was here before is never in the way of what it is.
    void lookBack(this.owner, this.#words()).catch(() => {});
    this.kept.tell();
    for (const entry of this.owner.fileSet.entries) {
      if (entry.remembered && !this.#recalled.has(entry)) this.owner.screen.say(this.#words()("asLastTime"), true);
      if (entry.remembered) this.#recalled.add(entry);
      await this.#compare(entry);
      if (entry.report && !this.#offered.has(entry)) {
        this.#offered.add(entry);
        void offerPutBack(this.owner, this.#words(), entry);
      }
      if (!this.#store || !entry.report || entry.summary) continue;
      if (!this.#seen.has(entry)) await this.#resume(this.#store, entry);
      else if (await this.#save(this.#store, entry)) await this.#takenUp(this.#store, entry);
    }
  }

  /** What was taken up, and fits, is kept as work of this tab, and no more as that of another. @param {SavedWorkStore} store @param {Entry} entry */
  async #takenUp(store, entry) {
    const work = this.#resumed.get(entry);
    this.#resumed.delete(entry);
    if (work) await store.forget(work, store.idOf(entry.file, work.print));
  }

  /** The first time that a file has a report: what became of it since the check before. @param {Entry} entry */
  async #compare(entry) {
    if (!entry.report || entry.summary || this.#since.has(entry)) return;
    this.#since.set(entry, null);
    const earlier = await this.#earlier(entry).catch(() => null);
    if (!earlier) return;
    this.#since.set(entry, sinceThen(earlier.at, earlier.causes, countsOf(entry.firstCauses)));
    if (this.owner.fileSet.entry === entry) this.owner.draw();
  }

  /** The check before of a file: of the version that it took the place of, or the last one of its name in the history. @param {Entry} entry */
  async #earlier({ replaced, report, file, added }) {
    const id = report?.import;
    // Of another import, everything would be fixed and everything new.
    if (replaced) return replaced.import === id?.name ? { at: null, causes: countsOf(replaced.causes) } : null;
    const job = id && this.owner.host.hasAttribute("history") ? await earlierCheck(file.name, id.title, added) : undefined;
    return job?.causes ? { at: job.start, causes: job.causes } : null;
  }

  /** What became of the active file since it was checked before, and what would become of what is there. @param {Context} context */
  since(context) {
    return [...seenView(context, this.#words()), this.#sinceBefore(context), this.#forecast(context), this.#inParts(context), this.#oneTable()];
  }

  /** That the cleaned file goes out in parts. @param {Context} context */
  #inParts({ entries, active }) {
    const said = entries[active]?.report?.findings.find(({ code }) => code === "F860");
    return said ? h("p", { class: "lead" }, said.message) : null;
  }

  /** Where several files are for one import: takes them for one table. */
  #oneTable() {
    const { entry, entries } = this.owner.fileSet;
    const id = entry?.report?.import?.name;
    const own = entries.filter(({ report, summary }) => id && !summary && report?.import?.name === id);
    if (own.length < 2 || own.every(({ options }) => options.oneTable !== undefined)) return null;
    const words = this.#words();
    return h("div", { class: "card batch" }, h("p", {}, words("oneTableHint", { count: own.length })),
      h("p", { class: "acts" }, h("button", { class: "soft", "data-key": "one-table", onclick: () => asOneTable(this.owner, own) }, icon("zip"), words("oneTable"))));
  }

  /** @param {Context} context */
  #forecast(context) {
    const entry = context.entries[context.active];
    const { forecast } = entry?.report ?? {};
    if (!forecast || entry?.summary) return null;
    const id = comparedImport(this.owner);
    return forecastView(context, this.#words(), forecast, /** @type {any} */ (tableOf(this.owner))?.name ?? "", id ? () => void compare(this.owner, this.#words(), id, null) : null,
      (meant) => void sayMeant(this.owner, this.#words(), meant));
  }

  /** The rows by what the import would do, where that is known. @param {import("../model/protocol.js").Report} report */
  effects({ forecast }) {
    return forecast ? effectFilters(this.#words(), forecast) : [];
  }

  /** What becomes of a record, for its number. @param {import("../model/protocol.js").Effect} effect */
  effect(effect) {
    return effectTag(this.#words(), effect);
  }

  /** The heading of what becomes of the records; a click sorts by it. @param {Context} context */
  corner({ act, entries, active }) {
    const entry = entries[active];
    return entry?.report?.forecast ? effectHead(this.#words(), act, entry.filter) : null;
  }

  /** What is said of a cell beside what is there. @param {import("../model/protocol.js").GridRow} row @param {number} column */
  there(row, column) {
    return thereView(this.#words(), row, column);
  }

  /**
   * Why a warning stands, or the way to say so. In the list one line may be of several columns.
   * @param {Context} context @param {import("../model/protocol.js").Group} group
   */
  known({ entries, active }, group) {
    const entry = entries[active];
    if (!entry?.report || entry.summary) return null;
    const all = entry.report.groups.filter((one) => one.code === group.code && one.severity === "warning" && (group.field === null || one.field === group.field));
    /** @param {string} reason none takes it back */
    const say = (reason) => {
      entry.history.add({ kind: "acknowledge", acknowledged: all.map(({ code, field, columnName, count }) => ({ code, column: field ?? columnName ?? undefined, reason, count })) });
      void this.owner.check();
      this.owner.screen.say(this.#words()(reason ? "knownDone" : "knownBack"), true, true);
    };
    return knownView(this.#words(), group, async () => {
      const reason = await askReason(this.owner.texts, this.#words(), this.owner.screen.element, group.title);
      if (reason && this.owner.fileSet.entry === entry) say(reason);
    }, () => say(""));
  }

  /** The warnings of a file that is ready. @param {Context} context @param {import("../model/protocol.js").Report} report */
  warnings(context, report) {
    return warningsView(this.#words(), report, (group) => this.known(context, group) ?? h("span", {}));
  }

  /** Asks for a table of what is there. @param {string} look */
  compareButton(look) {
    return comparedImport(this.owner) ? h("button", { class: look, "data-key": "compare", onclick: () => void chooseTable(this.owner, this.#words()) }, icon("search"), this.#words()("compare")) : null;
  }

  /** Where a file is ready: what comes before it goes out, and after. */
  beforeAndAfter() {
    return h("p", { class: "acts" }, this.owner.fileSet.entry?.report?.forecast ? null : this.compareButton("quiet"), this.#answerButton("quiet", "answered"));
  }

  /** For the menu of what can be made. */
  afterLines() {
    const { owner } = this;
    return [
      canSample(owner) && owner.screen.context().templates ? h("button", { class: "quiet row", "data-key": "sample", onclick: () => void makeSample(owner, this.#words()) }, this.#words()("sample")) : null,
      this.#answerButton("quiet row", "answer"),
      "corrected" in owner.fileSet.client ? h("button", { class: "quiet row", "data-key": "put-back", onclick: () => void choosePutBack(owner, this.#words()) }, icon("plus"), this.#words()("rowsBack")) : null,
      looksBack(owner) ? h("button", { class: "quiet row", "data-key": "sent", onclick: () => void this.#sent() }, icon("check"), this.#words()("wasSent")) : null,
    ];
  }

  /** The user says that the cleaned file was sent. */
  async #sent() {
    const { owner } = this;
    const kept = await noteDone(owner, owner.fileSet.entry ?? undefined, "sent", this.#words()).then(() => true, () => false);
    owner.screen.say(this.#words()(kept ? "sentNoted" : "sentNotNoted"), true);
  }

  /** Asks what the server answered, and shows it in the file. @param {string} look @param {string} key */
  #answerButton(look, key) {
    if (!("answer" in this.owner.fileSet.client)) return null;
    return h("button", { class: look, "data-key": key, onclick: () => void takeAnswer(this.owner, this.#words()) }, icon("plus"), this.#words()("serverAnswer"));
  }

  /** @param {Context} context */
  #sinceBefore(context) {
    const entry = context.entries[context.active];
    const since = entry && this.#since.get(entry);
    return since ? sinceView(context, this.#words(), since, () => {
      this.#since.set(entry, null);
      this.owner.draw();
    }) : null;
  }

  /** @param {Entry} entry */
  async #fingerprint(entry) {
    const fingerprint = this.#fingerprints.get(entry) ?? (await this.owner.fileSet.client.fingerprint(entry.index));
    this.#fingerprints.set(entry, fingerprint);
    return fingerprint;
  }

  /** The first time that a file is seen. @param {SavedWorkStore} store @param {Entry} entry */
  async #resume(store, entry) {
    this.#seen.add(entry);
    const name = entry.file.name;
    const { work, inOtherTab, changed } = await store.find(entry.file, () => this.#fingerprint(entry), this.#present(entry)).catch(() => ({ work: undefined, inOtherTab: false, changed: false }));
    if ((await store.broken()).some((one) => one.name === name)) this.owner.screen.say(this.#words()("workAside", { name }), true);
    if (inOtherTab) this.owner.screen.say(this.#words()("otherTab", { name }), true);
    else if (changed) this.owner.screen.say(this.#words()("otherContent", { name }), true);
    if (!work || inOtherTab || entry.history.done.length) return;
    const { importId, settings, wishes, rowsInError, done, there } = work;
    const before = { importId: entry.importId, settings: entry.settings, wishes: entry.wishes, rowsInError: entry.rowsInError };
    const { declared } = this.owner.imports;
    const compares = takeTable(this.owner, entry, there);
    Object.assign(entry, { importId, settings, wishes, rowsInError, matching: null });
    entry.history.done = done;
    this.#resumed.set(entry, work);
    this.kept.resumed(entry, () => {
      Object.assign(entry, before);
      entry.history.done = [];
      if (compares) this.owner.imports.declared = declared;
      this.#resumed.delete(entry);
    });
    if (done.length) this.owner.screen.say(this.#words()("resumed", { name, count: done.length }), true);
    else if (compares) this.owner.screen.say(this.#words()("comparedAgain", { name, table: there?.name ?? "" }), true);
    void this.owner.check();
  }

  /** @param {SavedWorkStore} store @param {Entry} entry @returns {Promise<boolean>} whether it is kept */
  async #save(store, entry) {
    const there = givenTable(this.owner, entry);
    const state = stateOf(entry, there);
    const saved = this.#saved.get(entry);
    if (saved?.state === state) return saved.written;
    if (!saved && !entry.history.done.length && !there) return true;
    const written = this.#fingerprint(entry).then((fingerprint) => store.save(entry, fingerprint, there)).catch(() => false);
    const now = { state, written, kept: false };
    this.#saved.set(entry, now);
    now.kept = await written;
    if (!now.kept && !this.#told.has(entry)) this.owner.screen.say(this.#words()("notKept", { name: entry.file.name }), true);
    if (!now.kept) this.#told.add(entry);
    return now.kept;
  }
}

/** What of a file is kept, in short: it changes with every step. @param {Entry} entry @param {File|undefined} there what it is compared with */
const stateOf = (entry, there) => JSON.stringify([there && [there.name, there.size, there.lastModified], entry.history.done.length, entry.history.done.at(-1), entry.wishes, entry.importId, entry.settings]);

/** Whether the import is the right one, so that its columns can be asked about. @param {import("../model/protocol.js").Report} report */
const isRightImport = (report) =>
  report.import !== null && report.verdict !== "unreadable" && !report.groups.some((group) => group.severity === "error" && /^(wrong-import|unknown-template)$/.test(group.name));
