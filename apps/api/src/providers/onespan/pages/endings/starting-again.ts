import { Refusal } from "@understudy/domain";
import { verifyToken } from "../../access/verify.ts";
import { tenantOf } from "../../store/tenant/tenant.ts";
import { accessUrl } from "../../wire/token.ts";
import type { Occasion } from "../occasion.ts";

/** Where the person begins another session; null where none of the role's tokens is good any more. */
export async function startAddress({ ctx, scene, participant }: Occasion): Promise<string | null> {
  const { transaction } = scene;
  const { signingKey } = await tenantOf(ctx);
  const tokens = transaction.tokens.filter(({ role }) => role === participant.role).toReversed();
  for (const { token } of tokens)
    if (await isGood(token, signingKey, ctx.now)) return accessUrl(token, transaction, ctx);
  return null;
}

async function isGood(token: string, signingKey: string, now: Date): Promise<boolean> {
  try {
    await verifyToken(token, signingKey, now);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
