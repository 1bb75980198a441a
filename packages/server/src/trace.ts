import type { RefusalCode } from "@understudy/domain";
import type { Operation } from "./document.ts";
import type { Moment } from "./provider.ts";

/** What became known of a request on its way; whoever logs the request finds it in `response.locals.trace`. */
export interface Trace<Context = unknown> {
  readonly service: string;
  readonly requestId: string;
  /** Undefined as long as no operation of the spec is found. */
  operationId?: string;
  /** What `open` made of the credential. */
  context?: Context;
  /** Why the request was refused. */
  refusal?: RefusalCode;
  /** The request broke the spec. */
  invalid?: boolean;
  /** What was wrong with a refused request, as `body events.gateway.0 enum`: names and rules, never values. */
  faults?: readonly string[];
  /** An unexpected error, or an answer that broke the spec and was held back, was answered. */
  bug?: boolean;
}

/** The part of a logger that is used here; a pino logger is one. */
export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** A request on its way through a service. */
export interface Call<Context> {
  readonly trace: Trace<Context>;
  operation?: Operation;
  at(): Moment;
}
