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
    return kept(JSON.parse(text), 0);
  } catch {
    return keptText(text);
  }
}

/** As deep as a body of ours may be: whatever walks a value by recursion gets to its end. */
const deepest = 64;

/** What no database holds is left out. Throws where it is nested too deep: then it is text. */
function kept(value: unknown, depth: number): unknown {
  if (typeof value === "string") return keptText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) throw new Error(`JSON is read to a depth of ${deepest}.`);
  if (Array.isArray(value)) return value.map((item) => kept(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [keptText(key), kept(item, depth + 1)]));
}

function keptText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
