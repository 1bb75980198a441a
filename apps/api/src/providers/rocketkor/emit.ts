import { Refusal } from "@understudy/domain";
import type { Context, Emission } from "@understudy/engine";
import { stepEvents, type Told, transactionEvents } from "./emission.ts";
import { currentStep } from "./rules/journey.ts";
import type { Scene, Step } from "./rules/workflow.ts";
import { accountEvent, customerEvent } from "./status-events.ts";
import { getAccount } from "./store/accounts.ts";
import { businessOf } from "./store/business.ts";
import { getCustomer } from "./store/customers.ts";
import { write } from "./store/events.ts";
import { get as getTransaction, statusesOf } from "./store/transactions.ts";
import { get as getWorkflow } from "./store/workflows.ts";

/** What there is to tell of each object, as it is now. */
const tellers: Readonly<Record<string, (ctx: Context, id: string) => Promise<Told | undefined>>> = {
  async "linx.workflow-updated"(ctx, id) {
    const scene = await getWorkflow(ctx, id);
    return stepEvents(scene.workflow.id, [asItIs(scene)])[0];
  },
  async "transactions.status-changed"(ctx, id) {
    const transaction = await getTransaction(ctx, id);
    const debit = await getAccount(ctx, transaction.debitFinancialAccountId);
    const credit = await getAccount(ctx, transaction.creditFinancialAccountId);
    const latest = (await statusesOf(ctx, transaction.id)).slice(-1);
    return transactionEvents(transaction, latest, { debit, credit })[0];
  },
  async "customer.status-updated"(ctx, id) {
    return customerEvent(await getCustomer(ctx, id), (await businessOf(ctx)).id);
  },
  async "financial-account.state-updated"(ctx, id) {
    return accountEvent(await getAccount(ctx, id));
  },
};

/** An event that is told because a test says so, of an object that there is. */
export async function emit(ctx: Context, given: Emission): Promise<Told> {
  const tell = Object.hasOwn(tellers, given.type) ? tellers[given.type] : undefined;
  if (!tell) throw invalid("type", `type must be one of ${Object.keys(tellers).join(", ")}.`);
  if (given.subject === undefined) throw invalid("subject", "subject must be the id of the object that it is about.");
  if (given.data !== undefined) throw invalid("data", "Leave data out: the object itself says what is told of it.");
  const event = await tell(ctx, given.subject);
  if (!event) throw new Error(`There is nothing to tell of ${given.subject}.`);
  await write(ctx, event);
  return event;
}

function asItIs(scene: Scene) {
  const current = currentStep(scene);
  const at = (number: number): Step | null => scene.steps[number - 1] ?? null;
  return { previous: at(current.number - 1), current, next: at(current.number + 1) };
}

function invalid(field: string, message: string): Refusal {
  return new Refusal("invalid", message, { field });
}
