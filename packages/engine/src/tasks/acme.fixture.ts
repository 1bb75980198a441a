import { raw } from "@understudy/database";
import type { Context } from "../context.ts";
import { insertEvents } from "../events.ts";
import type { Call, TaskHandler, TaskHandlers } from "./task.ts";

/** What a handler of these tests does to be seen: an event. */
async function tell(ctx: Context, type: string, subject: string): Promise<void> {
  const events = insertEvents(ctx, raw("given"), [{ provider: "acme", type, subject, data: {} }]);
  await ctx.db.$executeRaw`WITH given AS (SELECT 1), told AS (${events}) SELECT FROM told`;
}

type Piece = (ctx: Context, subject: string) => void | Promise<void>;

/** A kind of task that does something and tells that it is done, subject by subject. */
export const doing = (piece: Piece = () => undefined, together = 64): TaskHandler => ({
  together,
  async run(ctx, subjects) {
    for (const subject of subjects) {
      await piece(ctx, subject);
      await tell(ctx, "done", subject);
    }
    return [];
  },
});

/** One provider with one kind of task, `work`. */
export const working = (handler: TaskHandler): { tasks: TaskHandlers } => ({ tasks: { acme: { work: handler } } });

/** A kind of task that asks at `url` and tells the status that it got. */
export const asking = (url: string | ((subject: string) => string), call: Partial<Call> = {}): TaskHandler => ({
  together: 1,
  asksOthers: true,
  async run(ctx, [subject = ""], others) {
    const { status } = await others.call({
      ...{ method: "POST", url: typeof url === "string" ? url : url(subject), headers: {} },
      ...{ body: JSON.stringify({ subject }), timeoutMs: 15_000, mostBytes: 1_000, ...call },
    });
    await tell(ctx, `got ${status}`, subject);
    return [];
  },
});
