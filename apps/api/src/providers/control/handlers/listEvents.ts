import { paged } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { list } from "../store/events.ts";
import { enter } from "../store/sandboxes.ts";
import { eventToWire } from "../wire/event.ts";

export const listEvents: Handler<"listEvents"> = async ({ path, query }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const body = await paged(
    query,
    (page) => list(ctx, query, page),
    ({ sequence }) => sequence,
    eventToWire,
  );
  return { status: 200, body };
};
