import { Refusal, type RefusalCode } from "@understudy/domain";
import type { Response } from "express";
import { breachesOf, send } from "./answers.ts";
import { Aborted } from "./bytes.ts";
import type { House } from "./house.ts";
import type { Answer, Problem, Timed } from "./provider.ts";
import type { Call } from "./trace.ts";

/** The request breaks the spec. */
export class Invalid extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("the request breaks the spec");
    this.problems = problems;
  }
}

/** What HTTP itself, or a card number in it, may have refused at any path, whether or not the spec has a status for it. */
const beyondTheSpec: readonly (RefusalCode | undefined)[] = ["bad_json", "bad_media_type", "too_large", "card_data"];

/**
 * The one door through which every answer leaves: errors are dressed in the provider's words, the answer is judged by
 * the spec, and nothing that goes wrong here reaches Express.
 */
export async function leave<Context extends Timed>(
  house: House<Context>,
  call: Call<Context>,
  response: Response,
  work: () => Promise<Answer>,
): Promise<void> {
  try {
    const answer = judged(house, call, await work().catch((error: unknown) => dressed(house, call, error)));
    await send(response, call.operation, withOwnHeaders(house, call, answer));
  } catch (error) {
    if (error instanceof Aborted) response.destroy();
    else if (response.headersSent || response.destroyed) breakOff(house, call, response, error);
    else await fail(house, call, response, error);
  }
}

/** With what every answer of the service carries, one that tells of a failure too. */
function withOwnHeaders<Context extends Timed>(house: House<Context>, call: Call<Context>, answer: Answer): Answer {
  return { ...answer, headers: { ...house.service.present.headers?.(call.at()), ...answer.headers } };
}

function dressed<Context extends Timed>(house: House<Context>, call: Call<Context>, error: unknown) {
  const { present } = house.service;
  if (error instanceof Aborted) throw error;
  if (error instanceof Refusal) {
    call.trace.refusal = error.code;
    call.trace.faults = faultsOf(error);
    return present.refusal(error, call.at());
  }
  if (error instanceof Invalid) {
    call.trace.invalid = true;
    call.trace.faults = error.problems.map(({ in: place, field, rule }) => mute(`${place} ${field} ${rule}`));
    return present.invalid(error.problems, call.at());
  }
  unexpected(house, call, error);
  return present.bug(call.at());
}

function unexpected<Context extends Timed>(house: House<Context>, call: Call<Context>, error: unknown): void {
  call.trace.bug = true;
  house.options.log.error({ ...named(call), err: error }, "unexpected error");
}

function faultsOf({ details: { field, fields, codes = [] } }: Refusal): readonly string[] | undefined {
  const faults = [...codes, ...(field === undefined ? [] : [field]), ...Object.keys(fields ?? {})].map(mute);
  return faults.length > 0 ? faults : undefined;
}

/** A field's name is the caller's own text, and may be a card's number or of any length. */
function mute(text: string): string {
  return text.slice(0, 200).replaceAll(/\d(?:[ -]?\d){5,}/g, "…");
}

/** The answer itself, or a bug in its stead where it breaks the spec and the house enforces it. */
function judged<Context extends Timed>(house: House<Context>, call: Call<Context>, answer: Answer) {
  const { options, service } = house;
  if (!call.operation) return answer;
  const breaches = breachesOf(house.validator(), call.operation, answer);
  const { bug, invalid, refusal } = call.trace;
  const undocumented = breaches[0]?.rule === "status";
  if (breaches.length === 0 || (undocumented && (bug || beyondTheSpec.includes(refusal)))) return answer;
  // A caller's mistake stays the caller's, though the spec may not foresee that one can be made here.
  const enforced = options.validateResponses === "throw" && !bug && !(undocumented && invalid);
  options.log[enforced ? "error" : "warn"](
    { ...named(call), status: answer.status, breaches },
    `the answer of ${call.operation.id} breaks the spec: ${breaches[0]?.field || answer.status} ${breaches[0]?.message}`,
  );
  if (!enforced) return answer;
  call.trace.bug = true;
  return service.present.bug(call.at());
}

/** Part of an answer is on the wire: it must not seem to be all of it. */
function breakOff<Context extends Timed>(
  house: House<Context>,
  call: Call<Context>,
  response: Response,
  error: unknown,
): void {
  unexpected(house, call, error);
  response.destroy();
}

/** What is left when an answer cannot be worded or sent: the provider's bug, and if even that fails, a bare 500. */
async function fail<Context extends Timed>(
  house: House<Context>,
  call: Call<Context>,
  response: Response,
  error: unknown,
): Promise<void> {
  call.trace.bug = true;
  house.options.log.error({ ...named(call), err: error }, "no answer could be given");
  try {
    await send(response, call.operation, withOwnHeaders(house, call, house.service.present.bug(call.at())));
  } catch {
    await send(response, undefined, { status: 500, body: { error: "internal error" } });
  }
}

function named({ trace: { service, operationId, requestId } }: Call<unknown>) {
  return { service, operation: operationId, requestId };
}
