import { meansOf } from "../../means.ts";
import { advanceDispute as advance } from "../../rules/dispute.ts";
import { change } from "../../store/disputes.ts";
import type { Handler } from "../handler.ts";
import { disputeToWire } from "../wire/dispute.ts";

export const advanceDispute: Handler<"advanceDispute"> = async ({ path, body }, ctx) => {
  const means = await meansOf(ctx);
  const advanced = await change(ctx, path.disputeId, (dispute, payment) => advance(dispute, payment, body.to, means));
  return { status: 200, body: disputeToWire(advanced) };
};
