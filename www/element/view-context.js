/** What the views of an element get, and what they may call. */
import { accountOf } from "./form-message.js";
import { chooseRowsInError, download, downloadAll, downloadTemplate } from "./output-files.js";

/** @typedef {import("./controller.js").Controller} Controller */

/** @param {Controller} controller @returns {import("../view/context.js").Context} */
export function contextOf(controller) {
  const { texts, host, fileSet, screen, form, deferred, fault } = controller;
  const imports = controller.imports.menu(texts.lang.split("-")[0] ?? "");
  return {
    texts,
    t: texts.t.bind(texts),
    imports,
    fixedImport: controller.imports.fixed !== null,
    ownTemplate: (id) => controller.imports.isOwnTemplate(id),
    single: form.single,
    templates: "template" in fileSet.client,
    docs: host.getAttribute("docs"),
    chosen: controller.importId(),
    settings: controller.imports.settings,
    unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
    settingsOf: (id) => controller.imports.settingsOf(id),
    levels: controller.imports.levels(fileSet.entries.map((entry) => entry.report?.import?.name)),
    existing: controller.imports.existing(),
    definitionOf: (id) => controller.imports.definitions().find((one) => one.id === id)?.definition,
    listOpen: screen.listOpen,
    overview: screen.overview,
    wrongValues: (code, column) => screen.wrongValues(code, column),
    step: screen.step,
    // Only where they are asked for: they need a context themselves.
    get hiddenColumns() {
      return screen.grid ? screen.hidden().size : 0;
    },
    get naming() {
      return screen.naming();
    },
    order: fileSet.entries.map((_, at) => at),
    drawn: () => {},
    entries: fileSet.entries,
    active: fileSet.active,
    busy: fileSet.busy,
    batch: fileSet.batch,
    patience: fileSet.client.patience,
    wrapped: form.input !== null,
    disabled: form.disabled || fault !== null,
    serves: form.serves,
    formMessage: form.message,
    formAsks: form.asks,
    formAccount: fileSet.entry ? accountOf(fileSet.entry, controller.rowsInError, texts.t.bind(texts)) : "",
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
    startOver: () => void controller.startOver(),
    downloadAll: () => void downloadAll(fileSet, screen, (detail) => controller.emit("download", detail)),
    example: (id) => void controller.example(id),
    templateOf: (id) => void downloadTemplate(controller, imports.definitions().find((one) => one.id === id)?.definition),
    chooseFor: (id) => {
      imports.choose(id);
      controller.draw();
      const input = screen.element.querySelector(".drop input[type=file]");
      if (input instanceof HTMLElement) input.click();
    },
    sampleOf: (id) => void controller.sample(id),
    select: (at) => controller.select(at),
    remove: (at) => controller.remove(at),
    download: (what) => void download(fileSet, screen, what, host.rowsInError, (detail) => controller.emit("download", detail)),
    template: () => void downloadTemplate(controller, imports.definitions().find((one) => one.id === controller.importId())?.definition),
    declareExisting: (id, list) => {
      if (!imports.open) return;
      imports.declared = { ...imports.declared, [id]: [list] };
      void controller.check();
    },
    chooseRowsInError: () => fileSet.entry && void chooseRowsInError(fileSet.entry, screen),
    confirm: () => controller.confirm(),
  };
}
