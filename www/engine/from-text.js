/** WebAssembly out of a module that holds it as text: compressed, so that neither the text nor what travels is larger than it must be. */

/** @param {{default: string}} inline @returns {Promise<WebAssembly.Module>} */
export function fromText({ default: text }) {
  // Not every browser has the quick way yet.
  const packed = /** @type {any} */ (Uint8Array).fromBase64?.(text) ?? bytesOf(atob(text));
  const code = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return WebAssembly.compileStreaming(new Response(code, { headers: { "content-type": "application/wasm" } }));
}

/** @param {string} letters */
function bytesOf(letters) {
  const bytes = new Uint8Array(letters.length);
  // A call for each letter would hold the page up for a third of a second.
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
