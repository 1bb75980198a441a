import { type Fault, Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import { actorOf } from "./caller.ts";
import { drawn } from "./drawing.ts";
import type { HolderType } from "./rules/account.ts";
import type { Customer } from "./rules/customer.ts";
import type { Currency } from "./rules/money.ts";
import type { Making } from "./rules/new-account.ts";
import { parentFaults } from "./rules/parent.ts";
import { fault } from "./rules/reading.ts";
import { findAccounts } from "./store/accounts.ts";
import { findCustomers } from "./store/customers.ts";

interface Asked {
  readonly accountHolderId: string;
  readonly accountHolderType: HolderType;
  readonly parentId?: string | undefined;
  readonly currency?: Currency | undefined;
}

/** Who an account is for, and below which other it is. */
interface Belonging {
  readonly holder: Customer;
  readonly parentId: string | null;
}

/** Throws a Refusal where there is no such customer or parent account, or one of them cannot be that. */
export async function belongingOf(ctx: CallContext, asked: Asked): Promise<Belonging> {
  const { accountHolderId, accountHolderType, parentId, currency = "USD" } = asked;
  // There are no recipients here.
  const [holder] = accountHolderType === "CUSTOMER" ? await findCustomers(ctx, [accountHolderId]) : [];
  const [parent] = parentId === undefined ? [] : await findAccounts(ctx, [parentId]);
  const absent = [
    ...(holder ? [] : [fault("accountHolderId", "RESOURCE_NOT_FOUND", `names no ${accountHolderType.toLowerCase()}`)]),
    ...(parent || parentId === undefined ? [] : [fault("parentId", "RESOURCE_NOT_FOUND", "names no account")]),
  ];
  if (!holder || absent.length > 0)
    throw new Refusal("absent", "The account's holder or parent is not there; errors says which.", {
      problems: absent,
    });
  const problems = [
    ...holderFaults(holder),
    ...(parent ? parentFaults(parent, { accountHolderId: holder.id, currency }) : []),
  ];
  const [first, ...others] = problems;
  if (!first) return { holder, parentId: parent?.id ?? null };
  const all = "The account's holder or parent cannot be used; errors says why.";
  throw new Refusal("out_of_range", others.length === 0 ? `${first.field} ${first.message}.` : all, { problems });
}

function holderFaults({ status }: Customer): readonly Fault[] {
  if (status === "ACTIVE") return [];
  const message = `names a customer who is ${status}; only an ACTIVE one can have another account`;
  return [fault("accountHolderId", "RESOURCE_NOT_USABLE", message)];
}

export function makingOf(ctx: CallContext): Making {
  return { ...drawn(), by: actorOf(ctx), now: ctx.now };
}
