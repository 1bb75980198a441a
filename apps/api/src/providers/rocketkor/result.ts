import type { Fault } from "@understudy/domain";
import type { Moment } from "@understudy/server";
import type { ErrorCode } from "./error-codes.ts";
import { fieldErrorOf } from "./rules/field-errors.ts";

/** The operations that answer with the LinX Result object (providers/rocketkor.md 4.0, 4.1). */
const resultful: readonly (string | undefined)[] = ["createLinxWorkflow", "createLinxTemplate", "updateLinxTemplate"];
/** What these say of a request itself; all else befalls any request, and is told as it is everywhere (OD-12). */
const ofRequests: readonly number[] = [400, 404, 409, 422];

export function isResult({ operationId }: Moment, status: number): boolean {
  return resultful.includes(operationId) && ofRequests.includes(status);
}

/** What is wrong, in the words of the common envelope. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  /** Each field at fault; their messages go on after the field's name, or are sentences with a full stop. */
  readonly faults: readonly Fault[];
}

export function envelope({ code, message, faults }: Failure, { now, requestId }: Moment) {
  const errors = faults.map((fault) => ({ path: fault.field, message: sentence(fault), errorCode: fault.rule }));
  return {
    ...{ timestamp: now.toISOString(), traceId: requestId, message, errorCode: code },
    ...(errors.length > 0 && { errors }),
  };
}

/** The same inside of a LinX Result. What is wrong with the body as a whole is about no field. */
export function result(failure: Failure, at: Moment) {
  const fieldErrors = failure.faults
    .filter(({ field }) => field !== "")
    .map((fault) => ({ ...fieldErrorOf(fault), ...(isSentence(fault) && { message: fault.message }) }));
  return { result: { successful: false, error: envelope(failure, at), fieldErrors } };
}

export function sentence(fault: Fault): string {
  if (isSentence(fault)) return fault.message;
  return `${fault.field || "The body"} ${fault.message}${fault.message.endsWith("?") ? "" : "."}`;
}

function isSentence({ message }: Fault): boolean {
  return message.endsWith(".");
}
