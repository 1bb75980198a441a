import { done } from "@understudy/conformance";
import { advance, type ControlSchemas, type Sandbox, tenant } from "./given.ts";
import { pdf, upload } from "./papers.ts";
import { agreements, document, face, type TransactionRequest } from "./requests.ts";

type Finish = ControlSchemas["Finish"];

/** Where a transaction is. */
export interface TransactionPath {
  readonly transaction_id: string;
}

/** Where a new transaction is: one in which a document is shown, unless another is wanted. */
export async function givenTransaction(sandbox: Sandbox, body?: TransactionRequest): Promise<TransactionPath> {
  const { id } = await done(tenant(sandbox).createTransaction({ body: body ?? document(sandbox) }));
  return { transaction_id: id };
}

/** Goes through the steps for the people, and has whatever comes after done. */
export async function finish(sandbox: Sandbox, { transaction_id: transactionId }: TransactionPath, body: Finish = {}) {
  const path = { sandboxId: sandbox.id, transactionId };
  await done(sandbox.control.finishTransaction({ path, body }));
  return done(sandbox.control.getTransaction({ path }));
}

/** Where a transaction is whose people have gone through it. */
export async function givenFinished(sandbox: Sandbox, body?: TransactionRequest, how?: Finish) {
  const path = await givenTransaction(sandbox, body);
  await finish(sandbox, path, how);
  return path;
}

/** Where a transaction is of which there is evidence. */
export function givenCompleted(sandbox: Sandbox): Promise<TransactionPath> {
  return givenFinished(sandbox);
}

/** Where a transaction is that nobody goes on with any more. */
export async function givenCancelled(sandbox: Sandbox, body?: TransactionRequest) {
  const path = await givenTransaction(sandbox, body);
  await done(tenant(sandbox).sendTransactionEvent({ path, body: { trigger: "transaction_cancelled" } }));
  return path;
}

/** Where a transaction is that nobody has finished in time. The clock stands a day later. */
export async function givenExpired(sandbox: Sandbox) {
  const path = await givenTransaction(sandbox, { ...face(sandbox), expiry_period: 1 });
  await advance(sandbox, "P1D");
  return path;
}

/** Where transactions are in each status in which one stays, and that they are is made sure of. */
export async function givenEach(sandbox: Sandbox) {
  const each = {
    expired: await givenExpired(sandbox),
    new: await givenTransaction(sandbox),
    completed: await givenFinished(sandbox, face(sandbox)),
    cancelled: await givenCancelled(sandbox),
    error: await givenFinished(sandbox, face(sandbox, "ERROR")),
  };
  for (const [expected, path] of Object.entries(each)) {
    const { status } = await done(tenant(sandbox).getTransaction({ path }));
    if (status !== expected) throw new Error(`The transaction is ${status}, and should be ${expected}.`);
  }
  return each;
}

/** What people show, by their role. */
const shown: Readonly<Record<string, Finish>> = {
  Customer: { values: { document: "driving-licence" } },
  Borrower: {},
  signer1: {},
  oss: { values: { document: "passport-blurred", selfie: "portrait-of-a-screen" } },
};

/**
 * Where transactions are in which somebody passes, somebody fails whatever they show, somebody's session times out, and
 * somebody shows what does not do: of a document, and of a document and a face.
 */
export async function givenVerified(sandbox: Sandbox): Promise<readonly TransactionPath[]> {
  const names: Readonly<Record<string, string>> = { Borrower: "FAIL", signer1: "TIMEOUT" };
  const users = Object.keys(shown).map((role) => ({ role, last_name: names[role] ?? "Doe" }));
  const paths: TransactionPath[] = [];
  for (const body of [document(sandbox), face(sandbox)]) {
    const path = await givenTransaction(sandbox, { ...body, users });
    for (const [role, how] of Object.entries(shown)) await finish(sandbox, path, { role, ...how });
    paths.push(path);
  }
  return paths;
}

/** The `sfs://` URL of a file that was uploaded. */
export async function givenUpload({ id: sandboxId, control }: Sandbox, text = "What is lent") {
  return (await done(control.uploadFile({ path: { sandboxId }, body: upload(pdf(text)) }))).url;
}

/** Where a transaction is with agreements of each origin, for two people; there is one that both sign. */
export async function givenAgreements(sandbox: Sandbox) {
  return givenTransaction(sandbox, agreements(sandbox, await givenUpload(sandbox)));
}

/** Where a transaction is in which the lender signs after a borrower, and whom else the request names. */
export async function givenLoan(sandbox: Sandbox) {
  const { id: sandboxId, control } = sandbox;
  const settings = { name: "Loan", kind: "agreement_signing", roles: ["Borrower", "Guarantor"] } as const;
  const body = { ...settings, roles: [...settings.roles], lender_signature: true };
  const { id: workflow_id } = await done(control.createWorkflow({ path: { sandboxId }, body }));
  const tokens = [{ role: "Borrower" }, { role: "Guarantor" }];
  return givenTransaction(sandbox, { workflow_id, tokens });
}
