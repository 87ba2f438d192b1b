/** `custom-elements.json` and the types say what the code does, in every name. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const read = (/** @type {string} */ name) => readFile(www + name, "utf8");
const element = await read("element/import-checker.js");
const work = await read("element/controller.js");
const context = (await Promise.all(["element/view-context.js", "element/report-parts.js"].map(read))).join("\n");
const host = await read("element/host-options.js");
const types = await read("import-checker.d.ts");
const manifest = JSON.parse(await read("custom-elements.json")).modules[0].declarations[0];
const views = await Promise.all((await readdir(`${www}view`)).map((name) => read(`view/${name}`)));
const sources = [element, ...views].join("\n");

/** @param {{name: string}[]} list */
const names = (list) => list.map(({ name }) => name).sort();
/** @param {Iterable<string>} list */
const sorted = (list) => [...new Set(list)].sort();
/** @param {string} text @param {RegExp} pattern */
const all = (text, pattern) => sorted([...text.matchAll(pattern)].map((match) => match[1] ?? ""));

test("attributes", () => {
  const observed = all(/observedAttributes = \[(.*?)\]/s.exec(element)?.[1] ?? "", /"([\w-]+)"/g);
  assert.deepEqual(names(manifest.attributes), sorted([...observed, "change-on-edit", "disabled", "enables-input", "history", "resume", "second-reader", "status"]));
});

test("events", () => {
  const sent = all(work + context, /\bemit\("(\w+)"/g).map((name) => `import-checker-${name}`);
  assert.deepEqual(names(manifest.events), sent);
  assert.deepEqual(all(types, /"(import-checker-\w+)": CustomEvent/g), sent);
  assert.deepEqual(all(element, /@fires (import-checker-\w+)/g), sent);
});

test("parts", () => {
  const used = all(sources, /\bpart(?:: |", ?)"([\w-]+)/g);
  const documented = /@csspart (.*)/.exec(element)?.[1]?.split(", ") ?? [];
  assert.deepEqual(sorted(["cell", ...used]), names(manifest.cssParts));
  assert.deepEqual(sorted(documented), names(manifest.cssParts));
});

test("custom properties", async () => {
  const used = all(await read("element/styles.css"), /var\((--import-checker-[\w-]+)/g);
  assert.deepEqual(used, names(manifest.cssProperties));
  const documented = element.split("\n").filter((line) => line.includes("@cssprop")).join();
  assert.deepEqual(all(documented, /(--import-checker-[\w-]+)/g), used);
});

/** What the types say of a class or interface: its lines. @param {string} name */
const declared = (name) => new RegExp(`(?:class|interface) ${name}\\b[^{]*\\{\\n(.*?)\\n\\}`, "s").exec(types)?.[1] ?? "";

/** What every control of the platform has; the manifest names what is ours. */
const USUAL = ["formAssociated", "name", "required", "disabled", "form", "type", "validity", "validationMessage", "willValidate", "checkValidity", "reportValidity"];

test("the types name every member of the manifest and nothing else, and the control's own are in the code", async () => {
  const members = all(declared("ImportChecker"), /^  (?:static )?(?:readonly |get )?(\w+)[(:]/gm);
  assert.deepEqual(members, sorted([...names(manifest.members), ...USUAL]));
  const control = await read("element/form-control.js");
  for (const name of USUAL) assert.match(control, new RegExp(`^  (get |static )?${name}\\b`, "m"), name);
});

test("the details of events are those of the types, and none is sent with others", () => {
  const sent = work + context;
  for (const { name, type } of manifest.events) {
    const keys = (/** @type {string} */ text) => all(text, /[{,;]\s*(\w+)\??:/g);
    const said = new RegExp(`"${name}": CustomEvent<(.*)>;$`, "m").exec(types)?.[1] ?? "";
    assert.deepEqual(keys(type.text), keys(said), name);
    const short = name.replace("import-checker-", "");
    for (const [, detail = ""] of sent.matchAll(new RegExp(`\\bemit\\("${short}", \\{(.*?)\\}`, "g"))) {
      for (const key of all(`,${detail}`, /,\s*(\w+)/g)) assert(keys(said).includes(key), `${name}: ${key}`);
    }
  }
});

test("properties that were set before the definition of the element are taken over, every one", () => {
  const upgraded = all(/for \(const name of \[(.*?)\]/.exec(host)?.[1] ?? "", /"(\w+)"/g);
  const settable = manifest.members.filter((/** @type {any} */ one) => one.kind === "field" && !one.readonly);
  assert.deepEqual(upgraded, names(settable));
});

test("states and members", () => {
  const statuses = /type Status = (.*);/.exec(types)?.[1] ?? "";
  const verdicts = /type Verdict = (.*);/.exec(types)?.[1] ?? "";
  assert.deepEqual(all(statuses + verdicts, /"(\w+)"/g), names(manifest.cssStates));
  const status = /@attr \{(.*?)\} status/.exec(element)?.[1] ?? "";
  assert.deepEqual(all(status, /"(\w+)"/g), names(manifest.cssStates));
  for (const { name } of manifest.members) {
    assert.match(element + host, new RegExp(`^  (get |set |async )?${name}\\(`, "m"), `${name} is not in the code`);
    assert.match(types, new RegExp(`^  (readonly |get )?${name}[(:]`, "m"), `${name} is not in the types`);
  }
});
