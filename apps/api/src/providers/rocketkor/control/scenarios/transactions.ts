import { done, type Scenarios } from "@understudy/conformance";
import { advance, business, type ControlSchemas, stopClock } from "../../scenarios/given.ts";
import { charge, givenPayment, moneyBack, type Payment, payments, push } from "../../scenarios/payments.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const settle: Ask = async (client, sandboxId, sandbox) =>
  client.settleTransaction({ path: await pathOf(sandboxId, sandbox) });
const reverse: Ask = async (client, sandboxId, sandbox) =>
  client.reverseTransaction({
    path: await pathOf(sandboxId, sandbox, push(sandbox)),
    body: { reason: "INCORRECT_RECIPIENT" },
  });
const list: Ask = (client, sandboxId) => client.listPostings({ path: { sandboxId }, query: { limit: 1 } });

/** Where a payment would be in the sandbox with that id; it is in `sandbox`, and open unless another is wanted. */
async function pathOf(sandboxId: string, sandbox: Sandbox, body?: Payment) {
  await stopClock(sandbox);
  return { sandboxId, ...(await givenPayment(sandbox, body)) };
}

const reasons = ["DUPLICATE_PAYMENT", "EARLY_DEBIT", "LATE_CREDIT", "INCORRECT_AMOUNT"] as const;

export const transactions = {
  settleTransaction: {
    // Of each kind that waits, by itself and with each outcome; and half-way.
    200: async (sandbox) => {
      await stopClock(sandbox);
      const owner = sandbox.as("owner");
      const bodies: (ControlSchemas["Settlement"] | undefined)[] = [
        ...[undefined, {}, { outcome: "settled" } as const],
        ...[{ outcome: "declined" } as const, { outcome: "error" } as const],
      ];
      for (const payment of payments(sandbox).filter(({ solution }) => solution !== "push-to-card"))
        for (const body of bodies) {
          const path = { sandboxId: sandbox.id, ...(await givenPayment(sandbox, payment)) };
          await done(owner.settleTransaction(body ? { path, body } : { path }));
        }
      const path = await pathOf(sandbox.id, sandbox);
      await advance(sandbox, "PT7H");
      await done(owner.settleTransaction({ path }));
      return asOwner(settle)(sandbox);
    },
    400: async (sandbox) =>
      sandbox.as("owner").settleTransaction({
        path: await pathOf(sandbox.id, sandbox),
        body: { outcome: "lost" as "settled" },
      }),
    // One that has ended; and one for which the customer has too little.
    409: async (sandbox) => {
      await sandbox.as("owner").settleTransaction({ path: await pathOf(sandbox.id, sandbox, push(sandbox)) });
      const path = await pathOf(sandbox.id, sandbox, { ...moneyBack(sandbox), amount: "10000.01" });
      return sandbox.as("owner").settleTransaction({ path, body: { outcome: "settled" } });
    },
    ...ofObject(settle),
  },
  reverseTransaction: {
    200: async (sandbox) => {
      for (const reason of reasons) {
        const path = await pathOf(sandbox.id, sandbox, charge(sandbox));
        await done(sandbox.as("owner").reverseTransaction({ path, body: { reason } }));
      }
      return asOwner(reverse)(sandbox);
    },
    400: async (sandbox) =>
      sandbox.as("owner").reverseTransaction({
        path: await pathOf(sandbox.id, sandbox, push(sandbox)),
        body: { reason: "REGRET" as "EARLY_DEBIT" },
      }),
    // One that is on its way; and one whose money the receiver has no more.
    409: async (sandbox) => {
      const body = { reason: "EARLY_DEBIT" } as const;
      await sandbox.as("owner").reverseTransaction({ path: await pathOf(sandbox.id, sandbox), body });
      const path = await pathOf(sandbox.id, sandbox, push(sandbox));
      const account = {
        sandboxId: sandbox.id,
        financialAccountId: sandbox.credential("customer_financial_account_id"),
      };
      await done(sandbox.as("owner").adjustBalance({ path: account, body: { amount: "-10256.25" } }));
      return sandbox.as("owner").reverseTransaction({ path, body });
    },
    ...ofObject(reverse),
  },
  listPostings: {
    // Of one transaction; then all there can be, by pages.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { sandboxId, transactionId: transaction_id } = await pathOf(sandbox.id, sandbox);
      const path = { sandboxId };
      await done(owner.listPostings({ path, query: { transaction_id } }));
      await done(business(sandbox).createTransaction({ body: charge(sandbox) }));
      await done(owner.settleTransaction({ path: { ...path, transactionId: transaction_id }, body: {} }));
      for (const outcome of ["declined", "settled"] as const)
        await done(owner.settleTransaction({ path: await pathOf(sandbox.id, sandbox), body: { outcome } }));
      const back = await pathOf(sandbox.id, sandbox, push(sandbox));
      await done(owner.reverseTransaction({ path: back, body: { reason: "LATE_CREDIT" } }));
      const financialAccountId = sandbox.credential("business_financial_account_id");
      await done(owner.adjustBalance({ path: { ...path, financialAccountId }, body: { amount: "-1" } }));
      await done(owner.listPostings({ path, query: { limit: 100 } }));
      const { next_cursor: cursor } = await done(owner.listPostings({ path, query: { limit: 3 } }));
      return owner.listPostings({ path, query: { limit: 3, cursor: String(cursor) } });
    },
    400: async ({ as, id }) => {
      await as("owner").listPostings({ path: { sandboxId: id }, query: { cursor: "never answered" } });
      return as("owner").listPostings({ path: { sandboxId: id }, query: { transaction_id: "none" } });
    },
    ...ofSandbox(list),
  },
} satisfies Partial<Scenarios<"rocketkor-control">>;
