/** What the views of an element get, and what they may call. */
import { chooseRowsInError, download, downloadTemplate } from "./output-files.js";

/** @typedef {import("./controller.js").Controller} Controller */

/** @param {Controller} controller @returns {import("../view/context.js").Context} */
export function contextOf(controller) {
  const { texts, host, fileSet, screen, form, deferred } = controller;
  const imports = controller.imports.menu(texts.lang.split("-")[0] ?? "");
  return {
    texts,
    t: texts.t.bind(texts),
    imports,
    fixedImport: host.definition !== null || host.hasAttribute("import") || host.hasAttribute("definition"),
    templates: "template" in fileSet.client,
    docs: host.getAttribute("docs"),
    chosen: controller.importId(),
    settings: controller.imports.settings,
    unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
    settingsOf: (id) => controller.imports.settingsOf(id),
    referenced: controller.imports.referenced(fileSet.entries.map((entry) => entry.report?.import?.name)),
    existing: host.existing,
    entries: fileSet.entries,
    active: fileSet.active,
    busy: fileSet.busy,
    batch: fileSet.batch,
    patience: fileSet.client.patience,
    wrapped: form.input !== null,
    disabled: form.disabled,
    hasForm: form.hasForm,
    formMessage: form.message,
    total: screen.total,
    row: screen.cell?.row ?? null,
    column: screen.cell?.column ?? 0,
    selected: screen.grid?.selection()[1] ?? 1,
    deferred,
    act: controller.actions,
  };
}

/** @param {Controller} controller @returns {import("../view/context.js").Actions} */
export function actionsOf(controller) {
  const { fileSet, screen, commands, host, imports } = controller;
  return {
    ...commands.actions(),
    chooseImport: (id) => {
      imports.choose(id);
      controller.draw();
    },
    changeNextSetting: (name, value) => {
      imports.settings[name] = value;
    },
    add: (files) => controller.add(files),
    replace: (files) => controller.replace(files),
    cancel: () => controller.cancel(),
    retry: () => {
      if (fileSet.entry) fileSet.entry.failure = null;
      void controller.check(true);
    },
    startOver: () => controller.clear(),
    select: (at) => controller.select(at),
    remove: (at) => controller.remove(at),
    download: (what) => void download(fileSet, screen, what, host.rowsInError, (detail) => controller.emit("download", detail)),
    template: () => void downloadTemplate(controller, imports.definitions().find((one) => one.id === controller.importId())?.definition),
    declareExisting: (id, list) => {
      host.existing = { ...host.existing, [id]: [list] };
      void controller.check();
    },
    chooseRowsInError: () => fileSet.entry && void chooseRowsInError(fileSet.entry, screen),
    confirm: () => {
      if (fileSet.entry) fileSet.entry.confirmed = true;
      void controller.updateForm();
    },
  };
}
