import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterAll, expect, test } from "vitest";
import { builtInAgreement, drawAgreement } from "./agreement.ts";
import { textOf } from "./reading.ts";
import { signedCopy } from "./signing.ts";
import { bomb } from "./tests/bomb.ts";
import { at, digest, idOf } from "./tests/pack.ts";
import { parsed } from "./tests/parsed.ts";

const hostile = await bomb();
const harmless = await drawAgreement({ title: "Harmless", paragraphs: ["It does no harm."] });
// Letters are loaded once, and are none of what is measured.
await builtInAgreement();

const children: { readonly exitCode: number | null; readonly signalCode: string | null }[] = [];
const note = (message: unknown) => void children.push((message as { process: (typeof children)[number] }).process);
subscribe("child_process", note);
afterAll(() => unsubscribe("child_process", note));

const textIn = (sandboxId: string, fileId: string, bytes: Uint8Array) =>
  textOf({ sandboxId, fileId, sha256: digest(bytes) }, async () => bytes);

const megabyte = 2 ** 20;
/** So that a busy machine has the time for what inflates to 600 MB. */
const patient = { timeout: 60_000 };

/** What comes of the work, and what it takes of this process. */
async function measured<T>(work: () => Promise<T>) {
  const before = process.memoryUsage.rss();
  let [used, longestMs, mostBytes] = [usedMs(), 0, before];
  // Of the processor's time, and not of the clock's: others may keep the machine busy.
  const look = () => {
    longestMs = Math.max(longestMs, usedMs() - used);
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    used = usedMs();
  };
  const looking = setInterval(look, 2);
  const done = await work();
  look();
  clearInterval(looking);
  return { done, heldMs: longestMs, megabytes: (mostBytes - before) / megabyte };
}

/** So long has this thread been busy so far. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function expectSpared({ heldMs, megabytes }: { readonly heldMs: number; readonly megabytes: number }): void {
  expect(heldMs).toBeLessThan(200);
  expect(megabytes).toBeLessThan(150);
  expect(children.length).toBeGreaterThan(0);
  expect(children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)).toEqual([]);
}

test("the text of a file that inflates to 600 MB is not shown, and nobody is held up", patient, async () => {
  const read = await measured(() => textIn("one", "bomb", hostile));
  expect(read.done).toEqual([]);
  expectSpared(read);
  const before = children.length;
  expect(await textIn("one", "bomb", hostile)).toEqual([]);
  expect(children).toHaveLength(before);
});

test("its signed copy is a cover with the file attached, and nobody is held up", patient, async () => {
  const signature = { role: "Borrower", name: "Anna", at: at(0).toISOString(), ip: null, sessionId: null };
  const signatures = [{ ...signature, transactionId: idOf(1) }];
  const signed = await measured(() => signedCopy(hostile, signatures, { sandboxId: "one" }));
  expectSpared(signed);
  const { pages, attachments } = await parsed(signed.done);
  expect(pages).toHaveLength(1);
  expect(digest(attachments.get("agreement.pdf") ?? Buffer.alloc(0))).toBe(digest(hostile));
});

test("the hostile files of one sandbox keep nobody waiting in another", patient, async () => {
  const order: string[] = [];
  const read = async (sandboxId: string, fileId: string, bytes: Uint8Array) => {
    const paragraphs = await textIn(sandboxId, fileId, bytes);
    order.push(fileId);
    return paragraphs;
  };
  const hostiles = ["first", "second"].map((fileId) => read("one", fileId, hostile));
  expect(await read("other", "harmless", harmless)).toEqual(["Harmless", "It does no harm.", "Harmless Page 1 of 1"]);
  expect(order).not.toContain("second");
  await Promise.all(hostiles);
});
