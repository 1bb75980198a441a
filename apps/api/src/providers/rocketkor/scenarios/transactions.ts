import { done, type Scenarios } from "@understudy/conformance";
import { card } from "./accounts.ts";
import { type Ask, as, inRole, refusedMoves, refusedReads } from "./asking.ts";
import { advance, business, founded, nobodys, type Sandbox, stopClock } from "./given.ts";
import { ach, charge, givenPayment, type Payment, payments, push, wire } from "./payments.ts";
import { givenFinished } from "./playing.ts";
import { ofSteps } from "./requests.ts";

const create: Ask = (sandbox, client) => client.createTransaction({ body: push(sandbox) });
const get: Ask = async (sandbox, client) => client.getTransaction({ path: await givenPayment(sandbox) });
const cancel: Ask = async (sandbox, client) => client.cancelTransaction({ path: await givenPayment(sandbox) });
const listStatuses: Ask = async (sandbox, client) =>
  client.listTransactionStatuses({ path: await givenPayment(sandbox) });

/** Where payments are to cards whose issuers do not take them. */
async function givenFailed(sandbox: Sandbox) {
  const numbers = ["4000000000000002", "4000000000009995", "4000000000000119"];
  const made = numbers.map(async (number) => {
    const { id } = await done(business(sandbox).createExternalCard({ body: card(sandbox, number) }));
    return givenPayment(sandbox, { ...push(sandbox), creditFinancialAccountId: id });
  });
  return Promise.all(made);
}

/** Where payments are that workflows made. */
async function givenConfirmed(sandbox: Sandbox) {
  const made: { transactionId: string }[] = [];
  for (const body of ofSteps(sandbox)) {
    const { workflowId } = await givenFinished(sandbox, body);
    const { transaction_id } = await done(sandbox.control.getWorkflow({ path: { sandboxId: sandbox.id, workflowId } }));
    if (transaction_id !== null) made.push({ transactionId: transaction_id });
  }
  return made;
}

/** Where payments are in all that can become of them: of each kind, failed, cancelled, reversed, and of workflows. */
async function givenAll(sandbox: Sandbox) {
  await stopClock(sandbox);
  const sent = [];
  for (const body of payments(sandbox)) sent.push(await givenPayment(sandbox, body));
  const cancelled = await givenPayment(sandbox);
  await business(sandbox).cancelTransaction({ path: cancelled });
  const reversed = await givenPayment(sandbox, charge(sandbox));
  const path = { sandboxId: sandbox.id, ...reversed };
  await done(sandbox.control.reverseTransaction({ path, body: { reason: "DUPLICATE_PAYMENT" } }));
  return [...sent, cancelled, reversed, ...(await givenFailed(sandbox)), ...(await givenConfirmed(sandbox))];
}

/** When banks have something to do, one after the other. */
const stations = ["PT0S", "PT4H", "PT3H", "PT3H", "PT12H"] as const;

export const transactions = {
  createTransaction: {
    201: async (sandbox) => {
      await stopClock(sandbox);
      for (const body of payments(sandbox)) await done(sandbox.as("owner").createTransaction({ body }));
      await givenFailed(sandbox);
      const header = { "Idempotency-Key": "5f0c9d1e-7b34-4a62-8e2d-913c6a7b40f8" };
      const body = ach(sandbox);
      for (const _ of ["makes it", "shows it"]) await done(sandbox.as("owner").createTransaction({ header, body }));
      return inRole("finance", create)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      await owner.createTransaction({ body: {} as Payment });
      await owner.createTransaction({ body: push(sandbox), header: { "Idempotency-Key": "short" } });
      const { description: _, ...undescribed } = wire(sandbox);
      await owner.createTransaction({ body: { ...undescribed, metadata: { rkorACHEntryType: "XYZ" as "WEB" } } });
      await owner.createTransaction({ body: undescribed });
      const body = { ...push(sandbox), solution: "ach", amount: "0.001", currency: "EUR" } as unknown as Payment;
      return owner.createTransaction({ body });
    },
    409: async (sandbox) => {
      const header = { "Idempotency-Key": "5f0c9d1e-7b34-4a62-8e2d-913c6a7b40f8" };
      await done(sandbox.as("owner").createTransaction({ header, body: push(sandbox) }));
      return sandbox.as("owner").createTransaction({ header, body: { ...push(sandbox), amount: 256.26 } });
    },
    422: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { bankAccount, card: ownCard } = founded(sandbox);
      const refused: Partial<Payment>[] = [
        { debitFinancialAccountId: nobodys, creditFinancialAccountId: "31c6d624-6a0c-4049-b1f1-f3ea7d00ba35" },
        { paymentReasonId: "no-reason", currency: "CAD" },
        { debitFinancialAccountId: ownCard, creditFinancialAccountId: bankAccount },
      ];
      for (const changes of refused) await owner.createTransaction({ body: { ...push(sandbox), ...changes } });
      return owner.createTransaction({ body: { ...push(sandbox), amount: "999999999.99" } });
    },
    ...refusedMoves(create),
  },
  getTransaction: {
    200: async (sandbox) => {
      const all = await givenAll(sandbox);
      for (const duration of stations) {
        await advance(sandbox, duration);
        for (const path of all) await done(sandbox.as("owner").getTransaction({ path }));
      }
      return get(sandbox, sandbox.as("reader"));
    },
    404: as("stranger", get),
    ...refusedReads(get),
  },
  cancelTransaction: {
    204: async (sandbox) => {
      await stopClock(sandbox);
      return inRole("manager", cancel)(sandbox);
    },
    404: as("stranger", cancel),
    // One that was cancelled already; and one that was there at once.
    422: async (sandbox) => {
      await stopClock(sandbox);
      const path = await givenPayment(sandbox);
      for (const _ of ["cancels it", "comes too late"]) await sandbox.as("owner").cancelTransaction({ path });
      return sandbox.as("owner").cancelTransaction({ path: await givenPayment(sandbox, push(sandbox)) });
    },
    ...refusedMoves(cancel),
  },
  listTransactionStatuses: {
    200: async (sandbox) => {
      const all = await givenAll(sandbox);
      await advance(sandbox, "P4D");
      for (const path of all) await done(sandbox.as("owner").listTransactionStatuses({ path }));
      return listStatuses(sandbox, sandbox.as("reader"));
    },
    404: as("stranger", listStatuses),
    ...refusedReads(listStatuses),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
