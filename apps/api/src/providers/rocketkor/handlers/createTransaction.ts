import type { Handler } from "../handler.ts";
import { businessOf } from "../store/business.ts";
import { createTransaction as create } from "../transacting.ts";
import { requestFrom, transactionToWire } from "../wire/transaction.ts";

export const createTransaction: Handler<"createTransaction"> = async ({ header, body }, ctx) => {
  const transaction = await create(ctx, requestFrom(body), header["idempotency-key"]);
  return { status: 201, body: transactionToWire(transaction, (await businessOf(ctx)).id) };
};
