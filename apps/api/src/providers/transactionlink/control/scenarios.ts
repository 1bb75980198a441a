import type { Scenarios } from "@understudy/conformance";
import { definitions } from "./scenarios/definitions.ts";
import { executions } from "./scenarios/executions.ts";
import { organizationTokens } from "./scenarios/organization-tokens.ts";
import { steps } from "./scenarios/steps.ts";
import { tables } from "./scenarios/tables.ts";
import { webhook } from "./scenarios/webhook.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"transactionlink-control"> = {
  ...definitions,
  ...executions,
  ...steps,
  ...webhook,
  ...tables,
  ...organizationTokens,
};
