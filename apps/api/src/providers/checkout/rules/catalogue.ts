import { accounts, marketplace } from "./catalogue/accounts.ts";
import { cardPayout, mbccards } from "./catalogue/cards.ts";
import { dispute } from "./catalogue/dispute.ts";
import { gateway } from "./catalogue/gateway.ts";
import { issuing } from "./catalogue/issuing.ts";
import { clientBalances, fincrime, fraud } from "./catalogue/others.ts";
import { sessions } from "./catalogue/sessions.ts";
import type { Source } from "./catalogue/source.ts";

/** Every source and event type whose ids are public (providers/checkout.md 6.5). */
const catalogue = {
  gateway,
  dispute,
  sessions,
  issuing,
  accounts,
  marketplace,
  card_payout: cardPayout,
  mbccards,
  fincrime,
  client_balances: clientBalances,
  fraud,
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof catalogue;
export type TypeOf<Id extends SourceId> = keyof (typeof catalogue)[Id]["types"] & string;

/** An event type together with its source: several sources share names of types. */
export type EventKind = { readonly [Id in SourceId]: { readonly source: Id; readonly type: TypeOf<Id> } }[SourceId];

export interface Described {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
}

export interface EventSource extends Described {
  readonly events: readonly Described[];
}

/** What an account may build workflows of, all texts in our own words. */
export function eventSources(): readonly EventSource[] {
  return Object.entries<Source>(catalogue).map(([id, { displayName, description, types }]) => ({
    ...{ id, displayName, description },
    events: Object.entries(types).map(([type, said]) =>
      typeof said === "string" ? { id: type, displayName: nameOf(type), description: said } : { id: type, ...said },
    ),
  }));
}

/** Every event there is, in the catalogue's order. */
export function eventKinds(): readonly EventKind[] {
  return eventSources().flatMap(({ id, events }) => events.flatMap((event) => kindOf(id, event.id) ?? []));
}

/** The event of these ids, if there is one. */
export function kindOf(source: string, type: string): EventKind | undefined {
  return isKnown(source, type) ? ({ source, type } as EventKind) : undefined;
}

export function isKnown(source: string, type: unknown): type is string {
  return isSource(source) && typeof type === "string" && Object.hasOwn(catalogue[source].types, type);
}

export function isSource(id: string): id is SourceId {
  return Object.hasOwn(catalogue, id);
}

/** The version of the schema of the source's events (6.4). */
export function versionOf(source: SourceId): string {
  return catalogue[source].version;
}

export function hasProcessingChannel(source: SourceId): boolean {
  return catalogue[source].hasProcessingChannel;
}

/** `Payment approved` for payment_approved: what the names that are public have in common (6.5). */
function nameOf(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1).replaceAll("_", " ");
}
