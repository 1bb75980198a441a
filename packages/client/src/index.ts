export type { Credential } from "./auth.ts";
export type { Call, CallOptions, ClientOptions, Outcome } from "./client.ts";
export * from "./generated/index.ts";
export {
  WebhookError,
  type WebhookErrorReason,
  type WebhookHeaders,
  type WebhookKeys,
  type WebhookOptions,
} from "./webhooks.ts";
