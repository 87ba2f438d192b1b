/**
 * Keeps the raw file out of an input of the page. A person's choice never reaches the input: a click opens a picker of
 * our own, a drop is taken before anybody hears of it. What a script or a driver puts there is taken out again, and is
 * seen by nobody meanwhile: not in `files`, not in an event, not in the data of the form.
 *
 * The listeners stand on `window` in the capture phase, from the moment this module is loaded: nearer to the input,
 * listeners of its ancestors would come first.
 *
 * @typedef {object} Owner
 * @property {(files: File[]) => void} take gets what was chosen instead of the input
 * @property {() => boolean} open whether files are taken now; says why not, if not
 * @property {(key: "folder"|"noFile") => void} complain
 */
import { takeDrop } from "./drop-and-paste.js";

/** The inputs that are guarded. @type {Map<EventTarget, InputGuard>} */
const guards = new Map();

/** What the platform itself does with `files`. */
const native = /** @type {Required<PropertyDescriptor>} */ (globalThis.HTMLInputElement && Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "files"));

/** @param {File[]} files */
function listOf(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer.files;
}

export class InputGuard {
  /** What the form may have. @type {File[]} */
  #put = [];
  /** Events that we sent ourselves, and that pass. @type {WeakSet<Event>} */
  #own = new WeakSet();

  /** @param {HTMLInputElement} input @param {Owner} owner @param {File[]} kept what the input may hold already */
  constructor(input, owner, kept) {
    this.input = input;
    this.owner = owner;
    this.#put = kept;
    Object.defineProperties(input, {
      files: { configurable: true, enumerable: true, get: () => this.#files(), set: (files) => this.#set(files) },
      showPicker: { configurable: true, value: () => this.pick() },
    });
    guards.set(input, this);
    // A file that was chosen before the script ran is checked as well.
    this.inspect();
  }

  /** Gives the input back to its page, with what the form may have. */
  release() {
    if (this.#isRaw()) this.#write([]);
    guards.delete(this.input);
    Reflect.deleteProperty(this.input, "files");
    Reflect.deleteProperty(this.input, "showPicker");
  }

  /** @param {File[]} files that the form may have */
  put(files) {
    this.#put = files;
    this.#write(files);
  }

  /** Sends an event that passes the guard. @param {Event} event */
  send(event) {
    this.#own.add(event);
    this.input.dispatchEvent(event);
  }

  /** Asks the user for files. The picker is in no document, so that its events reach nobody but us. */
  pick() {
    if (!this.owner.open()) return;
    const picker = document.createElement("input");
    picker.type = "file";
    picker.multiple = this.input.multiple;
    picker.accept = this.input.accept;
    picker.onchange = () => this.take(picker.files);
    picker.click();
    // Without this the browser may forget it while its dialog is open.
    this.picker = picker;
  }

  /** @param {FileList|null} files */
  take(files) {
    if (files?.length && this.owner.open()) this.owner.take([...files]);
  }

  /** Takes out what is not ours, and checks it. @returns {boolean} whether there was something */
  inspect() {
    if (!this.#isRaw()) return false;
    const files = [...native.get.call(this.input)];
    this.#write([]);
    this.#put = [];
    if (this.owner.open()) this.owner.take(files);
    return true;
  }

  /** Whether an event is not one of ours. @param {Event} event */
  isForeign(event) {
    return !this.#own.has(event);
  }

  /** The data of a form: ours in place of what was put into the input behind our back. @param {FormData} data */
  correct(data) {
    if (!this.#isRaw()) return;
    data.delete(this.input.name);
    for (const file of this.#put) data.append(this.input.name, file, file.name);
  }

  /** Whether the input holds something that we did not put there. */
  #isRaw() {
    const held = [...(native.get.call(this.input) ?? [])];
    return held.some((file) => !this.#put.some((own) => own === file));
  }

  #files() {
    return this.#isRaw() ? listOf([]) : native.get.call(this.input);
  }

  /** @param {FileList|null} files */
  #set(files) {
    if (files?.length) this.take(files);
  }

  /** @param {File[]} files */
  #write(files) {
    native.set.call(this.input, listOf(files));
  }
}

/** The guard of what an event is about. @param {Event} event */
const guardOf = (event) => guards.get(event.composedPath()[0] ?? window);

/** @param {string} name @param {(event: any) => void} hear */
const first = (name, hear) => globalThis.window?.addEventListener(name, hear, { capture: true });

for (const name of ["input", "change"]) {
  first(name, (event) => {
    const guard = guardOf(event);
    if (!guard?.isForeign(event)) return;
    event.stopImmediatePropagation();
    if (name === "change") guard.inspect();
  });
}
first("click", (event) => {
  const guard = guardOf(event);
  if (!guard) return;
  event.preventDefault();
  guard.pick();
});
first("dragover", (event) => guardOf(event) && event.preventDefault());
first("drop", (event) => {
  const guard = guardOf(event);
  if (!guard) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.dataTransfer && guard.owner.open()) takeDrop(event.dataTransfer, { add: guard.owner.take, complain: guard.owner.complain });
});
first("submit", (event) => {
  const raw = [...guards.values()].filter((guard) => guard.input.form === event.target && guard.inspect());
  if (!raw.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
});
first("formdata", (event) => {
  for (const guard of guards.values()) if (guard.input.form === event.target) guard.correct(event.formData);
});
// Browsers put a choice back after a reload, and tell nobody.
first("pageshow", () => {
  for (const guard of [...guards.values()]) guard.inspect();
});
