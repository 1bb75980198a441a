import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "@understudy/domain";
import type { Arrival } from "@understudy/server";

/** Refuses a caller without the control token. Without a configured token the address alone protects: loopback. */
export function checkToken(arrival: Arrival, controlToken: string | undefined): void {
  if (controlToken === undefined) return;
  const [, presented] = /^Bearer (.+)$/i.exec(arrival.header("authorization") ?? "") ?? [];
  if (presented === undefined)
    throw new Refusal("no_credential", "Send the control token: Authorization: Bearer <CONTROL_TOKEN>.");
  if (!timingSafeEqual(digest(presented), digest(controlToken)))
    throw new Refusal("bad_credential", "The control token is not the one that the server was started with.");
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
