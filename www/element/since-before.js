/**
 * What became of a file since it was checked before.
 */
import { countsOf, sinceThen } from "../model/since.js";
import { earlierCheck } from "../stored/history-store.js";
import { sinceView } from "../view/since.js";

/** @typedef {import("../model/entry.js").Entry} Entry */
/** @typedef {import("../view/context.js").Context} Context */
/** @typedef {import("../locales/deferred.js").Words} Words */

export class SinceBefore {
  /** What became of a file since it was checked before. @type {WeakMap<Entry, import("../model/since.js").Since|null>} */
  #since = new WeakMap();

  /** @param {import("./controller.js").Controller} owner @param {() => Words} words */
  constructor(owner, words) {
    this.owner = owner;
    this.words = words;
  }

  /** The first time that a file has a report: what became of it since the check before. @param {Entry} entry */
  async compare(entry) {
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

  /** For the active file. @param {Context} context */
  view(context) {
    const entry = context.entries[context.active];
    const since = entry && this.#since.get(entry);
    return since ? sinceView(context, this.words(), since, () => {
      this.#since.set(entry, null);
      this.owner.draw();
    }) : null;
  }
}
