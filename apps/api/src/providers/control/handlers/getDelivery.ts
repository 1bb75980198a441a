import { attemptsOf, getDelivery as get } from "@understudy/engine";
import type { Handler } from "../handler.ts";
import { schemeOf } from "../schemes.ts";
import { get as getEvent } from "../store/events.ts";
import { enter } from "../store/sandboxes.ts";
import { attemptToWire, deliveryToWire, requestToWire } from "../wire/delivery.ts";

export const getDelivery: Handler<"getDelivery"> = async ({ path }, { engine, providers }) => {
  const ctx = await enter(engine, path.sandboxId);
  const delivery = await get(ctx, path.deliveryId);
  const [event, attempts] = await Promise.all([getEvent(ctx, delivery.event.id), attemptsOf(ctx, [delivery.id])]);
  // The first attempt is made when it falls due.
  const at = attempts.at(-1)?.at ?? delivery.dueAt ?? delivery.createdAt;
  // What a target holds is known to its provider, who wrote it.
  const request = await schemeOf(providers, delivery.provider).request(event, delivery.target as never, at);
  return {
    status: 200,
    body: {
      ...deliveryToWire(delivery),
      request: requestToWire(request),
      history: attempts.map(attemptToWire),
    },
  };
};
