const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const [slash, equals, backslash, letterU] = [0x2f, 0x3d, 0x5c, 0x75];

/** What each byte is worth, and more than any worth for what is none of the alphabet. */
const none = 255;
const worths = new Uint8Array(256).fill(none);
for (const [worth, character] of [...alphabet].entries()) worths[character.charCodeAt(0)] = worth;

/**
 * Decodes base64 that comes in pieces of a JSON text: the standard alphabet, any of it escaped, with its padding, and
 * nothing else. It goes from byte to byte, so that a large text leaves nothing behind that would have to be cleared away.
 */
export class Base64 {
  /** The characters that make no whole bytes yet, how many they are, and how many are not there. */
  #bits = 0;
  #count = 0;
  #padding = 0;
  /** How much of an escape was read: its backslash, its letter, its digits. */
  #escaped = 0;
  #code = 0;
  #isBroken = false;

  /** Whether something came that is no base64, after which nothing more is decoded. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Whether it is base64 if nothing more comes. */
  get isWhole(): boolean {
    const isEven = this.#count + this.#padding === (this.#count === 0 ? 0 : 4);
    return isEven && this.#escaped === 0 && !this.#isBroken;
  }

  /** The most bytes that a piece of such a length can make. */
  static most(length: number): number {
    return Math.ceil(length / 4) * 3 + 3;
  }

  /** Puts the bytes that a piece makes into the target, from `start` on; answers how many they are. */
  decode(piece: Uint8Array, target: Uint8Array, start: number): number {
    let end = start;
    for (let at = 0; at < piece.length && !this.#isBroken; ) {
      if (this.#count === 0 && this.#escaped === 0 && this.#padding === 0) {
        const quads = decodeQuads(piece, at, target, end);
        at += quads * 4;
        end += quads * 3;
      }
      if (at < piece.length) end = this.#read(piece[at++] as number, target, end);
    }
    return end - start;
  }

  #read(byte: number, target: Uint8Array, end: number): number {
    if (this.#escaped > 0) return this.#unescape(byte, target, end);
    if (byte !== backslash) return this.#add(byte, target, end);
    this.#escaped = 1;
    return end;
  }

  #unescape(byte: number, target: Uint8Array, end: number): number {
    if (this.#escaped === 1 && byte === slash) {
      this.#escaped = 0;
      return this.#add(slash, target, end);
    }
    const digit = this.#escaped === 1 ? (byte === letterU ? 0 : none) : hexadecimal(byte);
    if (digit === none) this.#isBroken = true;
    this.#code = this.#escaped === 1 ? 0 : this.#code * 16 + digit;
    this.#escaped += 1;
    if (this.#escaped < 6) return end;
    this.#escaped = 0;
    return this.#add(this.#code, target, end);
  }

  #add(code: number, target: Uint8Array, end: number): number {
    const worth = code === equals ? 0 : (worths[code] ?? none);
    if (code === equals) this.#padding += 1;
    else this.#count += 1;
    const isMisplaced = code === equals ? this.#count < 2 : this.#padding > 0;
    this.#isBroken ||= worth === none || isMisplaced || this.#count + this.#padding > 4;
    this.#bits = (this.#bits << 6) | worth;
    if (this.#isBroken || this.#count + this.#padding < 4) return end;
    const bytes = 3 - this.#padding;
    for (let at = 0; at < bytes; at += 1) target[end + at] = this.#bits >> (16 - at * 8);
    this.#bits = 0;
    if (this.#padding === 0) this.#count = 0;
    return end + bytes;
  }
}

/** Decodes as many times four characters as there are before one that is special; answers how many times. */
function decodeQuads(piece: Uint8Array, from: number, target: Uint8Array, start: number): number {
  const times = (piece.length - from) >> 2;
  for (let quad = 0, at = from, end = start; quad < times; quad += 1, at += 4, end += 3) {
    const one = worths[piece[at] as number] as number;
    const two = worths[piece[at + 1] as number] as number;
    const three = worths[piece[at + 2] as number] as number;
    const four = worths[piece[at + 3] as number] as number;
    if ((one | two | three | four) > 63) return quad;
    target[end] = (one << 2) | (two >> 4);
    target[end + 1] = (two << 4) | (three >> 2);
    target[end + 2] = (three << 6) | four;
  }
  return times;
}

function hexadecimal(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : none;
}
