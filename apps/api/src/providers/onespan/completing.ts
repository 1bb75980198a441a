import type { Context } from "@understudy/engine";
import { writeEvidence } from "./papers/evidence/write-evidence.ts";
import { signedCopy } from "./papers/signing.ts";
import { documentsOf } from "./rules/journey/agreeing.ts";
import { auditTrailError, breakDown, complete } from "./rules/journey/ending.ts";
import type { Scene, TransactionDocument } from "./rules/transaction.ts";
import { eventsOf } from "./store/events.ts";
import { readFile, writeFile } from "./store/files.ts";
import { inTransaction } from "./store/in-transaction.ts";
import { sessionsOf } from "./store/sessions.ts";
import { tenantOf } from "./store/tenant.ts";
import { change } from "./store/transitions.ts";
import { verificationsOf } from "./store/verifications.ts";

/** The name under which a transaction's evidence pack is kept among its files. */
export const evidenceName = "evidence";

/**
 * What follows once everybody is done: the signed copies and the evidence pack are put together, and the transaction is
 * complete. Where that cannot be done it ends in an error. Nothing is done to one that is further already; one that is
 * gone has nothing left to be done.
 */
export async function completeTransaction(ctx: Context, id: string): Promise<void> {
  await change(ctx, id, async (scene, held) => {
    if (scene.transaction.status !== "post_processing") return undefined;
    const documents = await inTransaction(held, (within) => putTogether(within, scene)).catch(() => undefined);
    return documents ? complete(scene, documents, ctx.now) : breakDown(scene, auditTrailError);
  });
}

async function putTogether(ctx: Context, scene: Scene): Promise<readonly TransactionDocument[]> {
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
  const file = { name: evidenceName, mediaType: "application/pdf", transactionId: id };
  await writeFile(ctx, file, writeEvidence(pack));
  return documents;
}

/** With a copy that shows who has signed it; as it is where nobody has. */
async function signed(ctx: Context, scene: Scene, document: TransactionDocument): Promise<TransactionDocument> {
  const { id: transactionId } = scene.transaction;
  const signatures = scene.participants.flatMap(({ role, signature }) =>
    signature && documentsOf(scene, role).includes(document) ? [{ ...signature, role, transactionId }] : [],
  );
  if (signatures.length === 0) return document;
  const { lenderSignedAt } = scene.transaction;
  const lender = { role: "lender", name: "The lender", transactionId, sessionId: null, ip: null };
  if (lenderSignedAt) signatures.push({ ...lender, at: lenderSignedAt.toISOString() });
  const { bytes } = await readFile(ctx, document.fileId);
  const copy = await signedCopy(bytes, signatures);
  const name = `${document.title} (signed)`;
  const {
    id: fileId,
    size,
    sha256,
  } = await writeFile(ctx, { name, mediaType: "application/pdf", transactionId }, [copy]);
  return { ...document, signed: { fileId, size, sha256 } };
}
