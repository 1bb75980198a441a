import type { TaskHandlers } from "@understudy/engine";
import { completeTransaction } from "./transactions/completing.ts";

/** What is done at once, whatever the clock says. */
export const tasks = {
  complete_transaction: {
    together: 1,
    async run(ctx, ids) {
      for (const id of ids) await completeTransaction(ctx, id);
      return [];
    },
  },
} satisfies TaskHandlers[string];
