/** What no engine can do without: the bytes of the file copied in, and as many handed out. */
import { serve } from "./serve.mjs";

const BLOCK = 1 << 24;

serve(([file]) => {
  const pieces = [];
  for (let at = 0; at < file.size; at += BLOCK) {
    pieces.push(new Blob([new FileReaderSync().readAsArrayBuffer(file.slice(at, at + BLOCK))]));
  }
  return { output: new Blob(pieces) };
});
