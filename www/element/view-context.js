/** What the views of an element get, and what they may call. */
import { askRows, download, downloadTemplate } from "./output-files.js";

/** @typedef {import("./controller.js").Work} Work */

/** @param {Work} work @returns {import("../view/context.js").Context} */
export function contextOf(work) {
  const { texts, host, desk, screen, form, more } = work;
  const imports = work.imports.menu(texts.lang.split("-")[0] ?? "");
  return {
    texts,
    t: texts.t.bind(texts),
    imports,
    fixedImport: host.definition !== null || host.hasAttribute("import") || host.hasAttribute("definition"),
    templates: "template" in desk.client,
    docs: host.getAttribute("docs"),
    chosen: work.importId(),
    settings: work.imports.settings,
    unofficial: (id) => imports.some((one) => one.id === id && one.unofficial),
    settingsOf: (id) => work.imports.settingsOf(id),
    levels: work.imports.levels(desk.entries.map((entry) => entry.report?.import?.name)),
    existing: host.existing,
    entries: desk.entries,
    active: desk.active,
    busy: desk.busy,
    batch: desk.batch,
    patience: desk.client.patience,
    wrapped: form.input !== null,
    disabled: form.disabled,
    serves: form.serves,
    formMessage: form.message,
    total: screen.total,
    row: screen.cell?.row ?? null,
    column: screen.cell?.column ?? 0,
    selected: screen.grid?.selection()[1] ?? 1,
    more,
    act: work.actions,
  };
}

/** @param {Work} work @returns {import("../view/context.js").Actions} */
export function actionsOf(work) {
  const { desk, screen, hands, host, imports } = work;
  return {
    ...hands.actions(),
    choose: (id) => {
      imports.choose(id);
      work.draw();
    },
    setting: (name, value) => {
      imports.settings[name] = value;
    },
    add: (files) => work.add(files),
    replace: (files) => work.replace(files),
    cancel: () => work.cancel(),
    retry: () => {
      if (desk.entry) desk.entry.failure = null;
      void work.check(true);
    },
    startOver: () => work.clear(),
    select: (at) => work.select(at),
    remove: (at) => work.remove(at),
    download: (what) => void download(desk, screen, what, host.rowsInError, (detail) => work.emit("download", detail)),
    template: () => void downloadTemplate(work, imports.definitions().find((one) => one.id === work.importId())?.definition),
    exist: (id, list) => {
      host.existing = { ...host.existing, [id]: [list] };
      void work.check();
    },
    askRows: () => desk.entry && void askRows(desk.entry, screen),
    confirm: () => {
      if (desk.entry) desk.entry.confirmed = true;
      void work.settle();
    },
  };
}
