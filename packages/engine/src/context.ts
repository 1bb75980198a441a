import type { Database } from "@understudy/database";
import type { Credential } from "./credentials.ts";
import type { Sandbox } from "./sandbox.ts";

/** What domain code may know of the world that it works in. */
export interface Context {
  readonly sandbox: Sandbox;
  /** The sandbox's time: when the request arrived, or when the work fell due. */
  readonly now: Date;
  readonly db: Database;
  /** Where this server is reached from outside, without a trailing slash. */
  readonly publicUrl: string;
  /** Whether messages to phones go to a gateway, besides being kept. */
  readonly hasGateway: boolean;
  newId(prefix: string): string;
  /**
   * What `load` answered, kept until somebody changes this sandbox through the control API, in whichever process.
   * For configuration that every request reads and few write.
   */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Facts that never change once they are written, by a key that is unique in the sandbox. */
  readonly facts: Facts;
}

/** Remembers immutable facts; forgetting one costs a read, never an error. */
export interface Facts {
  get(key: string): unknown;
  set(key: string, fact: object): void;
}

/** The context of a request made with a credential. */
export interface CallContext extends Context {
  readonly credential: Credential;
  readonly requestId: string;
}
