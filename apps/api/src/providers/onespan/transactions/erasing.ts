import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { daysAfter } from "../rules/days.ts";
import { mark, unmark } from "../rules/journey/erasing.ts";
import { isDropped } from "../store/dropped.ts";
import { erase } from "../store/erasing.ts";
import { inTransaction } from "../store/in-transaction.ts";
import { remark } from "../store/transitions.ts";

/** What became of one id of a request. */
export interface Marking {
  /** As it was sent. */
  readonly transactionId: string;
  readonly outcome: "accepted" | "malformed" | "unknown";
}

/** An id that is malformed or unknown keeps no other from being marked (providers/onespan.md 4.12). */
export function markForErasure(ctx: Context, ids: readonly string[], graceDays: number): Promise<readonly Marking[]> {
  const eraseAt = daysAfter(ctx.now, graceDays, "grace_period");
  return inTransaction(ctx, async (held) => {
    const marked = await remark(held, wellFormed(ids), (scene) => mark(scene, eraseAt));
    // They cannot be had back, so nothing is gained by keeping them until the day is over.
    if (graceDays === 0) await erase(held, marked);
    return markings(held, ids, marked);
  });
}

/** One that was not marked stays as it is, which is what was asked for. */
export function unmarkForErasure(ctx: Context, ids: readonly string[]): Promise<readonly Marking[]> {
  return inTransaction(ctx, async (held) => {
    const known = await remark(held, wellFormed(ids), (scene) =>
      scene.transaction.eraseAt ? unmark(scene) : undefined,
    );
    return markings(held, ids, known);
  });
}

/** Whatever the case of their letters, and however often each of them stands there. */
function wellFormed(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter(isUuid).map((id) => id.toLowerCase()))];
}

async function markings(ctx: Context, ids: readonly string[], found: readonly string[]): Promise<readonly Marking[]> {
  // Where none is there, the sandbox may be gone as well, and that is not to be told of each id.
  if (found.length === 0 && (await isDropped(ctx)))
    throw new Refusal("absent", `There is no sandbox ${ctx.sandbox.id}.`);
  const known = new Set(found);
  return ids.map((transactionId) => {
    const outcome = isUuid(transactionId)
      ? known.has(transactionId.toLowerCase())
        ? "accepted"
        : "unknown"
      : "malformed";
    return { transactionId, outcome };
  });
}
