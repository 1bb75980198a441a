import { createHash, timingSafeEqual } from "node:crypto";
import { isUuid } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Scene } from "../rules/execution.ts";
import { type Passage, passagesOf, tokenOf } from "../store/executions.ts";
import { read } from "../store/scenes.ts";

/** An execution as whoever holds its token sees it. */
export interface Opened {
  readonly scene: Scene;
  /** Its way so far. */
  readonly runs: readonly Passage[];
}

/** Undefined for a token that opens nothing here. Its claims only say where to look: it opens by being the same. */
export async function openedBy(ctx: Context, token: string): Promise<Opened | undefined> {
  const id = workflowIdIn(token);
  const known = id === undefined ? null : await tokenOf(ctx, id);
  if (id === undefined || known === null || !isSame(known, token)) return undefined;
  const [[scene], runs] = await Promise.all([read(ctx, [id]), passagesOf(ctx, id)]);
  return scene && { scene, runs };
}

function workflowIdIn(token: string): string | undefined {
  const claims = parsed(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const id = typeof claims === "object" && claims !== null && "workflowId" in claims ? claims.workflowId : undefined;
  return typeof id === "string" && isUuid(id) ? id : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes as long for one that is nearly the same as for one that is quite another. */
function isSame(known: string, given: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(known), hash(given));
}
