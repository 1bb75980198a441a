import type { Handler } from "../handler.ts";
import { put } from "../store/inboxes.ts";
import { enter } from "../store/sandboxes.ts";
import { behaviourFromWire, inboxToWire } from "../wire/inbox.ts";

export const putInbox: Handler<"putInbox"> = async ({ path, body }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const inbox = await put(ctx, path.name, behaviourFromWire(body?.behaviour));
  return { status: inbox.isNew ? 201 : 200, body: inboxToWire(inbox, engine.publicUrl) };
};
