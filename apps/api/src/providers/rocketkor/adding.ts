import { Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import { actorOf } from "./caller.ts";
import { drawn } from "./drawing.ts";
import type { HolderType } from "./rules/account.ts";
import type { Customer } from "./rules/customer.ts";
import type { Making } from "./rules/new-account.ts";
import { findAccounts } from "./store/accounts.ts";
import { findCustomers } from "./store/customers.ts";

interface Asked {
  readonly accountHolderId: string;
  readonly accountHolderType: HolderType;
  readonly parentId?: string | undefined;
}

/** Who an account is for, and below which other it is. */
export interface Belonging {
  readonly holder: Customer;
  readonly parentId: string | null;
}

/** Throws a Refusal where there is no such customer or parent account, or the customer is suspended. */
export async function belongingOf(ctx: CallContext, asked: Asked): Promise<Belonging> {
  const { accountHolderId, accountHolderType, parentId } = asked;
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
  if (holder.status === "ACTIVE") return { holder, parentId: parent?.id ?? null };
  const message = `names a customer who is ${holder.status}; only an ACTIVE one can have another account`;
  throw new Refusal("out_of_range", `accountHolderId ${message}.`, {
    problems: [fault("accountHolderId", "RESOURCE_NOT_USABLE", message)],
  });
}

export function makingOf(ctx: CallContext): Making {
  return { ...drawn(), by: actorOf(ctx), now: ctx.now };
}

function fault(field: string, rule: string, message: string) {
  return { field, rule, message };
}
