import type { Handler } from "../handler.ts";
import { get } from "../store/events.ts";
import { enter } from "../store/sandboxes.ts";
import { eventToWire } from "../wire/event.ts";

export const getEvent: Handler<"getEvent"> = async ({ path }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  return { status: 200, body: eventToWire(await get(ctx, path.eventId)) };
};
