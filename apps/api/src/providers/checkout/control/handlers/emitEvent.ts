import { meansOf } from "../../means.ts";
import { emit } from "../../rules/emission.ts";
import { write } from "../../store/events.ts";
import type { Handler } from "../handler.ts";
import { emissionFromWire, emittedToWire } from "../wire/event.ts";

export const emitEvent: Handler<"emitEvent"> = async ({ body }, ctx) => {
  const event = emit(emissionFromWire(body), await meansOf(ctx));
  await write(ctx, [event]);
  return { status: 201, body: emittedToWire(event, ctx.now) };
};
