import { inferSchema, initParser } from "udsv";
import { Work, faultsByHand } from "./orders.mjs";
import { serve } from "./serve.mjs";

serve(async ([file]) => {
  const work = new Work(faultsByHand);
  const decoder = new TextDecoderStream();
  let parser = null;
  for await (const piece of file.stream().pipeThrough(decoder)) {
    parser ??= initParser(inferSchema(piece));
    parser.chunk(piece, parser.stringArrs, (row) => void work.take(row));
  }
  parser?.end();
  return work.end();
});
