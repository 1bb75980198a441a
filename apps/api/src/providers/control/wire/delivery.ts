import type { Attempt, Delivery, WebhookRequest } from "@understudy/engine";
import { bytesToWire, headersToWire } from "./bytes.ts";

export function deliveryToWire(delivery: Delivery) {
  const { id, createdAt, provider, event, endpointId, groupId, target, cause, status, attempts, dueAt } = delivery;
  return {
    ...{ id, at: createdAt.toISOString(), provider, event },
    endpoint: { id: endpointId, group_id: groupId, url: urlOf(target) },
    ...{ cause, status, attempts, next_attempt_at: dueAt?.toISOString() ?? null },
  };
}

export function requestToWire({ url, headers, body }: WebhookRequest) {
  return {
    ...{ url, headers: headersToWire(Object.entries(headers)) },
    ...{ body, body_base64: Buffer.from(body).toString("base64") },
  };
}

export function attemptToWire(attempt: Attempt) {
  const { number, at, durationMs, requestHeaders, status, responseHeaders, responseBody, error } = attempt;
  return {
    ...{ number, at: at.toISOString(), duration_ms: durationMs },
    request_headers: headersToWire(Object.entries(requestHeaders)),
    response: status === null ? null : responseToWire(status, responseHeaders ?? {}, responseBody ?? new Uint8Array()),
    ...{ error, succeeded: attempt.succeeded, final: attempt.isFinal },
  };
}

function responseToWire(status: number, headers: NonNullable<Attempt["responseHeaders"]>, start: Uint8Array) {
  return { status, headers: headersToWire(Object.entries(headers)), ...bytesToWire(start, { isCut: true }) };
}

/** What else a target holds is its provider's own; the address every provider needs, and calls `url`. */
function urlOf(target: object): string {
  if ("url" in target && typeof target.url === "string") return target.url;
  throw new Error("The target of a subscription has no url.");
}
