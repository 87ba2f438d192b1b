/** One built-in definition. */
import type { Definition } from "../import-checker.js";
declare const definition: Definition;
export default definition;
