import type { components } from "@understudy/contracts/checkout";
import type { Described, EventSource } from "../rules/catalogue.ts";

type Schemas = components["schemas"];

export function sourceToWire({ events, ...source }: EventSource): Schemas["EventSource"] {
  return { ...describedToWire(source), events: events.map(describedToWire) };
}

function describedToWire({ id, displayName, description }: Described): Schemas["EventType"] {
  return { id, display_name: displayName, description };
}
