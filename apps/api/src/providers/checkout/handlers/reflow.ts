import type { Handler } from "../handler.ts";
import { reflowNow } from "../reflowing.ts";
import { readReflow } from "../rules/reflow.ts";

export const reflow: Handler<"reflow"> = async ({ body }, ctx) => {
  await reflowNow(ctx, readReflow(body));
  return { status: 202 };
};
