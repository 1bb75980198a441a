import { randomBytes } from "node:crypto";
import { newIdOf } from "./rules/ids.ts";

/** An id of this provider's own form that nobody can guess: `wf_…`, `evt_…`. */
export function newId(prefix: string): string {
  return newIdOf(prefix, randomBytes(16));
}
