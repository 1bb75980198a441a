import { Refusal } from "@understudy/domain";
import { headOf, longestHead, unescaped } from "./data-url.ts";
import { Growing } from "./growing.ts";
import { LiteralEnd } from "./literal-end.ts";
import type { Payload, Payloads } from "./payloads.ts";
import { Place, type Span } from "./place.ts";
import { inUnits } from "./size.ts";

/** The most bytes of a text that is no file. */
const longestText = 64 * 1024;

/** A text that is being read. */
interface Literal {
  /** Where it begins in what is left, behind its quote. */
  readonly from: number;
  /** What it is; a text at a file's place is told from a file by its head. */
  kind: "name" | "text" | "head" | "file";
  readonly mayBeFile: boolean;
  isTold: boolean;
}

/**
 * Reads a body in JSON once, while it comes, and takes out the files that are written as texts in it: these go to
 * `payloads`, and a mark stays for each. What is left is as good JSON as what came, which is for its parser to judge.
 * Throws Refusal `too_large` where more than `limit` bytes are left.
 */
export class Cutter {
  readonly #left = new Growing();
  readonly #place = new Place();
  readonly #end = new LiteralEnd();
  readonly #fields: readonly (readonly string[])[];
  readonly #limit: number;
  readonly #payloads: Payloads;
  #literal: Literal | undefined;
  #file: Payload | undefined;
  #markBytes = 0;
  /** The field of a text that is longer than one may be. */
  #long: string | undefined;

  constructor(fields: readonly (readonly string[])[], limit: number, payloads: Payloads) {
    this.#fields = fields;
    this.#limit = limit;
    this.#payloads = payloads;
  }

  /** What is left until now. */
  get left(): Buffer {
    return this.#left.part();
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      at = this.#literal ? this.#within(this.#literal, chunk, at) : this.#between(chunk, at);
    }
  }

  /** Reads on to where a text begins. */
  #between(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === 0x22) {
        this.#keep(chunk, from, at + 1);
        this.#literal = this.#begun();
        return at + 1;
      }
      if (byte === 0x2c) this.#place.next();
      else if (byte === 0x7b || byte === 0x5b) this.#place.enter(byte === 0x5b);
      else if (byte === 0x7d || byte === 0x5d) this.#place.leave();
    }
    this.#keep(chunk, from, chunk.length);
    return chunk.length;
  }

  #begun(): Literal {
    const [from, isTold] = [this.#left.length, false];
    if (this.#place.awaitsName) return { from, kind: "name", mayBeFile: false, isTold };
    const mayBeFile = this.#fields.some((field) => this.#place.isAt(field, this.#spelled));
    return { from, kind: mayBeFile ? "head" : "text", mayBeFile, isTold };
  }

  /** Reads on to where the text ends, or the chunk. */
  #within(literal: Literal, chunk: Buffer, from: number): number {
    const end = this.#end.find(chunk, from);
    const to = end < 0 ? chunk.length : end;
    const start = literal.kind === "head" ? this.#head(literal, chunk, from, to) : from;
    if (this.#file) this.#file.write(chunk.subarray(start, to));
    else this.#keep(chunk, start, to);
    if (end < 0) return to;
    this.#close(literal);
    this.#keep(chunk, end, end + 1);
    return end + 1;
  }

  /** Reads a text's beginning, by which a file is known, as far as it goes. */
  #head(literal: Literal, chunk: Buffer, from: number, to: number): number {
    const most = from + longestHead - (this.#left.length - literal.from);
    const comma = chunk.subarray(from, Math.min(to, most)).indexOf(",");
    const end = comma < 0 ? Math.min(to, most) : from + comma + 1;
    this.#keep(chunk, from, end);
    if (comma < 0 && end < most) return end;
    const text = unescaped(this.#left.part(literal.from).toString("latin1"));
    // A comma that is spelled as an escape is found too late to be one; it is dealt with when all is parsed.
    const isFile = headOf(text) === text;
    literal.kind = isFile ? "file" : "text";
    if (isFile) this.#cut();
    return end;
  }

  #cut(): void {
    this.#file = this.#payloads.begin(this.#field());
    const mark = Buffer.from(this.#file.mark);
    this.#left.append(mark);
    this.#markBytes += mark.length;
  }

  #close(literal: Literal): void {
    this.#file?.end();
    if (literal.kind === "name") this.#place.named({ from: literal.from, to: this.#left.length });
    this.#file = undefined;
    this.#literal = undefined;
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    this.#left.append(chunk, from, to);
    if (this.#literal && this.#left.length - this.#literal.from > longestText) this.#tellLong(this.#literal);
    if (this.#left.length - this.#markBytes <= this.#limit) return;
    const field = this.#long;
    if (field === undefined) throw new Refusal("too_large", "The body is larger than this server takes.");
    throw new Refusal("too_large", `${field} must be at most ${inUnits(longestText)}; it is larger.`, { field });
  }

  #tellLong(literal: Literal): void {
    if (literal.isTold || literal.kind === "file") return;
    literal.isTold = true;
    const most = inUnits(longestText);
    if (literal.kind === "name") {
      this.#payloads.tell(this.#field(1), "maxLength", `must not have a field whose name is longer than ${most}`);
      return;
    }
    this.#long = this.#field();
    const files = this.#fields.map((steps) => steps.join(".")).join(", ");
    const rule = literal.mayBeFile
      ? `must be at most ${most}, or a data: URL in base64`
      : `must be at most ${most}; only a file in ${files} may be larger`;
    this.#payloads.tell(this.#long, "maxLength", rule);
  }

  /** The dotted path of where the reader stands, or of what is so many levels above it. */
  #field(above = 0): string {
    return this.#place
      .steps(this.#spelled)
      .slice(0, this.#place.depth - above)
      .join(".");
  }

  readonly #spelled = ({ from, to }: Span): string => {
    const text = this.#left.part(from, to).toString();
    return text.includes("\\") ? parsed(text) : text;
  };
}

/** A name whose escapes are none is told as it stands; the body is refused in any case. */
function parsed(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
