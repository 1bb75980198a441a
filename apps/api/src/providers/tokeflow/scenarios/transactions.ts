import { done, type Scenarios } from "@understudy/conformance";
import { transactionStatuses } from "../rules/transaction.ts";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { cardCharge, cards, charge, given, type NewTransaction, pix, type Sandbox } from "./given.ts";

const keyed = { header: { "Idempotency-Key": "order_12345_attempt_1" } };

/** The other kinds of charges, whose answers have shapes of their own to be judged. */
async function otherCharges(sandbox: Sandbox) {
  const session = { path: { sandboxId: sandbox.id }, body: { amount: 9_900, currency: "BRL" } };
  const { id: checkout_session_id } = await done(sandbox.control.createCheckoutSession(session));
  return [
    { ...charge, payment_method: "boleto" },
    { ...charge, payment_method: "wallet", wallet_type: "apple_pay" },
    { payment_method: "pix", charge_type: "payment", country: "BR", checkout_session_id },
    await cardCharge(sandbox, { charge_type: "setup_verification", amount: 0, customer_id: "cust_123" }),
    await cardCharge(sandbox, { installments: { count: 3 }, risk_score: 12, metadata: { campaign: "black_friday" } }),
    await cardCharge(sandbox, {}, cards.challenged),
  ] satisfies NewTransaction[];
}

const create: Ask = async (sandbox, client) =>
  client.createTransaction({ body: await cardCharge(sandbox, {}, cards.cascading) });
const list: Ask = (_, client) => client.listTransactions({ query: { status: ["authorized,failed", "voided"] } });
const get: Ask = async (sandbox, client) => client.getTransaction({ path: await given(sandbox, "pending") });
const listAttempts: Ask = async (sandbox, client) =>
  client.listTransactionAttempts({ path: await given(sandbox, "failed") });
const capture: Ask = async (sandbox, client) =>
  client.captureTransaction({ path: await given(sandbox, "capture_pending"), body: { amount: 10_000 } });
const giveUp: Ask = async (sandbox, client) => client.voidTransaction({ path: await given(sandbox, "pre_authorized") });

export const transactions = {
  createTransaction: {
    200: async (sandbox) => {
      await sandbox.as("owner").createTransaction({ body: pix, ...keyed });
      return sandbox.as("owner").createTransaction({ body: pix, ...keyed });
    },
    201: async (sandbox) => {
      for (const body of await otherCharges(sandbox)) await done(sandbox.as("owner").createTransaction({ body }));
      return create(sandbox, sandbox.as("owner"));
    },
    // A card charge without a card.
    400: (sandbox) => sandbox.as("owner").createTransaction({ body: charge }),
    409: async (sandbox) => {
      await sandbox.as("owner").createTransaction({ body: pix, ...keyed });
      return sandbox.as("owner").createTransaction({ body: { ...pix, amount: 1 }, ...keyed });
    },
    ...refusedWrites(create),
  },
  listTransactions: {
    200: async (sandbox) => {
      for (const status of transactionStatuses) await given(sandbox, status);
      return sandbox.as("owner").listTransactions({ query: { status: [...transactionStatuses] } });
    },
    400: (sandbox) => sandbox.as("owner").listTransactions({ query: { status: ["paid"] } }),
    ...refusedReads(list),
  },
  getTransaction: { 200: as("owner", get), 404: as("stranger", get), ...refusedReads(get) },
  listTransactionAttempts: {
    200: as("owner", listAttempts),
    404: as("stranger", listAttempts),
    ...refusedReads(listAttempts),
  },
  captureTransaction: {
    200: as("owner", capture),
    400: async (sandbox) => sandbox.as("owner").captureTransaction({ path: await given(sandbox, "voided") }),
    404: as("stranger", capture),
    ...refusedWrites(capture),
  },
  voidTransaction: {
    200: as("owner", giveUp),
    400: async (sandbox) => sandbox.as("owner").voidTransaction({ path: await given(sandbox, "refunded") }),
    404: as("stranger", giveUp),
    ...refusedWrites(giveUp),
  },
} satisfies Partial<Scenarios<"tokeflow">>;
