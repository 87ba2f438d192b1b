/** What the page for definitions offers at the cursor. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { complete, offers, spotAt } from "../../www/pages/completion.js";
import { root } from "./browsers.mjs";

const schema = JSON.parse(await readFile(join(root, "www/imports/import-definition.schema.json"), "utf8"));

/** What is offered where `|` stands. @param {string} text */
const offered = (text) => offers(schema, spotAt(text.replace("|", ""), text.indexOf("|"))).map(({ word }) => word);

test("the words of an object, without those it has", () => {
  assert(offered("{|").includes("fields"));
  assert(offered('{"fields": [{"name": "a", |').includes("constraints"));
  assert(!offered('{"fields": [{"name": "a", |').includes("name"));
  assert.deepEqual(offered('{"fields": [{"con|').sort(), ["constraints"]);
  assert.deepEqual(offered('{"fields": [{"constraints": {"min|}}]}').sort(), ["minItems", "minLength", "minimum"]);
  assert.deepEqual(offered("|"), []);
});

test("the values of a word, texts and others", () => {
  assert(offered('{"fields": [{"type": |').includes("datetime"));
  assert.deepEqual(offered('{"fields": [{"type": "date|"}').sort(), ["date", "datetime"]);
  assert(offered('{"rules": [{"rule": "at|').includes("at-least"));
  assert.deepEqual(offered('{"unofficial": |'), ["true", "false"]);
  assert.deepEqual(offered('{"title": |'), []);
});

test("a rule offers the words that rules take, with what they mean", () => {
  const found = offers(schema, spotAt('{"rules": [{"rule": "required", ', 32));
  assert(found.some(({ word, description }) => word === "note" && description.startsWith("Why the system asks for it")));
  assert(found.some(({ word }) => word === "when"));
});

test("quotation marks, escapes and braces inside texts lead nowhere else", () => {
  assert(offered('{"title": "a \\" } ] , {", "fields": [{|').includes("name"));
  assert(offered('{"fields": [{"name": "a"}, {"name": "b"}], |').includes("rules"));
});

test("an offer takes the place of what was typed, with what belongs behind it", () => {
  const put = (/** @type {string} */ text, /** @type {string} */ word, value = false) => {
    const [at, plain] = [text.indexOf("|"), text.replace("|", "")];
    const done = complete(plain, at, spotAt(plain, at), { word, description: "", value });
    return `${done.text.slice(0, done.at)}|${done.text.slice(done.at)}`;
  };
  assert.equal(put('{"fie|', "fields"), '{"fields": |');
  assert.equal(put("{|}", "fields"), '{"fields": |}');
  assert.equal(put('{"fie|ld": []}', "fields"), '{"fields"|: []}');
  assert.equal(put('{"type": "da|"}', "date"), '{"type": "date"|}');
  assert.equal(put('{"unofficial": |}', "true", true), '{"unofficial": true|}');
});
