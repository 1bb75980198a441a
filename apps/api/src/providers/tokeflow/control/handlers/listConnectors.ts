import { list } from "../../store/connectors.ts";
import type { Handler } from "../handler.ts";
import { connectorToWire } from "../wire/connector.ts";

export const listConnectors: Handler<"listConnectors"> = async ({ query }, ctx) => {
  const connectors = await list(ctx, query.merchant_id);
  return { status: 200, body: { data: connectors.map(connectorToWire) } };
};
