/** The first screen: one place to drop a file, one sentence about privacy, what the check looks like, and what it knows. */
import { h, icon } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Setting} Setting */

/** @param {Context} context @param {Node|null} kept work that waits for its file */
export function startView(context, kept) {
  const { t, serves, compact } = context;
  if (serves || compact) {
    const settings = settingFields(context, context.chosen, context.settings, context.act.changeNextSetting);
    return h("section", { class: "start embedded", part: "start" },
      compact ? smallZone(context) : [dropZone(context), privacyLine(context)], kept,
      context.fixedImport ? null : importField(context),
      settings ? h("details", { class: "choose-first", open: context.settingsOpen, ontoggle: (/** @type {any} */ event) => context.act.openSettings(event.target.open) }, h("summary", { "data-key": "settings" }, t("settings")), settings) : null);
  }
  return h("section", { class: "start", part: "start" },
    h("div", { class: "start-main" },
      h("div", { class: "start-lead" },
        h("h2", { class: "lead" }, t("lead")), h("p", { class: "sub" }, t("leadMore")),
        dropZone(context), privacyLine(context),
        context.fixedImport ? null : h("p", { class: "acts" }, exampleButton(context))),
      picture(context)),
    kept,
    context.fixedImport ? settingFields(context, context.chosen, context.settings, context.act.changeNextSetting) : knownView(context));
}

/** The first import that has samples, as a file to try. @param {Context} context */
function exampleButton({ t, act, imports, definitionOf }) {
  const one = imports.find(({ id }) => definitionOf(id)?.samples?.length);
  return one ? h("button", { "data-key": "example", onclick: () => act.example(one.id) }, icon("play"), t("tryExample")) : null;
}

/** What the check looks like, drawn small. @param {Context} context */
function picture({ t }) {
  const cell = (/** @type {string} */ state, /** @type {import("./dom.js").Child} */ child) => h("td", { class: state ? `mark ${state}` : "" }, child);
  return h("div", { "aria-hidden": "true" }, h("figure", { class: "preview-card card" }, h("table", {},
    h("thead", {}, h("tr", {}, h("th"), h("th", {}, t("pic_budget")), h("th", {}, t("pic_time")), h("th", {}, t("pic_date")))),
    h("tbody", {},
      h("tr", {}, h("th", {}, "2"), cell("", "detailed"), cell("change", [h("b", { class: "text" }, "12.5"), " ", h("del", {}, "12,5")]), cell("", "")),
      h("tr", { class: "bad" }, h("th", {}, icon("error"), "3"), cell("ask", [icon("ask"), h("b", { class: "text" }, t("pic_word")), " ", h("span", { class: "suggestion" }, icon("arrow"), "detailed")]), cell("", "40"), cell("", "")),
      h("tr", {}, h("th", {}, "4"), cell("", "time"), cell("change", [h("b", { class: "text" }, "7.5"), " ", h("del", {}, "7h30")]), cell("", "")),
      h("tr", { class: "bad" }, h("th", {}, icon("error"), "5"), cell("", ""), cell("", ""), cell("error", [icon("error"), h("b", { class: "text" }, "2025-04-31")])))),
  h("figcaption", {}, h("b", {}, "G3"), " ", t("pic_sentence"))),
  h("ol", { class: "three" }, [t("three_1"), t("three_2"), t("three_3")].map((text, at) => h("li", {}, h("span", { class: "ordinal" }, String(at + 1)), text))));
}

/** Each system with its imports: a template, a sample, the rules. @param {Context} context */
function knownView(context) {
  const { t, imports, settings, chosen } = context;
  const systems = [...new Set(imports.map((one) => one.system))];
  if (!systems.length) return null;
  return h("div", { class: "known-imports" },
    h("h2", {}, t("whatItKnows")), h("p", { class: "sub" }, t("whatItKnowsMore")),
    h("div", { class: "systems" }, systems.map((system) => systemCard(context, system)),
      h("section", { class: "system card" }, h("header", {}, h("span", { class: "initials plain", "aria-hidden": "true" }, icon("plus")), h("span", { class: "titles" }, h("h3", {}, t("otherSystem")), h("span", { class: "meta" }, t("otherSystemMore")))), h("slot", { name: "own" }))),
    h("details", { class: "choose-first", open: chosen !== null }, h("summary", { "data-key": "choose-first" }, t("chooseFirst")),
      importField(context),
      settingFields(context, chosen, settings, context.act.changeNextSetting)),
    imports.some((one) => one.unofficial) ? h("p", { class: "hint" }, t("unofficialNote")) : null);
}

/** @param {Context} context @param {string} system */
function systemCard(context, system) {
  const { t, act, imports, templates, guides, docs, definitionOf, texts } = context;
  const initials = system.split(/\s+/).map((word) => word[0] ?? "").join("").slice(0, 2).toUpperCase();
  const folder = docs === null ? null : `${docs}${texts.lang.startsWith("fr") ? "fr/" : ""}imports/`;
  return h("section", { class: "system card" },
    h("header", {}, h("span", { class: "initials", "aria-hidden": "true" }, initials), h("span", { class: "titles" }, h("h3", {}, system))),
    h("ul", {}, imports.filter((one) => one.system === system).map((one) => h("li", {},
      h("button", { class: "link name", "data-key": `pick-${one.id}`, title: t("checkAs", { title: one.title }), onclick: () => act.chooseFor(one.id) }, one.title),
      h("span", { class: "links" },
        templates ? h("button", { class: "link", "data-key": `template-${one.id}`, onclick: () => act.templateOf(one.id) }, t("templateShort"), h("span", { class: "hidden" }, ` ${one.title}`)) : null,
        guides ? h("button", { class: "link", "data-key": `guide-${one.id}`, onclick: () => act.guideOf(one.id) }, t("guideShort"), h("span", { class: "hidden" }, ` ${one.title}`)) : null,
        definitionOf(one.id)?.samples?.length ? h("button", { class: "link", "data-key": `sample-${one.id}`, onclick: () => act.sampleOf(one.id) }, t("sampleShort"), h("span", { class: "hidden" }, ` ${one.title}`)) : null,
        folder ? h("a", { href: `${folder}${one.id}.html`, target: "_blank", rel: "noopener" }, t("rulesShort"), h("span", { class: "hidden" }, ` ${one.title}`)) : null)))));
}

/** @param {Context} context */
function importField(context) {
  const { t } = context;
  return h("div", { class: "field" },
    h("label", { htmlFor: "import" }, t("importLabel")),
    importSelect(context, "import", context.chosen, (id) => context.act.chooseImport(id)),
    context.chosen && context.templates ? h("p", {}, h("button", { class: "link", "data-key": "template", onclick: context.act.template }, t("template"))) : null,
    context.unofficial(context.chosen) ? h("p", { class: "hint" }, t("unofficialNote")) : null);
}

/**
 * All imports under their systems; the first entry lets the engine find out.
 * @param {Context} context @param {string} id @param {string|null} chosen @param {(id: string|null) => void} choose
 */
export function importSelect(context, id, chosen, choose) {
  const select = h("select", { id, "data-key": id, onchange: () => choose(select.value || null) },
    h("option", { value: "", selected: !chosen }, context.t("importAuto")));
  for (const system of new Set(context.imports.map((one) => one.system))) {
    const group = h("optgroup", { label: system });
    for (const one of context.imports.filter((other) => other.system === system)) {
      group.append(h("option", { value: one.id, selected: one.id === chosen }, one.title));
    }
    select.append(group);
  }
  return select;
}

/**
 * The settings of an import, each by the kind of its default: a box to tick, a choice, a list or a text.
 * @param {Context} context @param {string|null} id @param {Record<string, unknown>} values
 * @param {(name: string, value: unknown) => void} set
 */
export function settingFields(context, id, values, set) {
  const settings = context.settingsOf(id);
  if (!settings.length) return null;
  return h("fieldset", { class: "settings" },
    h("legend", {}, context.t("settings")),
    settings.map((setting) => settingField(context, setting, values[setting.name] ?? setting.default, set)));
}

/** @param {Context} context @param {Setting} setting @param {unknown} value @param {(name: string, value: unknown) => void} set */
function settingField(context, setting, value, set) {
  const own = setting.translations?.[context.texts.base] ?? {};
  const id = `setting-${setting.name}`;
  const help = own.description ?? setting.description;
  const label = h("label", { htmlFor: id }, own.title ?? setting.title ?? setting.name);
  const hint = help ? h("p", { class: "hint", id: `${id}-help` }, help) : null;
  const control = settingControl(setting, id, value, (next) => set(setting.name, next));
  control.dataset.key = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-help`);
  const tick = typeof setting.default === "boolean";
  return h("div", { class: tick ? "field tick" : "field" }, tick ? [control, label] : [label, control], hint);
}

/** @param {Setting} setting @param {string} id @param {unknown} value @param {(value: unknown) => void} set @returns {HTMLElement} */
function settingControl(setting, id, value, set) {
  if (typeof setting.default === "boolean") {
    const box = h("input", { id, type: "checkbox", checked: value === true, onchange: () => set(box.checked) });
    return box;
  }
  if (setting.enum) {
    const select = h("select", { id, onchange: () => set(select.value) },
      setting.enum.map((one) => h("option", { value: String(one), selected: one === value }, String(one))));
    return select;
  }
  const list = Array.isArray(setting.default);
  const parts = () => text.value.split(",").map((part) => part.trim()).filter(Boolean);
  const text = h("input", { id, type: "text", value: [value ?? []].flat().join(", "), onchange: () => set(list ? parts() : text.value) });
  return text;
}

/** The way to choose a file; where the page's own input stands above, that is it. @param {Context} context */
function picker({ t, act, wrapped, disabled, single }) {
  const input = fileInput(act.add, single);
  const pick = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (!disabled) input.click();
  };
  const button = wrapped ? null : h("button", { class: "main", disabled, "data-key": "pick", onclick: pick }, t(single ? "chooseFile" : "chooseFiles"));
  const drops = h("p", {}, h("span", { class: "when-idle" }, t(single ? "dropOne" : "dropHere")), h("span", { class: "when-drag" }, t("dropNow")));
  return { input, pick, button, drops };
}

/** @param {Context} context */
function dropZone(context) {
  const { t, wrapped, single, serves } = context;
  const { input, pick, button, drops } = picker(context);
  const formats = h("p", { class: "hint" }, t("formats"), single ? null : ` · ${t("severalFiles")}`);
  const words = serves ? [formats, drops] : [drops, formats];
  if (wrapped) return h("div", { class: "drop small", part: "dropzone" }, words);
  return h("div", { class: "drop", part: "dropzone", onclick: pick }, icon("file"), button, words, input);
}

/** A button and a line. @param {Context} context */
function smallZone(context) {
  const { input, button, drops } = picker(context);
  return h("div", { class: "drop acts", part: "dropzone" }, button, h("p", { class: "hint" }, privacySentence(context)), drops, button ? input : null);
}

/** What becomes of the file: in a form, what the form will do. @param {Context} context */
const privacySentence = ({ t, serves }) => t(serves ? "privacyForm" : "privacy");

/** @param {(files: File[]) => void} add @param {boolean} [single] */
export function fileInput(add, single = false) {
  const input = h("input", { type: "file", multiple: !single, hidden: true, tabIndex: -1,
    onclick: (/** @type {Event} */ event) => event.stopPropagation(),
    accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.json",
    onchange: () => { add([...(input.files ?? [])]); input.value = ""; } });
  return input;
}

/** @param {Context} context */
export function privacyLine(context) {
  return h("p", { class: "privacy" }, icon("lock"), " ", privacySentence(context), " ",
    h("button", { class: "link", "data-key": "prove", onclick: context.act.prove }, context.t("prove")));
}
