const quote = 0x22;
const backslash = 0x5c;

/** Finds where a text of a JSON document ends, which may be some chunks later: at the first quote that is not escaped. */
export class LiteralEnd {
  /** Backslashes at the end of the chunk before. */
  #pending = 0;

  /** Where the closing quote stands; -1 where it is not in the chunk. */
  find(chunk: Buffer, from: number): number {
    for (let at = chunk.indexOf(quote, from); at >= 0; at = chunk.indexOf(quote, at + 1)) {
      if (this.#backslashesBefore(chunk, from, at) % 2 === 1) continue;
      this.#pending = 0;
      return at;
    }
    this.#pending = this.#backslashesBefore(chunk, from, chunk.length);
    return -1;
  }

  #backslashesBefore(chunk: Buffer, from: number, end: number): number {
    let at = end;
    while (at > from && chunk[at - 1] === backslash) at -= 1;
    return end - at + (at === from ? this.#pending : 0);
  }
}
