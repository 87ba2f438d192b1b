/** The first screen: one choice, its settings, one place to drop a file, one sentence about privacy. */
import { h, icon } from "./dom.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("../model/protocol.js").Setting} Setting */

/** @param {Context} context */
export function startView(context) {
  const { t } = context;
  return h("section", { class: context.hasForm ? "start embedded" : "start", part: "start" },
    context.hasForm ? null : h("h2", { class: "lead" }, t("lead")),
    context.fixedImport ? null : importField(context),
    settingFields(context, context.chosen, context.settings, context.act.changeNextSetting),
    dropZone(context),
    privacyLine(context));
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
      const title = one.unofficial ? context.t("unofficial", { title: one.title }) : one.title;
      group.append(h("option", { value: one.id, selected: one.id === chosen }, title));
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
  const own = setting.translations?.[context.texts.lang.split("-")[0] ?? ""] ?? {};
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

/** @param {Context} context */
function dropZone({ t, act, wrapped, disabled }) {
  const input = fileInput(act.add);
  const pick = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (!disabled) input.click();
  };
  const words = [
    h("p", {}, h("span", { class: "when-idle" }, t("dropHere")), h("span", { class: "when-drag" }, t("dropNow"))),
    h("p", { class: "hint" }, t("formats")),
  ];
  // The page's own input stands above and is the way to choose.
  if (wrapped) return h("div", { class: "drop small", part: "dropzone" }, words);
  const button = h("button", { class: "main", disabled, "data-key": "pick", onclick: pick }, t("chooseFiles"));
  return h("div", { class: "drop", part: "dropzone", onclick: pick }, icon("file"), button, words, input);
}

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
  return h("p", { class: "privacy" }, icon("lock"), " ", context.t("privacy"), " ",
    h("button", { class: "link", "data-key": "prove", onclick: context.act.prove }, context.t("prove")));
}
