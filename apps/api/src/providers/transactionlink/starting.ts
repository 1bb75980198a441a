import { randomUUID } from "node:crypto";
import type { Context } from "@understudy/engine";
import type { Definition } from "./rules/definition.ts";
import type { Execution } from "./rules/execution.ts";
import { begin, type Given } from "./rules/turn.ts";
import { create } from "./store/transitions.ts";
import { mintWidgetToken } from "./token-signing.ts";

export interface Started {
  readonly execution: Execution;
  /** Opens its page; null in the background. */
  readonly token: string | null;
}

/** Starts an execution with what was judged before. */
export async function start(ctx: Context, definition: Definition, given: Omit<Given, "id">): Promise<Started> {
  const id = randomUUID();
  const change = begin(definition, { ...given, id }, ctx.now);
  const { execution } = change;
  const hasPage = execution.executionType === "INTERACTIVE";
  const token = hasPage ? await mintWidgetToken(ctx, { workflowId: id, expiresAt: given.expiresAt }) : null;
  await create(ctx, change, token);
  return { execution, token };
}
