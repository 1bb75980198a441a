import { randomUUID } from "node:crypto";
import { type Fault, Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import { makingOf } from "./adding.ts";
import { drawAccountNumber } from "./drawing.ts";
import type { Acceptance } from "./rules/acceptance.ts";
import type { FinancialAccount } from "./rules/account.ts";
import { type Agreement, agreementFaults, documentFaults } from "./rules/agreements.ts";
import { maskedRoutingNumber } from "./rules/bank-number.ts";
import { type Customer, displayNameOf } from "./rules/customer.ts";
import { type AccountHead, insideAccount } from "./rules/new-account.ts";
import { createAcceptances } from "./store/acceptances.ts";
import { createAccount } from "./store/accounts.ts";
import { patience } from "./store/patience.ts";

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
  const acceptances = agreements.map((agreement) => acceptanceOf(agreement, account, holder));
  await ctx.db.$transaction(
    async (db) => {
      await createAccount({ ...ctx, db }, account);
      await createAcceptances({ ...ctx, db }, acceptances);
    },
    { ...patience },
  );
  return account;
}

/** Before anybody looks for the holder. */
export function demandAgreements(agreements: readonly Agreement[], now: Date): void {
  const problems = agreementFaults(agreements, now);
  if (problems.length > 0) throw new Refusal("invalid", "The agreements are not enough.", { problems });
}

function demandDocuments(problems: readonly Fault[]): void {
  if (problems.length > 0)
    throw new Refusal("out_of_range", "What was accepted is not there, or not in that version.", { problems });
}

function acceptanceOf(agreement: Agreement, account: FinancialAccount, holder: Customer): Acceptance {
  const { documentId, documentVersion, accepted, respondedAt } = agreement;
  return {
    ...{ id: randomUUID(), documentId, documentVersion, acceptorType: "CUSTOMER", acceptorId: holder.id },
    ...{ acceptorName: displayNameOf(holder), accountId: account.id, workflowId: null, accepted },
    ...{ respondedAt: new Date(respondedAt), createdBy: account.createdBy, createdAt: account.createdAt },
  };
}
