import type { components } from "@understudy/contracts/checkout-control";
import type { Emission } from "../../rules/emission.ts";
import type { NewEvent } from "../../rules/event.ts";

type Schemas = components["schemas"];

export function emissionFromWire(given: Schemas["NewEvent"]): Emission {
  const { source, type, data, subject_ids: subjectIds, entity_id: entityId } = given;
  return { source, type, data, subjectIds, entityId, processingChannelId: given.processing_channel_id };
}

export function emittedToWire(event: NewEvent, at: Date): Schemas["EmittedEvent"] {
  return {
    id: event.id,
    at: at.toISOString(),
    source: event.source,
    type: event.type,
    version: event.version,
    subject_ids: [...event.subjects],
    entity_id: event.entityId,
    processing_channel_id: event.processingChannelId ?? null,
    data: event.data,
  };
}
