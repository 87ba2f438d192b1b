/**
 * Files in one ZIP, stored as they are. Cleaned files are handed on at once, and are small beside what a browser can
 * hold: nothing is gained by packing them.
 */

const TABLE = new Uint32Array(256).map((_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of a ZIP, piece by piece, so that no large file lies in memory whole. @param {Blob} blob */
async function checksum(blob) {
  const step = 4_000_000;
  let value = 0xffffffff;
  for (let from = 0; from < blob.size; from += step) {
    for (const byte of new Uint8Array(await blob.slice(from, from + step).arrayBuffer())) value = (value >>> 8) ^ /** @type {number} */ (TABLE[(value ^ byte) & 255]);
  }
  return ~value >>> 0;
}

/** Numbers of two and four bytes, the lowest first. @param {[2|4, number][]} fields */
function bytes(fields) {
  const size = fields.reduce((sum, [width]) => sum + width, 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

/** 1 January 1980, the first day that a ZIP knows: the same files give the same bytes. */
const DAY = 0x21;
/** Names are UTF-8. */
const FLAGS = 0x800;

/**
 * @param {{name: string, blob: Blob}[]} files
 * @returns {Promise<Blob>}
 */
export async function storedZip(files) {
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {BlobPart[]} */
  const directory = [];
  let [offset, listed] = [0, 0];
  for (const { name, blob } of files) {
    const named = new TextEncoder().encode(name);
    const sum = await checksum(blob);
    /** @type {[2|4, number][]} */
    const common = [[2, 20], [2, FLAGS], [2, 0], [2, 0], [2, DAY], [4, sum], [4, blob.size], [4, blob.size], [2, named.length], [2, 0]];
    const head = bytes([[4, 0x04034b50], ...common]);
    const entry = bytes([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]);
    parts.push(head, named, blob);
    directory.push(entry, named);
    offset += head.length + named.length + blob.size;
    listed += entry.length + named.length;
  }
  const end = bytes([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, listed], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
