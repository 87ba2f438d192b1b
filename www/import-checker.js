/** The element, at the address that pages load it from. */
export * from "./element/import-checker.js";
