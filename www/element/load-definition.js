/** A definition of the page's own, by its address. */

/**
 * A module is imported, data is fetched. A strict policy refuses to fetch; then a module or the property helps.
 * @param {string} address
 * @param {string} base
 * @returns {Promise<import("../model/protocol.js").Definition>}
 */
export async function loadDefinition(address, base) {
  const url = new URL(address, base);
  // Bundlers cannot know it, and need not say so.
  if (/\.m?js$/.test(url.pathname)) return (await import(/* @vite-ignore */ url.href)).default;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
