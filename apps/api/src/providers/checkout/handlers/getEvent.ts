import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { get } from "../store/events.ts";
import { eventToWire } from "../wire/event.ts";

export const getEvent: Handler<"getEvent"> = async ({ path }, ctx) => {
  const event = await get(ctx, path.eventId);
  return { status: 200, body: eventToWire(event, baseUrlOf(ctx)) };
};
