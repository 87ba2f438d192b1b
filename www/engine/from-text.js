/** WebAssembly out of a module that holds it as text: compressed, so that neither the text nor what travels is larger than it must be. */

/** @param {{default: string}} inline @returns {Promise<WebAssembly.Module>} */
export async function fromText({ default: text }) {
  // Not every browser has the quick way yet.
  const packed = /** @type {any} */ (Uint8Array).fromBase64?.(text) ?? bytesOf(atob(text));
  let unpacking;
  try {
    unpacking = new DecompressionStream("deflate-raw");
  } catch {
    // One from before 2023 takes nothing apart itself, or not this.
    const { inflateSync } = await import("../pkg/inflate.js");
    return WebAssembly.compile(inflateSync(packed));
  }
  const code = new Blob([packed]).stream().pipeThrough(unpacking);
  return WebAssembly.compileStreaming(new Response(code, { headers: { "content-type": "application/wasm" } }));
}

/** @param {string} letters */
function bytesOf(letters) {
  const bytes = new Uint8Array(letters.length);
  // A call for each letter would hold the page up for a third of a second.
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
