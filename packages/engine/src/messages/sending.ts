import type { TaskHandler, TaskHandlers } from "../tasks/task.ts";
import type { Gateway } from "./gateway.ts";
import { Promptness } from "./promptness.ts";

/** Real milliseconds within which a gateway must answer. */
const timeoutMs = 10_000;

/** How much of a gateway's answer is read. */
const mostBytes = 16_384;

/** How many messages of one process are on their way at once. */
const atOnce = 8;

/** Two and a half minutes in all: a gateway that has not come back by then is not soon coming back. */
const defaultPausesMs = [1_000, 5_000, 25_000, 125_000];

interface Log {
  warn(details: object, message: string): void;
}

/**
 * The tasks that bring queued messages to the gateway. They are written by a trigger of the message's table. A message
 * whose process dies while the gateway is asked is offered again: it may arrive twice, and is never lost.
 */
export function messageTasks(gateway: Gateway, log: Log): TaskHandlers {
  const promptness = new Promptness();
  const { pausesMs = defaultPausesMs } = gateway;
  const handler: TaskHandler = {
    together: 1,
    asksOthers: true,
    atOnce,
    isAwaited: () => promptness.isPrompt,
    async run(ctx, [id = ""], others) {
      const mine = { id, sandboxId: ctx.sandbox.id, status: "queued" };
      const message = await ctx.db.message.findFirst({ where: mine });
      if (!message) return [];
      const call = { ...gateway.request(message), timeoutMs, mostBytes };
      const outcome = await promptness.measure(() => others.call(call));
      const verdict = gateway.judge(outcome);
      const attempts = message.attempts + 1;
      const inMs = verdict.kind === "unavailable" ? pausesMs[message.attempts] : undefined;
      const error = verdict.kind === "taken" ? null : verdict.reason;
      const status = verdict.kind === "taken" ? "sent" : inMs === undefined ? "failed" : "queued";
      // None where the sandbox was dropped meanwhile.
      await ctx.db.message.updateMany({ where: mine, data: { status, error, attempts } });
      // The gateway's own words may name the phone or repeat the message: they stay with the message.
      if (status === "failed" && verdict.kind !== "taken") {
        const { status: answered, error: cause } = outcome;
        const details = { sandboxId: mine.sandboxId, messageId: id, attempts, answered, code: verdict.code, cause };
        log.warn(details, "a message could not be sent");
      }
      return inMs === undefined ? [] : [{ subject: id, inMs }];
    },
  };
  return { platform: { send_message: handler } };
}
