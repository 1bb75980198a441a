import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";

/** What was read from a PDF. */
export interface PdfText {
  readonly pages: number;
  readonly paragraphs: readonly string[];
}

/** So many are remembered: people read the same agreements again and again. */
const mostRemembered = 32;
const remembered = new Map<string, Promise<PdfText | undefined>>();

/**
 * Reads a PDF; undefined for one that cannot be opened. Whatever was sent is opened in a thread of its own, with bounds of
 * memory and time, so that one that was made to do harm holds up nobody else.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText | undefined> {
  const digest = createHash("sha256").update(bytes).digest("base64");
  const known = remembered.get(digest);
  const reading = known ?? inTurn(() => readInThread(bytes));
  // A thread may have failed for want of time or memory, and have both at the next try.
  if (known === undefined) void reading.then((read) => read ?? remembered.delete(digest));
  // Put at the end again: the first one is the one that was not asked for longest.
  remembered.delete(digest);
  remembered.set(digest, reading);
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  return reading;
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time: together they could take all the memory there is. */
function inTurn<T>(read: () => Promise<T>): Promise<T> {
  const turn = last.then(read);
  last = turn;
  return turn;
}

const patienceMs = 15_000;
const memoryMb = 384;

/** Never rejects. */
function readInThread(bytes: Uint8Array): Promise<PdfText | undefined> {
  const { promise, resolve } = Promise.withResolvers<PdfText | undefined>();
  const worker = new Worker(new URL("./thread.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // What pdf.js has to say of a PDF is for nobody here.
    stdout: true,
    stderr: true,
  });
  const patience = setTimeout(() => void worker.terminate(), patienceMs);
  worker.once("message", resolve);
  worker.once("error", () => resolve(undefined));
  worker.once("exit", () => resolve(undefined));
  return promise.finally(() => {
    clearTimeout(patience);
    return worker.terminate();
  });
}
