import type { Handler } from "../handler.ts";
import { eventSources } from "../rules/catalogue.ts";
import { sourceToWire } from "../wire/event-types.ts";

export const getEventTypes: Handler<"getEventTypes"> = async () => {
  return { status: 200, body: eventSources().map(sourceToWire) };
};
