/** A small file that the samples of a definition make, to try the check with. */

/**
 * @param {{name?: string, fields?: {name: string}[], samples?: Record<string, string>[]}|undefined} definition
 * @returns {File|null} a CSV; nothing if the definition has no samples
 */
export function sampleFile(definition) {
  const samples = definition?.samples ?? [];
  if (!definition?.fields || !samples.length) return null;
  const used = definition.fields.map((field) => field.name).filter((name) => samples.some((row) => row[name] !== undefined));
  const cell = (/** @type {unknown} */ text) => (/[",\r\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text));
  const lines = [used, ...samples.map((row) => used.map((name) => row[name] ?? ""))];
  const text = lines.map((line) => line.map(cell).join(",")).join("\r\n");
  return new File([`${text}\r\n`], `${(definition.name ?? "sample").split("/").at(-1)}-sample.csv`, { type: "text/csv" });
}
