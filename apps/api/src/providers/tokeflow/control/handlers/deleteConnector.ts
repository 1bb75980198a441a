import { remove } from "../../store/connectors.ts";
import type { Handler } from "../handler.ts";
import { demandUnrouted } from "../rules/connector.ts";

export const deleteConnector: Handler<"deleteConnector"> = async ({ path }, ctx) => {
  await remove(ctx, path.connectorId, (tree) => demandUnrouted(path.connectorId, tree));
  return { status: 204 };
};
