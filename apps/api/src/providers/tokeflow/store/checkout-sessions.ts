import type { TokeflowCheckoutSessionModel } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";

export type CheckoutSession = TokeflowCheckoutSessionModel;

/** A completed session of the merchant, to be charged before it expires. */
export async function load(ctx: Context, id: string, merchantId: string | undefined): Promise<CheckoutSession> {
  const where = { sandboxId: ctx.sandbox.id, id, merchantId };
  const session = await ctx.db.tokeflowCheckoutSession.findFirst({ where });
  if (!session) throw new Refusal("invalid", `There is no checkout session ${id}.`, { field: "checkout_session_id" });
  if (session.expiresAt && ctx.now >= session.expiresAt)
    throw new Refusal("invalid", `The checkout session ${id} has expired.`, { field: "checkout_session_id" });
  return session;
}

/** Writes a session that its customer has completed just now. */
export async function create(
  ctx: Context,
  session: Omit<CheckoutSession, "sandboxId" | "id" | "completedAt">,
): Promise<CheckoutSession> {
  return ctx.db.tokeflowCheckoutSession.create({
    data: { ...session, sandboxId: ctx.sandbox.id, id: ctx.newId("cks"), completedAt: ctx.now },
  });
}
