/** The choice of language on our own pages, which this browser remembers. */
import { LANGUAGES } from "../locales/texts.js";

/** A browser may deny the store; then nothing is remembered. @param {string} [lang] */
function remembered(lang) {
  try {
    if (lang) localStorage.setItem("import-checker-lang", lang);
    return localStorage.getItem("import-checker-lang");
  } catch {
    return null;
  }
}

/** Tells the language now and whenever another is chosen. @param {(lang: string) => void} speak */
export function onLanguage(speak) {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("#languages button, .languages button"));
  const choose = (/** @type {string} */ lang) => {
    document.documentElement.lang = lang;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.lang === lang));
    speak(lang);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      remembered(button.lang);
      choose(button.lang);
    });
  }
  const wanted = [new URLSearchParams(location.hash.slice(1)).get("lang"), remembered(), ...navigator.languages];
  choose(wanted.map((lang) => lang?.slice(0, 2) ?? "").find((lang) => LANGUAGES.includes(lang)) ?? "en");
}
