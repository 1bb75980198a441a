import { done, type Sandbox as SandboxOf } from "@understudy/conformance";
import type { components, operations } from "@understudy/contracts/tokeflow";
import type { components as controlComponents } from "@understudy/contracts/tokeflow-control";

/** A sandbox as any of this provider's scenarios has it, whichever of its specs they are about. */
export type Sandbox = Pick<SandboxOf<"tokeflow">, "id" | "credential" | "client" | "control">;

export type Client = ReturnType<SandboxOf<"tokeflow">["as"]>;

type Transaction = components["schemas"]["Transaction"];
type Status = Transaction["status"];
export type NewTransaction = operations["createTransaction"]["requestBody"]["content"]["application/json"];
type Outcome = controlComponents["schemas"]["Outcome"];

/** Test cards that the scenarios charge; `listTestCards` has them all. */
export const cards = {
  approving: "4111111111111111",
  declined: "4000000000000002",
  cascading: "4000000000003022",
  challenged: "4000003800000446",
} as const;

/** What is charged where a scenario does not say otherwise. */
export const charge = {
  payment_method: "credit_card",
  charge_type: "payment",
  country: "BR",
  amount: 15_000,
  currency: "BRL",
} as const satisfies NewTransaction;

export const pix = { ...charge, payment_method: "pix" } as const satisfies NewTransaction;

/** The client of the sandbox's first merchant, which may do everything. */
export function merchant({ client, credential }: Sandbox): Client {
  return client("tokeflow", { secretKey: credential("merchant_key") });
}

/** A key of the first merchant with these scopes. */
export async function keyWith(
  { id, control }: Sandbox,
  scopes: controlComponents["schemas"]["Scope"][],
): Promise<string> {
  return (await done(control.createKey({ path: { sandboxId: id }, body: { kind: "merchant", scopes } }))).key;
}

/** A card reference for one charge. */
export async function tokenOf({ id, control }: Sandbox, number: string = cards.approving): Promise<string> {
  return (await done(control.createCard({ path: { sandboxId: id }, body: { number } }))).token;
}

/** The body of a card charge that no other charge has used yet. */
export async function cardCharge(sandbox: Sandbox, changes: Partial<NewTransaction> = {}, number?: string) {
  return { ...charge, card_ciphertext_id: await tokenOf(sandbox, number), ...changes };
}

/** A transaction in this status, brought there by calls that anybody can make. */
export async function given(sandbox: Sandbox, status: Status): Promise<Transaction> {
  const id = await ways[status](sandbox);
  const { data } = await done(merchant(sandbox).getTransaction({ path: { id } }));
  if (data.status !== status) throw new Error(`${id} came to be ${data.status}, not ${status}.`);
  return data;
}

/** A refund on its way, with the transaction that it is of. */
export async function givenRefund(sandbox: Sandbox, amount?: number): Promise<components["schemas"]["Refund"]> {
  const { id } = await given(sandbox, "authorized");
  const body = { transaction_id: id, ...(amount !== undefined && { amount }) };
  return (await done(merchant(sandbox).createRefund({ body }))).data;
}

/** By status, how a transaction gets into it: answers the transaction's id. */
const ways: Record<Status, (sandbox: Sandbox) => Promise<string>> = {
  pending: (sandbox) => charged(sandbox, pix),
  authorized: async (sandbox) => charged(sandbox, await cardCharge(sandbox)),
  capture_pending: (sandbox) => held(sandbox, "capture_pending"),
  pre_authorized: (sandbox) => held(sandbox, "pre_authorized"),
  failed: async (sandbox) => charged(sandbox, await cardCharge(sandbox, {}, cards.declined)),
  canceled: (sandbox) => settled(sandbox, "pending", "canceled"),
  expired: (sandbox) => settled(sandbox, "pending", "expired"),
  voided: async (sandbox) => {
    const { id } = await given(sandbox, "capture_pending");
    return (await done(merchant(sandbox).voidTransaction({ path: { id } }))).data.id;
  },
  charged_back: (sandbox) => settled(sandbox, "authorized", "charged_back"),
  refund_pending: async (sandbox) => (await givenRefund(sandbox)).transaction_id,
  refunded: (sandbox) => settled(sandbox, "refund_pending", "refunded"),
  partially_refunded: async (sandbox) =>
    settle(sandbox, (await givenRefund(sandbox, 5_000)).transaction_id, "refunded"),
};

async function charged(sandbox: Sandbox, body: NewTransaction): Promise<string> {
  return (await done(merchant(sandbox).createTransaction({ body }))).data.id;
}

async function settled(sandbox: Sandbox, from: Status, outcome: Outcome): Promise<string> {
  return settle(sandbox, (await given(sandbox, from)).id, outcome);
}

async function settle({ id: sandboxId, control }: Sandbox, transactionId: string, outcome: Outcome): Promise<string> {
  return (await done(control.settleTransaction({ path: { sandboxId, transactionId }, body: { outcome } }))).id;
}

/** A card is held for a later capture, which every connector now reports in that word. */
async function held(sandbox: Sandbox, preauthorized_status: "capture_pending" | "pre_authorized"): Promise<string> {
  const { id: sandboxId, control } = sandbox;
  const { data: connectors } = await done(control.listConnectors({ path: { sandboxId } }));
  for (const { id: connectorId, provider_slug, payment_methods, priority } of connectors) {
    const body = { provider_slug, payment_methods, priority, preauthorized_status };
    await done(control.putConnector({ path: { sandboxId, connectorId }, body }));
  }
  return charged(sandbox, await cardCharge(sandbox, { capture: false }));
}
