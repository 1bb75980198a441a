import type { Context } from "@understudy/engine";
import * as agreeing from "../rules/journey/agreeing.ts";
import * as consenting from "../rules/journey/consenting.ts";
import { demandStep } from "../rules/journey/scene.ts";
import type { Scene } from "../rules/transaction.ts";
import { change } from "../store/transitions.ts";
import { type Doer, onTrigger } from "./verifying.ts";

/** Somebody goes on from the welcome page. */
export function consent(ctx: Context, { transactionId, role, visit }: Doer): Promise<Scene> {
  return change(ctx, transactionId, (scene) => consenting.consent(scene, role, visit, ctx.now));
}

/** A document is shown to somebody. */
export function presentDocument(
  ctx: Context,
  { transactionId, role, visit }: Doer,
  documentId: string,
): Promise<Scene> {
  return change(ctx, transactionId, (scene) => agreeing.present(scene, role, documentId, visit));
}

/** A document is taken along by somebody. */
export function downloadDocument(
  ctx: Context,
  { transactionId, role, visit }: Doer,
  documentId: string,
): Promise<Scene> {
  return change(ctx, transactionId, (scene) => agreeing.download(scene, role, documentId, visit));
}

export function acceptDocument(ctx: Context, { transactionId, role, visit }: Doer, documentId: string): Promise<Scene> {
  return change(ctx, transactionId, (scene) => agreeing.accept(scene, role, documentId, visit));
}

/** Signs all documents of a role. */
export function sign(ctx: Context, doer: Doer, name: string): Promise<Scene> {
  const { transactionId, role, visit } = doer;
  return change(ctx, transactionId, (scene) => {
    demandStep(scene, role, "signature");
    return onTrigger(scene, doer) ?? agreeing.sign(scene, role, name, visit, ctx.now);
  });
}
