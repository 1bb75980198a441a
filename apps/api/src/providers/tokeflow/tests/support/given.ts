import type { TransactionStatus } from "../../rules/transaction.ts";
import { connectors, got, type Transaction, type World } from "./world.ts";

/** A transaction in the status, brought there by what brings real ones there. */
export async function given(world: World, status: TransactionStatus): Promise<Transaction> {
  const { id } = await journeys[status](world);
  const transaction = await world.read(id);
  if (transaction.status !== status) throw new Error(`${id} should be ${status}, but is ${transaction.status}.`);
  return transaction;
}

const refund = async (world: World, amount?: number) => {
  const { id: transaction_id } = await world.charge();
  const body = { transaction_id, ...(amount !== undefined && { amount }) };
  return got(await world.merchant.createRefund({ body })).data;
};

const settledRefund = async (world: World, amount?: number) => {
  const { id, transaction_id } = await refund(world, amount);
  got(await world.settleRefund(id, "succeeded"));
  return { id: transaction_id };
};

const settledPix = async (world: World, outcome: "canceled" | "expired") => {
  const pix = await world.charge({ payment_method: "pix" });
  got(await world.settle(pix.id, outcome));
  return pix;
};

const journeys: Readonly<Record<TransactionStatus, (world: World) => Promise<{ id: string }>>> = {
  pending: (world) => world.charge({ payment_method: "pix" }),
  async pre_authorized(world) {
    await world.connector(connectors[0], { preauthorized_status: "pre_authorized" });
    const held = await world.charge({ capture: false });
    await world.connector(connectors[0], {});
    return held;
  },
  authorized: (world) => world.charge(),
  failed: async (world) => world.charge({ card_ciphertext_id: await world.token("4000000000000002") }),
  canceled: (world) => settledPix(world, "canceled"),
  async voided(world) {
    const { id } = await world.charge();
    return got(await world.merchant.voidTransaction({ path: { id } })).data;
  },
  async charged_back(world) {
    const { id } = await world.charge();
    return got(await world.settle(id, "charged_back"));
  },
  refund_pending: async (world) => ({ id: (await refund(world)).transaction_id }),
  capture_pending: (world) => world.charge({ capture: false }),
  refunded: (world) => settledRefund(world),
  partially_refunded: (world) => settledRefund(world, 100),
  expired: (world) => settledPix(world, "expired"),
};
