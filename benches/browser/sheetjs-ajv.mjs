import Ajv from "ajv";
import * as XLSX from "xlsx";
import { Work, ajvCheck } from "./orders.mjs";
import { serve } from "./serve.mjs";

serve(async ([file]) => {
  const book = XLSX.read(await file.arrayBuffer(), { dense: true });
  const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: false, defval: "" });
  const work = new Work(ajvCheck(Ajv));
  for (let index = 1; index < rows.length; index++) work.take(rows[index]);
  return work.end();
});
