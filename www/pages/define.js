/** The page for owners: write a definition, see what is wrong with it, try it with a file, take it home. */
import { Client } from "../engine/client.js";
import { complete, offers, spotAt } from "./completion.js";
// The page itself loads the tag; what it shares with this script stays one file.
import "../element/import-checker.js";
import schema from "../imports/import-definition.schema.js";
import builtIn from "../imports/index.js";
import { partsOf } from "../model/definition-parts.js";
import { templates, useTemplate } from "../stored/own-templates.js";
import { onLanguage } from "./language.js";
import { takeOver } from "./own-template.js";
import { h, save } from "../view/dom.js";

/** @type {Record<string, Record<string, string>>} */
const TEXTS = {
  en: {
    title: "Write a definition",
    lead: "Describe your import as a Table Schema: its columns, what each may hold, and the rules between them. Below you can try it with a file. Nothing is sent.",
    start: "Start from",
    example: "a small example",
    sample: "Take a file as the import takes it",
    sampleHelp: "What all its cells say becomes a first definition; what they leave open is asked below. The file stays here.",
    rules: "What its rules say",
    examples: "Of its examples, all hold: ",
    share: "Copy an address with it",
    tag: "Copy the tag for your page",
    copied: "Copied: ",
    copyThis: "Copy this: ",
    noAddress: "The address holds no definition that can be read; an example stands here instead. Ask for the address again, or for the file.",
    none: "There is no definition in it. Write one, or start from an example.",
    deep: "It is nested deeper than any definition. Start from an example.",
    tooMany: "These are more definitions than are looked at together. Give fewer of them: ",
    tooLong: "The definition is too long for an address. Download it, and share the file.",
    template: "Take your own template of it",
    templateHelp: "The file that you downloaded for this import: the names and the order of its headings are taken over. Choose above what to start from.",
    use: "Use it in this browser",
    back: "Use the built-in one again",
    tookOver: "Taken over: ",
    unknown: "Not known, taken as text: ",
    absent: "Needed, but not in this template: ",
    noHeadings: "No heading of this import was found in that file.",
    used: "From now on this browser checks with your template. Download the definition to share it.",
    unused: "From now on this browser checks with the built-in template.",
    show: "Show the definition",
    text: "Definition",
    words: "What may stand where the cursor is",
    save: "Download it",
    blank: "Download its blank file (XLSX)",
    try: "Try it with a file",
    good: "The definition is sound.",
    json: "This is not JSON yet: ",
    allowed: "Allowed here: ",
    open: "Files can be checked by this definition, but none is called ready while this stands in it:",
  },
  fr: {
    title: "Écrire une définition",
    lead: "Décrivez votre import comme un Table Schema : ses colonnes, ce que chacune peut contenir, et les règles entre elles. Vous pouvez l’essayer plus bas avec un fichier. Rien n’est envoyé.",
    start: "Partir de",
    example: "un petit exemple",
    sample: "Prendre un fichier tel que l’import le prend",
    sampleHelp: "Ce que disent toutes ses cellules devient une première définition ; ce qu’elles laissent ouvert est demandé ci-dessous. Le fichier reste ici.",
    rules: "Ce que disent ses règles",
    examples: "Tous ses exemples tiennent : ",
    share: "Copier une adresse qui la contient",
    tag: "Copier la balise pour votre page",
    copied: "Copié : ",
    copyThis: "Copiez ceci : ",
    noAddress: "L’adresse ne contient pas de définition lisible ; un exemple figure ici à la place. Redemandez l’adresse, ou le fichier.",
    none: "Il n’y a pas de définition dedans. Écrivez-en une, ou partez d’un exemple.",
    deep: "L’imbrication est plus profonde que celle de toute définition. Partez d’un exemple.",
    tooMany: "Ces définitions sont plus nombreuses qu’il n’en est examiné ensemble. Donnez-en moins : ",
    tooLong: "La définition est trop longue pour une adresse. Téléchargez-la, et partagez le fichier.",
    template: "Prendre votre propre modèle de cet import",
    templateHelp: "Le fichier que vous avez téléchargé pour cet import : les noms et l’ordre de ses intitulés sont repris. Choisissez d’abord ci-dessus d’où partir.",
    use: "L’utiliser dans ce navigateur",
    back: "Revenir au modèle intégré",
    tookOver: "Repris : ",
    unknown: "Inconnus, pris comme du texte : ",
    absent: "Nécessaires, mais absents de ce modèle : ",
    noHeadings: "Aucun intitulé de cet import n’a été trouvé dans ce fichier.",
    used: "Désormais, ce navigateur vérifie avec votre modèle. Téléchargez la définition pour la partager.",
    unused: "Désormais, ce navigateur vérifie avec le modèle intégré.",
    show: "Montrer la définition",
    text: "Définition",
    words: "Ce qui peut figurer à l’endroit du curseur",
    save: "La télécharger",
    blank: "Télécharger son fichier vierge (XLSX)",
    try: "L’essayer avec un fichier",
    good: "La définition est correcte.",
    json: "Ce n’est pas encore du JSON : ",
    allowed: "Permis ici : ",
    open: "Des fichiers peuvent être vérifiés avec cette définition, mais aucun n’est dit prêt tant qu’elle contient ceci :",
  },
};

const EXAMPLE = {
  name: "staff",
  title: "Staff",
  version: "1",
  fields: [
    { name: "name", title: "Name", type: "string", constraints: { required: true, maxLength: 80 }, example: "Ada" },
    { name: "email", title: "E-mail", type: "string", format: "email", constraints: { unique: true } },
    { name: "starts", title: "First day", type: "date", aliases: ["start date"] },
  ],
};

const pick = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
/** @type {{text: HTMLTextAreaElement, said: HTMLElement, start: HTMLSelectElement, save: HTMLButtonElement}} */
const { text, said, start, save: saveButton } = { text: pick("text"), said: pick("said"), start: pick("start"), save: pick("save") };
const element = /** @type {import("../import-checker.js").ImportChecker} */ (document.querySelector("import-checker"));
const client = new Client();
let lang = "en";
/** Counts the texts that were judged, so that a late answer about an older one changes nothing. */
let latest = 0;

/** @param {string} key */
const t = (key) => TEXTS[lang]?.[key] ?? key;

/** Looks at what is written, and gives it to the element if it is sound. */
async function judge() {
  const mine = ++latest;
  const lines = await findings(() => mine === latest).catch((error) => [String(error?.detail || error)]);
  if (mine !== latest) return;
  said.replaceChildren(...lines.map((line) => h("p", {}, line)));
}

/** Offers what may stand at the cursor; a click puts it there. */
function offer() {
  const at = text.selectionStart;
  const spot = spotAt(text.value, at);
  pick("words").replaceChildren(...offers(schema, spot).slice(0, 60).map((one) => h("li", {},
    h("button", { onclick: () => {
      const done = complete(text.value, at, spot, one);
      text.value = done.text;
      text.focus();
      text.setSelectionRange(done.at, done.at);
      offer();
      void judge();
    } }, one.word), ` ${one.description}`)));
}

/** No definition has more values within values than this, and no worker takes them without end. */
const DEEPEST = 100;
/** @param {any} value @param {number} left @returns {boolean} */
const isDeep = (value, left) => typeof value === "object" && value !== null && (left === 0 || Object.values(value).some((one) => isDeep(one, left - 1)));

/** Definitions that are looked at together. */
const MOST_DEFINITIONS = 50;
/** An address longer than this is cut by some programs. */
const LONGEST_ADDRESS = 8000;

/** The template that was taken over into the definition, so that it can be used in this browser. */
let tookOver = false;

/** Nothing can be taken home, or used, until the text is sound. @param {boolean} sound */
function enable(sound) {
  for (const id of ["save", "blank", "share", "tag"]) pick(id).disabled = !sound;
  pick("use").disabled = !sound || !tookOver;
}

/** @param {() => boolean} wanted whether the text is still the one @returns {Promise<string[]>} */
async function findings(wanted) {
  enable(false);
  let definition;
  try {
    definition = JSON.parse(text.value);
  } catch (error) {
    return [t("json") + String(/** @type {Error} */ (error).message)];
  }
  if (isDeep(definition, DEEPEST)) return [t("deep")];
  const all = partsOf(definition);
  if (!all.length) return [t("none")];
  if (all.length > MOST_DEFINITIONS) return [t("tooMany") + MOST_DEFINITIONS];
  // One after the other: each has a worker of its own.
  const answers = [];
  for (const one of all) {
    answers.push(await client.checkDefinition(one, lang));
    if (!wanted()) return [];
  }
  const mine = (/** @type {number} */ at) => (all.length > 1 ? `${all[at]?.name ?? at + 1}: ` : "");
  const rules = answers.flatMap(({ rules = [] }, at) => rules.map((rule) => mine(at) + rule));
  pick("rules").replaceChildren(...rules.map((rule) => h("li", {}, rule)));
  pick("sentences").hidden = !rules.length;
  const mistakes = answers.flatMap((answer, at) => answer.mistakes.flatMap(({ place, reason, allowed }) =>
    [`${mine(at)}${place}: ${reason}`, ...(allowed.length ? [t("allowed") + allowed.join(", ")] : [])]));
  if (mistakes.length) return mistakes;
  enable(true);
  pick("blank").disabled = all.length > 1;
  element.definition = definition;
  // What only describes needs no word.
  const told = answers.flatMap((answer, at) => answer.remarks.filter((remark) => remark.class !== "descriptive" && remark.class !== "named")
    .map((remark) => ({ ...remark, place: mine(at) + remark.place })));
  const open = told.some((remark) => remark.class !== "wrong");
  const examples = answers.reduce((sum, { examples = 0 }) => sum + examples, 0);
  const hold = examples && !told.some(({ place }) => place.includes("examples."));
  return [t(open ? "open" : "good"), ...(hold ? [t("examples") + examples] : []), ...told.map((remark) => `${remark.place}: ${remark.reason}`)];
}

/** What the definition is called as a file, and in a tag: of its name, which may be a stranger's, nothing but letters and digits. */
function fileName() {
  const { name } = JSON.parse(text.value) ?? {};
  const plain = String(name ?? "").replace(/[^\p{L}\p{N}._ -]+/gu, "-").replace(/^[.-]+/, "").slice(0, 80).trim();
  return `${plain || "definition"}.json`;
}

/** Puts a text on the clipboard, or shows it where the browser does not let us. @param {string} what */
async function copy(what) {
  const done = await navigator.clipboard?.writeText(what).then(() => true, () => false);
  pick("copied").textContent = t(done ? "copied" : "copyThis") + what;
}

/** A first definition from a sample. @param {File} file */
async function takeSample(file) {
  /** What the definition is made from, and what is asked of its author. @type {{definition: object, remarks: {field: string, question: boolean, said: string}[]}} */
  const draft = await client.aside({ call: "draft", file, name: file.name, lang }, lang);
  text.value = JSON.stringify(draft.definition, null, 2);
  pick("draft-remarks").replaceChildren(...draft.remarks.map(({ field, question, said: sentence }) => h("li", {}, `${question ? "?" : "·"} ${field ? `${field}: ` : ""}${sentence}`)));
  await judge();
}

/** What the first look at a template says. @param {string[]} lines */
const tell = (...lines) => pick("taken").replaceChildren(...lines.map((line) => h("span", {}, line, h("br"))));

/** Takes the header row of a file over into the definition that was started from. @param {File} file */
async function takeTemplate(file) {
  const built = builtIn.find(({ id }) => id === start.value);
  if (!built) return;
  const edits = { texts: [], deleted: [], moved: [], added: [], decisions: [] };
  const request = { blob: file, name: file.name, import: built.id, wishes: {}, edits, settings: {} };
  const { reports } = await client.check({ files: [request], definitions: [built], lang }, () => {});
  const columns = reports[0]?.columns ?? [];
  const known = columns.filter((column) => column.field);
  if (!known.length) return tell(t("noHeadings"));
  const definition = /** @type {any} */ (built.definition);
  text.value = JSON.stringify(takeOver(definition, columns), null, 2);
  const list = (/** @type {string} */ key, /** @type {string[]} */ names) => (names.length ? [t(key) + names.join(", ")] : []);
  const needed = definition.fields.filter((/** @type {any} */ field) => field.constraints?.required && !known.some((column) => column.field === field.name));
  tell(...list("tookOver", known.map((column) => column.heading)),
    ...list("unknown", columns.filter((column) => !column.field && column.heading.trim()).map((column) => column.heading)),
    ...list("absent", needed.map((/** @type {any} */ field) => field.name)));
  tookOver = true;
  await judge();
}

/** Buttons that fit what is chosen and what this browser uses. */
function fillTemplate() {
  tookOver = false;
  pick("template").disabled = !start.value;
  pick("use").disabled = true;
  pick("back").disabled = !templates()[start.value];
}

function fillStart() {
  const chosen = start.value;
  const known = builtIn.map(({ id, definition: one }) => h("option", { value: id }, `${one.system ?? ""} · ${one.title ?? id}`));
  start.replaceChildren(h("option", { value: "" }, t("example")), ...known);
  start.value = chosen;
}

start.addEventListener("change", () => {
  text.value = JSON.stringify(builtIn.find(({ id }) => id === start.value)?.definition ?? EXAMPLE, null, 2);
  tell();
  fillTemplate();
  void judge();
});
pick("template").addEventListener("change", () => {
  const [file] = pick("template").files;
  pick("template").value = "";
  if (file) void takeTemplate(file).catch((error) => tell(String(error?.detail || error)));
});
pick("sample").addEventListener("change", () => {
  const [file] = pick("sample").files;
  pick("sample").value = "";
  if (file) void takeSample(file).catch((error) => tell(String(error?.detail || error)));
});
pick("share").addEventListener("click", () => {
  const address = `${location.href.split("#")[0]}#${new URLSearchParams({ definition: JSON.stringify(JSON.parse(text.value)) })}`;
  if (address.length > LONGEST_ADDRESS) pick("copied").textContent = t("tooLong");
  else void copy(address);
});
pick("tag").addEventListener("click", () => {
  void copy(`<import-checker definition="${fileName()}"></import-checker>`);
});
pick("use").addEventListener("click", () => {
  useTemplate(start.value, JSON.parse(text.value));
  fillTemplate();
  tell(t("used"));
});
pick("back").addEventListener("click", () => {
  useTemplate(start.value, null);
  fillTemplate();
  tell(t("unused"));
});
text.addEventListener("input", () => void judge());
for (const event of ["input", "keyup", "click", "focus"]) text.addEventListener(event, offer);
pick("blank").addEventListener("click", async () => {
  const { name = "definition", ...rest } = JSON.parse(text.value);
  try {
    save(await client.template({ name, ...rest }, { lang }), fileName().replace(/json$/, "xlsx"));
  } catch (/** @type {any} */ error) {
    tell(String(error?.detail || error));
  }
});
saveButton.addEventListener("click", () => {
  save(new Blob([text.value], { type: "application/json" }), fileName());
});
onLanguage((now) => {
  lang = now;
  document.title = `${t("title")} · Import checker`;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = t(one.getAttribute("data-text") ?? "");
  fillStart();
  void judge();
});
/** Somebody may have shared one by its address. */
function shared() {
  const written = new URLSearchParams(location.hash.slice(1)).get("definition");
  if (written === null) return JSON.stringify(EXAMPLE, null, 2);
  try {
    const definition = JSON.parse(written);
    // What is nested beyond measure cannot be shown either.
    if (typeof definition === "object" && definition) return JSON.stringify(definition, null, 2);
  } catch {
    // Told below.
  }
  tell(t("noAddress"));
  return JSON.stringify(EXAMPLE, null, 2);
}
text.value = shared();
void judge();
