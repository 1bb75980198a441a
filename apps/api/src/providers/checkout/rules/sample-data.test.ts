import { expect, it } from "vitest";
import { type EventKind, eventKinds } from "./catalogue.ts";
import { isSubjectId } from "./ids.ts";
import { sampleOf } from "./sample-data.ts";
import { account, means } from "./testing.ts";

const dataOf = (kind: EventKind) => sampleOf(kind, means()).data;

it.each(eventKinds())("32. $source.$type can tell something of somebody", (kind) => {
  const { data, subjects } = sampleOf(kind, means());
  expect(Object.keys(data).length).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  expect(subjects.length).toBeGreaterThan(0);
  for (const subject of subjects) {
    expect(isSubjectId(subject)).toBe(true);
    expect(JSON.stringify(data)).toContain(subject);
  }
});

it("a pending act tells no outcome, and a cancellation not even the metadata", () => {
  const identity = ["id", "action_id", "reference", "amount", "currency", "processed_on", "metadata"];
  expect(Object.keys(dataOf({ source: "gateway", type: "payment_capture_pending" }))).toEqual(identity);
  expect(Object.keys(dataOf({ source: "gateway", type: "payment_canceled" }))).toEqual(identity.slice(0, -1));
});

it("a refused act leaves the balances as they were", () => {
  expect(dataOf({ source: "gateway", type: "payment_capture_declined" })).toMatchObject({
    response_code: "20005",
    balances: { total_captured: 0, available_to_capture: 1000 },
  });
});

it("a payout has a destination where a payment has a source", () => {
  const data = dataOf({ source: "card_payout", type: "payment_approved" });
  expect(data).toMatchObject({ destination: { type: "card" } });
  expect(data).not.toHaveProperty("source");
});

it("an authentication has no id of its own, and its amount is a text", () => {
  const data = dataOf({ source: "sessions", type: "authentication_failed" });
  expect(data).not.toHaveProperty("id");
  expect(data).toMatchObject({ amount: "1000", session_id: expect.stringMatching(/^sid_[a-z2-7]{26}$/) });
});

it("an authentication says what went wrong, or that nothing did", () => {
  expect(dataOf({ source: "sessions", type: "authentication_failed" })).toMatchObject({ error_details: null });
  expect(dataOf({ source: "sessions", type: "error_details" })).toMatchObject({ error_details: ["acs_unreachable"] });
});

it("a closed dispute over an issued card names what it was about as the provider does", () => {
  const { client, entity, card, transaction, ...rest } = dataOf({ source: "issuing", type: "issuing_dispute_closed" });
  expect([client, entity]).toEqual([{ id: account.clientId }, { id: account.entityId }]);
  expect([card, transaction]).toMatchObject([
    { id: expect.stringMatching(/^crd_/) },
    { id: expect.stringMatching(/^trx_/) },
  ]);
  expect(Object.keys(rest)).toEqual(["dispute_id", "status", "presentment_message_id", "closed_on"]);
});

it("a demand for evidence says until when", () => {
  expect(dataOf({ source: "dispute", type: "dispute_evidence_required" })).toHaveProperty("evidence_required_by");
});
