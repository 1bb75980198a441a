import { randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import { mostProblems } from "../problems.ts";
import type { Problem } from "../provider.ts";
import { Base64 } from "./base64.ts";
import { headOf } from "./data-url.ts";
import { fieldsAt } from "./fields-at.ts";
import type { InlineFiles } from "./rules.ts";
import { inUnits } from "./size.ts";
import type { Spool, Spooled } from "./spool.ts";

/** A file that is written as a text. */
export interface Payload {
  /** What stands for it in the text that is left; nobody could have guessed it. */
  readonly mark: string;
  /** Takes a piece of its base64, as it stands in the JSON. Throws Refusal `too_large`. */
  write(piece: Uint8Array): void;
  end(): void;
}

interface Kept {
  readonly field: string;
  readonly from: number;
  size: number;
}

/** The files that stood in the texts of a body: their bytes, their limits, and what is wrong with them. */
export class Payloads {
  readonly problems: Problem[] = [];
  readonly #spool: Spool;
  readonly #rules: InlineFiles;
  readonly #nonce = `${randomUUID()}:`;
  readonly #kept: Kept[] = [];
  #total = 0;

  constructor(spool: Spool, rules: InlineFiles) {
    this.#spool = spool;
    this.#rules = rules;
  }

  tell(field: string, rule: string, message: string): void {
    if (this.problems.length < mostProblems) this.problems.push({ in: "body", field, rule, message });
  }

  begin(field: string): Payload {
    const kept: Kept = { field, from: this.#spool.size, size: 0 };
    const mark = `${this.#nonce}${this.#kept.push(kept) - 1}`;
    const base64 = new Base64();
    let isBroken = false;
    const fail = () => {
      if (!isBroken) this.tell(field, "contentEncoding", notBase64);
      isBroken = true;
    };
    return {
      mark,
      write: (piece) => {
        const before = this.#spool.size;
        this.#spool.fill(Base64.most(piece.length), (target, start) => base64.decode(piece, target, start));
        // What is broken is not kept, yet has no right to come without end.
        this.#count(kept, base64.isBroken ? Math.floor((piece.length * 3) / 4) : this.#spool.size - before);
        if (base64.isBroken) fail();
      },
      end: () => {
        if (!base64.isWhole) fail();
      },
    };
  }

  /** The files by the fields in which they stood. In the body each leaves its text up to the comma. */
  takenFrom(body: unknown): Map<string, Spooled> {
    const files = new Map<string, Spooled>();
    for (const { holder, key, field } of this.#rules.fields.flatMap((pattern) => fieldsAt(body, pattern))) {
      const text = holder[key];
      const taken = typeof text !== "string" || files.has(field) ? undefined : this.#taken(field, text);
      if (!taken) continue;
      holder[key] = taken.head;
      files.set(field, taken.file);
    }
    return files;
  }

  #taken(field: string, text: string): { head: string; file: Spooled } | undefined {
    const at = text.indexOf(this.#nonce);
    if (at >= 0) return { head: text.slice(0, at), file: this.#file(text.slice(at)) };
    // Where a text's beginning is spelled so that it was not known when it came, the whole of it is here.
    const head = headOf(text);
    if (head === undefined) return undefined;
    const payload = this.begin(field);
    payload.write(Buffer.from(JSON.stringify(text.slice(head.length)).slice(1, -1)));
    payload.end();
    return { head, file: this.#file(payload.mark) };
  }

  #file(mark: string): Spooled {
    const kept = this.#kept[Number(mark.slice(this.#nonce.length))];
    if (!kept) throw new Error("a mark stands for no file");
    return this.#spool.part(kept.from, kept.size);
  }

  #count(kept: Kept, bytes: number): void {
    const { maxBytes, maxTotalBytes } = this.#rules;
    const { field } = kept;
    kept.size += bytes;
    this.#total += bytes;
    if (kept.size > maxBytes) {
      throw new Refusal("too_large", `${field} must be at most ${inUnits(maxBytes)}; it is larger.`, { field });
    }
    if (this.#total > maxTotalBytes) {
      const most = `All files together must be at most ${inUnits(maxTotalBytes)}`;
      throw new Refusal("too_large", `${most}; with ${field} they are larger.`, { field });
    }
  }
}

const notBase64 = "must be base64 after its comma: letters, digits, + and /, with = at the end where bytes are missing";
