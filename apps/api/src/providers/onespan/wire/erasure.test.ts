import { expect, it } from "vitest";
import { markedToWire, unmarkedToWire } from "./erasure.ts";

const markings = [
  { transactionId: "dcaad720-d1e9-47ba-a76b-a6370ef0373b", outcome: "accepted" },
  { transactionId: "5e52d7b8", outcome: "malformed" },
  { transactionId: "a089f718-f12d-4b13-b82e-e1d8b324337d", outcome: "unknown" },
] as const;

it("54: each id has an event of its own, in the order in which they were asked for", () => {
  expect(markedToWire(markings)).toEqual({
    message: "Some transactions were marked for erasure, others were not.",
    transactions: [
      {
        transaction_id: "dcaad720-d1e9-47ba-a76b-a6370ef0373b",
        marking_event: "Transaction Erase Request - Accepted",
        message: "The transaction is marked for erasure.",
      },
      {
        transaction_id: "5e52d7b8",
        marking_event: "Transaction Erase Request - ID field error",
        message: "This is no transaction id, so that no such transaction exists.",
      },
      {
        transaction_id: "a089f718-f12d-4b13-b82e-e1d8b324337d",
        marking_event: "Transaction Erase Request - ID field error",
        message: "This transaction does not exist.",
      },
    ],
  });
});

it("54, 55: unmarking tells a malformed id, with nothing to say of it, from one that is not there", () => {
  const { transactions } = unmarkedToWire(markings);
  expect(transactions.map(({ unmarking_event }) => unmarking_event)).toEqual([
    ...["Transaction Recovery - Accepted", "Transaction Recovery - ID field error"],
    "Transaction Recovery - Transaction Not Found",
  ]);
  expect(transactions[1]?.message).toBe("");
});

it("the summary says whether it was so for all, some or none", () => {
  const [accepted, ...others] = markings;
  expect(markedToWire([accepted]).message).toBe("All transactions were marked for erasure.");
  expect(markedToWire(others).message).toBe("None of the transactions was marked for erasure.");
  expect(unmarkedToWire([accepted]).message).toBe("All transactions were unmarked for erasure.");
  expect(unmarkedToWire(markings).message).toBe("Some transactions were unmarked for erasure, others were not.");
});
