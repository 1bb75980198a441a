import { isKnown } from "./catalogue.ts";
import { isLooselyFormed } from "./ids.ts";
import { type Find, isMissing, isRecord, within } from "./problems.ts";

/** Which events a workflow is for; all of its conditions must hold (providers/checkout.md 5.2). */
export type Condition = { readonly id: string } & Criterion;

/** A condition before it has an id. */
export type Criterion =
  | { readonly type: "event"; readonly events: Readonly<Record<string, readonly string[]>> }
  | { readonly type: "entity"; readonly entities: readonly string[] }
  | { readonly type: "processing_channel"; readonly processingChannels: readonly string[] };

/** A condition as a client gave it: anything may be wrong with it. */
export interface GivenCondition {
  readonly id: unknown;
  readonly type: unknown;
  readonly events: unknown;
  readonly entities: unknown;
  readonly processingChannels: unknown;
}

/** Undefined only where the type is none of the three; what else is wrong is noted too. */
export function readCondition(given: GivenCondition, place: string, find: Find): Criterion | undefined {
  switch (given.type) {
    case "event":
      return { type: "event", events: readEvents(given.events, within(place, "events"), find) };
    case "entity":
      return { type: "entity", entities: readIds("ent", "entities", given.entities, place, find) };
    case "processing_channel": {
      const ids = readIds("pc", "processing_channels", given.processingChannels, place, find);
      return { type: "processing_channel", processingChannels: ids };
    }
    default: {
      const message = "The type of a condition is event, entity or processing_channel.";
      find("condition_type_invalid", within(place, "type"), message);
      return undefined;
    }
  }
}

/** The types of each source come back in alphabetical order and once each (4.5). */
function readEvents(given: unknown, field: string, find: Find): Record<string, readonly string[]> {
  const sources = isRecord(given) ? Object.entries(given) : [];
  if (isMissing(given) || (isRecord(given) && sources.length === 0))
    find("events_required", field, "An event condition names at least one source and its event types.");
  else if (!isRecord(given)) find("events_invalid", field, "events is an object of sources and their event types.");
  return Object.fromEntries(
    sources.map(([source, types]) => {
      const known = Array.isArray(types) ? types.filter((type) => isKnown(source, type)) : [];
      if (!Array.isArray(types) || types.length === 0 || known.length < types.length)
        find("events_invalid", within(field, source), `Not all of these are event types of the source ${source}.`);
      return [source, [...new Set(known)].sort()];
    }),
  );
}

/** Ids that nobody here knows are fine: the official suites use entities and channels of other accounts (9.29). */
function readIds(
  prefix: string,
  name: "entities" | "processing_channels",
  given: unknown,
  place: string,
  find: Find,
): string[] {
  const field = within(place, name);
  const items = Array.isArray(given) ? given : [];
  const ids = items.filter((id) => isLooselyFormed(prefix, id));
  if (isMissing(given) || (Array.isArray(given) && items.length === 0))
    find(`${name}_required`, field, `${name} holds at least one id.`);
  else if (!Array.isArray(given) || ids.length < items.length)
    find(`${name}_invalid`, field, `${name} is a list of ids that begin with ${prefix}_.`);
  return ids;
}
