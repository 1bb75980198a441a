import type { Refusal } from "@understudy/domain";
import type { Spooled } from "./spooling/spool.ts";

/** What is known of a request before anybody has looked at its parameters or body. */
export interface Arrival {
  readonly requestId: string;
  readonly operationId: string;
  /** The scopes that the operation's `security` names, in the spec's order. */
  readonly scopes: readonly string[];
  /** The security schemes that the operation's `security` names, in the spec's order. */
  readonly schemes: readonly string[];
  /** Whether the spec lets the operation be called without any credential. */
  readonly anonymous: boolean;
  /** The caller's address, as the socket has it. */
  readonly ip: string;
  /** Path parameters by name, raw strings. */
  readonly path: Readonly<Record<string, string>>;
  /** A request header by its name in any case. */
  header(name: string): string | undefined;
  /** Aborted when nobody waits for the answer any more. */
  gone(): AbortSignal;
}

/** What an error answer may say of the moment it is given. */
export interface Moment {
  readonly requestId: string;
  /** The sandbox's time where the caller is known, else real time. */
  readonly now: Date;
  readonly operationId: string | undefined;
}

/** One breach of the spec, by a request or by an answer. */
export interface Problem {
  readonly in: "path" | "query" | "header" | "body";
  /** Dotted path of the field, empty for the whole body: `amount`, `nodes.2.id`. */
  readonly field: string;
  /** The JSON Schema keyword that failed (`required`, `type`, `enum`, `maximum` …), or `text` for unstorable text. */
  readonly rule: string;
  /** What the rule asks, to be read after the field's name: `must be one of: a, b`. */
  readonly message: string;
}

/** A breach of a rule about a body that no schema can say. It is told beside the spec's own, and worded like those. */
export type BodyProblem = Omit<Problem, "in">;

export interface Answer {
  readonly status: number;
  /** Anything JSON can say; a `Uint8Array`, a string or a `Streamed` where the spec documents another type of content. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a provider words what is not an ordinary answer. All functions are pure. */
export interface Presentation {
  refusal(refusal: Refusal, at: Moment): Answer;
  invalid(problems: readonly Problem[], at: Moment): Answer;
  bug(at: Moment): Answer;
  /** Headers that every answer of this provider carries, such as the one with the request's id. */
  headers?(at: Moment): Readonly<Record<string, string>>;
}

/** Where a handler finds what the request brought, typed by the spec and already valid. */
export interface Exchange {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** The documented header parameters, by their names in lower case. */
  readonly header: Readonly<Record<string, unknown>>;
  /** `undefined` where the request brought none. */
  readonly body: unknown;
  /**
   * What stood in the body as texts that the spec calls files, by the dotted paths of their fields; in the body each left
   * what stood before its bytes. It can be read until the answer is made.
   */
  readonly files: ReadonlyMap<string, Spooled>;
}

/** The least that a context tells. */
export interface Timed {
  /** The time in the caller's world. */
  readonly now: Date;
}

/** One spec with all that answers it. `Context` is whatever `open` makes of a credential. */
export interface Service<Context extends Timed> {
  /** The spec's name, by which the log and the metrics know the service. */
  readonly name: string;
  /** The bundled OpenAPI document. */
  readonly document: object;
  /** Put before the spec's own paths, such as `/acme`; empty for the control specs, whose paths are full. */
  readonly prefix: string;
  /**
   * The path beneath which everything is this service's own, so that a path which the spec does not know is refused in
   * its words. The prefix, if absent; a service with neither passes unknown paths on.
   */
  readonly territory?: string;
  /** What becomes of query parameters that the spec does not name; they are ignored if absent. */
  readonly unknownQuery?: "ignored" | "refused";
  /** What becomes of `__proto__` as a name in a body, which nothing keeps; it is left out if absent. */
  readonly prototypes?: "ignored" | "refused";
  readonly handlers: Readonly<Record<string, (exchange: never, context: Context) => Promise<Answer>>>;
  readonly present: Presentation;
  /** Finds the caller's world, or throws a Refusal. Runs before parameters and body are judged. */
  open(arrival: Arrival): Promise<Context>;
  /**
   * Whether the body itself says that the caller may not ask for this; throws a Refusal, which comes before all that is
   * wrong with the request. Nothing is known of the body but that it could be read.
   */
  admit?(body: unknown, context: Context): Promise<void> | void;
  /**
   * Rules about a body that no schema can say, such as those that join several fields: what breaks them is told in the
   * same answer as what breaks the schema. Pure, `now` being the caller's time, and ready for anything: it sees bodies that the schema has refused, though
   * only objects, of text that can be kept. A message is read after its field's name, as `must come after notification`,
   * unlike that of the domain's `Fault`, which is a sentence.
   */
  judge?(operationId: string, body: unknown, now: Date): readonly BodyProblem[];
  /** Rules about a request as a whole that no schema can say; throws a Refusal. Runs after the spec's own. */
  inspect?(exchange: Exchange, context: Context): Promise<void> | void;
  /** Makes request ids in this provider's form. */
  requestId(): string;
}
