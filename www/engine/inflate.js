/** What takes raw deflate apart where the browser does not: bundled by itself, and loaded by nobody else. */
export { inflateSync } from "fflate";
