import { get, listCalls } from "../../store/connectors.ts";
import type { Handler } from "../handler.ts";
import { paged } from "../page.ts";
import { callToWire } from "../wire/connector.ts";

export const listConnectorCalls: Handler<"listConnectorCalls"> = async ({ path, query }, ctx) => {
  const { id: connectorId } = await get(ctx, path.connectorId);
  const positionOf = ({ startedAt, id }: { startedAt: Date; id: string }) => ({ at: startedAt, id });
  return {
    status: 200,
    body: await paged(query, (page) => listCalls(ctx, connectorId, page), positionOf, callToWire),
  };
};
