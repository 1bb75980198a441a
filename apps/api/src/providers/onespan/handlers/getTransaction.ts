import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { underway } from "../rules/underway.ts";
import { readWhole } from "../store/whole.ts";
import { homeOf } from "../transactions/reading.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const getTransaction: Handler<"getTransaction"> = async ({ path, query }, ctx) => {
  const home = await homeOf(ctx);
  const { scene, events, verifications } = await readWhole(ctx, path.transaction_id);
  const all = [...verifications, ...underway(scene, verifications.length)];
  const shown = { events, verifications: isAsked(query.withVerifications) ? all : undefined };
  return json(ctx, transactionToWire(scene, home, shown));
};

/** In whatever case; an empty value is none (OD-4). */
function isAsked(withVerifications: string | undefined): boolean {
  return withVerifications?.toLowerCase() === "true";
}
