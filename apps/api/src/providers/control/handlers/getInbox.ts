import type { Context, Engine } from "@understudy/engine";
import { cursorToWire, pageFrom } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { get, type Inbox, markShown } from "../store/inboxes.ts";
import { count, list, type Selection, sequenceOf } from "../store/messages.ts";
import { enter } from "../store/sandboxes.ts";
import { inboxToWire, messageToWire } from "../wire/inbox.ts";
import { millisecondsFrom } from "../wire/wait.ts";

export const getInbox: Handler<"getInbox"> = async ({ path, query }, { engine, gone }) => {
  const ctx = await enter(engine, path.sandboxId);
  const left = gone();
  const waitMs = query.wait === undefined ? 0 : millisecondsFrom(query.wait, "query wait");
  const inbox = await get(ctx, path.name);
  const after = query.after === undefined ? undefined : await sequenceOf(ctx, path.name, query.after);
  const selection = { after, contains: query.contains };
  if (waitMs > 0) await wait(engine, ctx, inbox, { ms: waitMs, gone: left }, { ...selection, count: query.count });
  const { messages, next } = await list(ctx, path.name, selection, pageFrom(query));
  const isShown = query.contains === undefined && query.cursor === undefined && !left.aborted;
  if (isShown) await markShown(ctx, inbox, messages[0]?.sequence);
  return {
    status: 200,
    body: {
      ...inboxToWire(inbox, engine.publicUrl),
      data: messages.map(messageToWire),
      next_cursor: cursorToWire(next),
    },
  };
};

/** Until there are as many as asked for; where nothing is asked, until there is one that nobody has seen. */
async function wait(
  engine: Engine,
  ctx: Context,
  { sandboxId, name, shown }: Inbox,
  patience: { readonly ms: number; readonly gone: AbortSignal },
  { after, contains, count: wanted }: Selection & { readonly count: number | undefined },
): Promise<void> {
  const isAnyNew = after === undefined && contains === undefined && wanted === undefined;
  const awaited = { after: isAnyNew ? shown : after, contains };
  const enough = wanted ?? 1;
  const isThere = async () => (await count(ctx, name, awaited, enough)) >= enough;
  await engine.arrivals.until({ sandboxId, name }, patience, isThere);
}
