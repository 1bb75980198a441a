import type { Fault } from "@understudy/domain";
import { faultsOfMove, type MovingAccount } from "./account.ts";
import type { Customer } from "./customer.ts";
import { paymentReasonFault } from "./payment-reasons.ts";
import { fault } from "./reading.ts";
import type { Parameters } from "./step.ts";

/** All that the parameters of a workflow name; null for what they do not name, or what is not there. */
export interface Named {
  readonly customer: Pick<Customer, "id" | "status" | "primaryEmail" | "primaryPhoneNumber"> | null;
  readonly customerAccount: MovingAccount | null;
  readonly businessAccount: MovingAccount | null;
}

/** All that is wrong with the customer and the accounts that the parameters name. */
export function faultsIn(parameters: Parameters, named: Named, businessId: string, now: Date): readonly Fault[] {
  return [
    ...customerFaults(parameters, named),
    ...customerAccountFaults(parameters, named),
    ...moveFaults(parameters, named, businessId, now),
  ];
}

function customerFaults({ customerId }: Parameters, { customer }: Named): Fault[] {
  if (customerId === undefined) return [];
  if (!customer) return [absent("customerId", "names no customer of this business")];
  if (customer.status === "ACTIVE") return [];
  return [unusable("customerId", `names a customer who is ${customer.status}; only an ACTIVE one can have a workflow`)];
}

/** It belongs to that very customer (providers/rocketkor.md 7, statement 24). */
function customerAccountFaults({ customerFinancialAccountId: id }: Parameters, named: Named): Fault[] {
  if (id === undefined) return [];
  const { customer, customerAccount: account } = named;
  const field = "customerFinancialAccountId";
  if (account?.accountHolderType !== "CUSTOMER")
    return [absent(field, "names no account of this business's customers")];
  if (customer && account.accountHolderId !== customer.id)
    return [unusable(field, "names an account of somebody else; it must be one of the customer in customerId")];
  if (account.state === "ACTIVE") return [];
  return [unusable(field, `names an account that is ${account.state}; only an ACTIVE one can be used`)];
}

/** What is wrong with the accounts has been told of each by itself; here it is about how they go together. */
function moveFaults(parameters: Parameters, named: Named, businessId: string, now: Date): readonly Fault[] {
  const { baFinancialAccountId: id, transactionType, solution, currency } = parameters;
  if (id === undefined || !transactionType || !solution || !currency) return [];
  const { businessAccount: account, customerAccount, customer } = named;
  const reason = paymentReasonFault(parameters.paymentReasonId, "parameters.paymentReasonId");
  if (account?.accountHolderId !== businessId)
    return [...reason, absent("baFinancialAccountId", "names no account of this business")];
  const usable = customerAccount?.accountHolderId === customer?.id && customerAccount?.state === "ACTIVE";
  const move = { transactionType, solution, currency, now };
  const faults = faultsOfMove(move, account, usable ? customerAccount : null, null);
  return [...reason, ...faults.map(inParameters)];
}

function inParameters({ field, rule, message }: Fault): Fault {
  return { field: `parameters.${field}`, rule, message };
}

function absent(name: string, message: string): Fault {
  return fault(`parameters.${name}`, "RESOURCE_NOT_FOUND", message);
}

function unusable(name: string, message: string): Fault {
  return fault(`parameters.${name}`, "RESOURCE_NOT_USABLE", message);
}
