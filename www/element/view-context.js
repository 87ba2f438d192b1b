/** What the views of an element get, and what they may call. */
import { accountOf } from "./form-message.js";
import { downloadTemplate, inLoadOrder } from "./output-files.js";
import { loadDeferred } from "./load-deferred.js";

/** @typedef {import("./controller.js").Controller} Controller */

/** @param {Controller} controller @returns {import("../view/context.js").Context} */
export function contextOf(controller) {
  const { texts, host, fileSet, form, deferred, given } = controller;
  const { workbench } = controller.screen;
  const imports = controller.imports.menu(texts.base);
  return {
    texts,
    t: texts.t.bind(texts),
    imports,
    fixedImport: controller.imports.fixed !== null,
    ownTemplate: (id) => controller.imports.isOwnTemplate(id),
    single: form.single,
    guides: controller.workbooks && "guide" in fileSet.client,
    templates: controller.workbooks,
    plain: !("template" in fileSet.client),
    compact: host.hasAttribute("compact"),
    docs: host.getAttribute("docs"),
    chosen: controller.importId(),
    settings: controller.imports.settings,
    settingsOpen: controller.imports.settingsOpen,
    unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
    settingsOf: (id) => controller.imports.settingsOf(id),
    levels: controller.imports.levels(fileSet.entries.map((entry) => entry.report?.import?.name)),
    existing: controller.imports.existing(),
    definitionOf: (id) => controller.imports.definitionOf(id),
    listOpen: workbench?.listOpen ?? true,
    overview: workbench?.overview ?? null,
    wrongValues: async (code, column) => (await workbench?.wrongValues(code, column)) ?? null,
    step: workbench?.step ?? null,
    // Only where they are asked for: they need a context themselves.
    get hiddenColumns() {
      return workbench?.grid ? workbench.hidden().size : 0;
    },
    get naming() {
      return workbench?.naming() ?? -1;
    },
    get order() {
      return inLoadOrder(fileSet).map((entry) => fileSet.entries.indexOf(entry));
    },
    entries: fileSet.entries,
    active: fileSet.active,
    busy: fileSet.busy,
    batch: fileSet.batch,
    patience: fileSet.client.patience,
    wrapped: form.input !== null,
    disabled: form.disabled || given.fault !== null,
    serves: form.serves,
    formMessage: form.message,
    formAsks: form.asks,
    formAccount: fileSet.entry ? accountOf(fileSet.entry, controller.rowsInError, texts.t.bind(texts)) : "",
    total: workbench?.total ?? 0,
    row: workbench?.cell?.row ?? null,
    column: workbench?.cell?.column ?? 0,
    selected: workbench?.grid?.selection()[1] ?? 1,
    deferred,
    act: controller.actions,
  };
}

/** What can be done without a report; what works on one comes with `report-parts.js`. @param {Controller} controller */
export function actionsOf(controller) {
  const { fileSet, screen, imports } = controller;
  /** @type {Partial<import("../view/context.js").Actions>} */
  const actions = {
    chooseImport: (id) => {
      imports.choose(id);
      controller.draw();
    },
    changeNextSetting: (name, value) => {
      imports.settings[name] = value;
    },
    openSettings: (open) => {
      imports.settingsOpen = open;
    },
    add: (files) => controller.add(files),
    replace: (files) => void controller.replace(files),
    cancel: () => controller.cancel(),
    retry: () => {
      if (fileSet.entry) fileSet.entry.failure = null;
      void controller.check(true);
    },
    startOver: () => void controller.startOver(),
    example: (id) => void controller.example(id),
    templateOf: (id) => void downloadTemplate(controller, imports.definitionOf(id)),
    guideOf: (id) => void downloadTemplate(controller, imports.definitionOf(id), "guide"),
    chooseFor: (id) => {
      imports.choose(id);
      controller.draw();
      const input = screen.element.querySelector(".drop input[type=file]");
      if (input instanceof HTMLElement) input.click();
    },
    sampleOf: (id) => void controller.sample(id),
    select: (at) => controller.select(at),
    remove: (at) => void controller.remove(at),
    template: () => void downloadTemplate(controller, imports.definitionOf(controller.importId())),
    declareExisting: async (id, list) => (await loadDeferred()).declareExisting(controller, id, list),
    confirm: () => controller.confirm(),
    matchColumns: () => void controller.deferred?.openMatching(),
    prove: async () => (await loadDeferred()).proveAndShow(controller),
  };
  return /** @type {import("../view/context.js").Actions} */ (actions);
}
