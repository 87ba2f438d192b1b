/**
 * The page's words in one language. Any object of the same keys adds a language or overrides single texts.
 *
 * @typedef {string | {one?: string, other: string} & Partial<Record<Intl.LDMLPluralRule, string>>} Entry
 * @typedef {keyof typeof import("./en.js").default | keyof typeof import("./report.js").REPORT.en} Key
 * @typedef {Partial<Record<Key, Entry>>} Locale
 */
import en from "./en.js";
import fr from "./fr.js";

/** @type {Record<string, Locale>} */
const LOCALES = { en, fr };

/** Adds words to those that are built in. @param {Record<string, Locale>} more in each language */
export function addWords(more) {
  for (const lang in more) LOCALES[lang] = { ...LOCALES[lang], ...more[lang] };
}

/** The languages that are built in. */
export const LANGUAGES = Object.keys(LOCALES);

export class Texts {
  /** @param {string} lang @param {Locale} [own] texts that win over the built-in ones */
  constructor(lang, own = {}) {
    this.lang = lang;
    this.own = own;
    this.plural = new Intl.PluralRules(lang);
    this.numbers = new Intl.NumberFormat(lang);
  }

  /** The language without its region, as definitions name it. */
  get base() {
    return this.lang.split("-")[0] ?? "";
  }

  /** The same with further built-in texts, in each language. @param {Record<string, object>} more */
  with(more) {
    return new Texts(this.lang, { ...(more[this.base] ?? more["en"]), ...this.own });
  }

  /**
   * The text of a key with its `{names}` filled in; plural forms follow `count`.
   * @param {Key} key
   * @param {Record<string, string|number>} [values]
   * @returns {string}
   */
  t(key, values = {}) {
    const entry = /** @type {Entry} */ (this.own[key] ?? LOCALES[this.base]?.[key] ?? LOCALES["en"]?.[key]);
    const text = typeof entry === "string" ? entry : this.#form(entry, Number(values.count ?? 0));
    return text.replace(/\{(\w+)\}/g, (all, name) => {
      const value = values[name];
      if (value === undefined) return all;
      return typeof value === "number" ? this.n(value) : value;
    });
  }

  /** @param {Exclude<Entry, string>} forms @param {number} count */
  #form(forms, count) {
    return forms[this.plural.select(count)] ?? forms.other;
  }

  /** A number as the language writes it. @param {number} value */
  n(value) {
    return this.numbers.format(value);
  }

  /** A size as the language writes it. @param {number} value in bytes */
  bytes(value) {
    const unit = value < 1e6 ? "kilobyte" : "megabyte";
    const short = new Intl.NumberFormat(this.lang, { style: "unit", unit, maximumFractionDigits: 1 });
    return short.format(value / (value < 1e6 ? 1e3 : 1e6));
  }

  /** A duration in rounded words. @param {number} seconds */
  time(seconds) {
    if (seconds < 90) return this.t("seconds", { count: Math.max(1, Math.round(seconds)) });
    return this.t("minutes", { count: Math.round(seconds / 60) });
  }
}

/**
 * The nearest language: the element's own, its ancestors', then the browser's.
 * @param {Element} element
 */
export function languageOf(element) {
  /** @type {Element|null} */
  let at = element;
  while (at) {
    const lang = at.closest("[lang]")?.getAttribute("lang");
    if (lang) return lang;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language || "en";
}
