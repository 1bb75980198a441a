import { randomUUID } from "node:crypto";
import type { Context, EventSpec } from "@understudy/engine";
import type { EventDraft, TransactionEvent } from "../rules/event.ts";
import type { Transaction } from "../rules/transaction.ts";
import { notificationToWire } from "../wire/notification.ts";

/** Nobody is called so: what only the sandbox's own list of events tells goes to this address. */
const nobody = "nobody";

/** Events as they are written, from the number that is next. */
export function numbered({ now }: Context, drafts: readonly EventDraft[], first: number): readonly TransactionEvent[] {
  return drafts.map(({ scenario, role, message, visit, fields, documentReferences }, index) => ({
    ...{ id: randomUUID(), number: first + index, scenario, at: now, role, message },
    ...{ fields: fields ?? [], documentReferences: documentReferences ?? [] },
    ...{ sessionId: visit?.sessionId ?? null, clientDevice: visit?.device ?? null },
  }));
}

/** What the targets of the workflow's notifications are told. */
export function toldOf(transaction: Transaction, events: readonly TransactionEvent[]): readonly EventSpec[] {
  const { id, workflow, disableNotifications } = transaction;
  return events.map((event) => ({
    ...{ id: event.id, provider: "onespan", type: event.scenario, subject: id, facets: { workflow: workflow.id } },
    ...(disableNotifications && { addressee: nobody }),
    data: notificationToWire(event, transaction),
  }));
}
