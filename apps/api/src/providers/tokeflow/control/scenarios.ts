import type { Scenarios } from "@understudy/conformance";
import { cards } from "./scenarios/cards.ts";
import { connectors } from "./scenarios/connectors.ts";
import { disputes } from "./scenarios/disputes.ts";
import { merchants } from "./scenarios/merchants.ts";
import { outcomes } from "./scenarios/outcomes.ts";
import { rateLimit } from "./scenarios/rate-limit.ts";
import { routing } from "./scenarios/routing.ts";
import { webhookEndpoints } from "./scenarios/webhook-endpoints.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"tokeflow-control"> = {
  ...cards,
  ...merchants,
  ...connectors,
  ...routing,
  ...outcomes,
  ...disputes,
  ...rateLimit,
  ...webhookEndpoints,
};
