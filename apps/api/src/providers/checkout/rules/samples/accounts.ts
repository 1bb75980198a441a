import type { TypeOf } from "../catalogue.ts";
import type { About } from "../event.ts";
import type { Means } from "../means.ts";

/** None of these payloads is public: each names the sub-entity, here the account's, and what its type speaks of. */
export function accountsSample(type: TypeOf<"accounts">, means: Means): About {
  const { entityId } = means.account;
  const data = { entity_id: entityId, reference: `sub-${entityId.slice(-6)}` };
  const at = means.now.toISOString();
  const of = (prefix: string, name: string, rest: object): About => {
    const id = means.newId(prefix);
    return { data: { ...data, [name]: id, ...rest }, subjects: [entityId, id] };
  };
  if (type.startsWith("payment_instrument"))
    return of("ppi", "payment_instrument_id", { status: type.slice("payment_instrument_".length), updated_on: at });
  if (type === "payout_paid" || type === "payout_declined")
    return of("pot", "payout_id", { amount: 1000, currency: "GBP", status: type.slice("payout_".length), paid_on: at });
  if (type === "transfer_status_changed")
    return of("tra", "transfer_id", { amount: 1000, currency: "GBP", status: "completed", updated_on: at });
  const status = type === "status_changed" ? { previous_status: "pending", status: "active" } : { status: type };
  return { data: { ...data, ...status, updated_on: at }, subjects: [entityId] };
}

export function balancesSample(means: Means): About {
  const { entityId } = means.account;
  const data = {
    entity_id: entityId,
    sub_account_id: means.newId("sba"),
    currency: "GBP",
    threshold: 100_000,
    available: 99_000,
    exceeded_on: means.now.toISOString(),
  };
  return { data, subjects: [entityId] };
}
