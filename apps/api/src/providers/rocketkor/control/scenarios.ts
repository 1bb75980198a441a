import type { Scenarios } from "@understudy/conformance";
import { financialAccounts } from "./scenarios/financial-accounts.ts";
import { journey } from "./scenarios/journey.ts";
import { portal } from "./scenarios/portal.ts";
import { serviceAccounts } from "./scenarios/service-accounts.ts";
import { subscriptions } from "./scenarios/subscriptions.ts";
import { transactions } from "./scenarios/transactions.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"rocketkor-control"> = {
  ...serviceAccounts,
  ...portal,
  ...subscriptions,
  ...journey,
  ...financialAccounts,
  ...transactions,
};
