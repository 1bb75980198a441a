import { LRUCache } from "lru-cache";
import { accountAgreement } from "./account-agreement.ts";
import { builtInDigest, saidBy } from "./agreement.ts";
import { confined } from "./confined/confined.ts";

/** A PDF that is kept: the bytes of a file never change. */
export interface KeptPdf {
  readonly sandboxId: string;
  readonly fileId: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

type Paragraphs = readonly string[];

/**
 * People go back and forth between the same agreements. What is no longer looked at goes by itself, and with it what is
 * left of a sandbox or a transaction that is gone.
 */
const known = new LRUCache<string, Promise<Paragraphs>>({ max: 32, ttl: 300_000, ttlAutopurge: true });

/**
 * What a PDF says, a paragraph each; nothing for one that holds no text or cannot be opened. Its bytes are asked for where
 * that is not known yet, when there is a process that can read them.
 */
export async function textOf(pdf: KeptPdf, bring: () => Promise<Uint8Array>): Promise<Paragraphs> {
  if (pdf.sha256 === (await builtInDigest())) return saidBy(accountAgreement);
  const key = `${pdf.sandboxId}/${pdf.fileId}`;
  const reading = known.get(key);
  if (reading) return reading;
  const begun = read(pdf.sandboxId, bring);
  known.set(key, begun);
  // What kept the bytes from coming says nothing of what they hold.
  begun.catch(() => known.delete(key));
  return begun;
}

const reader = new URL("./text/reader.ts", import.meta.url);

async function read(sandboxId: string, bring: () => Promise<Uint8Array>): Promise<Paragraphs> {
  const paragraphs = await confined(sandboxId, reader, async (ask) => ask(await bring()));
  return (paragraphs as Paragraphs | undefined) ?? [];
}
