import { expect, it } from "vitest";
import { eventKinds } from "./catalogue.ts";
import { advanceDispute, type DisputeStatus, disputeSteps, openDispute } from "./dispute.ts";
import { isSubjectId } from "./ids.ts";
import { playCapture, playPayment, playRefund } from "./payment-events.ts";
import { account, at, idMaker, means, refusalOf } from "./testing.ts";

const captured = playPayment({ amount: 1000, capture: true, reference: "order 1" }, means()).payment;
const inDispute = { ...means(at(60)), newId: idMaker("dispute") };

it("a dispute's event is found under the dispute and under its payment, and says what is contested", () => {
  const { dispute, events } = openDispute(captured, {}, inDispute);
  expect(isSubjectId(dispute.id)).toBe(true);
  expect(events).toMatchObject([
    {
      source: "dispute",
      type: "dispute_received",
      version: "1.2.0",
      subjects: [dispute.id, captured.id],
      entityId: account.entityId,
      data: {
        id: dispute.id,
        date: "2026-03-01T09:01:00.123Z",
        category: "fraudulent",
        amount: 1000,
        currency: "GBP",
        reason_code: "10.4",
        payment_id: captured.id,
        payment_action_id: captured.details.actionId,
        payment_reference: "order 1",
        payment_method: "VISA",
        client_id: account.clientId,
        processing_channel_id: account.processingChannelId,
        entity_id: account.entityId,
      },
    },
  ]);
});

it("goes the way of a contested dispute to its end, one event a step", () => {
  const steps = [
    ...["dispute_evidence_required", "dispute_evidence_submitted", "dispute_evidence_acknowledged_by_scheme"],
    ...["dispute_lost", "dispute_arbitration_evidence_submitted", "dispute_arbitration_sent_to_scheme"],
    "dispute_arbitration_won",
  ] as DisputeStatus[];
  let { dispute } = openDispute(captured, { as: "request_for_information_received" }, inDispute);
  for (const to of ["dispute_received" as const, ...steps]) {
    const advanced = advanceDispute(dispute, captured, to, inDispute);
    expect(advanced.events.map(({ type }) => type)).toEqual([to]);
    dispute = advanced.dispute;
  }
  expect(dispute.status).toBe("dispute_arbitration_won");
});

it("only a demand for evidence says until when", () => {
  const { dispute, events } = openDispute(captured, {}, inDispute);
  expect(events[0]?.data).not.toHaveProperty("evidence_required_by");
  const { events: demands } = advanceDispute(dispute, captured, "dispute_evidence_required", inDispute);
  expect(demands[0]?.data).toMatchObject({ evidence_required_by: "2026-03-15T09:01:00.123Z" });
});

it("no step is skipped, and nothing follows an end", () => {
  const { dispute } = openDispute(captured, {}, inDispute);
  expect(refusalOf(() => advanceDispute(dispute, captured, "dispute_won", inDispute))).toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("dispute_evidence_required"),
  });
  const { dispute: over } = advanceDispute(dispute, captured, "dispute_accepted", inDispute);
  expect(refusalOf(() => advanceDispute(over, captured, "dispute_won", inDispute)).message).toContain("it is over");
});

it("every dispute event of the catalogue can be reached by steps", () => {
  const reached = new Set<DisputeStatus>(["dispute_received", "request_for_information_received"]);
  for (const status of reached) for (const next of disputeSteps[status]) reached.add(next);
  const known = eventKinds().flatMap((kind) => (kind.source === "dispute" ? [kind.type] : []));
  expect([...reached].sort()).toEqual(known.sort());
});

it("only what was captured and not given back can be contested", () => {
  const { payment: authorized } = playPayment({ amount: 1000 }, means());
  expect(refusalOf(() => openDispute(authorized, {}, inDispute)).code).toBe("wrong_state");
  const part = playRefund(playCapture(authorized, { amount: 600 }, means()).payment, { amount: 100 }, means()).payment;
  expect(openDispute(part, {}, inDispute).dispute.amount).toBe(500);
  expect(refusalOf(() => openDispute(part, { amount: 501 }, inDispute)).code).toBe("out_of_range");
  expect(refusalOf(() => openDispute(part, { amount: 0 }, inDispute)).code).toBe("invalid");
});
