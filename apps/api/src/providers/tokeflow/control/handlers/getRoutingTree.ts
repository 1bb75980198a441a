import { get } from "../../store/merchants.ts";
import { getTree } from "../../store/routing.ts";
import type { Handler } from "../handler.ts";
import { treeToWire } from "../wire/routing.ts";

export const getRoutingTree: Handler<"getRoutingTree"> = async ({ path }, ctx) => {
  const { id } = await get(ctx, path.merchantId);
  return { status: 200, body: treeToWire(await getTree(ctx, id)) };
};
