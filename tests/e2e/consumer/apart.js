// The WebAssembly as a file of its own, and the worker from its address, as a page asks that allows no blob.
import { init } from "import-checker";
import wasm from "import-checker/import_checker_bg.wasm?url";
import worker from "import-checker/worker.js?worker&url";

await init({ module_or_path: new URL(wasm, location.href), worker });
document.title = "apart";
