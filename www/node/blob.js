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
  return { name: input.name, blob: inMemory(await piecesOf(input.content)) };
}

/** What came piece by piece stays as it came: a large file is not copied together. @param {Uint8Array[]} pieces */
function inMemory(pieces) {
  const starts = [0];
  for (const piece of pieces) starts.push((starts.at(-1) ?? 0) + piece.length);
  const read = (/** @type {number} */ start, /** @type {number} */ end) => {
    const bytes = new Uint8Array(end - start);
    pieces.forEach((piece, index) => {
      const at = starts[index] ?? 0;
      const part = piece.subarray(Math.max(start - at, 0), Math.max(end - at, 0));
      if (part.length) bytes.set(part, Math.max(at - start, 0));
    });
    return bytes;
  };
  return new Readable(read, 0, starts.at(-1) ?? 0);
}

/** @param {import("../node.d.ts").Content} content @returns {Promise<Uint8Array[]>} */
async function piecesOf(content) {
  if (content instanceof Uint8Array) return [content];
  const pieces = [];
  const encoder = new TextEncoder();
  const stream = typeof content === "string" ? [content] : content instanceof Blob ? content.stream() : content;
  for await (const piece of stream) {
    const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    if (!(bytes instanceof Uint8Array)) throw new TypeError("A stream of a file has pieces of bytes (Uint8Array) or text.");
    pieces.push(bytes);
  }
  return pieces;
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
