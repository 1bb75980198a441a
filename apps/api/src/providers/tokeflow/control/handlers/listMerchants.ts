import { list } from "../../store/merchants.ts";
import type { Handler } from "../handler.ts";
import { paged, positionOf } from "../page.ts";
import { merchantToWire } from "../wire/objects.ts";

export const listMerchants: Handler<"listMerchants"> = async ({ query }, ctx) => ({
  status: 200,
  body: await paged(query, (page) => list(ctx, page), positionOf, merchantToWire),
});
