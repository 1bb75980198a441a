import { Refusal } from "@understudy/domain";
import type { Problem } from "../provider.ts";
import { Cutter } from "./cutter.ts";
import { Payloads } from "./payloads.ts";
import type { InlineFiles } from "./rules.ts";
import { inUnits } from "./size.ts";
import { Spool, type Spooled } from "./spool.ts";

/** A body in JSON without the files that were written in it. Whoever has it closes it. */
export interface WithoutFiles {
  readonly value: unknown;
  /** By the dotted path of the field. */
  readonly files: ReadonlyMap<string, Spooled>;
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

/**
 * Reads a body in JSON whose files are texts; the rest of it, of which `parse` makes a value, may have `limit` bytes.
 * Throws Refusal `too_large`, and what `source` and `parse` throw.
 */
export async function withoutFiles(
  source: AsyncIterable<Buffer>,
  rules: InlineFiles,
  limit: number,
  parse: (rest: Buffer) => unknown,
): Promise<WithoutFiles> {
  return spooling(async (spool) => {
    const payloads = new Payloads(spool, rules);
    const cutter = new Cutter(rules.fields, limit, payloads);
    await each(source, spool, (chunk) => cutter.push(chunk));
    const value = parse(cutter.left);
    const files = payloads.takenFrom(value);
    await spool.settle();
    return { value, files, problems: payloads.problems, close: () => spool.close() };
  });
}

/** Keeps all that comes; whoever has it closes it. Throws Refusal `too_large`, and what `source` throws. */
export async function whole(
  source: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ readonly file: Spooled; close(): Promise<void> }> {
  return spooling(async (spool) => {
    await each(source, spool, (chunk) => {
      if (spool.size + chunk.length > maxBytes) throw tooLarge(maxBytes);
      spool.append(chunk);
    });
    await spool.settle();
    return { file: spool.part(), close: () => spool.close() };
  });
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal("too_large", `The body must be at most ${inUnits(maxBytes)}; it is larger.`);
}

async function each(source: AsyncIterable<Buffer>, spool: Spool, take: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of source) {
    try {
      take(chunk);
      await spool.flush();
    } catch (error) {
      // A source that is left may take its time to end, for which nothing need be kept.
      await spool.close();
      throw error;
    }
  }
}

async function spooling<Result>(work: (spool: Spool) => Promise<Result>): Promise<Result> {
  const spool = new Spool();
  try {
    return await work(spool);
  } catch (error) {
    await spool.close();
    throw error;
  }
}
