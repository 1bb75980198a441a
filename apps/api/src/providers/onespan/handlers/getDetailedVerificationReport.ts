import { json } from "../answering.ts";
import type { Handler } from "../handler.ts";
import { reportOf } from "../rules/report.ts";
import { readScene } from "../store/transactions.ts";
import { verificationsOf } from "../store/verifications.ts";
import { reportToWire } from "../wire/verification/detailed-report.ts";

export const getDetailedVerificationReport: Handler<"getDetailedVerificationReport"> = async ({ path }, ctx) => {
  const scene = await readScene(ctx, path.transaction_id);
  const verifications = await verificationsOf(ctx, scene.transaction.id);
  return json(ctx, reportToWire(reportOf(scene, verifications)));
};
