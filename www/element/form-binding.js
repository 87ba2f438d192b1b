/**
 * The element's side towards a form. Either it is wrapped around the page's own `<input type="file">`: then that input
 * never holds the raw file, and holds the cleaned one as soon as there is one. Or it is a form control itself.
 *
 * @typedef {import("../model/entry.js").Entry} Entry
 *
 * @typedef {object} Owner
 * @property {(files: File[]) => void} choose takes what was chosen, in place of what there was
 * @property {() => void} clear
 * @property {() => boolean} open whether files are taken now; says why not, if not
 * @property {(key: "folder"|"noFile") => void} complain
 * @property {(message: string) => void} refused shows why the form was not sent
 * @property {HTMLElement} anchor where the browser points when it shows a message
 *
 * @typedef {object} Wishes What the form may have, and how.
 * @property {import("./file-set.js").FileSet} fileSet
 * @property {import("../model/protocol.js").RowsInError} rowsInError
 * @property {(entry: Entry) => "csv"|"xlsx"} formatOf
 * @property {string|null} refusal why nothing is taken at all, if so
 * @property {import("../locales/texts.js").Texts["t"]} t
 * @property {(detail: object) => void} announce
 * @property {Promise<unknown>|null|false} heard until what is announced is written down, where it is
 */
import { obstacleOf } from "./form-message.js";
import { InputGuard } from "./input-guard.js";
import { cleanedFiles } from "./output-files.js";

export class FormBinding {
  /** The guards of all file inputs inside; the first input is the one that gets the cleaned file. @type {InputGuard[]} */
  #guards = [];
  /** @type {AbortController|null} */
  #listening = null;
  #message = "";
  #asks = false;
  /** Counts the answers, so that a late one changes nothing. */
  #generation = 0;
  /** What the form has, and what it was made from. @type {{key: unknown[], files: File[]}|null} */
  #given = null;
  /** Files of which the page was told that they are ready. @type {WeakSet<File>} */
  #told = new WeakSet();

  /** @param {HTMLElement} host @param {ElementInternals} internals @param {Owner} owner */
  constructor(host, internals, owner) {
    this.host = host;
    this.internals = internals;
    this.owner = owner;
  }

  /** The page's own file input that the element is wrapped around. @returns {HTMLInputElement|null} */
  get input() {
    return this.#guards[0]?.input ?? null;
  }

  /** The form around the element. */
  get form() {
    return this.input?.form ?? this.internals.form;
  }

  /** Whether there are inputs that nothing would be given to. */
  get crowded() {
    return this.#guards.length > 1;
  }

  /** Whether a form waits for the cleaned file. */
  get serves() {
    return this.input !== null || (this.host.hasAttribute("name") && this.internals.form !== null);
  }

  /** Whether the form does not want a file now. */
  get disabled() {
    return this.input ? this.input.matches(":disabled") : this.host.matches(":disabled");
  }

  /** Whether one file is all that the form takes. */
  get single() {
    return this.input ? !this.input.multiple : this.serves && !this.host.hasAttribute("multiple");
  }

  /** Looks for the wrapped input; called when something inside the element has changed. @returns {boolean} whether it is another one */
  adopt() {
    const inputs = /** @type {HTMLInputElement[]} */ ([...this.host.querySelectorAll("input[type=file]")]);
    const before = this.#guards.map((guard) => guard.input);
    if (inputs.length === before.length && inputs.every((input, at) => input === before[at])) return false;
    const kept = this.#given?.files ?? [];
    this.release();
    const [input, ...others] = inputs;
    if (!input) return true;
    if (this.host.hasAttribute("enables-input")) input.disabled = false;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener("reset", (event) => event.target === this.input?.form && this.owner.clear(), { signal });
    // The browser would show the sentence and leave the element out of sight.
    input.addEventListener("invalid", (event) => this.show(event), { signal });
    const { open, complain, choose } = this.owner;
    this.#guards = [new InputGuard(input, { take: choose, open, complain }, kept)];
    for (const other of others) this.#guards.push(new InputGuard(other, { take: () => {}, open: () => open() && false, complain }, []));
    if (kept.length) this.#put(kept);
    this.#judge({ customError: this.#message !== "" }, this.#message);
    return true;
  }

  /** Gives the inputs back to the page. */
  release() {
    this.#listening?.abort();
    this.#listening = null;
    for (const guard of this.#guards) guard.release();
    this.#guards = [];
  }

  /** Shows why a form was not sent, where the user can do something about it. @param {Event} event that something is invalid */
  show(event) {
    const invalid = this.form?.querySelector(":invalid:not(fieldset)");
    const first = !invalid || invalid === this.input || invalid === this.host || this.host.contains(invalid);
    if (!first || !this.#message) return;
    event.preventDefault();
    this.owner.refused(this.#message);
  }

  /** There is no file, and the form may go on unless it requires one. @param {string} missing the message in that case */
  empty(missing) {
    this.#generation++;
    this.#given = null;
    this.#told = new WeakSet();
    this.#put([]);
    const required = !this.input && this.host.hasAttribute("required");
    this.#judge(required ? { valueMissing: true } : {}, required ? missing : "");
  }

  /** Nothing may be sent. @param {string} message why @param {boolean} [asks] whether the user may confirm it */
  hold(message, asks = false) {
    this.#generation++;
    this.#given = null;
    this.#put([]);
    this.#judge({ customError: true }, message, asks);
  }

  /**
   * Gives the form what it may have now: nothing, a reason to wait, or the cleaned files.
   * @param {Wishes} wishes
   * @returns {Promise<void>}
   */
  async settle({ fileSet, rowsInError, formatOf, refusal, t, announce, heard }) {
    const generation = ++this.#generation;
    if (!this.serves) {
      this.#given = null;
      return this.#judge({}, "");
    }
    const { entries } = fileSet;
    if (refusal) return this.hold(refusal);
    if (!entries.length) return this.empty(t("valueMissing"));
    if (fileSet.busy) return this.hold(t("checkFirst"));
    for (const entry of entries) {
      const obstacle = obstacleOf(entry, rowsInError, t);
      if (!obstacle) continue;
      const message = entries.length > 1 ? t("formOf", { name: entry.file.name, message: obstacle.message }) : obstacle.message;
      return this.hold(message, obstacle.asks);
    }
    const key = [rowsInError, ...entries.flatMap((entry) => [formatOf(entry), entry.report])];
    if (this.#given && key.length === this.#given.key.length && key.every((one, at) => one === this.#given?.key[at])) return;
    this.#given = null;
    this.#put([]);
    this.#judge({ customError: true }, t("checkFirst"));
    await heard;
    if (generation !== this.#generation) return;
    const files = await cleanedFiles(fileSet, rowsInError, formatOf, announce, this.single).catch((/** @type {import("../model/failure.js").Failure} */ error) => error);
    if (generation !== this.#generation) return;
    // What the engine refuses to make it says in a sentence: a workbook may be too small for it.
    if (!Array.isArray(files)) return this.hold((files.kind === "refused" && files.detail) || t("formFailed"));
    this.#given = { key, files };
    this.#judge({}, "");
    this.#put(files);
    this.#tell(entries);
  }

  /** Tells the page once of each file that it is there; or of every change to it, if it asks for that. @param {Entry[]} entries */
  #tell(entries) {
    const news = entries.some(({ file }) => !this.#told.has(file));
    for (const { file } of entries) this.#told.add(file);
    if (!news && !this.host.hasAttribute("change-on-edit")) return;
    const [guard] = this.#guards;
    for (const name of ["input", "change"]) {
      const event = new Event(name, { bubbles: true, composed: name === "input" });
      if (guard) guard.send(event);
      else this.host.dispatchEvent(event);
    }
  }

  /** @param {File[]} files */
  #put(files) {
    if (this.#guards.length) {
      this.#guards.forEach((guard, at) => guard.put(at ? [] : files));
      return;
    }
    const name = this.host.getAttribute("name");
    if (!name || !files.length) return this.internals.setFormValue(null);
    const data = new FormData();
    for (const file of files) data.append(name, file, file.name);
    this.internals.setFormValue(data);
  }

  /** @param {ValidityStateFlags} flags @param {string} message @param {boolean} [asks] */
  #judge(flags, message, asks = false) {
    this.#message = message;
    this.#asks = asks;
    if (this.input) {
      this.input.setCustomValidity(message);
      this.internals.setValidity({});
    } else if (message) this.internals.setValidity(flags, message, this.owner.anchor);
    else this.internals.setValidity({});
  }

  /** Why the form cannot be sent now, or nothing. */
  get message() {
    return this.#message;
  }

  /** Whether the user may confirm what keeps the file from the form. */
  get asks() {
    return this.#asks;
  }
}
