/**
 * Why a webhook is refused: it has no signature, one that cannot be read, one that was made of another body or with
 * another secret, one of another time, or one by a key that is not at hand; or the body, though signed, is no JSON
 * object.
 */
export type WebhookErrorReason =
  | "missing_signature"
  | "malformed_signature"
  | "wrong_signature"
  | "stale"
  | "unknown_key"
  | "not_json";

/** The webhook must not be believed. Answer it with a 4xx; the message says what to mend if it is genuine. */
export class WebhookError extends Error {
  readonly reason: WebhookErrorReason;

  constructor(reason: WebhookErrorReason, message: string) {
    super(message);
    this.name = "WebhookError";
    this.reason = reason;
  }
}
