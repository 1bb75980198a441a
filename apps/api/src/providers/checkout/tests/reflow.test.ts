import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { type Conditions, got, openWorld, type World } from "./support/world.ts";

const server = await testServer();

const nobodys = (prefix: string) => `${prefix}_${"a".repeat(26)}`;
const captures: Conditions[number] = { type: "event", events: { gateway: ["payment_captured"] } };

/** Two workflows, one for everything and one for captures, and a captured payment of which both have been told. */
async function told() {
  const world = await openWorld(server);
  const [all, some] = [await testReceiver(), await testReceiver()];
  const workflow = await world.workflow({ url: all.url });
  const narrow = await world.workflow({ url: some.url }, [captures]);
  const payment = await world.play({ capture: true });
  await world.settle();
  const [approvedId = "", capturedId = ""] = payment.events;
  const before = { all: all.received.length, some: some.received.length };
  /** The ids of events that have arrived since. */
  const since = async () => {
    await world.settle();
    const ids = ({ received }: typeof all, from: number) => received.slice(from).map(({ body }) => body.id);
    return { all: ids(all, before.all).sort(), some: ids(some, before.some).sort() };
  };
  return { ...world, workflow, narrow, payment, approvedId, capturedId, since, receivers: { all, some } };
}

type Told = Awaited<ReturnType<typeof told>>;

/** All six ways to ask for it (section 3), each with what arrives at the two workflows. */
const ways: Record<string, { path(told: Told): string; json?(told: Told): object; arrives(told: Told): object }> = {
  "an event": {
    path: ({ capturedId }) => `/workflows/events/${capturedId}/reflow`,
    arrives: ({ capturedId }) => ({ all: [capturedId], some: [capturedId] }),
  },
  "an event for a workflow": {
    path: ({ capturedId, narrow }) => `/workflows/events/${capturedId}/workflow/${narrow.id}/reflow`,
    arrives: ({ capturedId }) => ({ all: [], some: [capturedId] }),
  },
  events: {
    path: () => "/workflows/events/reflow",
    json: ({ approvedId, capturedId }) => ({ events: [approvedId, capturedId] }),
    arrives: ({ approvedId, capturedId }) => ({ all: [approvedId, capturedId].sort(), some: [capturedId] }),
  },
  "events for workflows": {
    path: () => "/workflows/events/reflow",
    json: ({ approvedId, capturedId, workflow }) => ({ events: [approvedId, capturedId], workflows: [workflow.id] }),
    arrives: ({ approvedId, capturedId }) => ({ all: [approvedId, capturedId].sort(), some: [] }),
  },
  subjects: {
    path: () => "/workflows/events/reflow",
    json: ({ payment }) => ({ subjects: [payment.id] }),
    arrives: ({ approvedId, capturedId }) => ({ all: [approvedId, capturedId].sort(), some: [capturedId] }),
  },
  "subjects for workflows": {
    path: () => "/workflows/events/reflow",
    json: ({ payment, narrow, workflow }) => ({ subjects: [payment.id], workflows: [narrow.id, workflow.id] }),
    arrives: ({ approvedId, capturedId }) => ({ all: [approvedId, capturedId].sort(), some: [capturedId] }),
  },
  "a subject": {
    path: ({ payment }) => `/workflows/events/subject/${payment.id}/reflow`,
    arrives: ({ approvedId, capturedId }) => ({ all: [approvedId, capturedId].sort(), some: [capturedId] }),
  },
  "a subject for a workflow": {
    path: ({ payment, narrow }) => `/workflows/events/subject/${payment.id}/workflow/${narrow.id}/reflow`,
    arrives: ({ capturedId }) => ({ all: [], some: [capturedId] }),
  },
};

const ask = (world: Told, way: keyof typeof ways) => {
  const { path, json } = ways[way] ?? {};
  return world.send("POST", path?.(world) ?? "", json && { json: json(world) });
};

test.each(Object.keys(ways))("45. a reflow of %s is told to what matches, and to nobody else", async (way) => {
  const world = await told();
  const answer = await ask(world, way);
  expect(answer).toMatchObject({ status: 202, text: "" });
  expect(await world.since()).toEqual(ways[way]?.arrives(world));
});

test("7. 44. it needs no body, says the same of the same event id, and adds an attempt that is no retry", async () => {
  const world = await told();
  const { send, capturedId, narrow, receivers } = world;
  const headers = { "Content-Type": "application/json" };
  expect((await send("POST", `/workflows/events/${capturedId}/reflow`, { headers })).status).toBe(202);
  await world.settle();
  const [first, second] = receivers.some.received;
  expect(second?.rawBody).toEqual(first?.rawBody);
  const { status, action_invocations: attempts } = await world.invocations(capturedId, narrow.actionId);
  expect(status).toBe("successful");
  expect(attempts).toMatchObject([1, 2].map(() => ({ retry: false, succeeded: true, final: true })));
  expect(attempts[0]?.invocation_id).not.toBe(attempts[1]?.invocation_id);
  expect((await world.event(capturedId)).action_invocations).toHaveLength(2);
});

test("attempts of all runs stand in one list by their time, retries of two runs mixed (9.33)", async () => {
  const world = await openWorld(server);
  const receiver = await testReceiver(500);
  const { actionId } = await world.workflow({ url: receiver.url });
  const { events } = await world.play();
  await world.advance("PT2M");
  expect((await world.send("POST", `/workflows/events/${events[0]}/reflow`)).status).toBe(202);
  await world.advance("PT5M");
  const { status, action_invocations: attempts } = await world.invocations(String(events[0]), actionId);
  const minutes = attempts.map(({ timestamp }) => (Date.parse(timestamp) - world.start.getTime()) / 60_000);
  expect(minutes).toEqual([0, 2, 5, 7]);
  expect(attempts.map(({ retry }) => retry)).toEqual([false, false, true, true]);
  expect(status).toBe("pending");
});

test("a reflow revives an execution that has failed (5.4)", async () => {
  const world = await openWorld(server);
  const receiver = await testReceiver(500);
  const { actionId } = await world.workflow({ url: receiver.url });
  const { events } = await world.play();
  const status = async () => (await world.invocations(String(events[0]), actionId)).status;
  await world.advance("P3D");
  expect(await status()).toBe("failed");
  receiver.answer(200);
  await world.send("POST", `/workflows/events/${events[0]}/reflow`);
  await world.settle();
  expect(await status()).toBe("successful");
});

describe("nothing is told, and it is 202 all the same,", () => {
  it("46. where the event does not match the workflow", async () => {
    const world = await told();
    const path = `/workflows/events/${world.approvedId}/workflow/${world.narrow.id}/reflow`;
    expect(await world.send("POST", path)).toMatchObject({ status: 202, text: "" });
    expect(await world.since()).toEqual({ all: [], some: [] });
  });

  it("51. where the workflow is inactive (9.7)", async () => {
    const world = await told();
    for (const { id } of [world.workflow, world.narrow])
      got(await world.api.patchWorkflow({ path: { workflowId: id }, body: { active: false } }));
    for (const way of Object.keys(ways)) expect((await ask(world, way)).status).toBe(202);
    expect(await world.since()).toEqual({ all: [], some: [] });
  });

  it("where the workflow has got other conditions since", async () => {
    const world = await told();
    const body = { conditions: [{ type: "event" as const, events: { gateway: ["payment_voided"] } }] };
    got(await world.api.patchWorkflow({ path: { workflowId: world.narrow.id }, body }));
    expect((await ask(world, "an event")).status).toBe(202);
    expect(await world.since()).toEqual({ all: [world.capturedId], some: [] });
  });
});

test("a workflow that came later is told of events before it, by what it says now", async () => {
  const world = await openWorld(server);
  const { events } = await world.play();
  const receiver = await testReceiver();
  const { id } = await world.workflow({ url: receiver.url });
  expect((await world.send("POST", `/workflows/events/${events[0]}/workflow/${id}/reflow`)).status).toBe(202);
  await world.settle();
  expect(receiver.received.map(({ body }) => body.id)).toEqual(events);
});

describe("47. an event can be sent again for ninety days", () => {
  it("and not a moment longer, by any of the six ways", async () => {
    const world = await told();
    const last = new Date(world.start.getTime() + 90 * 24 * 60 * 60_000);
    await world.set(last);
    for (const way of Object.keys(ways)) expect((await ask(world, way)).status).toBe(202);
    await world.settle();
    await world.set(new Date(last.getTime() + 1));
    for (const way of Object.keys(ways)) expect(await ask(world, way)).toMatchObject({ status: 404, text: "" });
    expect((await world.event(world.approvedId)).id).toBe(world.approvedId);
  });

  it("while younger events of its subject still can", async () => {
    const world = await openWorld(server);
    const receiver = await testReceiver();
    await world.workflow({ url: receiver.url });
    const { id } = await world.play();
    await world.advance("P60D");
    const { events } = await world.capture(id);
    await world.advance("P60D");
    const before = receiver.received.length;
    expect((await world.send("POST", `/workflows/events/subject/${id}/reflow`)).status).toBe(202);
    await world.settle();
    expect(receiver.received.slice(before).map(({ body }) => body.id)).toEqual([events[1]]);
  });
});

const refused = async (world: Pick<World, "send">, json: unknown) => {
  const { status, body } = await world.send("POST", "/workflows/events/reflow", { json });
  return { status, type: body.error_type, codes: body.error_codes };
};
const invalid = (...codes: string[]) => ({ status: 422, type: "request_invalid", codes });

describe("a reflow of many", () => {
  it("48. of nothing is refused", async () => {
    const world = await openWorld(server);
    for (const json of [{}, { workflows: [nobodys("wf")] }, { events: [] }, { events: null }]) {
      const { codes, ...rest } = await refused(world, json);
      expect(rest).toEqual({ status: 422, type: "request_invalid" });
      expect(codes).toContain("event_ids_invalid");
    }
  });

  it("49. with malformed ids is refused with a code for each kind of id", async () => {
    const world = await openWorld(server);
    const [events, workflows] = [[nobodys("evt")], [nobodys("wf")]];
    expect(await refused(world, { events: ["not_found"] })).toEqual(invalid("event_ids_invalid"));
    expect(await refused(world, { events, workflows: ["nope"] })).toEqual(invalid("workflow_ids_invalid"));
    const both = invalid("event_ids_invalid", "workflow_ids_invalid");
    expect(await refused(world, { events: ["evt_1"], workflows: ["wf_1"] })).toEqual(both);
    expect(await refused(world, { events: [nobodys("pay")], workflows })).toEqual(invalid("event_ids_invalid"));
  });

  it("of events and subjects at once is refused (9.32)", async () => {
    const json = { events: [nobodys("evt")], subjects: [nobodys("pay")] };
    expect(await refused(await openWorld(server), json)).toEqual(invalid("event_ids_invalid"));
  });

  it("49. of events, subjects or workflows that are well-formed and nobody's is absent", async () => {
    const world = await told();
    const { approvedId, payment } = world;
    const bodies = [
      { events: [nobodys("evt")] },
      { subjects: [nobodys("pay")] },
      { events: [approvedId], workflows: [nobodys("wf")] },
      { subjects: [payment.id], workflows: [nobodys("wf")] },
    ];
    for (const json of bodies)
      expect(await world.send("POST", "/workflows/events/reflow", { json })).toMatchObject({ status: 404, text: "" });
  });

  it("takes null for what is left out", async () => {
    const world = await told();
    const { capturedId, payment, narrow } = world;
    for (const json of [
      { events: [capturedId], subjects: null, workflows: null },
      { events: null, subjects: [payment.id], workflows: [narrow.id] },
    ])
      expect((await world.send("POST", "/workflows/events/reflow", { json })).status).toBe(202);
    expect(await world.since()).toEqual({ all: [capturedId], some: [capturedId, capturedId] });
    const neither = invalid("event_ids_invalid", "subject_ids_invalid");
    expect(await refused(world, { events: null, subjects: null })).toEqual(neither);
    expect(await refused(world, { events: null, subjects: ["x"] })).toEqual(invalid("subject_ids_invalid"));
  });

  it("leaves out what it cannot find beside what it can", async () => {
    const world = await told();
    const json = { events: [nobodys("evt"), world.capturedId], workflows: [world.narrow.id, nobodys("wf")] };
    expect((await world.send("POST", "/workflows/events/reflow", { json })).status).toBe(202);
    expect(await world.since()).toEqual({ all: [], some: [world.capturedId] });
  });
});

test("9. by any path with an id that is unknown, malformed or another account's it is absent", async () => {
  const [world, stranger] = [await told(), await told()];
  const { approvedId: event, payment, workflow } = world;
  const reflows = [
    ...[nobodys("evt"), "not_found", stranger.approvedId].flatMap((id) => [
      `/workflows/events/${id}/reflow`,
      `/workflows/events/${id}/workflow/${workflow.id}/reflow`,
    ]),
    ...[nobodys("pay"), "not_found", stranger.payment.id].flatMap((id) => [
      `/workflows/events/subject/${id}/reflow`,
      `/workflows/events/subject/${id}/workflow/${workflow.id}/reflow`,
    ]),
    ...[nobodys("wf"), "not_found", stranger.workflow.id].flatMap((id) => [
      `/workflows/events/${event}/workflow/${id}/reflow`,
      `/workflows/events/subject/${payment.id}/workflow/${id}/reflow`,
    ]),
  ];
  for (const path of reflows) expect(await world.send("POST", path), path).toMatchObject({ status: 404, text: "" });
  expect(await stranger.since()).toEqual({ all: [], some: [] });
});
