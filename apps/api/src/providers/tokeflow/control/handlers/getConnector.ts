import { get } from "../../store/connectors.ts";
import type { Handler } from "../handler.ts";
import { connectorToWire } from "../wire/connector.ts";

export const getConnector: Handler<"getConnector"> = async ({ path }, ctx) => {
  return { status: 200, body: connectorToWire(await get(ctx, path.connectorId)) };
};
