/** What rules take from outside, since they make up no id and read no clock. */
export interface Means {
  readonly now: Date;
  /** What the addresses inside payloads begin with, without a slash at the end. */
  readonly baseUrl: string;
  readonly account: Account;
  /** A new id: `newIdOf` of random bytes. */
  newId(prefix: string): string;
}

/** The ids that a sandbox was founded with; events belong to them where nothing else is said. */
export interface Account {
  /** `cli_…` */
  readonly clientId: string;
  readonly entityId: string;
  readonly processingChannelId: string;
}
