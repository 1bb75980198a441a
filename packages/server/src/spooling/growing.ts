const atFirst = 16 * 1024;

/** Bytes that become more, in one piece. */
export class Growing {
  #bytes = Buffer.allocUnsafeSlow(atFirst);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(source: Uint8Array, from = 0, to = source.length): void {
    const length = this.#length + to - from;
    if (length > this.#bytes.length) this.#grow(length);
    // A call into Node's own code costs more than so few bytes.
    if (to - from < 32) for (let at = from; at < to; at += 1) this.#bytes[this.#length++] = source[at] as number;
    else this.#bytes.set(source.subarray(from, to), this.#length);
    this.#length = length;
  }

  /** Takes what `write` puts into the target from `start` on, of at most so many bytes; it answers how many they are. */
  fill(most: number, write: (target: Buffer, start: number) => number): void {
    if (this.#length + most > this.#bytes.length) this.#grow(this.#length + most);
    this.#length += write(this.#bytes, this.#length);
  }

  /** What is there, as long as nothing is added or cleared. */
  part(from = 0, to = this.#length): Buffer {
    return this.#bytes.subarray(from, to);
  }

  /** Keeps nothing but the room. */
  clear(): void {
    this.#length = 0;
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(length, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
