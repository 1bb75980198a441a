import { meansOf } from "../../means.ts";
import { openDispute as contest } from "../../rules/dispute.ts";
import { open } from "../../store/disputes.ts";
import type { Handler } from "../handler.ts";
import { disputeFromWire, disputeToWire } from "../wire/dispute.ts";

export const openDispute: Handler<"openDispute"> = async ({ path, body }, ctx) => {
  const means = await meansOf(ctx);
  const opened = await open(ctx, path.paymentId, (payment) => contest(payment, disputeFromWire(body), means));
  return { status: 201, body: disputeToWire(opened) };
};
