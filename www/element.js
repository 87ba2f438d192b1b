/** The class of the element alone, for a page that gives it a tag itself, or none. */
export * from "./element/import-checker.js";
