/** The element with its tag, at the address that pages load it from. */
export * from "./element/import-checker.js";
import "./element/define.js";
