import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { reportOf } from "../rules/report.ts";
import { underway } from "../rules/underway.ts";
import { readWhole } from "../store/whole.ts";
import { reportToWire } from "../wire/verification/detailed-report.ts";

export const getDetailedVerificationReport: Handler<"getDetailedVerificationReport"> = async ({ path }, ctx) => {
  const { scene, verifications } = await readWhole(ctx, path.transaction_id);
  const all = [...verifications, ...underway(scene, verifications.length)];
  return json(ctx, reportToWire(reportOf(scene, all)));
};
