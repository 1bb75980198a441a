import type { Fault } from "@understudy/domain";
import type { FinancialAccount } from "./account.ts";

/** Why an account cannot be below that one: it must be among the same holder's money, or the business's, and inside. */
export function parentFaults(
  parent: FinancialAccount,
  child: Pick<FinancialAccount, "accountHolderId" | "currency">,
): readonly Fault[] {
  const isOwn = parent.accountHolderId === child.accountHolderId || parent.accountHolderType === "BUSINESS_ACCOUNT";
  return [
    ...(isOwn ? [] : ["names an account of somebody else; it must be the holder's or the business's"]),
    ...(parent.category === "EXTERNAL" ? ["names an account outside, which cannot have others below it"] : []),
    ...(parent.currency === child.currency ? [] : [`names an account in ${parent.currency}, not in ${child.currency}`]),
  ].map((message) => ({ field: "parentId", rule: "RESOURCE_NOT_USABLE", message }));
}
