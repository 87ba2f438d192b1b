/** Sheets of one workbook with the same headings: each is checked as a file of its own, and their rows go out as one table. */

/** @typedef {import("../model/entry.js").Entry} Entry */

/** Checks further sheets of the workbook that is looked at. @param {import("./controller.js").Controller} owner @param {string[]} names */
export function checkSheets(owner, names) {
  const { fileSet } = owner;
  const { entry } = fileSet;
  const own = entry?.report?.reading?.sheet?.value;
  if (!entry || !own) return;
  const { file, importId, settings, wishes, remembered, rowsInError } = entry;
  const oneTable = file.name;
  const at = fileSet.active;
  Object.assign(entry, { wishes: { ...wishes, sheet: own }, options: { ...entry.options, oneTable } });
  const [, stem = file.name, ending = ""] = /^(.*?)(\.[^.]*)?$/s.exec(file.name) ?? [];
  const choices = new Map(names.map((sheet) => [new File([file], `${stem} (${sheet})${ending}`, { type: file.type }), sheet]));
  fileSet.add([...choices.keys()], importId, settings, new Map([...choices].map(([copy, sheet]) =>
    [copy, { wishes: { ...wishes, sheet, headerRow: undefined }, answered: true, remembered, rowsInError, options: { ...entry.options, oneTable } }])));
  fileSet.active = at;
  void owner.check(true);
}

/**
 * Takes files of one import for one table, such as the months of a year: their rows go out as one.
 * @param {import("./controller.js").Controller} owner @param {Entry[]} entries
 */
export function asOneTable(owner, entries) {
  for (const entry of entries) entry.options = { ...entry.options, oneTable: entry.report?.import?.name ?? "" };
  void owner.check(true);
}
