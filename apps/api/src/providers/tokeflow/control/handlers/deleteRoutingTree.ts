import { get } from "../../store/merchants.ts";
import { removeTree } from "../../store/routing.ts";
import type { Handler } from "../handler.ts";

export const deleteRoutingTree: Handler<"deleteRoutingTree"> = async ({ path }, ctx) => {
  const { id } = await get(ctx, path.merchantId);
  await removeTree(ctx, id);
  return { status: 204 };
};
