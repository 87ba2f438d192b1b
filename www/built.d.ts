// Modules that are built into `pkg/` and `imports/`; their shapes, so that the sources can be checked without a build.
declare module "*/import_checker_wasm_inline.js" {
  /** The WebAssembly module as base64. */
  const text: string;
  export default text;
}
declare module "*/worker_text.js" {
  /** The worker and what it imports, as one script. */
  const text: string;
  export default text;
}
declare module "*/imports/index.js" {
  const builtIn: import("./protocol.js").BuiltIn[];
  export default builtIn;
}
declare module "*/import_checker.js" {
  export default function init(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export const Session: new (lang: string) => import("./protocol.js").Session;
}
