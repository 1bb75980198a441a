import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { placeIn } from "../rules/sfs.ts";
import type { Scene, TransactionDocument } from "../rules/transaction.ts";
import type { Verification } from "../rules/verification.ts";
import { type OpenFile, openFile } from "../store/files/files.ts";
import { tenantOf } from "../store/tenant/tenant.ts";
import { readScene } from "../store/transactions.ts";
import { readWhole } from "../store/whole.ts";
import type { Home } from "../wire/transaction.ts";

export async function homeOf(ctx: Context): Promise<Home> {
  const { publicUrl, sandbox } = ctx;
  return { publicUrl, sandbox, tenantId: (await tenantOf(ctx)).id };
}

/**
 * The evidence pack of a transaction that is complete. Throws a Refusal `absent`, and `wrong_state` before there is any
 * (OD-6).
 */
export async function readEvidence(ctx: Context, transactionId: string): Promise<OpenFile> {
  const { transaction } = await readScene(ctx, transactionId);
  const { status, evidenceFileId } = transaction;
  if (evidenceFileId !== null) return openFile(ctx, evidenceFileId);
  throw new Refusal("wrong_state", `There is evidence only of a completed transaction; ${transactionId} is ${status}.`);
}

/** An agreement: the signed copy once everybody has signed it. Throws a Refusal `absent`. */
export async function readDocument(ctx: Context, transactionId: string, documentId: string): Promise<OpenFile> {
  const { fileId, signed } = await findDocument(ctx, transactionId, documentId);
  return openFile(ctx, signed?.fileId ?? fileId);
}

/** Throws a Refusal `absent`. */
export async function findDocument(
  ctx: Context,
  transactionId: string,
  documentId: string,
): Promise<TransactionDocument> {
  const { documents } = await readScene(ctx, transactionId);
  const document = documents.find(({ id }) => id === documentId);
  if (document) return document;
  const known = documents.map(({ id }) => id).join(", ") || "none";
  throw new Refusal("absent", `The transaction ${transactionId} has no document ${documentId}; it has ${known}.`);
}

/**
 * The verification whose images may be had: a transaction's that is complete, and one that was passed. Throws a Refusal
 * `absent` where there is no such verification, and `wrong_state` where it has no images to be had (OD-6).
 */
export async function imagesOf(ctx: Context, transactionId: string, verificationId: string): Promise<Verification> {
  const { scene, verifications: all } = await readWhole(ctx, transactionId);
  const verification = all.find(({ id }) => id === verificationId.toLowerCase());
  if (!verification)
    throw new Refusal(
      "absent",
      `The transaction ${transactionId} has no verification ${verificationId}: it is the vhub_verification_id that is asked for.`,
    );
  demandShown(scene, verification);
  return verification;
}

/** The image that `imagesOf` has told of. */
export async function readImage(ctx: Context, url: string): Promise<OpenFile> {
  const place = placeIn(url);
  if (place?.of !== "transaction") throw unknownImage(url);
  const { transactionId, fileId } = place;
  const { scene, verifications: all } = await readWhole(ctx, transactionId);
  const verification = all.find(({ images }) => images.some((image) => image.fileId === fileId));
  if (!verification) throw unknownImage(url);
  demandShown(scene, verification);
  return openFile(ctx, fileId);
}

function demandShown(
  { transaction: { id, status } }: Scene,
  { id: verificationId, status: outcome }: Verification,
): void {
  if (status !== "completed")
    throw new Refusal("wrong_state", `There are images only of a completed transaction; ${id} is ${status}.`);
  if (outcome !== "SUCCESS")
    throw new Refusal(
      "wrong_state",
      `There are images only of a verification that is SUCCESS; ${verificationId} is ${outcome}.`,
    );
}

function unknownImage(url: string): Refusal {
  return new Refusal("absent", `There is no image at ${url}: take an address that verification-images has answered.`);
}
