import { randomUUID } from "node:crypto";
import type { Told } from "./emission.ts";
import type { FinancialAccount } from "./rules/account.ts";
import type { Customer } from "./rules/customer.ts";
import { time } from "./wire/time.ts";

const provider = "rocketkor";

/** What the status of a customer is now and was before, where it was another (providers/rocketkor.md 6). */
export function customerEvent(customer: Customer, businessAccountId: string): Told {
  const { id: customerId, status, statusAt, previousStatus, previousStatusAt } = customer;
  return {
    ...{ id: randomUUID(), provider, type: "customer.status-updated", subject: customerId },
    data: {
      ...{ customerId, businessAccountId, status, dateTime: time(statusAt) },
      ...(previousStatus && { previousStatus }),
      ...(previousStatusAt && { previousDateTime: time(previousStatusAt) }),
    },
  };
}

/** The same of a financial account, whose state is told as its status. */
export function accountEvent(account: FinancialAccount): Told {
  const { id: financialAccountId, state: status, stateAt, previousState, previousStateAt, createdAt } = account;
  return {
    ...{ id: randomUUID(), provider, type: "financial-account.state-updated", subject: financialAccountId },
    data: {
      ...{ financialAccountId, dateTime: time(stateAt), status },
      ...(previousStateAt && { previousDateTime: time(previousStateAt) }),
      ...(previousState && { previousStatus: previousState }),
      createdAt: time(createdAt),
    },
  };
}
