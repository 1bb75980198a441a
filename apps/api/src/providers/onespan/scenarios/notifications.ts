import { done, judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/onespan.json" with { type: "json" };
import { advance, type ControlSchemas, type Sandbox, tenant } from "./given.ts";
import { finish, givenTransaction } from "./playing.ts";
import type { TransactionRequest } from "./requests.ts";

type Inbox = NonNullable<Awaited<ReturnType<Sandbox["platform"]["getInbox"]>>["data"]>;

/** Nothing that a caller sends keeps the evidence from being put together: only a bug tells of that. */
const unreachable = "audit_trail_error";

/** Has everything happen of which the provider tells anybody, and sees to it that each is told as the spec has it. */
export async function tellEverything(sandbox: Sandbox): Promise<void> {
  const names = Object.keys(document.webhooks) as ControlSchemas["Scenario"][];
  const path = { sandboxId: sandbox.id, name: "onespan" };
  const { url } = await done(sandbox.platform.putInbox({ path }));
  await play(sandbox, [{ url, scenarios: names }]);
  await advance(sandbox, "PT0S");
  const told = await toldAt(sandbox, path);
  const missing = names.filter((name) => !told.has(name) && name !== unreachable);
  if (missing.length > 0) throw new Error(`Nobody was told of ${missing.join(", ")}.`);
}

/** What has arrived in an inbox, by name. Throws where a notification is not as the spec has it. */
async function toldAt({ platform }: Sandbox, path: { sandboxId: string; name: string }): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let cursor: string | null | undefined;
  do {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const page: Inbox = await done(platform.getInbox({ path, query }));
    for (const { headers, body } of page.data) {
      const [breach] = judgeWebhook(document, { headers, body: body ?? "" });
      if (breach) throw new Error(`${breach.operation}: ${breach.field} ${breach.message} in ${body}`);
      const { type, trigger } = JSON.parse(body ?? "");
      names.add(type === "notification" ? trigger : type);
    }
    cursor = page.next_cursor;
  } while (cursor);
  return names;
}

/** All that may happen to anybody, in transactions of workflows that tell of it. */
async function play(sandbox: Sandbox, notifications: ControlSchemas["NotificationSettings"][]): Promise<void> {
  const { id: sandboxId, control } = sandbox;
  const of = async (kind: ControlSchemas["WorkflowKind"]): Promise<TransactionRequest> => {
    const body = { name: kind, kind, roles: ["Borrower", "Guarantor"], lender_signature: true, notifications };
    const { id: workflow_id } = await done(control.createWorkflow({ path: { sandboxId }, body }));
    return { workflow_id, tokens: [{ role: "Borrower" }] };
  };
  const show = await of("document");
  await passAndBreak(sandbox, await of("document_with_face"));
  await keepAndCancel(sandbox, show);
  await lend(sandbox, await of("agreement_signing"));
  await givenTransaction(sandbox, { ...show, expiry_period: 1 });
  await advance(sandbox, "P1D");
}

/** One person passes; with the other one something breaks. */
async function passAndBreak(sandbox: Sandbox, body: TransactionRequest): Promise<void> {
  const users = [{ role: "Borrower" }, { role: "Guarantor", last_name: "ERROR" }];
  const path = await givenTransaction(sandbox, { ...body, users });
  for (const { role } of users) await finish(sandbox, path, { role });
}

/** One person passes, the other one never comes; it was to be erased as well, and is kept after all. */
async function keepAndCancel(sandbox: Sandbox, body: TransactionRequest): Promise<void> {
  const path = await givenTransaction(sandbox, { ...body, users: [{ role: "Guarantor" }] });
  await finish(sandbox, path, { role: "Guarantor" });
  const ids = { transaction_ids: [path.transaction_id] };
  const owner = tenant(sandbox);
  await done(owner.markTransactionsForErasure({ body: { ...ids, grace_period: 25 } }));
  await done(owner.unmarkTransactionsForErasure({ body: ids }));
  await done(owner.sendTransactionEvent({ path, body: { trigger: "transaction_cancelled" } }));
}

/** Somebody takes the agreement along before they sign it, and the lender signs too. */
async function lend(sandbox: Sandbox, body: TransactionRequest): Promise<void> {
  const path = await givenTransaction(sandbox, body);
  const { tokens, documents } = await done(tenant(sandbox).getTransaction({ path }));
  await takeAlong(tokens[0]?.accessUrl ?? "", documents[0]?.id ?? "");
  await finish(sandbox, path);
  await done(tenant(sandbox).sendTransactionEvent({ path, body: { trigger: "lender_sign" } }));
}

/** What a person does on the pages who agrees at first, and keeps one of the agreements. */
async function takeAlong(accessUrl: string, documentId: string): Promise<void> {
  const entered = await fetch(accessUrl);
  const fields = (await entered.text()).matchAll(/name="(_\w+)" value="([^"]*)"/g);
  const body = new URLSearchParams([...fields].map(([, name = "", value = ""]) => [name, value]));
  const { url } = await fetch(entered.url, { method: "POST", body });
  const { headers, status } = await fetch(`${url}/documents/${documentId}.pdf`);
  if (headers.get("content-type") !== "application/pdf") throw new Error(`No agreement was there but ${status}.`);
}
