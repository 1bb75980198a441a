import { isUuid } from "@understudy/domain";
import { finish } from "../../journeys/finishing.ts";
import { absentTransaction } from "../../store/transactions.ts";
import type { Handler } from "../handler.ts";
import { seenTransaction } from "../seeing.ts";

/** How long the answer waits for the evidence, in real milliseconds: a pack of large agreements may take longer. */
const patience = { withinMs: 20_000, askOthers: false };

export const finishTransaction: Handler<"finishTransaction"> = async ({ path, body }, ctx) => {
  const { transactionId: id } = path;
  if (!isUuid(id)) throw absentTransaction(id);
  const { outcome = "pass", role, values } = body ?? {};
  await finish(ctx, id, { outcome, role, document: values?.document, selfie: values?.selfie });
  await ctx.engine.settleTasks(ctx.sandbox.id, { ...patience, subject: id.toLowerCase() });
  return { status: 200, body: await seenTransaction(ctx, id) };
};
