import type { Handler } from "../handler.ts";
import { list } from "../store/events.ts";
import { enter } from "../store/sandboxes.ts";
import { cursorFromWire, cursorToWire, eventToWire } from "../wire.ts";

export const listEvents: Handler<"listEvents"> = async ({ path, query }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const { limit = 20, cursor, ...filter } = query;
  const page = await list(ctx, filter, limit + 1, cursorFromWire(cursor));
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  return {
    status: 200,
    body: {
      data: shown.map(eventToWire),
      next_cursor: page.length > limit && last ? cursorToWire(last.sequence) : null,
    },
  };
};
