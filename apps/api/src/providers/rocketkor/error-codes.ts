/** What is wrong, in words that do not change: the provider's own are not public, these are ours (providers/rocketkor.md OD-6). */
const errorCodes = [
  "INVALID_REQUEST",
  "FIELD_REQUIRED",
  "FIELD_INVALID",
  "FIELD_UNKNOWN",
  "STEP_ORDER_INVALID",
  "STEP_DUPLICATED",
  "STEPS_MUTUALLY_EXCLUSIVE",
  "STEP_DEPENDENCY_MISSING",
  "PARAMETER_NOT_APPLICABLE",
  "PARAMETER_NOT_PRESETTABLE",
  "TEMPLATE_REFERENCE_AMBIGUOUS",
  "TEMPLATE_REFERENCE_MISSING",
  "TEMPLATE_NOT_ACTIVE",
  "DOCUMENT_UNKNOWN",
  "RESOURCE_NOT_FOUND",
  "RESOURCE_NOT_USABLE",
  "RESOURCE_EXISTS",
  "CURRENCY_MISMATCH",
  "SOLUTION_NOT_SUPPORTED",
  "AMOUNT_INVALID",
  "INSUFFICIENT_FUNDS",
  "WORKFLOW_NOT_ACTIVE",
  "TRANSACTION_NOT_CANCELLABLE",
  "IDEMPOTENCY_KEY_REUSED",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "INTERNAL_ERROR",
  "METHOD_NOT_ALLOWED",
  "MEDIA_TYPE_NOT_SUPPORTED",
  "PAYLOAD_TOO_LARGE",
  "CONFLICT",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: string): text is ErrorCode {
  return errorCodes.some((code) => code === text);
}
