/** The second reader, where a page wants it. */
export * from "./element/second-reader.js";
