/** What the search of the documentation knows, which the build writes: title, address and further words, by language. */
declare const index: Record<"en" | "fr", [title: string, to: string, more: string][]>;
export default index;
