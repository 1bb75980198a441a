import type { ToldEvent } from "@understudy/engine";

export function eventToWire({ id, provider, type, subject, data, facets, occurredAt }: ToldEvent) {
  return { id, at: occurredAt.toISOString(), provider, type, subject, data, facets };
}
