import type { Streamed } from "@understudy/server";
import type { Call } from "../access/caller.ts";
import { jsonTypeFor } from "./accept.ts";

/** JSON under the name that `Accept` asks for. */
export function json<Body>({ accept }: Call, body: Body) {
  return { status: 200, body, headers: { "Content-Type": jsonTypeFor(accept) } } as const;
}

export function pdf(body: Streamed) {
  return { status: 200, body, headers: { "Content-Type": "application/pdf" } } as const;
}
