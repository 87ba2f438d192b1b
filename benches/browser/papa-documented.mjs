/**
 * Papa Parse as its documentation shows it: every row an object by its headings, the result written by `unparse`. Beside
 * `papa-ajv.mjs`, which takes rows as lists and writes them itself.
 */
import Ajv from "ajv";
import Papa from "papaparse";
import { HEADINGS, SCHEMA, isDay, EMAIL, tidy, toObject } from "./orders.mjs";
import { serve } from "./serve.mjs";

const ajv = new Ajv({ allErrors: true });
ajv.addFormat("day", isDay);
ajv.addFormat("mail", EMAIL);
const validate = ajv.compile(SCHEMA);

serve(([file]) => {
  const [rows, issues, seen] = [[], [], new Set()];
  let [number, wrong] = [1, 0];
  const take = (row) => {
    number++;
    const tidied = Object.fromEntries(HEADINGS.map((name) => [name, tidy(name, row[name] ?? "")]));
    const before = issues.length;
    if (!validate(toObject(Object.values(tidied)))) {
      for (const { instancePath, params, keyword } of validate.errors) {
        issues.push({ row: number, column: instancePath.slice(1) || params.missingProperty, code: keyword });
      }
    }
    const { reference } = tidied;
    if (reference && seen.has(reference)) issues.push({ row: number, column: "reference", code: "unique" });
    seen.add(reference);
    const bad = issues.length > before;
    if (bad) wrong++;
    rows.push(bad ? row : tidied);
  };
  return new Promise((done, fail) =>
    Papa.parse(file, {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data }) => data.forEach(take),
      complete() {
        const text = Papa.unparse(rows, { columns: HEADINGS, newline: "\n" });
        done({ rows: rows.length, wrong, output: new Blob([text, "\n"]) });
      },
      error: fail,
    }),
  );
});
