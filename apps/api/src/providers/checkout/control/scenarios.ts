import type { Scenarios } from "@understudy/conformance";
import { disputes } from "./scenarios/disputes.ts";
import { events } from "./scenarios/events.ts";
import { keys } from "./scenarios/keys.ts";
import { payments } from "./scenarios/payments.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"checkout-control"> = {
  ...payments,
  ...disputes,
  ...events,
  ...keys,
};
