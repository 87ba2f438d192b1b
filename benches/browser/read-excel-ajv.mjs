import Ajv from "ajv";
import { readSheet } from "read-excel-file/web-worker";
import { Work, ajvCheck } from "./orders.mjs";
import { serve } from "./serve.mjs";

serve(async ([file]) => {
  const rows = await readSheet(file, { trim: false });
  const work = new Work(ajvCheck(Ajv));
  for (let index = 1; index < rows.length; index++) work.take(rows[index].map((cell) => (cell === null ? "" : `${cell}`)));
  return work.end();
});
