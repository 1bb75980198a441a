import type { Handler } from "../handler.ts";
import { unmarkTransactionsForErasure } from "./unmarkTransactionsForErasure.ts";

/** The same under the other path that the provider has printed. */
export const unmarkForErasureSingular: Handler<"unmarkForErasureSingular"> = unmarkTransactionsForErasure;
