import type { Scenarios } from "@understudy/conformance";
import { deliveries } from "./scenarios/deliveries.ts";
import { events } from "./scenarios/events.ts";
import { inboxes } from "./scenarios/inboxes.ts";
import { messages } from "./scenarios/messages.ts";
import { sandboxes } from "./scenarios/sandboxes.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"control"> = { ...sandboxes, ...events, ...deliveries, ...inboxes, ...messages };
