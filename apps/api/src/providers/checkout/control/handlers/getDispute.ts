import { get } from "../../store/disputes.ts";
import type { Handler } from "../handler.ts";
import { disputeToWire } from "../wire/dispute.ts";

export const getDispute: Handler<"getDispute"> = async ({ path }, ctx) => ({
  status: 200,
  body: disputeToWire(await get(ctx, path.disputeId)),
});
