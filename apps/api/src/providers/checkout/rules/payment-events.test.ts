import { expect, it } from "vitest";
import { playCapture, playPayment, playRefund, playVoid } from "./payment-events.ts";
import { account, at, means } from "./testing.ts";

const base = "http://127.0.0.1:4700/checkout";

it("30. a payment that is only authorized has one event, one that is captured as well has two", () => {
  const typesOf = (capture: boolean) => playPayment({ capture }, means()).events.map(({ type }) => type);
  expect(typesOf(false)).toEqual(["payment_approved"]);
  expect(typesOf(true)).toEqual(["payment_approved", "payment_captured"]);
});

it.each([
  [{ outcome: "declined", capture: true }, "Declined", "payment_declined"],
  [{ amount: 0, capture: true }, "Card Verified", "card_verified"],
  [{ amount: 0, outcome: "declined" }, "Declined", "card_verification_declined"],
] as const)("%j ends as %s and tells %s", (request, status, type) => {
  const { payment, events } = playPayment(request, means());
  expect(payment.status).toBe(status);
  expect(events.map((event) => event.type)).toEqual([type]);
});

it("an approval tells all there is to tell of a card payment", () => {
  const { payment, events } = playPayment(
    { amount: 1234, currency: "EUR", reference: "order 1", metadata: { cart: "7" }, email: "a@example.org" },
    means(),
  );
  const self = `${base}/payments/${payment.id}`;
  const data = events[0]?.data ?? {};
  expect(data).toMatchObject({
    id: payment.id,
    action_id: payment.details.actionId,
    reference: "order 1",
    amount: 1234,
    currency: "EUR",
    payment_type: "Regular",
    processed_on: "2026-03-01T09:00:00.1230000Z",
    metadata: { cart: "7" },
    response_code: "10000",
    response_summary: "Approved",
    approved: true,
    status: "Authorized",
    customer: { email: "a@example.org" },
    source: { type: "card", last_4: "4242", billing_address: { country: "GB" }, phone: { country_code: "44" } },
    processing: { Aft: "False" },
    "3ds": { version: "2.2.0" },
    risk: { flagged: false },
    balances: { total_authorized: 1234, available_to_void: 1234, available_to_capture: 1234, available_to_refund: 0 },
    event_links: {
      payment: self,
      payment_actions: `${self}/actions`,
      capture: `${self}/captures`,
      void: `${self}/voids`,
    },
  });
  expect(data.auth_code).toMatch(/^\d{6}$/);
  expect(events[0]).toMatchObject({ source: "gateway", subjects: [payment.id], entityId: account.entityId });
});

it("a decline says why, and offers nothing more to do", () => {
  const [event] = playPayment({ amount: 1005 }, means()).events;
  expect(event?.data).toMatchObject({
    response_code: "20005",
    response_summary: "Declined - Do Not Honour",
    balances: { total_authorized: 0, available_to_capture: 0 },
  });
  expect(Object.keys(event?.data.event_links ?? {})).toEqual(["payment", "payment_actions"]);
});

it("what follows on an authorization tells the balances and not the card", () => {
  const { payment } = playPayment({ amount: 1000 }, means());
  const captured = playCapture(payment, { amount: 600 }, means(at(5)));
  const data = captured.events[0]?.data ?? {};
  expect(Object.keys(data).sort()).toEqual(
    [
      ...["id", "action_id", "reference", "amount", "processed_on", "response_code", "response_summary", "balances"],
      ...["metadata", "currency", "processing", "event_links"],
    ].sort(),
  );
  expect(data).toMatchObject({
    amount: 600,
    processed_on: "2026-03-01T09:00:05.1230000Z",
    balances: {
      total_authorized: 1000,
      total_voided: 0,
      available_to_void: 0,
      total_captured: 600,
      available_to_capture: 400,
      total_refunded: 0,
      available_to_refund: 600,
    },
  });
  const [refunded] = playRefund(captured.payment, { amount: 100 }, means()).events;
  expect(refunded).toMatchObject({
    type: "payment_refunded",
    data: { amount: 100, balances: { total_refunded: 100 } },
  });
  const [voided] = playVoid(payment, {}, means()).events;
  expect(voided).toMatchObject({ type: "payment_voided", data: { balances: { total_voided: 1000 } } });
});

it("59. the approval's webhook can be held back, so that the capture's comes first", () => {
  const { events } = playPayment({ capture: true, lateApprovalMs: 60_000 }, means());
  expect(events.map(({ deliverAt }) => deliverAt)).toEqual([at(60), undefined]);
});

it("a payment's events belong to the entity and the channel that took it", () => {
  const entityId = "ent_axclravnqf5u5ejkweijnp5zc4";
  const processingChannelId = "pc_axclravnqf5u5ejkweijnp5zc4";
  const { payment, events } = playPayment({ capture: true, entityId, processingChannelId }, means());
  for (const event of [...events, ...playRefund(payment, {}, means()).events])
    expect(event).toMatchObject({ entityId, processingChannelId });
});
