import { demandSoundTree } from "../../rules/routing-validation.ts";
import { publish } from "../../store/routing.ts";
import type { Handler } from "../handler.ts";
import { treeFromWire, treeToWire } from "../wire/routing.ts";

export const putRoutingTree: Handler<"putRoutingTree"> = async ({ path, body }, ctx) => {
  const tree = treeFromWire(body);
  const published = await publish(ctx, path.merchantId, tree, (connectors) => demandSoundTree(tree, connectors));
  return { status: 200, body: treeToWire(published) };
};
