import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const { play, refund, dispute, event, eventsOf, dashboard, sandboxId, control } = world;

const advance = (disputeId: string, to: string) => control("POST", `/disputes/${disputeId}/advance`, { json: { to } });
const opened = async () => dispute((await play({ capture: true })).id);

describe("a dispute", () => {
  it("begins with its event, over all that was captured and not refunded", async () => {
    const { id } = await play({ capture: true, currency: "EUR" });
    await refund(id, { amount: 300 });
    const { events, ...made } = await dispute(id);
    expect(made).toEqual({
      id: expect.stringMatching(/^dsp_[a-z2-7]{26}$/),
      ...{ payment_id: id, status: "dispute_received", category: "fraudulent", reason_code: "10.4" },
      ...{ amount: 700, currency: "EUR", created_at: world.start.toISOString() },
      next: ["dispute_evidence_required", "dispute_accepted", "dispute_canceled", "dispute_resolved"],
    });
    expect((await eventsOf(made.id)).map(({ id, type }) => ({ id, type }))).toEqual([
      { id: events[0], type: "dispute_received" },
    ]);
  });

  it("is told with what it is about (6.3)", async () => {
    const payment = await play({ capture: true, reference: "ORD-1" });
    const { id, events } = await dispute(payment.id, { amount: 500, category: "general", reason_code: "13.1" });
    expect(await event(String(events[0]))).toMatchObject({
      ...{ source: "dispute", type: "dispute_received", version: "1.2.0" },
      data: {
        ...{ id, amount: 500, currency: "GBP", category: "general", reason_code: "13.1", payment_id: payment.id },
        ...{ payment_reference: "ORD-1", entity_id: world.entityId, processing_channel_id: world.channelId },
      },
    });
  });

  it("may begin with a question of the issuer", async () => {
    const { id } = await play({ capture: true });
    const { status, events } = await dispute(id, { as: "request_for_information_received" });
    expect(status).toBe("request_for_information_received");
    expect(await event(String(events[0]))).toMatchObject({ type: status });
  });

  it("goes on step by step, each with its event, to its end", async () => {
    const { id, payment_id: paymentId } = await opened();
    const steps = ["dispute_evidence_required", "dispute_evidence_submitted", "dispute_won"];
    for (const to of steps) expect(await advance(id, to)).toMatchObject({ status: 200, body: { status: to } });
    const told = (await eventsOf(id)).map(({ type }) => type);
    expect(told).toEqual(["dispute_received", ...steps]);
    expect((await eventsOf(paymentId)).map(({ type }) => type).slice(2)).toEqual(told);
    const read = got(await dashboard.getDispute({ path: { sandboxId, disputeId: id } }));
    expect(read).toMatchObject({ status: "dispute_won", next: ["dispute_arbitration_sent_to_scheme"] });
    expect(read.events).toEqual((await eventsOf(id)).map((one) => one.id));
    expect((await event(String(read.events[1]))).data).toHaveProperty("evidence_required_by");
  });

  it("does not skip a step, nor go on after its end", async () => {
    const { id } = await opened();
    expect(await advance(id, "dispute_won")).toMatchObject({ status: 409, body: { type: "wrong_state" } });
    await advance(id, "dispute_accepted");
    expect(await advance(id, "dispute_evidence_required")).toMatchObject({ status: 409 });
    expect(await advance(id, "dispute_of_another_kind")).toMatchObject({ status: 400 });
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it("that two take further at once goes one way", async () => {
    const { id } = await opened();
    const answers = await Promise.all(
      ["dispute_accepted", "dispute_canceled", "dispute_resolved"].map((to) => advance(id, to)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await eventsOf(id)).toHaveLength(2);
  });
});

describe("there is nothing to contest", () => {
  test.each([{}, { outcome: "declined" }, { amount: 0 }] as const)(
    "in a payment that is played as %j",
    async (body) => {
      const { id } = await play(body);
      expect(await control("POST", `/payments/${id}/disputes`)).toMatchObject({ status: 409 });
    },
  );

  it("beyond what was captured and not refunded", async () => {
    const { id } = await play({ capture: true });
    await refund(id, { amount: 900 });
    const answer = await control("POST", `/payments/${id}/disputes`, { json: { amount: 101 } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "amount" }] } });
    await refund(id);
    expect(await control("POST", `/payments/${id}/disputes`)).toMatchObject({ status: 409 });
  });

  it("in what a refund takes at the same time: one of them comes first, and the other one knows", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await play({ capture: true });
      const [contested] = await Promise.all([control("POST", `/payments/${id}/disputes`), refund(id)]);
      const types = (await eventsOf(id)).map(({ type }) => type).slice(2);
      const [first] = types;
      expect(contested.status).toBe(first === "dispute_received" ? 201 : 409);
    }
  });
});

test("a dispute of another sandbox is as absent as one that never was", async () => {
  const stranger = await openWorld(server);
  const { id } = await stranger.dispute((await stranger.play({ capture: true })).id);
  for (const disputeId of [id, "dsp_x"]) {
    expect((await control("GET", `/disputes/${disputeId}`)).status).toBe(404);
    expect((await advance(disputeId, "dispute_accepted")).status).toBe(404);
  }
});
