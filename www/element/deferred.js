/**
 * What comes once the engine is there: the look at the columns, going on after a reload, the dialogs. No check waits for it
 * but one by the user's own templates.
 */
import { formFaults } from "./form-faults.js";
import { keepRefusals, takeAnswer } from "./answer.js";
import { tellsOfReturn } from "./bring-back.js";
import { chooseTable, compare, comparedImport, sayMeant, tableOf } from "./compare.js";
import { STYLES } from "./deferred-styles.js";
import { judgeDefinition } from "./judge-definition.js";
import { Kept } from "./kept.js";
import { KeptWork } from "./kept-work.js";
import { Lookup } from "./lookup.js";
import { MatchColumns } from "./match-columns.js";
import { canSample, makeSample } from "./sample.js";
import { lookBack, looksBack, noteDone } from "./seen.js";
import { showServerErrors } from "./server-errors.js";
import { asOneTable, checkSheets } from "./sheets.js";
import { SinceBefore } from "./since-before.js";
import { unknownNames, unknownWords } from "./unknown-names.js";
import { choosePutBack, offerPutBack } from "./put-back.js";
import { hearArrows } from "../view/arrow-keys.js";
import { record as recordHistory } from "../stored/history-recorder.js";
import { wordsOf } from "../locales/deferred.js";
import { PrivateStore } from "../stored/private-store.js";
import { askReason, knownView, warningsView } from "../view/acknowledge.js";
import { Cards } from "../view/cards.js";
import { clipboard } from "../view/clipboard.js";
import { columnsView } from "../view/columns.js";
import { COMPACT_STYLES, Compact } from "../view/compact.js";
import { effectFilters, effectHead, effectTag, forecastView, thereView } from "../view/compare.js";
import { h, icon, visible } from "../view/deferred-dom.js";
import { DIALOG_STYLES } from "../view/dialog.js";
import { seenView } from "../view/seen.js";
import { helpView, supportView } from "../view/support.js";

export { formFaults };
export { settleRefused } from "./answer.js";
export { settleRowsInError } from "./rows-in-error.js";
export { saveParts, sentParts } from "./parts.js";
export { zipOf } from "./zip.js";
export { sampleFile } from "../model/sample-file.js";
export { repeat } from "../stored/history-recorder.js";
export { declareExisting } from "./compare.js";
export { proveAndShow } from "../view/prove.js";
export { askLeave, askValue } from "../view/ask.js";
export { askReplace } from "../view/replace.js";
export { showKeys } from "../view/keys.js";
export { useDom } from "../view/deferred-dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

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
  /** Files of which it was looked whether they are rows of another. @type {WeakSet<Entry>} */
  #offered = new WeakSet();
  /** Files of which it was said that their columns are matched as last time. @type {WeakSet<Entry>} */
  #recalled = new WeakSet();
  /** @type {import("./second-reader.js").SecondReader|null} */
  #second = null;
  /** Ends when the second reader is there, or cannot be had. @type {Promise<void>|null} */
  #loadingSecond = null;
  /** Which column is which. @type {MatchColumns} */
  #columns;
  /** What was done to files, for after a reload. @type {KeptWork} */
  #work;
  /** What became of files since they were checked before. @type {SinceBefore} */
  #before;

  /** @param {import("./controller.js").Controller} owner @param {boolean} keeps whether work is kept for after a reload */
  constructor(owner, keeps) {
    this.owner = owner;
    const words = () => this.#words();
    this.kept = new Kept(owner, words);
    this.#columns = new MatchColumns(owner, this.kept, words);
    this.#before = new SinceBefore(owner, words);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES + DIALOG_STYLES + COMPACT_STYLES);
    owner.root.adoptedStyleSheets.push(sheet);
    hearArrows(owner.root);
    owner.fileSet.client.store = new PrivateStore();
    owner.fileSet.client.onAgain = tellsOfReturn(owner, words);
    owner.screen.compact = new Compact(owner.screen, () => this.#words()("openCheck"));
    // Nothing waits for it; without it a file stays as it was read.
    if (owner.host.hasAttribute("second-reader")) this.#loadingSecond = this.#loadSecond().catch(() => {});
    this.#work = new KeptWork(owner, this.kept, words, keeps);
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
    const asks = [...this.#columns.view(context).querySelectorAll("tr:is(.unknown, .guessed) select, .match-missing .field :is(select, input)")];
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

  /** Files were taken out: their work waits for them. */
  left() {
    this.#work.left();
  }

  /** Whether this browser keeps what is done to files, as far as is known. @param {Entry[]} entries */
  keeps(entries) {
    return this.#work.keeps(entries);
  }

  /** Before files are taken out. @param {(Entry|undefined)[]} entries @returns {Promise<boolean>} whether all that was done to them is kept */
  keep(entries) {
    return this.#work.keep(entries);
  }

  /** Whether all that was done to a file is kept. @param {Entry} entry */
  isKept(entry) {
    return this.#work.isKept(entry);
  }

  /** For the start screen. */
  start() {
    return this.#work.start();
  }

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
    return this.#columns.before();
  }

  /** Asks which column is which, whenever the user wants to be asked. */
  openMatching() {
    return this.#columns.open();
  }

  /** The page that asks which column is which. @param {Context} context */
  matching(context) {
    return this.#columns.view(context);
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

  /** What the engine says of a definition of the page's own. @param {object} definition */
  judge(definition) {
    return judgeDefinition(this.owner, definition);
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
      await this.#before.compare(entry);
      if (entry.report && !this.#offered.has(entry)) {
        this.#offered.add(entry);
        void offerPutBack(this.owner, this.#words(), entry);
      }
      await this.#work.checked(entry);
    }
  }

  /** What became of the active file since it was checked before, and what would become of what is there. @param {Context} context */
  since(context) {
    return [...seenView(context, this.#words()), this.#before.view(context), this.#forecast(context), this.#inParts(context), this.#oneTable()];
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
}
