import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, expected, inJavascript, narrowly, refusedOf, typed } from "./asking.ts";
import { advance, type Sandbox, type Schemas } from "./given.ts";
import {
  finish,
  givenAgreements,
  givenCancelled,
  givenEach,
  givenFinished,
  givenLoan,
  givenTransaction,
  type TransactionPath,
} from "./playing.ts";
import { twoDocuments, whole } from "./requests.ts";

type Trigger = Schemas["TransactionEventRequest"];

const given = (sandbox: Sandbox) => givenTransaction(sandbox);
const get: Ask<TransactionPath> = (client, path, header) =>
  client.getTransaction({ path, header, query: { withVerifications: "true" } });
const cancel: Ask<TransactionPath> = (client, path, header) =>
  client.sendTransactionEvent({ path, header, body: { trigger: "transaction_cancelled" } });
const createToken: Ask<TransactionPath> = (client, path, header) =>
  client.createSessionCreationToken({ path, header, body: { role: "signer1" } });

const malformed: TransactionPath = { transaction_id: "dcaad720" };
const others = ["evidence_access", "session_access"];

/** Where a loan is that waits for the lender. */
async function givenSigned(sandbox: Sandbox) {
  const path = await givenLoan(sandbox);
  for (const role of ["Guarantor", "Borrower"]) await finish(sandbox, path, { role });
  return path;
}

export const transactions = {
  getTransaction: {
    // In each status in which one stays, with verifications and without; with everything; and once it is marked.
    200: async (sandbox) => {
      const [owner, reader] = [sandbox.as("owner"), sandbox.as("reader")];
      const each = Object.values(await givenEach(sandbox));
      const some = [await givenTransaction(sandbox, whole(sandbox)), await givenAgreements(sandbox)];
      const loan = await givenSigned(sandbox);
      const partial = await givenTransaction(sandbox, twoDocuments(sandbox));
      await finish(sandbox, partial, { role: "Customer" });
      const marked = await givenTransaction(sandbox);
      const body = { grace_period: 25, transaction_ids: [marked.transaction_id] };
      await done(owner.markTransactionsForErasure({ body }));
      for (const path of [...each, ...some, loan, partial, marked])
        for (const query of [{}, { withVerifications: "true" }]) await done(reader.getTransaction({ path, query }));
      const path = { transaction_id: marked.transaction_id.toUpperCase() };
      for (const withVerifications of ["false", "FALSE", "True", ""])
        await done(owner.getTransaction({ path, query: { withVerifications } }));
      await typed("text/javascript", owner.getTransaction({ path, ...inJavascript }));
      await typed("application/json", owner.getTransaction({ path, headers: { Accept: "image/png" } }));
      return narrowly("transaction_access", given, get)(sandbox);
    },
    400: async (sandbox) => {
      await expected(400, sandbox.as("owner").getTransaction({ path: malformed }));
      const path = await given(sandbox);
      return sandbox.as("owner").getTransaction({ path, query: { withVerifications: "yes" } });
    },
    ...refusedOf(given, get, others),
  },
  sendTransactionEvent: {
    // Cancelled at once and half-way, twice; and signed by the lender, whereupon nobody has anything left to do.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const half = await givenTransaction(sandbox, twoDocuments(sandbox));
      await finish(sandbox, half, { role: "signer1" });
      for (const path of [half, half, await givenAgreements(sandbox), await givenTransaction(sandbox, whole(sandbox))])
        await expected(200, cancel(owner, path, {}));
      const body: Trigger = { trigger: "lender_sign" };
      const loan = await givenSigned(sandbox);
      const { status } = await done(owner.sendTransactionEvent({ path: loan, body }));
      if (status !== "post_processing") throw new Error(`A loan that the lender has signed is ${status}.`);
      await advance(sandbox, "PT0S");
      const { status: later } = await done(owner.getTransaction({ path: loan }));
      if (later !== "completed") throw new Error(`A loan that everybody has signed is ${later}.`);
      const path = await givenSigned(sandbox);
      await typed("text/javascript", owner.sendTransactionEvent({ path, body, ...inJavascript }));
      return narrowly("transaction_access", given, cancel)(sandbox);
    },
    // What is over stays so; the lender signs where there is one, and last; and nobody else sends anything.
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { completed, expired, error, cancelled, new: open } = await givenEach(sandbox);
      for (const path of [completed, expired, error, malformed]) await expected(400, cancel(owner, path, {}));
      const body: Trigger = { trigger: "lender_sign" };
      for (const path of [open, cancelled, await givenLoan(sandbox)])
        await expected(400, owner.sendTransactionEvent({ path, body }));
      await expected(400, owner.sendTransactionEvent({ path: open, body: {} as Trigger }));
      return owner.sendTransactionEvent({
        path: open,
        body: { trigger: "transaction_completed" } as unknown as Trigger,
      });
    },
    ...refusedOf(given, cancel, others),
  },
  createSessionCreationToken: {
    // For somebody who takes part, for somebody who does not yet, and after the first one has expired.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = await given(sandbox);
      for (const role of ["signer1", "Customer"])
        await done(owner.createSessionCreationToken({ path, body: { role } }));
      await advance(sandbox, "P2D");
      const asked = owner.createSessionCreationToken({ path, body: { role: "signer1" }, ...inJavascript });
      await typed("text/javascript", asked);
      return narrowly("transaction_access", given, createToken)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const over = [await givenCancelled(sandbox), await givenFinished(sandbox), malformed];
      for (const path of over) await expected(400, createToken(owner, path, {}));
      const path = await given(sandbox);
      await expected(400, owner.createSessionCreationToken({ path, body: { role: "" } }));
      return owner.createSessionCreationToken({ path, body: { role: "lender" } });
    },
    ...refusedOf(given, createToken, others),
  },
} satisfies Partial<Scenarios<"onespan">>;
