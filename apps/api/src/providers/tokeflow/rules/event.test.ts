import document from "@understudy/contracts/tokeflow.json" with { type: "json" };
import control from "@understudy/contracts/tokeflow-control.json" with { type: "json" };
import { expect, it } from "vitest";
import { eventTypes, isEventType } from "./event.ts";

it("there are exactly the events that the spec describes, and endpoints can choose each of them", () => {
  expect([...eventTypes].toSorted()).toEqual(Object.keys(document.webhooks).toSorted());
  expect(control.components.schemas.WebhookEventType.enum.toSorted()).toEqual([...eventTypes].toSorted());
});

it("no other text is the type of an event", () => {
  for (const text of ["", "transaction", "transaction.", "Transaction.created", "constructor", "transaction.created "])
    expect(isEventType(text)).toBe(false);
});
