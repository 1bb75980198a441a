/** A part of the provider that events come from, as its file in this folder describes it. */
export interface Source {
  readonly displayName: string;
  readonly description: string;
  /** Of the schema of its events' data (providers/checkout.md 6.4). */
  readonly version: string;
  /** Whether what it tells of happened in a processing channel. */
  readonly hasProcessingChannel: boolean;
  /** By id what the event means, or also its name where that is known and does not follow from the id. */
  readonly types: Readonly<Record<string, string | NamedType>>;
}

export interface NamedType {
  readonly displayName: string;
  readonly description: string;
}
