/** The stand-alone page: the element and a choice of language; it asks before it is left while something is not kept. */
import "../import-checker.js";
import { onLanguage } from "./language.js";
import { Texts } from "../locales/texts.js";

onLanguage((lang) => {
  const title = new Texts(lang).t("title");
  document.title = title;
  const heading = document.querySelector("#title");
  if (heading) heading.textContent = title;
});
const element = /** @type {import("../import-checker.js").ImportChecker} */ (document.querySelector("import-checker"));
if (location.hash) void import("../deferred.js").then(({ repeat }) => repeat(element)).catch(() => {});

// Work that cannot be kept for a later visit is not left by mistake.
addEventListener("beforeunload", (event) => {
  if (element.hasUnkept) event.preventDefault();
});
