/** Gives the element its tag, once: a page may load the module twice. */
import { ImportChecker } from "./import-checker.js";

if (globalThis.customElements?.get("import-checker") === undefined) globalThis.customElements?.define("import-checker", ImportChecker);
