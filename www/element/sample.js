/**
 * A sample for support: a small file with the findings of the active one and none of its values. It is made and checked
 * in a worker of its own, and offered with what it could not keep.
 *
 * @typedef {import("./controller.js").Controller} Controller
 * @typedef {import("../locales/deferred.js").Words} Words
 */
import { fromText } from "../engine/from-text.js";
import { endingOf } from "../model/products.js";
import { offerSample, save } from "../view/sample.js";

/** Under which name the key is kept: the same file gives the same sample, and nobody else can know which values they were. */
const KEY = "import-checker-sample-key";

/** The key of a browser that keeps none, for as long as the page is there. */
let ownKey = "";

function key() {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) return kept;
    ownKey ||= newKey();
    localStorage.setItem(KEY, ownKey);
  } catch {
    ownKey ||= newKey();
  }
  return ownKey;
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(8)), (part) => part.toString(36)).join("-");

/** Whether one can be made of the active file. @param {Controller} owner */
export const canSample = ({ fileSet: { entry, client } }) => !!entry?.report?.import && !entry.summary && "aside" in client;

/** @type {Promise<WebAssembly.Module>|null} */
let module = null;

/** @param {Controller} owner @param {Words} words */
export async function makeSample(owner, words) {
  const { fileSet: { entry, client }, screen, texts } = owner;
  const id = entry?.report?.import?.name;
  if (!entry || !id) return;
  screen.say(words("sampleMaking"));
  const definitions = (await owner.definitions()).filter((one) => one.id === id || one.definition.name === id);
  const file = owner.request(entry);
  try {
    module ??= import("../pkg/xlsx_out_wasm_inline.js").then(fromText);
    // Of the sample nothing went in.
    const request = { files: [{ ...file, import: id, wentIn: undefined }], definitions, ...owner.terms(), today: new Date().toLocaleDateString("sv") };
    const about = await client.aside({ call: "sample", request, definition: definitions[0]?.definition ?? {}, key: key(), writer: await module }, owner.terms().lang);
    screen.say("");
    const { bytes, ending } = about;
    const name = entry.nameWith(`.sample.${ending}`);
    const go = await offerSample(texts, words, screen.element, name, about);
    if (!go) return;
    save(new Blob([bytes], { type: endingOf(ending === "xlsx" ? "xlsx" : "rejected").type }), name);
    screen.say(texts.t("downloaded", { name }), true);
  } catch (/** @type {any} */ error) {
    module = error?.kind === "refused" ? module : null;
    screen.say(words(error?.kind === "refused" ? "sampleNone" : "sampleFailed"), true);
  }
}
