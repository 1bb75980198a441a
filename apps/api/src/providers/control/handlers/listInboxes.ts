import { paged } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { type Inbox, list, positionOf } from "../store/inboxes.ts";
import { enter } from "../store/sandboxes.ts";
import { inboxToWire } from "../wire/inbox.ts";

export const listInboxes: Handler<"listInboxes"> = async ({ path, query }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const toWire = (inbox: Inbox) => inboxToWire(inbox, engine.publicUrl);
  return { status: 200, body: await paged(query, (page) => list(ctx, page), positionOf, toWire) };
};
