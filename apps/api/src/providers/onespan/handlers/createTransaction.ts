import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { createTransaction as make } from "../transactions/creating.ts";
import { homeOf } from "../transactions/reading.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const createTransaction: Handler<"createTransaction"> = async ({ body, files }, ctx) => {
  const { scene, events } = await make(ctx, body, files);
  return json(ctx, transactionToWire(scene, await homeOf(ctx), { events }));
};
