import { create, find, replace } from "../../store/connectors.ts";
import { namedOrFirst } from "../../store/merchants.ts";
import type { Handler } from "../handler.ts";
import { demandConnectorId, demandOwner } from "../rules/connector.ts";
import { connectorToWire, settingsFromWire } from "../wire/connector.ts";

export const putConnector: Handler<"putConnector"> = async ({ path, body }, ctx) => {
  const settings = settingsFromWire(body);
  const known = await find(ctx, path.connectorId);
  const { id: merchantId } = await namedOrFirst(ctx, body.merchant_id ?? known?.merchantId);
  if (known) {
    demandOwner(known, merchantId);
    return { status: 200, body: connectorToWire(await replace(ctx, known, settings)) };
  }
  const id = demandConnectorId(path.connectorId);
  return { status: 201, body: connectorToWire(await create(ctx, { id, merchantId }, settings)) };
};
