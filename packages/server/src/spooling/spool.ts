import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Growing } from "./growing.ts";

/** Bytes that a request brought, kept until its answer is made: in memory where they are few, else in a file. */
export interface Spooled {
  readonly size: number;
  /** All bytes from the first one on, as often as it is asked for, in chunks of at most 256 KiB. */
  stream(): AsyncIterable<Uint8Array>;
  /** The first bytes, as many as are asked for where there are so many. */
  head(length: number): Promise<Uint8Array>;
}

const chunkBytes = 256 * 1024;
const mostInMemory = 256 * 1024;

/**
 * What one request brings that must not stand in memory whole. It is written in one go, settled, and then read in parts.
 * Its file, which only the first 256 KiB call for, has no name from the moment it is there: however this process ends,
 * nothing of it stays.
 */
export class Spool {
  readonly #waiting = new Growing();
  #written = 0;
  #file: FileHandle | undefined;
  #isClosed = false;

  get size(): number {
    return this.#written + this.#waiting.length;
  }

  /** Takes bytes; `flush` has to be awaited before much more is brought. */
  append(bytes: Uint8Array): void {
    this.#waiting.append(bytes);
  }

  /** The same for bytes that `write` puts into the target from `start` on, as many as it answers and `most` says. */
  fill(most: number, write: (target: Buffer, start: number) => number): void {
    this.#waiting.fill(most, write);
  }

  /** Writes what waits, as soon as it is worth it. */
  async flush(): Promise<void> {
    if (this.#waiting.length >= mostInMemory) await this.#write();
  }

  /** Nothing more is brought; from now on it can be read. */
  async settle(): Promise<void> {
    if (this.#file) await this.#write();
  }

  /** A part of what was brought, or all of it. */
  part(from = 0, size = this.size - from): Spooled {
    const read = (at: number, length: number) => this.#read(from + at, length);
    return {
      size,
      head: (length) => read(0, Math.min(length, size)),
      stream: async function* () {
        for (let at = 0; at < size; at += chunkBytes) yield await read(at, Math.min(chunkBytes, size - at));
      },
    };
  }

  /** Lets go of everything; may be called at any time, and twice. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#isClosed = true;
    this.#file = undefined;
    await file?.close();
  }

  async #write(): Promise<void> {
    this.#file ??= await nameless();
    await this.#file.writeFile(this.#waiting.part());
    this.#written += this.#waiting.length;
    this.#waiting.clear();
  }

  async #read(position: number, length: number): Promise<Uint8Array> {
    if (this.#isClosed) throw new Error("what a request brought can be read only until it is answered");
    const file = this.#file;
    if (!file) return this.#waiting.part(position, position + length);
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) throw new Error(`${length} bytes at ${position} are not in the file`);
      filled += bytesRead;
    }
    return bytes;
  }
}

async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `understudy-${process.pid}-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}
