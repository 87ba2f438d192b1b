/**
 * What the worker makes in pieces, on its way out. Up to a limit they wait as blobs, which the browser keeps outside of
 * our memory; what is larger goes, all of it, into a file of the browser's private file system, and the page gets a blob
 * that lies there. A browser that refuses the file, or has no room left for it in the middle, costs nothing but memory.
 *
 * @typedef {Uint8Array<ArrayBuffer>|Blob} Piece
 * @typedef {{folder: string, name: string, limit: number}} FileLocation Where a file of more than `limit` bytes may lie.
 * @typedef {object} Access What is used of `FileSystemSyncAccessHandle`, which only workers have.
 * @property {(bytes: Uint8Array, options: {at: number}) => number} write
 * @property {() => void} close
 */

/** @param {FileLocation} location @returns {Promise<[FileSystemFileHandle, Access]>} */
async function open({ folder, name }) {
  const root = await navigator.storage.getDirectory();
  const own = await root.getDirectoryHandle(folder, { create: true });
  const handle = await own.getFileHandle(name, { create: true });
  return [handle, await /** @type {any} */ (handle).createSyncAccessHandle()];
}

const sizeOf = (/** @type {any} */ piece) => piece.size ?? piece.length;

/** @param {Access} access @param {Piece} piece @param {number} at @returns {boolean} whether all of it went in */
function put(access, piece, at) {
  try {
    const reader = new /** @type {any} */ (self).FileReaderSync();
    const bytes = piece instanceof Blob ? new Uint8Array(reader.readAsArrayBuffer(piece)) : piece;
    return access.write(bytes, { at }) === sizeOf(piece);
  } catch {
    return false;
  }
}

/**
 * @template T
 * @param {FileLocation|null} location
 * @param {(take: (piece: Piece) => void) => T} make makes the pieces, without a pause
 * @param {(piece: Piece) => void} send
 * @returns {Promise<T>}
 */
export async function gather(location, make, send) {
  const [handle, access] = (location && (await open(location).catch(() => null))) ?? [];
  /** What is not in the file. @type {Piece[]} */
  const pieces = [];
  let [bytes, written, limit] = [0, 0, location?.limit ?? 0];
  try {
    return make((piece) => {
      bytes += sizeOf(piece);
      pieces.push(access && bytes > limit ? piece : new Blob([piece]));
      while (access && bytes > limit && pieces.length) {
        if (put(access, pieces[0], written)) written += sizeOf(pieces.shift());
        else limit = Infinity;
      }
    });
  } finally {
    access?.close();
    if (handle && written) send((await handle.getFile()).slice(0, written));
    pieces.forEach(send);
  }
}
