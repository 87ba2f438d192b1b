/** What is loaded once the engine is there, at an address of its own, so that it stays a file of its own. */
export * from "./element/deferred.js";
