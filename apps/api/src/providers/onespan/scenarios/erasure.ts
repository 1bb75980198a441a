import { randomUUID } from "node:crypto";
import { done, type Sandbox as SandboxOf, type Scenario, type Scenarios } from "@understudy/conformance";
import { type Ask, expected, inJavascript, narrowly, refused, typed } from "./asking.ts";
import { advance, nobodys, type Sandbox, type Schemas, tenant } from "./given.ts";
import { givenAgreements, givenEach, givenTransaction, type TransactionPath } from "./playing.ts";

type Marking = "markTransactionsForErasure" | "markForErasureSingular";
type Unmarking = "unmarkTransactionsForErasure" | "unmarkForErasureSingular";

const others = ["evidence_access", "session_access"];

async function given(sandbox: Sandbox): Promise<readonly string[]> {
  return [(await givenTransaction(sandbox)).transaction_id];
}

/** Transactions in each status, and one with agreements. */
async function givenAll(sandbox: Sandbox): Promise<readonly string[]> {
  const all = [...Object.values(await givenEach(sandbox)), await givenAgreements(sandbox)];
  return all.map(({ transaction_id }) => transaction_id);
}

/** That of another tenant. */
async function strangers(sandbox: SandboxOf<"onespan">): Promise<string> {
  return (await givenTransaction(await sandbox.elsewhere())).transaction_id;
}

/** Ids of which each has another fate. */
async function mixed(sandbox: SandboxOf<"onespan">, id: string): Promise<string[]> {
  return [id, nobodys, id.toUpperCase(), "dcaad720", await strangers(sandbox), "", id];
}

function mark(sandbox: Sandbox, ids: readonly string[], days: number) {
  const body = { grace_period: days, transaction_ids: [...ids] };
  return done(tenant(sandbox).markTransactionsForErasure({ body }));
}

async function expectAbsent(sandbox: Sandbox, ids: readonly string[]) {
  for (const transaction_id of ids)
    await expected(404, tenant(sandbox).getTransaction({ path: { transaction_id } satisfies TransactionPath }));
}

const broken: readonly unknown[] = [
  {},
  { grace_period: 25, transaction_ids: [] },
  { grace_period: 25, transaction_ids: Array.from({ length: 501 }, () => nobodys) },
  { grace_period: -1, transaction_ids: [nobodys] },
  { grace_period: 36_501, transaction_ids: [nobodys] },
  { grace_period: "25", transaction_ids: nobodys },
];

function marking(operation: Marking) {
  const ask: Ask<readonly string[]> = (client, ids, header) =>
    client[operation]({ header, body: { grace_period: 25, transaction_ids: [...ids] } });
  const twice: Scenario<"onespan"> = async (sandbox) => {
    const owner = sandbox.as("owner");
    const of = (grace_period: number, transaction_ids: string[]) =>
      owner[operation]({ body: { grace_period, transaction_ids } });
    const ids = await givenAll(sandbox);
    // They can be read until the day comes, which may be moved.
    for (const days of [30, 2]) await done(of(days, [...ids]));
    await advance(sandbox, "P1D");
    for (const transaction_id of ids) await done(owner.getTransaction({ path: { transaction_id } }));
    await advance(sandbox, "P1D");
    await expectAbsent(sandbox, ids);
    const [id = ""] = await given(sandbox);
    await done(of(25, await mixed(sandbox, id)));
    await done(of(0, [id]));
    await expectAbsent(sandbox, [id]);
    await done(of(25, [id]));
    await done(
      of(
        36_500,
        Array.from({ length: 500 }, () => randomUUID()),
      ),
    );
    const body = { grace_period: 25, transaction_ids: [...(await given(sandbox))] };
    await typed("text/javascript", owner[operation]({ body, ...inJavascript }));
    return narrowly("transaction_access", given, ask)(sandbox);
  };
  const invalid: Scenario<"onespan"> = async (sandbox) => {
    for (const body of broken)
      await expected(400, sandbox.as("owner")[operation]({ body: body as Schemas["ErasureRequest"] }));
    const body = { grace_period: 1.5, transaction_ids: [...(await given(sandbox))] };
    return sandbox.as("owner")[operation]({ body });
  };
  return { 200: twice, 400: invalid, ...refused(given, ask, others) };
}

function unmarking(operation: Unmarking) {
  const ask: Ask<readonly string[]> = (client, ids, header) =>
    client[operation]({ header, body: { transaction_ids: [...ids] } });
  const marked = async (sandbox: Sandbox) => {
    const ids = await given(sandbox);
    await mark(sandbox, ids, 25);
    return ids;
  };
  const kept: Scenario<"onespan"> = async (sandbox) => {
    const owner = sandbox.as("owner");
    const ids = await givenAll(sandbox);
    await mark(sandbox, ids, 1);
    await done(owner[operation]({ body: { transaction_ids: [...ids] } }));
    await advance(sandbox, "P2D");
    for (const transaction_id of ids) await done(owner.getTransaction({ path: { transaction_id } }));
    const [[own = ""], [erased = ""], unmarked] = [await marked(sandbox), await marked(sandbox), await given(sandbox)];
    await mark(sandbox, [erased], 0);
    const transaction_ids = [...(await mixed(sandbox, own)), erased, ...unmarked];
    const { transactions } = await done(owner[operation]({ body: { transaction_ids } }));
    const events = transactions.map(({ unmarking_event }) => unmarking_event.replace("Transaction Recovery - ", ""));
    const [recovered, absent, malformed] = ["Accepted", "Transaction Not Found", "ID field error"];
    const expectedEvents = [recovered, absent, recovered, malformed, absent, malformed, recovered, absent, recovered];
    if (events.join() !== expectedEvents.join()) throw new Error(`The ids came to ${events.join(", ")}.`);
    const body = { transaction_ids: [...(await marked(sandbox))] };
    await typed("text/javascript", owner[operation]({ body, ...inJavascript }));
    return narrowly("transaction_access", marked, ask)(sandbox);
  };
  const invalid: Scenario<"onespan"> = async (sandbox) => {
    for (const body of broken.slice(0, 3))
      await expected(400, sandbox.as("owner")[operation]({ body: body as Schemas["UnmarkRequest"] }));
    return sandbox.as("owner")[operation]({ body: { transaction_ids: ["a".repeat(257)] } });
  };
  return { 200: kept, 400: invalid, ...refused(marked, ask, others) };
}

export const erasure = {
  markTransactionsForErasure: marking("markTransactionsForErasure"),
  markForErasureSingular: marking("markForErasureSingular"),
  unmarkTransactionsForErasure: unmarking("unmarkTransactionsForErasure"),
  unmarkForErasureSingular: unmarking("unmarkForErasureSingular"),
} satisfies Partial<Scenarios<"onespan">>;
