import type { Problem } from "@understudy/server";
import type { ErrorCode } from "./rules/error-codes.ts";

/** One line of an error: what it is about, and the same for people, with the name of the field. */
export interface ErrorItem {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Each way in which a request breaks the spec. */
export function itemOf({ in: place, field, message }: Problem): ErrorItem {
  const code = place === "body" && field === "expiresAt" ? "INVALID_EXPIRES_AT" : "INVALID_REQUEST";
  return { code, message: `${field || `The ${place}`} ${message}.` };
}
