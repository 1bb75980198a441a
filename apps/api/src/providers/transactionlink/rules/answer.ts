import type { Call } from "./call.ts";
import type { StepError } from "./definition.ts";
import { largestValueBytes } from "./size.ts";

/** What came back from whom an `http` step calls. */
export interface Answered {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[]>> | null;
  readonly body: Uint8Array | null;
  /** Why no answer came. */
  readonly error: string | null;
}

/** One byte more than a value may have tells that there were more. */
export const mostAnswerBytes = largestValueBytes + 1;

/** The call as it goes over the wire: a body is JSON, and the key tells a call that is made again. */
export function requestOf({ method, url, headers, body, idempotencyKey, timeoutMs }: Call) {
  const own = {
    "User-Agent": "understudy",
    "Idempotency-Key": idempotencyKey,
    ...(body !== null && { "Content-Type": "application/json" }),
  };
  const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(own).filter(([name]) => !named.has(name.toLowerCase()));
  return {
    ...{ method, url, timeoutMs, mostBytes: mostAnswerBytes },
    headers: { ...Object.fromEntries(kept), ...headers },
    body: body === null ? undefined : JSON.stringify(body),
  };
}

/** What the step makes of it: any 2xx is its output, all else an error. */
export function judge({ status, headers, body, error }: Answered): { readonly output: object } | StepError {
  if (status === null) return { code: "no_answer", message: error ?? "No answer came." };
  if (status < 200 || status > 299) return { code: "bad_status", message: `The answer's status is ${status}.` };
  if (body && body.length >= mostAnswerBytes)
    return { code: "output_too_large", message: `The answer has more than ${largestValueBytes} bytes.` };
  const text = body ? new TextDecoder().decode(body) : "";
  return { output: { status, headers: headers ?? {}, body: contentOf(text) } };
}

/** JSON is read, whatever its type is called; anything else is text, and nothing is null. */
function contentOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text.replaceAll("\0", "");
  }
}
