import type { Handler } from "../handler.ts";
import { markTransactionsForErasure } from "./markTransactionsForErasure.ts";

/** The same under the other path that the provider has printed. */
export const markForErasureSingular: Handler<"markForErasureSingular"> = markTransactionsForErasure;
