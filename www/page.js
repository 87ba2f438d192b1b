/** The stand-alone page: the element and a choice of language. */
import "./import-checker.js";
import { onLanguage } from "./language.js";
import { Texts } from "./texts.js";

/** @type {Record<string, string>} */
const DEFINE = { en: "Write a definition of your own", fr: "Écrire sa propre définition" };

onLanguage((lang) => {
  const title = new Texts(lang).t("title");
  document.title = title;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = title;
  const link = document.querySelector("footer a");
  if (link) link.textContent = DEFINE[lang] ?? link.textContent;
});
