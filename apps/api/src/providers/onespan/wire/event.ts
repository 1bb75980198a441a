import type { components } from "@understudy/contracts/onespan";
import type { TransactionEvent } from "../rules/event.ts";
import { time } from "./time.ts";

type Schemas = components["schemas"];

/** The transaction's own record of it, which is shaped as the notification of it (providers/onespan.md 5.8). */
export function eventToWire(event: TransactionEvent, transactionId: string): Schemas["Event"] {
  return { id: event.id, timestamp: time(event.at), ...kindOf(event), ...recordOf(event, transactionId) };
}

/** Only consent is told by the page that it was given on; of all else the scenario is the trigger. */
export function kindOf({ scenario }: TransactionEvent) {
  if (scenario === "consent_accepted") return { type: scenario, trigger: "page_next" };
  return { type: "notification", trigger: scenario };
}

/** What events and notifications say alike. */
export function recordOf(event: TransactionEvent, transactionId: string) {
  const { sessionId, role, message, fields, documentReferences, clientDevice } = event;
  return {
    ...{ transaction_id: transactionId, session_id: sessionId, role, message },
    fields: fields.map(({ name, value }) => ({ name, value })),
    document_references: [...documentReferences],
    ...(clientDevice && { client_device: { ip_address: clientDevice.ip_address, name: clientDevice.name } }),
    ...{ skip_common_ux_components: true, skip_view_state: false },
    // No event is ever written again.
    version: 0,
  };
}
