import { Refusal } from "@understudy/domain";
import type { Context, Emission, EventSpec } from "@understudy/engine";
import { meansOf } from "./means.ts";
import { eventKinds, isKnown } from "./rules/catalogue.ts";
import { emit as emitAsSaid } from "./rules/emission.ts";
import type { Data } from "./rules/event.ts";
import { isRecord } from "./rules/problems.ts";
import { specOf, write } from "./store/events.ts";

/**
 * The platform's own way to make an event happen, for every type of the catalogue. It is written here, together with
 * all that is written beside it. This provider's own `emitEvent` of the control API can say more.
 */
export async function emit(ctx: Context, given: Emission): Promise<EventSpec & { readonly id: string }> {
  const { type, subject, data, facets = {} } = given;
  const { source_type, entity: entityId, processing_channel: processingChannelId, ...others } = facets;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw unknownFacet(unknown);
  const emission = { source: sourceOf(type, source_type), type, data: dataOf(data), entityId, processingChannelId };
  const event = emitAsSaid(
    { ...emission, ...(subject !== undefined && { subjectIds: [subject] }) },
    await meansOf(ctx),
  );
  await write(ctx, [event]);
  return specOf(event);
}

/** Several sources have types of one name: the facet tells which is meant, else it is the catalogue's first. */
function sourceOf(type: string, sourceType: string | undefined): string {
  const known = eventKinds().find((kind) => kind.type === type);
  if (!known)
    throw new Refusal("invalid", `type must be one that getEventTypes lists: ${type} is none.`, { field: "type" });
  if (sourceType === undefined) return known.source;
  const [source = ""] = sourceType.split(".", 1);
  if (isKnown(source, type) && sourceType === `${source}.${type}`) return source;
  const message = `facets.source_type must be a source of ${type} and the type: ${known.source}.${type}.`;
  throw new Refusal("invalid", message, { field: "facets.source_type" });
}

function dataOf(data: unknown): Data | undefined {
  if (data === undefined) return undefined;
  if (isRecord(data) && Object.keys(data).length > 0) return data;
  const message = "data must be an object that is not empty: that is what every event of this provider tells of.";
  throw new Refusal("invalid", message, { field: "data" });
}

function unknownFacet(name: string): Refusal {
  const message = `facets can hold source_type, entity and processing_channel: leave ${name} out.`;
  return new Refusal("invalid", message, { field: `facets.${name}` });
}
