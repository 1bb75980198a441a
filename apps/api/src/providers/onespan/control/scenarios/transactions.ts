import { done, type Scenarios } from "@understudy/conformance";
import { expected } from "../../scenarios/asking.ts";
import { type ControlSchemas, nobodys, tenant } from "../../scenarios/given.ts";
import {
  givenAgreements,
  givenCancelled,
  givenEach,
  givenLoan,
  givenTransaction,
  givenVerified,
} from "../../scenarios/playing.ts";
import { agreement, document, face, least, type TransactionRequest, twoDocuments } from "../../scenarios/requests.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Finish = ControlSchemas["Finish"];

const list: Ask = (client, sandboxId) => client.listSpecimens({ path: { sandboxId } });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getTransaction({ path: await pathOf(sandboxId, sandbox) });
const finish: Ask = async (client, sandboxId, sandbox) =>
  client.finishTransaction({ path: await pathOf(sandboxId, sandbox) });

/** Where a transaction would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, sandbox: Sandbox, body?: TransactionRequest) {
  return { sandboxId, transactionId: (await givenTransaction(sandbox, body)).transaction_id };
}

/** Has each specimen of a kind shown by somebody else, and sees to it that each comes to what is said of it. */
async function showAll(sandbox: Sandbox, kind: "document" | "selfie") {
  const { id: sandboxId, control } = sandbox;
  const all = (await done(control.listSpecimens({ path: { sandboxId } }))).data;
  const specimens = all.filter((specimen) => specimen.kind === kind);
  const roles = specimens.map(({ name }) => name);
  const body = { name: kind, kind: kind === "selfie" ? "document_with_face" : "document", roles } as const;
  const { id: workflow_id } = await done(control.createWorkflow({ path: { sandboxId }, body }));
  const users = roles.map((role) => ({ role }));
  const path = await pathOf(sandboxId, sandbox, { workflow_id, users });
  for (const { name, outcome } of specimens) {
    const values = { [kind]: name };
    const { participants } = await done(control.finishTransaction({ path, body: { role: name, values } }));
    const found = participants.find(({ role }) => role === name)?.outcome;
    if (found !== (outcome === "passes" ? "passed" : "failed")) throw new Error(`${name} ${outcome}, and ${found} so.`);
  }
}

/** What comes of people as a whole, in a word. */
async function resultOf(sandbox: Sandbox, body: TransactionRequest, how: Finish) {
  const path = await pathOf(sandbox.id, sandbox, body);
  const { status, result, participants } = await done(sandbox.as("owner").finishTransaction({ path, body: how }));
  return [status, result, ...participants.map(({ step }) => step)].join(" ");
}

export const transactions = {
  listSpecimens: { 200: asOwner(list), ...ofSandbox(list) },
  getTransaction: {
    // In each status, half-way, waiting for the lender, and marked for erasure.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const paths = [...Object.values(await givenEach(sandbox)), ...(await givenVerified(sandbox))];
      const loan = await givenLoan(sandbox);
      for (const { transaction_id: transactionId } of [...paths, loan, await givenAgreements(sandbox)])
        await done(owner.getTransaction({ path: { sandboxId: sandbox.id, transactionId } }));
      const path = { sandboxId: sandbox.id, transactionId: loan.transaction_id };
      for (const role of ["Borrower", "Guarantor"]) {
        await done(owner.finishTransaction({ path, body: { role } }));
        await done(owner.getTransaction({ path }));
      }
      const body = { grace_period: 25, transaction_ids: [loan.transaction_id] };
      await done(tenant(sandbox).markTransactionsForErasure({ body }));
      const { erase_at, is_recoverable } = await done(owner.getTransaction({ path }));
      if (erase_at === null || !is_recoverable) throw new Error("A marked transaction does not look like one.");
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
    // One that is erased, and what is no id.
    404: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      const body = { grace_period: 0, transaction_ids: [path.transactionId] };
      await done(tenant(sandbox).markTransactionsForErasure({ body }));
      for (const transactionId of [path.transactionId, "dcaad720", nobodys])
        await expected(404, sandbox.as("owner").getTransaction({ path: { ...path, transactionId } }));
      return ofObject(get)[404](sandbox);
    },
  },
  finishTransaction: {
    // With each specimen; with each outcome, of each kind; by test values; for one, and then for the other.
    200: async (sandbox) => {
      await showAll(sandbox, "document");
      await showAll(sandbox, "selfie");
      const outcomes: readonly (readonly [TransactionRequest, Finish, string])[] = [
        [least(sandbox), {}, "completed passed done"],
        [document(sandbox), { outcome: "fail" }, "completed failed done"],
        [twoDocuments(sandbox), { role: "Customer" }, "new undefined consent done"],
        [face(sandbox), { outcome: "abandon" }, "new undefined consent"],
        [agreement(sandbox), { outcome: "timeout" }, "new undefined consent"],
        [document(sandbox), { outcome: "error" }, "error undefined consent"],
        [agreement(sandbox), { outcome: "pass" }, "completed passed done"],
        [document(sandbox, "FAIL"), {}, "completed failed done"],
        [face(sandbox, "ERROR"), {}, "error undefined document"],
        [face(sandbox, "TIMEOUT"), {}, "new undefined document"],
      ];
      for (const [body, how, result] of outcomes) {
        const found = await resultOf(sandbox, body, how);
        if (found !== result) throw new Error(`${JSON.stringify(how)} came to ${found} instead of ${result}.`);
      }
      return asOwner(finish)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = await pathOf(sandbox.id, sandbox);
      const broken = { outcome: "win", role: "", values: { document: "portrait", selfie: "passport" }, haste: true };
      await expected(400, owner.finishTransaction({ path, body: broken as unknown as Finish }));
      const other = await pathOf(sandbox.id, sandbox, agreement(sandbox));
      return owner.finishTransaction({ path: other, body: { outcome: "fail" } });
    },
    ...ofObject(finish),
    404: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      await expected(404, sandbox.as("owner").finishTransaction({ path, body: { role: "Customer" } }));
      return ofObject(finish)[404](sandbox);
    },
    // One that is over, somebody who is done, and one that only the lender could go on with.
    409: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { transaction_id: transactionId } = await givenCancelled(sandbox);
      await expected(409, owner.finishTransaction({ path: { sandboxId: sandbox.id, transactionId } }));
      const path = await pathOf(sandbox.id, sandbox, twoDocuments(sandbox));
      await done(owner.finishTransaction({ path, body: { role: "Customer" } }));
      await expected(409, owner.finishTransaction({ path, body: { role: "Customer" } }));
      const loan = { sandboxId: sandbox.id, transactionId: (await givenLoan(sandbox)).transaction_id };
      await done(owner.finishTransaction({ path: loan }));
      return owner.finishTransaction({ path: loan });
    },
  },
} satisfies Partial<Scenarios<"onespan-control">>;
