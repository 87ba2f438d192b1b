/**
 * The second reader, a WebAssembly module of its own: it reads a file again that our reader refuses or reads in part, and
 * compares what both find stored. It runs in a worker that is thrown away with its answer, so a file that it fails on is as
 * it was before.
 *
 * @typedef {import("../model/entry.js").Entry} Entry
 * @typedef {import("../view/context.js").Context} Context
 * @typedef {{sheet: string, cell: string, ours: string, theirs: string}} Difference
 * @typedef {{compared: number, different: number, cells: Difference[], notCompared: {sheet: string, en: string, fr: string}[]}} Opinion
 */
import { fromText } from "../engine/from-text.js";
import { wordsOf } from "../locales/second-reader.js";

/** Larger files are not given to it: it keeps whole sheets in memory. In bytes. */
const MOST_BYTES = 64 * 2 ** 20;

/** Cells that are listed; all are counted. */
const LISTED = 100;

/** Characters of a value that are shown. */
const SHOWN = 80;

/** The problems of which another reader may know more, by name. */
const READ_TWICE = /^(part-missing|part-unreadable|sheet-unreadable|sheet-missing|rows-out-of-order)$/;

export class SecondReader {
  /** Files that it was asked for already. @type {WeakSet<Entry>} */
  #asked = new WeakSet();
  /** What came of reading a file twice, and how its text was read then. @type {WeakMap<Entry, {how: string, opinion: Opinion|null}>} */
  #opinions = new WeakMap();
  /** @type {Promise<WebAssembly.Module>|null} */
  #module = null;

  /** @param {import("./controller.js").Controller} owner @param {Pick<typeof import("../view/dom.js"), "h"|"visible">} dom */
  constructor(owner, dom) {
    this.owner = owner;
    this.dom = dom;
    // Asked for now, since nothing is once a file is chosen; compiled when it is needed.
    this.text = import("../pkg/second_reader_wasm_inline.js");
    this.text.catch(() => {});
  }

  /** @param {{blob: Blob, text: {encoding: string, delimiter: string}|null}} message @returns {Promise<any>} */
  async #ask(message) {
    const { client } = this.owner.fileSet;
    this.#module ??= this.text.then(fromText);
    return client.aside({ call: "second", module: await this.#module, ...message });
  }

  /**
   * Has it read files that our reader refuses or reads in part. Files that it cannot read stay as they are.
   * @param {Entry[]} entries @returns {Promise<boolean>} whether there is one that is to be checked again
   */
  async takeOver(entries) {
    let again = false;
    for (const entry of entries) {
      const { file, report } = entry;
      if (this.#asked.has(entry) || file.size > MOST_BYTES) continue;
      if (report?.verdict === "unreadable" && !report.findings.some(({ name }) => READ_TWICE.test(name))) continue;
      this.#asked.add(entry);
      const found = await isWorkbook(file).then((is) => is && this.#ask({ blob: file, text: null })).catch(() => null);
      if (!found) continue;
      entry.options.instead = new Blob([found.workbook]);
      if (found.cellsMayLack) entry.options.cellsMayLack = true;
      again = true;
    }
    return again;
  }

  /** A button that has a file read twice, and what came of it. @param {Context} context */
  view({ entries, active, texts }) {
    const { h } = this.dom;
    const entry = entries[active];
    const reading = entry?.report?.reading;
    if (!entry || !reading || entry.summary || entry.options.instead || entry.file.size > MOST_BYTES) return null;
    const words = wordsOf(texts);
    const { encoding, delimiter } = reading;
    const text = { encoding: encoding?.value ?? "", delimiter: delimiter?.value ?? "" };
    const how = JSON.stringify(text);
    const out = h("div", { role: "status", "data-key": "second-opinion" });
    const show = (/** @type {Opinion|null} */ opinion) => out.replaceChildren(...opinionView(this.dom, words, texts.base === "fr", opinion));
    const known = this.#opinions.get(entry);
    if (known?.how === how) show(known.opinion);
    const button = h("button", { class: "quiet", "data-key": "read-twice", onclick: async () => {
      out.replaceChildren(texts.t("loading"));
      const opinion = await this.#ask({ blob: entry.file, text }).then(JSON.parse, () => null);
      this.#opinions.set(entry, { how, opinion });
      show(opinion);
    } }, words("second"));
    return h("div", { class: "twice" }, h("p", { class: "hint" }, words("secondHint")), button, out);
  }
}

/** Whether a file begins as workbooks do: packed, or with the mark of those before 2007. @param {Blob} file */
const isWorkbook = async (file) => {
  const first = [...new Uint8Array(await file.slice(0, 4).arrayBuffer())].join();
  return first.startsWith("80,75,") || first === "208,207,17,224";
};

/**
 * @param {Pick<typeof import("../view/dom.js"), "h"|"visible">} dom @param {import("../locales/second-reader.js").Words} t
 * @param {boolean} french @param {Opinion|null} opinion @returns {HTMLElement[]}
 */
function opinionView({ h, visible }, t, french, opinion) {
  if (!opinion) return [h("p", {}, t("secondFailed"))];
  const { compared, different, cells, notCompared } = opinion;
  const short = (/** @type {string} */ text) => visible(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  const listed = cells.slice(0, LISTED);
  const all = [h("p", {}, `${t("secondCompared", { count: compared })} ${different ? t("secondDiffer", { count: different }) : t("secondSame")}`)];
  for (const { sheet, en, fr } of notCompared) {
    const why = french ? fr : en;
    all.push(h("p", {}, t("secondNot", { what: sheet ? `${visible(sheet)}: ${why}` : why })));
  }
  if (!listed.length) return all;
  all.push(h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": t("second") }, h("table", { class: "places" },
    h("thead", {}, h("tr", {}, [t("secondCell"), t("secondOurs"), t("secondTheirs")].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, listed.map(({ sheet, cell, ours, theirs }) => h("tr", {},
      h("th", { scope: "row" }, sheet ? `${visible(sheet)}!${cell}` : cell), h("td", {}, short(ours)), h("td", {}, short(theirs))))))));
  if (different > listed.length) all.push(h("p", {}, t("secondMore", { count: different - listed.length })));
  all.push(h("p", {}, t("secondDo")));
  return all;
}
