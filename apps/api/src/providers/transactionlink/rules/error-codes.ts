/** What an error is about. The provider publishes none, so these are ours (providers/transactionlink.md 9.20). */
export const errorCodes = [
  "INVALID_REQUEST",
  "MISSING_PARAMETER",
  "INVALID_PARAMETER_TYPE",
  "INVALID_EXPIRES_AT",
  "WORKFLOW_NOT_RUNNING",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "WORKFLOW_DEFINITION_NOT_FOUND",
  "WORKFLOW_NOT_FOUND",
  "RECORD_NOT_FOUND",
  "RESULT_NOT_AVAILABLE",
  "TABLE_NOT_FOUND",
  "ATTACHMENT_NOT_FOUND",
  "KEY_NOT_FOUND",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "UNSUPPORTED_MEDIA_TYPE",
  "TOO_MANY_REQUESTS",
  "INTERNAL_ERROR",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: string): text is ErrorCode {
  return (errorCodes as readonly string[]).includes(text);
}
