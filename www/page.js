/** The stand-alone page: the element and a choice of language. */
import "./import-checker.js";
import { onLanguage } from "./language.js";
import { record, repeat } from "./recorder.js";
import { Texts } from "./texts.js";

/** What the links at the foot say. @type {Record<string, string[]>} */
const LINKS = {
  en: ["Write a definition of your own", "History of checks and exports", "Documentation"],
  fr: ["Écrire sa propre définition", "Historique des contrôles et des exports", "Documentation"],
};

onLanguage((lang) => {
  const title = new Texts(lang).t("title");
  document.title = title;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = title;
  document.querySelectorAll("footer a").forEach((link, at) => {
    link.textContent = LINKS[lang]?.[at] ?? link.textContent;
  });
  document.querySelector("footer a[href^=docs]")?.setAttribute("href", lang === "fr" ? "docs/fr/index.html" : "docs/index.html");
});
const element = /** @type {import("./import-checker.js").ImportChecker} */ (document.querySelector("import-checker"));
record(element);
void repeat(element);
