import type { Clients, Options } from "@understudy/client";
import type { Operations, SpecName } from "@understudy/contracts";

/**
 * Who asks. `owner` may do everything in the sandbox, `reader` may not write, `nobody` has no credential that holds,
 * `stranger` is the owner of another sandbox, `hurried` has used up the rate limit.
 */
export type Persona = "owner" | "reader" | "nobody" | "stranger" | "hurried";

/** What a client is made with, but for its address and its `fetch`, which are the suite's. */
export type Credentials<Name extends SpecName> = Omit<Options[Name], "baseUrl" | "fetch">;

/**
 * What each persona shows to a provider. It is asked for when the persona first speaks, so that it may make a key or
 * switch on a rate limit then. The stranger needs none: it is the owner, elsewhere. A control client's token is the
 * suite's, where a persona names none.
 */
export type Personas<Name extends SpecName> = {
  readonly [Who in "owner" | "nobody"]: Showing<Name>;
} & { readonly [Who in "reader" | "hurried"]?: Showing<Name> };

type Showing<Name extends SpecName> = (sandbox: Sandbox<Name>) => Credentials<Name> | Promise<Credentials<Name>>;

/** The spec that says what a test may do to a provider's world. */
export type ControlOf<Name extends SpecName> = `${Name}-control` extends SpecName ? `${Name}-control` : Name;

/** A sandbox as the control API shows it once, with its credentials in clear. */
export type World = NonNullable<Awaited<ReturnType<Clients["control"]["createSandbox"]>>["data"]>;

/** A throw-away sandbox, made for one scenario and dropped after it. Every client of it is judged. */
export interface Sandbox<Name extends SpecName> {
  readonly id: string;
  readonly world: World;
  /** One of the provider's credentials by its name: `merchant_key`. Throws where there is none. */
  credential(name: string): string;
  /** The client of the spec under test, as this persona has it. */
  as(persona: Persona): Clients[Name];
  /** A client of any spec, with any credentials, at this sandbox's address. */
  client<Other extends SpecName>(name: Other, credentials: Credentials<Other>): Clients[Other];
  /** The provider's own part of the control API. */
  readonly control: Clients[ControlOf<Name>];
  /** The platform's part of the control API: clock, events. */
  readonly platform: Clients["control"];
  /** Another sandbox, where nothing of this one exists; dropped with it. */
  elsewhere(): Promise<Sandbox<Name>>;
}

/** Brings one operation to one of its statuses, and gives the answer that should have it. */
export type Scenario<Name extends SpecName> = (sandbox: Sandbox<Name>) => Promise<{ readonly response: Response }>;

/** A status that no caller can bring about. */
export interface Unreachable {
  readonly unreachable: string;
}

export function unreachable(why: string): Unreachable {
  return { unreachable: why };
}

/** One scenario for each operation and each of its documented statuses. */
export type Scenarios<Name extends SpecName> = {
  readonly [Operation in keyof Operations[Name]]: Operations[Name][Operation] extends { responses: infer Responses }
    ? { readonly [Status in keyof Responses & number]: Scenario<Name> | Unreachable }
    : never;
};
