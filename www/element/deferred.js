/**
 * What comes once the engine is there: the look at the columns, going on after a reload, the dialogs. Nothing that a
 * check needs waits for it.
 */
import { Keeper } from "../stored/saved-work-store.js";
import { wordsOf } from "../locales/deferred.js";
import { PrivateStore } from "../stored/private-store.js";
import { columnsView } from "../view/columns.js";
import { keptView } from "../view/saved-work.js";

export { record, repeat } from "../stored/history-recorder.js";
export { prove, showProof } from "../view/prove.js";
export { askReplace } from "../view/replace.js";
export { take } from "../view/deferred-dom.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../stored/saved-work-store.js").Work} Work */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

/** What only these views need. */
const STYLES = `
.kept { padding: 1rem 1.25rem; margin: 1.5rem auto 0; max-width: 40rem; display: grid; gap: 0.5rem; }
.kept ul { display: grid; gap: 0.5rem; }
.scroll { overflow-x: auto; }
.profile td, .profile th { white-space: nowrap; padding-inline-end: 1rem; text-align: start; vertical-align: top; }
.profile ul { min-width: 9rem; }
.profile button { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
`;

export class More {
  /** @type {Keeper|null} */
  #keeper = null;
  /** Work that waits for its file. @type {Work[]} */
  #waiting = [];
  /** Files of which it was said that they cannot be kept. @type {WeakSet<Entry>} */
  #refused = new WeakSet();
  /** Files that were asked about already. @type {WeakSet<Entry>} */
  #known = new WeakSet();
  /** @type {WeakMap<Entry, string>} */
  #prints = new WeakMap();
  /** What was written down last. @type {WeakMap<Entry, string>} */
  #written = new WeakMap();

  /** @param {import("./controller.js").Work} owner @param {boolean} keeps whether work is kept for after a reload */
  constructor(owner, keeps) {
    this.owner = owner;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    owner.root.adoptedStyleSheets.push(sheet);
    owner.desk.client.store = new PrivateStore();
    if (keeps) this.#keeper = new Keeper();
    void this.#look();
  }

  /** @returns {Words} */
  #words() {
    return wordsOf(this.owner.texts);
  }

  /** Looks which work waits for its file. */
  async #look() {
    this.#waiting = (await this.#keeper?.waiting()) ?? [];
    this.owner.draw();
  }

  /** For the first screen. */
  start() {
    return keptView(this.#words(), this.#waiting, async (work) => {
      await this.#keeper?.forget(work);
      this.owner.screen.say(this.#words()("forgotten"), true);
      await this.#look();
    });
  }

  /** For the end of the findings. @param {Context} context */
  columns(context) {
    const entry = context.entries[context.active];
    if (!entry || entry.summary) return null;
    return columnsView(context, this.#words(), () => this.owner.desk.client.profile(entry.index));
  }

  /** After each check: takes work up again, or writes it down. */
  async checked() {
    for (const entry of this.owner.desk.entries) {
      if (!this.#keeper || !entry.report || entry.summary) continue;
      if (!this.#known.has(entry)) await this.#meet(this.#keeper, entry);
      else await this.#keep(this.#keeper, entry);
    }
  }

  /** @param {Entry} entry */
  async #print(entry) {
    const print = this.#prints.get(entry) ?? (await this.owner.desk.client.fingerprint(entry.index));
    this.#prints.set(entry, print);
    return print;
  }

  /** The first time that a file is seen. @param {Keeper} keeper @param {Entry} entry */
  async #meet(keeper, entry) {
    this.#known.add(entry);
    const name = entry.file.name;
    const { work, elsewhere, changed } = await keeper.know(entry.file, () => this.#print(entry)).catch(() => ({ work: undefined, elsewhere: false, changed: false }));
    if (elsewhere) this.owner.screen.say(this.#words()("otherTab", { name }), true);
    else if (changed) this.owner.screen.say(this.#words()("otherContent", { name }), true);
    if (!work || elsewhere || entry.history.done.length) return;
    const { importId, settings, wishes, rowsInError, done } = work;
    Object.assign(entry, { importId, settings, wishes, rowsInError });
    entry.history.done = done;
    this.owner.screen.say(this.#words()("resumed", { name, count: done.length }), true);
    void this.owner.check();
    if (await this.#keep(keeper, entry)) await keeper.forget(work);
  }

  /** @param {Keeper} keeper @param {Entry} entry */
  async #keep(keeper, entry) {
    const state = JSON.stringify([entry.history.done.length, entry.history.done.at(-1), entry.wishes, entry.importId, entry.settings]);
    if (this.#written.get(entry) === state || (!entry.history.done.length && !this.#written.has(entry))) return true;
    this.#written.set(entry, state);
    const print = await this.#print(entry).catch(() => "");
    const kept = print !== "" && (await keeper.keep(entry, print));
    if (!kept && !this.#refused.has(entry)) this.owner.screen.say(this.#words()("notKept", { name: entry.file.name }), true);
    if (!kept) this.#refused.add(entry);
    return kept;
  }
}
