import type { Context } from "../context.ts";
import type { EventSpec } from "../events.ts";

/** An event as an endpoint is told of it. */
export interface ToldEvent {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly subject: string;
  /** What the provider sends about it, its fields in the order in which they were written. */
  readonly data: unknown;
  readonly facets: Readonly<Record<string, string>>;
  readonly occurredAt: Date;
}

/** The POST that tells an endpoint of an event. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the control API's caller gives of an event that is to happen by its word alone. */
export interface Emission {
  readonly type: string;
  readonly subject?: string;
  readonly data?: unknown;
  readonly facets?: Readonly<Record<string, string>>;
}

/**
 * How a provider tells endpoints of events: what `webhooks.ts` of its folder exports. `Target` is what the provider
 * itself writes into its subscriptions. All functions but `emitted` are pure.
 */
export interface Webhooks<Target = never> {
  /** The request for one attempt at `at`, by the sandbox's clock. The body is the same at every attempt. */
  request(event: ToldEvent, target: Target, at: Date): WebhookRequest | Promise<WebhookRequest>;
  /** Real milliseconds within which the endpoint must have answered. */
  readonly timeoutMs: number;
  /** How long after the n-th attempt failed the next one follows, by the sandbox's clock; undefined gives up. */
  retryAfterMs(attempts: number, target: Target): number | undefined;
  isSuccess(status: number): boolean;
  /**
   * The event that the control API's caller wants to happen, with all that the provider writes beside it. Throws a
   * Refusal for what the provider would never send. Absent where the provider has its own operation for it.
   */
  emit?(ctx: Context, given: Emission): Promise<EventSpec & { readonly id: string }>;
}

/** By provider. */
export type WebhookSchemes = Readonly<Record<string, Webhooks>>;
