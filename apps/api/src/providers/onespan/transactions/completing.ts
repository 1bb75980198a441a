import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { writeEvidence } from "../papers/evidence/write-evidence.ts";
import { signedCopy } from "../papers/signing.ts";
import { documentsOf } from "../rules/journey/agreeing.ts";
import { auditTrailError, breakDown, complete, type Made } from "../rules/journey/ending.ts";
import { triggerOf } from "../rules/test-values.ts";
import type { Scene, TransactionDocument } from "../rules/transaction.ts";
import { eventsOf } from "../store/events.ts";
import { readFile, type StoredFile, writeFile } from "../store/files/files.ts";
import { inTransaction } from "../store/in-transaction.ts";
import { sessionsOf } from "../store/sessions.ts";
import { tenantOf } from "../store/tenant/tenant.ts";
import { findScene } from "../store/transactions.ts";
import { change } from "../store/transitions.ts";
import { verificationsOf } from "../store/verifications.ts";

/** Every agreement that does harm may take its 10 s (papers/confined); a task has 120 s in all. */
const longestMs = 110_000;

/**
 * What follows once everybody is done: signed copies and the evidence pack are put together, and the transaction is
 * complete. Nobody waits for its row meanwhile: what was made belongs to nothing until the transaction takes it, and is
 * undone where that is gone, or is further already. What fails is tried again, as any task is.
 */
export async function completeTransaction(ctx: Context, id: string): Promise<void> {
  const scene = await findScene(ctx, id);
  if (scene?.transaction.status !== "post_processing") return;
  if (scene.transaction.users.some((user) => triggerOf(user) === "audit_trail_error"))
    return void (await unlessGone(ctx, id, () => change(ctx, id, (held) => breakDown(held, auditTrailError))));
  await unlessGone(ctx, id, () =>
    inTransaction(
      ctx,
      async (held) => {
        const made = await putTogether(held, scene);
        await change(held, id, (current) => {
          if (current.transaction.status !== "post_processing") throw gone(id);
          return complete(current, made, ctx.now);
        });
      },
      longestMs,
    ),
  );
}

/** A transaction that is not there any more has nothing left to be done; one that still waits for its evidence has. */
async function unlessGone(ctx: Context, id: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isAbsent = error instanceof Refusal && error.code === "absent";
    if (!isAbsent || (await findScene(ctx, id))?.transaction.status === "post_processing") throw error;
  }
}

function gone(id: string): Refusal {
  return new Refusal("absent", `The transaction ${id} is not the one any more that was being completed.`);
}

async function putTogether(ctx: Context, scene: Scene): Promise<Made> {
  const documents: TransactionDocument[] = [];
  for (const document of scene.documents) documents.push(await signed(ctx, scene, document));
  const { id } = scene.transaction;
  const pack = {
    ...{ ...scene, documents, generatedAt: ctx.now, tenantId: (await tenantOf(ctx)).id },
    events: await eventsOf(ctx, id),
    sessions: await sessionsOf(ctx, id),
    verifications: await verificationsOf(ctx, id),
    read: async (fileId: string) => (await readFile(ctx, fileId)).bytes,
  };
  const { id: evidenceFileId } = await keepPdf(ctx, "Evidence pack", writeEvidence(pack));
  return { documents, evidenceFileId };
}

/** With a copy that shows who has signed it; as it is where nobody has. */
async function signed(ctx: Context, scene: Scene, document: TransactionDocument): Promise<TransactionDocument> {
  const { id: transactionId, lenderSignedAt } = scene.transaction;
  const signatures = scene.participants.flatMap(({ role, signature }) =>
    signature && documentsOf(scene, role).some(({ id }) => id === document.id)
      ? [{ ...signature, role, transactionId }]
      : [],
  );
  if (signatures.length === 0) return document;
  const lender = { role: "lender", name: "The lender", transactionId, sessionId: null, ip: null };
  if (lenderSignedAt) signatures.push({ ...lender, at: lenderSignedAt.toISOString() });
  const { bytes } = await readFile(ctx, document.fileId);
  const copy = await keepPdf(ctx, `${document.title} (signed)`, [
    await signedCopy(bytes, signatures, { sandboxId: ctx.sandbox.id }),
  ]);
  const { id: fileId, size, sha256 } = copy;
  return { ...document, signed: { fileId, size, sha256 } };
}

function keepPdf(
  ctx: Context,
  name: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredFile> {
  return writeFile(ctx, { name, mediaType: "application/pdf", transactionId: null }, bytes);
}
