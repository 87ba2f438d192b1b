// The contract of docs/messages.md for the page's own words: the texts of locales/, in every language of the page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

/** @typedef {string | Record<string, string>} Entry */

const read = async (/** @type {string} */ name) => import(new URL(`../../www/locales/${name}.js`, import.meta.url).href);
const words = JSON.parse(await readFile(new URL("../words.json", import.meta.url), "utf8"));
const { REPORT } = await read("report");
const { MORE } = await read("deferred");
const { SECOND } = await read("second-reader");
const history = await read("history");
/** @type {Record<string, Record<string, Entry>>} */
const TEXTS = {
  en: { ...(await read("en")).default, ...REPORT.en, ...MORE.en, ...SECOND.en },
  fr: { ...(await read("fr")).default, ...REPORT.fr, ...MORE.fr, ...SECOND.fr },
};

/** What is said where something was refused, could not be done or keeps a form from being sent: it ends with what to do. */
const ASKS_FOR_AN_ACT =
  /^(fail_|form(?!Of|Ready)[A-Z]|valueMissing|checkFirst|needsRepair|oneFile|tooMany|tooLarge|noFile|folder|rowsChanged|tooManyCells|serverRemedy|lookupFailed|noColumnHint|twice|notKept|secondDo|secondFailed)/;

/** All forms of a text. @param {Entry} entry */
const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));

/** @param {string} text */
const unquoted = (text) => text.replace(/“[^”]*”|«[^»]*»|\{\w+\}/g, "…");

/** The word that a text's last sentence begins with; a colon ends one where a capital letter follows. @param {string} text */
function lastBeginsWith(text) {
  const sentences = unquoted(text).split(/[.?!]\s+|:\s+(?=\p{Lu})/u).filter((part) => /\p{L}/u.test(part));
  return /\p{L}+/u.exec(sentences.at(-1) ?? "")?.[0] ?? "";
}

for (const [lang, texts] of Object.entries(TEXTS)) {
  const { imperatives, never } = words[lang];
  const verbs = new Set(imperatives.split(" "));

  test(`${lang}: what was refused or could not be done ends with what to do`, () => {
    const asking = Object.entries(texts).filter(([key]) => ASKS_FOR_AN_ACT.test(key));
    assert.ok(asking.length > 20, `only ${asking.length} texts`);
    const wrong = asking.flatMap(([key, entry]) => forms(entry).filter((text) => !verbs.has(lastBeginsWith(text))).map((text) => `${key}: ${text}`));
    assert.deepEqual(wrong, []);
  });

  test(`${lang}: one word for one thing, and the marks of the language`, () => {
    const wrong = [];
    for (const [key, entry] of Object.entries(texts)) {
      for (const text of forms(entry)) {
        const bare = ` ${unquoted(text).toLowerCase()} `;
        for (const word of never) {
          if (new RegExp(`(?<![\\p{L}\\d_])${word}(?![\\p{L}\\d_])`, "u").test(bare)) wrong.push(`${key} says “${word}”: ${text}`);
        }
        if (text.includes("'")) wrong.push(`${key} has a straight apostrophe: ${text}`);
        if (lang === "fr" && / [:;?!]|« | »/.test(text)) wrong.push(`${key} has a plain space before a mark: ${text}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}

test("every language has every text, with the same facts", () => {
  const facts = (/** @type {Entry} */ entry) => [...new Set(forms(entry).join(" ").match(/\{\w+\}/g))].sort();
  assert.deepEqual(Object.keys(TEXTS.fr ?? {}).sort(), Object.keys(TEXTS.en ?? {}).sort());
  const wrong = Object.entries(TEXTS.en ?? {}).filter(([key, entry]) => facts(entry).join() !== facts(TEXTS.fr?.[key] ?? "").join());
  assert.deepEqual(wrong.map(([key]) => key), []);
});

test("the history counts in the words and with the marks of the language", () => {
  const said = ["en", "fr"].map((lang) => history.wordsOf(lang)("ready", { ready: 1, total: 1 }));
  assert.deepEqual(said, ["1 of 1 row ready", "1 ligne prête sur 1"]);
  const many = ["en", "fr"].map((lang) => history.wordsOf(lang)("ready", { ready: 3734, total: 3734 }).replace(/\s/g, " "));
  assert.deepEqual(many, ["3,734 of 3,734 rows ready", "3 734 lignes prêtes sur 3 734"]);
});
