import { randomUUID } from "node:crypto";
import { type Fault, Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import { makingOf } from "./adding.ts";
import { drawAccountNumber } from "./drawing.ts";
import { acceptanceOf } from "./rules/acceptance.ts";
import type { FinancialAccount } from "./rules/account.ts";
import { type Agreement, documentFaults } from "./rules/agreements.ts";
import { maskedRoutingNumber } from "./rules/bank-number.ts";
import { type Customer, displayNameOf } from "./rules/customer.ts";
import { type AccountHead, insideAccount } from "./rules/new-account.ts";
import { createAcceptances } from "./store/acceptances.ts";
import { createAccount } from "./store/accounts.ts";
import { inTransaction } from "./store/in-transaction.ts";

/** The bank that is said to keep issued accounts. */
const bank = { bankName: "Harbour Bank", maskedRoutingNumber: maskedRoutingNumber("021000021"), businessName: null };

/** Writes the account and what its holder has accepted: both, or neither. Throws a Refusal where that is not enough. */
export async function issueAccount(
  ctx: CallContext,
  head: AccountHead,
  holder: Customer,
  agreements: readonly Agreement[],
): Promise<FinancialAccount> {
  demandDocuments(documentFaults(agreements));
  const nameOnAccount = displayNameOf(holder);
  const inside = {
    category: "INTEGRATED",
    accountNumber: drawAccountNumber(),
    bank: { ...bank, nameOnAccount },
  } as const;
  const account = insideAccount(head, inside, makingOf(ctx));
  const { createdBy, createdAt } = account;
  const acceptances = agreements.map((agreement) => {
    const response = { ...agreement, respondedAt: new Date(agreement.respondedAt) };
    const about = { id: randomUUID(), accountId: account.id, workflowId: null, createdBy, createdAt };
    return acceptanceOf(response, holder, about);
  });
  await inTransaction(ctx, async (held) => {
    await createAccount(held, account);
    await createAcceptances(held, acceptances);
  });
  return account;
}

function demandDocuments(problems: readonly Fault[]): void {
  if (problems.length > 0)
    throw new Refusal("out_of_range", "What was accepted is not there, or not in that version.", { problems });
}
