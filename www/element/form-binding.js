/**
 * The element's side towards a form. Either it is wrapped around the page's own `<input type="file">`: then that input
 * never holds the raw file, and holds the cleaned one as soon as there is one. Or it is a form control itself.
 *
 * @typedef {object} Owner
 * @property {(files: File[]) => void} add
 * @property {() => void} clear
 * @property {HTMLElement} anchor where the browser points when it shows a message
 */

import { cleanedFiles, canBeSent } from "./output-files.js";

export class FormBinding {
  /** @type {HTMLInputElement|null} */
  #input = null;
  /** Events that we sent ourselves, and that pass. @type {WeakSet<Event>} */
  #ownEvents = new WeakSet();
  /** @type {AbortController|null} */
  #listeners = null;
  #message = "";
  /** Counts the answers, so that a late one changes nothing. */
  #generation = 0;

  /** @param {HTMLElement} host @param {ElementInternals} internals @param {Owner} owner */
  constructor(host, internals, owner) {
    this.host = host;
    this.internals = internals;
    this.owner = owner;
  }

  /** The page's own file input that the element is wrapped around. */
  get input() {
    return this.#input;
  }

  /** Whether a form waits for the cleaned file. */
  get hasForm() {
    return this.#input !== null || (this.host.hasAttribute("name") && this.internals.form !== null);
  }

  /** Whether the form does not want a file now. */
  get disabled() {
    return this.#input ? this.#input.matches(":disabled") : this.host.matches(":disabled");
  }

  /** Looks for the wrapped input; called when the children change. */
  adoptInput() {
    const input = /** @type {HTMLInputElement|null} */ (this.host.querySelector("input[type=file]"));
    if (input === this.#input) return;
    this.release();
    this.#input = input;
    if (!input) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    // In the capture phase of an ancestor, before any listener of the input or above us in the bubbling phase.
    for (const name of ["input", "change"]) {
      this.host.addEventListener(name, (event) => this.#intercept(event), { capture: true, signal });
    }
    document.addEventListener("reset", (event) => event.target === input.form && this.owner.clear(), { signal });
    // A file that was chosen before the script ran is checked as well.
    if (input.files?.length) this.#takeFiles();
  }

  /** Stops listening to the wrapped input. */
  release() {
    this.#listeners?.abort();
    this.#listeners = null;
    this.#input = null;
  }

  /** @param {Event} event */
  #intercept(event) {
    if (event.target !== this.#input || this.#ownEvents.has(event)) return;
    event.stopImmediatePropagation();
    if (event.type === "change") this.#takeFiles();
  }

  #takeFiles() {
    const files = [...(this.#input?.files ?? [])];
    if (this.#input) this.#input.value = "";
    this.owner.clear();
    if (files.length) this.owner.add(files);
  }

  /** There is no file, and the form may go on unless it requires one. @param {string} missing the message in that case */
  clearFiles(missing) {
    this.#setFiles([]);
    const required = !this.#input && this.host.hasAttribute("required");
    this.#setValidity(required ? { valueMissing: true } : {}, required ? missing : "");
  }

  /** There is a file, but not one that may be sent. @param {string} message */
  block(message) {
    this.#setFiles([]);
    this.#setValidity({ customError: true }, message);
  }

  /** The cleaned files go with the form. @param {File[]} files */
  setCleanedFiles(files) {
    this.#setValidity({}, "");
    this.#setFiles(files);
    for (const name of ["input", "change"]) {
      const event = new Event(name, { bubbles: true, composed: name === "input" });
      this.#ownEvents.add(event);
      (this.#input ?? this.host).dispatchEvent(event);
    }
  }

  /**
   * Gives the form what it may have now: nothing, a reason to wait, or the cleaned files.
   * @param {import("./file-set.js").FileSet} fileSet
   * @param {import("../model/protocol.js").RowsInError} rowsInError
   * @param {import("../locales/texts.js").Texts["t"]} t
   * @param {(detail: object) => void} announce
   * @returns {Promise<boolean>} whether it has them now
   */
  async update(fileSet, rowsInError, t, announce) {
    const generation = ++this.#generation;
    if (!this.hasForm) return false;
    const { entries } = fileSet;
    if (!entries.length) this.clearFiles(t("valueMissing"));
    else if (!entries.every((entry) => canBeSent(entry, rowsInError))) this.block(t("needsRepair"));
    else {
      this.block(t("checkFirst"));
      const files = await cleanedFiles(fileSet, rowsInError, announce).catch(() => null);
      if (generation !== this.#generation || fileSet.busy) return false;
      if (files) this.setCleanedFiles(files);
      else this.block(t("needsRepair"));
      return files !== null;
    }
    return false;
  }

  /** @param {File[]} files */
  #setFiles(files) {
    if (this.#input) {
      const transfer = new DataTransfer();
      for (const file of files) transfer.items.add(file);
      this.#input.files = transfer.files;
      return;
    }
    const name = this.host.getAttribute("name");
    if (!name || !files.length) return this.internals.setFormValue(null);
    const data = new FormData();
    for (const file of files) data.append(name, file, file.name);
    this.internals.setFormValue(data);
  }

  /** @param {ValidityStateFlags} flags @param {string} message */
  #setValidity(flags, message) {
    this.#message = message;
    if (this.#input) this.#input.setCustomValidity(message);
    else if (message) this.internals.setValidity(flags, message, this.owner.anchor);
    else this.internals.setValidity({});
  }

  /** Why the form cannot be sent now, or nothing. */
  get message() {
    return this.#message;
  }
}
