import { paged } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";
import { list } from "../store/sent-messages.ts";
import { sentMessageToWire } from "../wire/message.ts";

export const listMessages: Handler<"listMessages"> = async ({ path, query }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const body = await paged(
    query,
    (page) => list(ctx, query, page),
    ({ sequence }) => sequence,
    sentMessageToWire,
  );
  return { status: 200, body };
};
