import type { Handler } from "../handler.ts";
import { emitterOf } from "../schemes.ts";
import { get } from "../store/events.ts";
import { holding } from "../store/holding.ts";
import { enter } from "../store/sandboxes.ts";
import { eventToWire } from "../wire/event.ts";

export const emitEvent: Handler<"emitEvent"> = async (
  { path, body: { provider, ...given } },
  { engine, providers },
) => {
  const ctx = await enter(engine, path.sandboxId);
  const webhooks = emitterOf(providers, provider);
  const event = await holding(engine, ctx, async (held) => get(held, (await webhooks.emit(held, given)).id));
  return { status: 201, body: eventToWire(event) };
};
