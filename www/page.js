/** The stand-alone page: the element and a choice of language, which this browser remembers. */
import "./import-checker.js";
import { LANGUAGES, Texts } from "./texts.js";

const root = document.documentElement;
const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#languages button"));

/** A browser may deny the store; then nothing is remembered. @param {string} [lang] */
function remembered(lang) {
  try {
    if (lang) localStorage.setItem("import-checker-lang", lang);
    return localStorage.getItem("import-checker-lang");
  } catch {
    return null;
  }
}

/** @param {string} lang */
function speak(lang) {
  root.lang = lang;
  const title = new Texts(lang).t("title");
  document.title = title;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = title;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.lang === lang));
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    remembered(button.lang);
    speak(button.lang);
  });
}

const wanted = [new URLSearchParams(location.hash.slice(1)).get("lang"), remembered(), ...navigator.languages];
speak(wanted.map((lang) => lang?.slice(0, 2) ?? "").find((lang) => LANGUAGES.includes(lang)) ?? "en");
