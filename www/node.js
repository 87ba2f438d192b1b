/** The engine in Node, at the address that the package exports. */
export * from "./node/index.js";
