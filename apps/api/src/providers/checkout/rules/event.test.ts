import { expect, it } from "vitest";
import { facetsOf, linksOf, newEvent } from "./event.ts";
import { account, means } from "./testing.ts";

it("an event is chosen by its source and type together, its entity and its channel", () => {
  const event = newEvent({ source: "card_payout", type: "payment_approved" }, { data: {}, subjects: [] }, means());
  expect(facetsOf(event)).toEqual({
    source_type: "card_payout.payment_approved",
    version: "1.0.29",
    base_url: means().baseUrl,
    entity: account.entityId,
    processing_channel: account.processingChannelId,
  });
});

it("an event of no channel matches no condition on channels", () => {
  const event = newEvent({ source: "accounts", type: "status_changed" }, { data: {}, subjects: [] }, means());
  expect(facetsOf(event)).not.toHaveProperty("processing_channel");
});

it("33. an event links to the payment and the dispute that it is about", () => {
  expect(linksOf(["dsp_1", "pay_1"])).toEqual({ payment: "/payments/pay_1", dispute: "/disputes/dsp_1" });
  expect(linksOf(["pay_1"])).toEqual({ payment: "/payments/pay_1" });
  expect(linksOf(["crd_1"])).toEqual({});
});
