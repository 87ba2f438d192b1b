/** WebAssembly out of a module that holds it as text. */

/** @param {{default: string}} inline @returns {Promise<WebAssembly.Module>} */
export function fromText({ default: text }) {
  // Not every browser has the quick way yet.
  return WebAssembly.compile(/** @type {any} */ (Uint8Array).fromBase64?.(text) ?? bytesOf(atob(text)));
}

/** @param {string} letters */
function bytesOf(letters) {
  const bytes = new Uint8Array(letters.length);
  // A call for each letter would hold the page up for a third of a second.
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
