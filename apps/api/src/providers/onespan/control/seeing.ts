import { isUuid } from "@understudy/domain";
import type { ControlContext } from "../../../provider.ts";
import { sessionsOf } from "../store/sessions.ts";
import { absentTransaction, getScene } from "../store/transactions.ts";
import { controlTransactionToWire } from "./wire/transaction.ts";

/** A transaction as the control API shows it. Throws a Refusal `absent`. */
export async function seenTransaction(ctx: ControlContext, id: string) {
  if (!isUuid(id)) throw absentTransaction(id);
  const [scene, sessions] = await Promise.all([getScene(ctx, id), sessionsOf(ctx, id)]);
  return controlTransactionToWire(ctx, scene, sessions);
}
