import { jsonTypeFor } from "./accept.ts";
import type { Call } from "./caller.ts";

/** JSON under the name that `Accept` asks for. */
export function json<Body>({ accept }: Call, body: Body) {
  return { status: 200, body, headers: { "Content-Type": jsonTypeFor(accept) } } as const;
}

export function pdf({ bytes }: { readonly bytes: Uint8Array }) {
  return { status: 200, body: bytes, headers: { "Content-Type": "application/pdf" } } as const;
}
