import Ajv from "ajv";
import Papa from "papaparse";
import { Work, ajvCheck } from "./orders.mjs";
import { serve } from "./serve.mjs";

serve(([file]) => {
  const work = new Work(ajvCheck(Ajv));
  let first = true;
  return new Promise((done, fail) =>
    Papa.parse(file, {
      skipEmptyLines: true,
      chunk({ data }) {
        for (const row of data) {
          if (!first) work.take(row);
          first = false;
        }
      },
      complete: () => done(work.end()),
      error: fail,
    }),
  );
});
