import { listDeliveries as list } from "@understudy/engine";
import { paged, sequenceFrom } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";
import { deliveryToWire } from "../wire/delivery.ts";

export const listDeliveries: Handler<"listDeliveries"> = async ({ path, query }, { engine }) => {
  const ctx = await enter(engine, path.sandboxId);
  const { provider, event_id: eventId, endpoint_id: endpointId, status } = query;
  const filter = { provider, eventId, endpointId, status };
  const body = await paged(
    query,
    ({ limit, cursor }) => list(ctx, filter, limit, cursor === undefined ? undefined : sequenceFrom(cursor)),
    ({ sequence }) => sequence,
    deliveryToWire,
  );
  return { status: 200, body };
};
