/** The page for owners: write a definition, see what is wrong with it, try it with a file, take it home. */
import { Client } from "./client.js";
import "./import-checker.js";
import builtIn from "./imports/index.js";
import { onLanguage } from "./language.js";
import { h } from "./view/dom.js";
import { save } from "./view/downloads.js";

/** @type {Record<string, Record<string, string>>} */
const TEXTS = {
  en: {
    title: "Write a definition",
    lead: "Describe your import as a Table Schema: its columns, what each may hold, and the rules between them. Below you can try it with a file. Nothing is sent.",
    start: "Start from",
    example: "a small example",
    text: "Definition",
    save: "Download it",
    try: "Try it with a file",
    good: "The definition is sound.",
    json: "This is not JSON yet: ",
    allowed: "Allowed here: ",
    ignored: "Not known, and ignored: ",
    unchecked: "Accepted, but cannot be checked: ",
  },
  fr: {
    title: "Écrire une définition",
    lead: "Décrivez votre import comme un Table Schema : ses colonnes, ce que chacune peut contenir, et les règles entre elles. Vous pouvez l'essayer plus bas avec un fichier. Rien n'est envoyé.",
    start: "Partir de",
    example: "un petit exemple",
    text: "Définition",
    save: "La télécharger",
    try: "L'essayer avec un fichier",
    good: "La définition est correcte.",
    json: "Ce n'est pas encore du JSON : ",
    allowed: "Permis ici : ",
    ignored: "Inconnu, et ignoré : ",
    unchecked: "Accepté, mais impossible à vérifier : ",
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
const element = /** @type {import("./import-checker.js").ImportChecker} */ (document.querySelector("import-checker"));
const client = new Client();
let lang = "en";
let turn = 0;

/** @param {string} key */
const t = (key) => TEXTS[lang]?.[key] ?? key;

/** Looks at what is written, and gives it to the element if it is sound. */
async function judge() {
  const mine = ++turn;
  const lines = await findings();
  if (mine !== turn) return;
  said.replaceChildren(...lines.map((line) => h("p", {}, line)));
}

/** @returns {Promise<string[]>} */
async function findings() {
  saveButton.disabled = true;
  let definition;
  try {
    definition = JSON.parse(text.value);
  } catch (error) {
    return [t("json") + String(/** @type {Error} */ (error).message)];
  }
  const answer = await client.checkDefinition(definition, lang);
  if (answer.reason) {
    const allowed = answer.allowed?.length ? [t("allowed") + answer.allowed.join(", ")] : [];
    return [`${answer.place}: ${answer.reason}`, ...allowed];
  }
  saveButton.disabled = false;
  element.definition = definition;
  const more = /** @type {const} */ (["ignored", "unchecked"]).filter((key) => answer[key]?.length);
  return [t("good"), ...more.map((key) => t(key) + answer[key]?.join(", "))];
}

function fillStart() {
  const chosen = start.value;
  const known = builtIn.map(({ id, definition: one }) => h("option", { value: id }, `${one.system ?? ""} · ${one.title ?? id}`));
  start.replaceChildren(h("option", { value: "" }, t("example")), ...known);
  start.value = chosen;
}

start.addEventListener("change", () => {
  text.value = JSON.stringify(builtIn.find(({ id }) => id === start.value)?.definition ?? EXAMPLE, null, 2);
  void judge();
});
text.addEventListener("input", () => void judge());
saveButton.addEventListener("click", () => {
  const { name = "definition" } = JSON.parse(text.value);
  save(new Blob([text.value], { type: "application/json" }), `${String(name).replaceAll("/", "-")}.json`);
});
onLanguage((now) => {
  lang = now;
  document.title = `${t("title")} · Import checker`;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = t(one.getAttribute("data-text") ?? "");
  fillStart();
  void judge();
});
text.value = JSON.stringify(EXAMPLE, null, 2);
void judge();
