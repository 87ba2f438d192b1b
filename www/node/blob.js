/**
 * Files for the engine in Node. It reads through the reader that browsers have in workers, which Node lacks; this one
 * takes its place when the package is built, and touches nothing global.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** A file on the disk, or content that is in memory, of which pieces can be read at once. */
class Readable extends Blob {
  // Private, so that the engine finds nothing but plain data in a request.
  #read;
  #from;
  #to;
  #close;

  /** @param {(start: number, end: number) => Uint8Array} read @param {number} from @param {number} to @param {() => void} [close] */
  constructor(read, from, to, close) {
    super();
    this.#read = read;
    this.#from = from;
    this.#to = to;
    this.#close = close;
  }
  get size() {
    return this.#to - this.#from;
  }
  /** @param {number} [start] @param {number} [end] */
  slice(start = 0, end = this.size) {
    return new Readable(this.#read, this.#from + start, this.#from + Math.min(end, this.size));
  }
  now() {
    return this.#read(this.#from, this.#to);
  }
  close() {
    this.#close?.();
  }
}

export class FileReaderSync {
  /** @param {Readable} blob */
  readAsArrayBuffer(blob) {
    return blob.now().slice().buffer;
  }
}

/** @param {import("../node.d.ts").Input} input @returns {Promise<{name: string, blob: Readable}>} */
export async function blobOf(input) {
  if (typeof input === "string" || input instanceof URL) {
    const path = input instanceof URL ? fileURLToPath(input) : input;
    return { name: basename(path), blob: onDisk(path) };
  }
  const { name, content } = input;
  const bytes = new Uint8Array(await new Blob([/** @type {BlobPart} */ (content)]).arrayBuffer());
  return { name, blob: new Readable((start, end) => bytes.subarray(start, end), 0, bytes.length) };
}

/** @param {string} path */
function onDisk(path) {
  const file = openSync(path, "r");
  const read = (/** @type {number} */ start, /** @type {number} */ end) => {
    const bytes = new Uint8Array(end - start);
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(file, bytes, done, bytes.length - done, start + done);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  };
  return new Readable(read, 0, fstatSync(file).size, () => closeSync(file));
}
