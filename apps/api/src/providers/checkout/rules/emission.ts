import { Refusal } from "@understudy/domain";
import { type EventKind, kindOf } from "./catalogue.ts";
import { type Data, type NewEvent, newEvent } from "./event.ts";
import { isSubjectId } from "./ids.ts";
import type { Means } from "./means.ts";
import { demand, type Find, isRecord, within } from "./problems.ts";
import { sampleOf } from "./sample-data.ts";
import type { Workflow } from "./workflow.ts";

/** An event that is to happen because somebody says so. */
export interface Emission {
  readonly source: string;
  readonly type: string;
  readonly data?: Data | undefined;
  readonly subjectIds?: readonly string[] | undefined;
  readonly entityId?: string | undefined;
  readonly processingChannelId?: string | undefined;
}

/**
 * What is not said is made up, and fits what is: sample data are about the subjects and the entity that were named, and
 * subjects are those that the data name, as far as a sample of this kind would be about such.
 */
export function emit(emission: Emission, means: Means): NewEvent {
  const { source, type, data, subjectIds = [], entityId, processingChannelId } = emission;
  const kind = kindOf(source, type);
  if (!kind) {
    const message = `The catalogue has no ${type} of the source ${source}.`;
    throw new Refusal("invalid", message, { field: "type", codes: ["event_types_invalid"] });
  }
  const { account } = means;
  const named = subjectIds.length > 0 ? subjectIds : Object.values(data ?? {}).filter(isSubjectId);
  const sample = sampleOf(kind, {
    ...means,
    newId: (prefix) => named.find((id) => id.startsWith(`${prefix}_`)) ?? means.newId(prefix),
    account: {
      clientId: account.clientId,
      entityId: entityId ?? account.entityId,
      processingChannelId: processingChannelId ?? account.processingChannelId,
    },
  });
  const subjects = subjectIds.length > 0 ? subjectIds : sample.subjects;
  return newEvent(kind, { data: data ?? sample.data, subjects, entityId, processingChannelId }, means);
}

/**
 * One made-up event for each type that a test names. Its own event condition must hold the type, or nothing could come
 * of it; a workflow without one takes every type (providers/checkout.md 9.11).
 */
export function testEvents(workflow: Workflow, eventTypes: unknown, means: Means): readonly NewEvent[] {
  const kinds = demand((find) => readTypes(workflow, eventTypes, find));
  return kinds.map((kind) => newEvent(kind, sampleOf(kind, means), means));
}

/** A flat list of types, as older documents have it, is refused: it does not tell whose types they are (7.50, 9.10). */
function readTypes(workflow: Workflow, given: unknown, find: Find): readonly EventKind[] {
  const condition = workflow.conditions.find(({ type }) => type === "event");
  const own = condition?.type === "event" ? condition.events : undefined;
  const sources = isRecord(given) ? Object.entries(given) : [];
  const message = "event_types is an object of sources and some of the event types that the workflow is for.";
  if (sources.length === 0) find("event_types_invalid", "event_types", message);
  return sources.flatMap(([source, types]) => {
    const items = [...new Set<unknown>(Array.isArray(types) ? types : [])];
    const kinds = items.flatMap((type) => {
      if (typeof type !== "string" || (own && !ofSource(own, source).includes(type))) return [];
      return kindOf(source, type) ?? [];
    });
    if (items.length === 0 || kinds.length < items.length)
      find("event_types_invalid", within("event_types", source), message);
    return kinds;
  });
}

function ofSource(events: Readonly<Record<string, readonly string[]>>, source: string): readonly string[] {
  return Object.hasOwn(events, source) ? (events[source] ?? []) : [];
}
