import { randomUUID } from "node:crypto";
import type { Fault } from "@understudy/domain";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { drawn } from "./drawing.ts";
import { acceptanceOf, acceptedNow } from "./rules/acceptance.ts";
import { faultsOfMove } from "./rules/account.ts";
import { internal } from "./rules/actor.ts";
import { withPrimaries } from "./rules/address.ts";
import { attempt, hasFailed } from "./rules/advancing.ts";
import type { Answer } from "./rules/answer.ts";
import { type Customer, displayNameOf } from "./rules/customer.ts";
import { customerOf, withProfile } from "./rules/entered.ts";
import { enteredAccount } from "./rules/entered-account.ts";
import type { Links } from "./rules/journey.ts";
import { transactionDraftOf } from "./rules/movement.ts";
import type { Scene, StepData } from "./rules/workflow.ts";
import { createAcceptances } from "./store/acceptances.ts";
import { createAccount } from "./store/accounts.ts";
import { createCustomer, getCustomer, holdCustomer, saveCustomer } from "./store/customers.ts";
import { create, holdSides } from "./store/transactions.ts";
import { addressToWire } from "./wire/address.ts";

/** What an answer has made happen, and what the step and the workflow then know of it. */
interface Effect {
  readonly data: StepData;
  readonly links: Links;
  /** Whether what the step is for did not come about. */
  readonly isFailed?: boolean;
}

/** Does what a step is for, in the transaction that holds the workflow. */
export function effectOf(ctx: Context, scene: Scene, answer: Answer): Promise<Effect> {
  switch (answer.step) {
    case "customer-account":
      return addCustomer(ctx, scene, answer);
    case "enhance-profile":
      return completeProfile(ctx, scene, answer);
    case "financial-account":
      return addAccount(ctx, scene, answer);
    case "document-acceptance":
      return acceptDocuments(ctx, scene, answer);
    case "move-money":
      return moveMoney(ctx, scene);
    case "confirmation":
      return Promise.resolve({ data: {}, links: {} });
  }
}

type AnswerOf<Name extends Answer["step"]> = Extract<Answer, { readonly step: Name }>;

async function addCustomer(ctx: Context, { workflow }: Scene, { person }: AnswerOf<"customer-account">) {
  const customer = customerOf(person, workflow, randomUUID(), ctx.now);
  await createCustomer(ctx, customer);
  const { id: customerId, firstName, lastName, primaryEmail: email } = customer;
  const data = { customerId, firstName, lastName, email, phoneNumber: customer.primaryPhoneNumber.number };
  return { data, links: { customerId, email } };
}

async function completeProfile(ctx: Context, { workflow }: Scene, { profile }: AnswerOf<"enhance-profile">) {
  const customer = await holdCustomer(ctx, known(workflow.customerId));
  await saveCustomer(ctx, withProfile(customer, profile, ctx.now));
  const { salutation, dateOfBirth, addresses, phoneNumber } = profile;
  const entered = {
    ...(salutation !== null && { salutation }),
    ...(dateOfBirth !== null && { dateOfBirth }),
    ...(addresses.length > 0 && { addresses: withPrimaries(addresses).map(addressToWire) }),
    ...(phoneNumber && { phoneNumber }),
  };
  return { data: { entered }, links: {} };
}

/** Over the API a customer who is suspended gets no account either. */
async function addAccount(ctx: Context, { workflow }: Scene, answer: AnswerOf<"financial-account">) {
  const customer = await getCustomer(ctx, known(workflow.customerId));
  if (customer.status !== "ACTIVE") throw notAnother(customer);
  const account = enteredAccount(answer, workflow, { ...drawn(), by: internal, now: ctx.now });
  await createAccount(ctx, account);
  const { id, name, maskedNumber } = account;
  return {
    data: { customerFinancialAccountId: id, customerFinancialAccountName: name, maskedAccountNumber: maskedNumber },
    links: { accountId: id },
  };
}

async function acceptDocuments(ctx: Context, { workflow }: Scene, { documents }: AnswerOf<"document-acceptance">) {
  const customer = await getCustomer(ctx, known(workflow.customerId));
  const { id: workflowId, accountId } = workflow;
  const acceptances = documents.map((each) => {
    const about = { id: randomUUID(), accountId, workflowId, createdBy: internal, createdAt: ctx.now };
    return acceptanceOf(acceptedNow(each, ctx.now), customer, about);
  });
  await createAcceptances(ctx, acceptances);
  const accepted = acceptances.map(({ id, documentId, documentVersion }) => ({ id, documentId, documentVersion }));
  return { data: { acceptances: accepted }, links: {} };
}

/**
 * Judged by what customer and accounts are now, which may not be what they were when the workflow was made. A payment
 * that fails at once is kept as a transaction, and may be tried again.
 */
async function moveMoney(ctx: Context, { workflow }: Scene): Promise<Effect> {
  const draft = transactionDraftOf(workflow, randomUUID());
  const sides = await holdSides(ctx, draft);
  const isSend = draft.transactionType === "SEND";
  const [business, customer] = isSend ? [sides.debit, sides.credit] : [sides.credit, sides.debit];
  const { status, ...holder } = await getCustomer(ctx, customer.account.accountHolderId);
  demandUsable(faultsOfMove({ ...draft, now: ctx.now }, business.account, customer.account, status));
  const change = attempt({ ...draft, initiatorAccountHolderId: holder.id }, sides, ctx.now);
  await create(ctx, change, sides);
  const { id: transactionId } = change.transaction;
  const { id: customerFinancialAccountId, name: customerFinancialAccountName } = customer.account;
  return {
    data: { customerFinancialAccountId, customerFinancialAccountName, transactionId },
    links: { transactionId },
    isFailed: hasFailed(change.transaction),
  };
}

function notAnother(customer: Customer): Refusal {
  const message = `${displayNameOf(customer)} is ${customer.status}: only an ACTIVE customer can have another account.`;
  const problems = [{ field: "customerId", rule: "RESOURCE_NOT_USABLE", message }];
  return new Refusal("out_of_range", message, { problems });
}

function demandUsable(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const reasons = faults.map(({ field, message }) => `${field} ${message}`).join("; ");
  throw new Refusal("out_of_range", `The money cannot be moved: ${reasons}.`, { problems: faults });
}

/** Steps come in an order in which whoever is needed is known. */
function known(customerId: string | null): string {
  if (customerId === null) throw new Error("The workflow has no customer yet.");
  return customerId;
}
