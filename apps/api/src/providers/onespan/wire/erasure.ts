import type { components } from "@understudy/contracts/onespan";
import type { Marking } from "../transactions/erasing.ts";

type Schemas = components["schemas"];
type Outcome = Marking["outcome"];

/** A transaction that is not there has no event of its own (providers/onespan.md 4.12). */
const markingEvents = {
  accepted: "Transaction Erase Request - Accepted",
  malformed: "Transaction Erase Request - ID field error",
  unknown: "Transaction Erase Request - ID field error",
} as const satisfies Record<Outcome, string>;

/** A malformed id has an empty message (providers/onespan.md 4.13). */
const unmarkingEvents = {
  accepted: "Transaction Recovery - Accepted",
  malformed: "Transaction Recovery - ID field error",
  unknown: "Transaction Recovery - Transaction Not Found",
} as const satisfies Record<Outcome, string>;

const markingMessages = {
  accepted: "The transaction is marked for erasure.",
  malformed: "This is no transaction id, so that no such transaction exists.",
  unknown: "This transaction does not exist.",
} as const satisfies Record<Outcome, string>;

const unmarkingMessages = {
  accepted: "The transaction is not going to be erased; it is kept as long as any other.",
  malformed: "",
  unknown: "This transaction does not exist, or no longer.",
} as const satisfies Record<Outcome, string>;

export function markedToWire(markings: readonly Marking[]): Schemas["ErasureResponse"] {
  return {
    message: summary(markings, "marked for erasure"),
    transactions: markings.map(({ transactionId, outcome }) => ({
      ...{ transaction_id: transactionId, marking_event: markingEvents[outcome], message: markingMessages[outcome] },
    })),
  };
}

export function unmarkedToWire(markings: readonly Marking[]): Schemas["UnmarkResponse"] {
  return {
    message: summary(markings, "unmarked for erasure"),
    transactions: markings.map(({ transactionId, outcome }) => ({
      ...{ transaction_id: transactionId, unmarking_event: unmarkingEvents[outcome] },
      message: unmarkingMessages[outcome],
    })),
  };
}

function summary(markings: readonly Marking[], done: string): string {
  const accepted = markings.filter(({ outcome }) => outcome === "accepted").length;
  if (accepted === markings.length) return `All transactions were ${done}.`;
  return accepted === 0 ? `None of the transactions was ${done}.` : `Some transactions were ${done}, others were not.`;
}
