import type { TimerHandler } from "@understudy/engine";
import { advance } from "./rules/advancing.ts";
import { expire, remind } from "./rules/journey.ts";
import { businessOf } from "./store/business.ts";
import { change as changeTransaction } from "./store/transactions.ts";
import { change as changeWorkflow } from "./store/transitions.ts";

/** Whoever ends a workflow or a transaction takes its timers along: one that runs finds what it was set for. */
export const timers = {
  async expire_workflow(ctx, id) {
    await changeWorkflow(ctx, id, (scene) => expire(scene, ctx.now));
  },
  async remind_customer(ctx, id) {
    const { reminderIntervalHours } = await businessOf(ctx);
    await changeWorkflow(ctx, id, (scene) => remind(scene, reminderIntervalHours, ctx.now));
  },
  async advance_transaction(ctx, id) {
    await changeTransaction(ctx, id, (transaction, sides) => advance(transaction, sides, ctx.now));
  },
} satisfies Readonly<Record<string, TimerHandler>>;
