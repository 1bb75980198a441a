import { type EventKind, hasProcessingChannel, versionOf } from "./catalogue.ts";
import type { Means } from "./means.ts";

/** An event's own JSON, in the provider's spelling: it is kept and sent as it is. */
export type Data = Readonly<Record<string, unknown>>;

/** Something that happened, before it is written down. */
export type NewEvent = EventKind & {
  readonly id: string;
  /** Of the schema of its data. */
  readonly version: string;
  readonly data: Data;
  /** Whom it is about, the foremost first: a dispute's event is its payment's as well (providers/checkout.md 9.24). */
  readonly subjects: readonly string[];
  readonly entityId: string;
  /** Absent where no channel was part of what happened. */
  readonly processingChannelId?: string | undefined;
  /** Where the account's API was reached when it happened: what the links of its webhooks begin with. */
  readonly baseUrl: string;
  /** When webhooks may tell of it, if not at once. */
  readonly deliverAt?: Date | undefined;
};

/** What an event is about, as far as it is not the account's own default. */
export interface About {
  readonly data: Data;
  readonly subjects: readonly string[];
  readonly entityId?: string | undefined;
  readonly processingChannelId?: string | undefined;
}

/** An event of the account's default entity and channel, unless it is said whose it is. */
export function newEvent(kind: EventKind, about: About, means: Means): NewEvent {
  const { entityId, processingChannelId } = means.account;
  const channel = about.processingChannelId ?? (hasProcessingChannel(kind.source) ? processingChannelId : undefined);
  return {
    ...kind,
    id: means.newId("evt"),
    version: versionOf(kind.source),
    data: about.data,
    subjects: about.subjects,
    entityId: about.entityId ?? entityId,
    baseUrl: means.baseUrl,
    ...(channel !== undefined && { processingChannelId: channel }),
  };
}

/** What conditions choose by (5.2), and the version and the address, which a webhook shows. */
export function facetsOf(event: NewEvent): Readonly<Record<string, string>> {
  return {
    source_type: `${event.source}.${event.type}`,
    version: event.version,
    base_url: event.baseUrl,
    entity: event.entityId,
    ...(event.processingChannelId !== undefined && { processing_channel: event.processingChannelId }),
  };
}

const linked = { pay: ["payment", "/payments/"], dsp: ["dispute", "/disputes/"] } as const;

/** Paths of the objects that an event's `_links` name besides the event itself (4.2). */
export function linksOf(subjects: readonly string[]): Readonly<Record<string, string>> {
  const links = Object.entries(linked).flatMap(([prefix, [name, path]]) => {
    const subject = subjects.find((id) => id.startsWith(`${prefix}_`));
    return subject === undefined ? [] : [[name, path + subject]];
  });
  return Object.fromEntries(links);
}
