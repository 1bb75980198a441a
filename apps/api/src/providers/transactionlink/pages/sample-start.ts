import { randomUUID } from "node:crypto";
import type { PageContext } from "../../../provider.ts";
import type { Definition } from "../rules/definition.ts";
import { begin } from "../rules/turn.ts";
import { create } from "../store/transitions.ts";
import { mintWidgetToken } from "../token-signing.ts";
import type { Start } from "./sample-choice.ts";

/** Starts an execution of an interactive definition, and answers the token with which it is shown. */
export async function startFor(ctx: PageContext, definition: Definition, start: Start): Promise<string> {
  const { locale, parameters, expiresAt, micros: expiresAtMicros } = start;
  const id = randomUUID();
  const change = begin(definition, { id, locale, parameters, recordId: null, expiresAt, expiresAtMicros }, ctx.now);
  const token = await mintWidgetToken(ctx, { workflowId: id, expiresAt });
  await create(ctx, change, token);
  return token;
}
