import { list } from "../../store/disputes.ts";
import type { Handler } from "../handler.ts";
import { paged, positionOf } from "../page.ts";
import { disputeToWire } from "../wire/objects.ts";

export const listDisputes: Handler<"listDisputes"> = async ({ query }, ctx) => ({
  status: 200,
  body: await paged(query, (page) => list(ctx, query.transaction_id, page), positionOf, disputeToWire),
});
