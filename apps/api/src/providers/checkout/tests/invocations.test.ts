import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();

/** Minutes after the attempt before (6.1). */
const schedule = [5, 10, 15, 30, 60, 240, 720, 720];

/** A world with one workflow, and the one event that it has taken; the first attempt is made. */
async function taken(reply: Parameters<typeof testReceiver>[0], action = {}) {
  const [world, receiver] = [await openWorld(server), await testReceiver(reply)];
  const workflow = await world.workflow({ url: receiver.url, ...action });
  const { events } = await world.play();
  const eventId = String(events[0]);
  await world.settle();
  const invocations = () => world.invocations(eventId, workflow.actionId);
  return { ...world, receiver, workflow, eventId, invocations };
}

describe("an action that failed once", () => {
  it("34. 36. is pending, with one attempt that tells what was sent where and what came back", async () => {
    const headers = { Authorization: "123", "X-Shop": "7" };
    const { invocations, workflow, eventId, baseUrl, start, receiver } = await taken(503, { headers });
    const timestamp = start.toISOString().replace("Z", "+00:00");
    const result = {
      ...{ status_code: 503, url: receiver.url, headers },
      response_received_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
    };
    expect(await invocations()).toEqual({
      ...{ workflow_id: workflow.id, event_id: eventId, workflow_action_id: workflow.actionId, action_type: "webhook" },
      status: "pending",
      action_invocations: [
        {
          invocation_id: expect.stringMatching(/^ivc_[a-z2-7]{26}$/),
          ...{ timestamp, retry: false, succeeded: false, final: false, result_details: result, result },
        },
      ],
      _links: { self: { href: `${baseUrl}/workflows/events/${eventId}/actions/${workflow.actionId}` } },
    });
  });

  it("35. is successful after a second attempt that succeeds, which is the last one", async () => {
    const { invocations, receiver, advance } = await taken(500);
    const before = await invocations();
    receiver.answer(200);
    await advance("PT5M");
    const { status, action_invocations: attempts } = await invocations();
    expect(status).toBe("successful");
    expect(attempts).toMatchObject([
      { retry: false, succeeded: false, final: false, result_details: { status_code: 500 } },
      { retry: true, succeeded: true, final: true, result_details: { status_code: 200 } },
    ]);
    expect(attempts[0]).toEqual(before.action_invocations[0]);
    expect(attempts[1]?.invocation_id).not.toBe(attempts[0]?.invocation_id);
    await advance("P3D");
    expect(receiver.received).toHaveLength(2);
  });
});

test("37. retries come 5, 10, 15, 30, 60, 240, 720 and 720 minutes apart, and the ninth failure is the end", async () => {
  const { invocations, advance, receiver, start, event, eventId } = await taken(500);
  const ran = await advance("P10D");
  expect(ran.map(({ kind }) => kind)).toEqual(schedule.map(() => "deliver_webhook"));
  const { status, action_invocations: attempts } = await invocations();
  const minutes = attempts.map(({ timestamp }) => (Date.parse(timestamp) - start.getTime()) / 60_000);
  const sums = schedule.map((_, index) => schedule.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
  expect(minutes).toEqual([0, ...sums]);
  expect(receiver.received).toHaveLength(9);
  expect(status).toBe("failed");
  expect(attempts.map(({ final }) => final)).toEqual([...schedule.map(() => false), true]);
  expect((await event(eventId)).action_invocations).toMatchObject([{ status: "failed" }]);
});

test("37. a retry is not made a moment before its time", async () => {
  const { set, start, receiver } = await taken(500);
  await set(new Date(start.getTime() + 5 * 60_000 - 1));
  expect(receiver.received).toHaveLength(1);
  await set(new Date(start.getTime() + 5 * 60_000));
  expect(receiver.received).toHaveLength(2);
});

test("an action with retry.enabled false has failed after its first attempt (9.19)", async () => {
  const { invocations, advance, receiver } = await taken(500, { retry: { enabled: false } });
  expect(await invocations()).toMatchObject({ status: "failed", action_invocations: [{ retry: false, final: true }] });
  await advance("P3D");
  expect(receiver.received).toHaveLength(1);
});

test.each([200, 201, 202, 204, 299])("39. any 2xx is success: %i", async (status) => {
  const { invocations } = await taken(status);
  expect(await invocations()).toMatchObject({ status: "successful", action_invocations: [{ succeeded: true }] });
});

test.each([301, 302, 400, 401, 404, 410, 429, 500, 503])("36. nothing else is success: %i", async (status) => {
  const { invocations } = await taken(status);
  expect(await invocations()).toMatchObject({
    status: "pending",
    action_invocations: [{ succeeded: false, final: false, result_details: { status_code: status } }],
  });
});

test("38. a receiver that has not answered after 10 s has failed; what was sent where is told all the same", async () => {
  const { invocations, receiver } = await taken("hang", { headers: { "X-Shop": "7" } });
  const { status, action_invocations: attempts } = await invocations();
  const result = { url: receiver.url, headers: { "X-Shop": "7" } };
  expect(status).toBe("pending");
  expect(attempts).toMatchObject([{ succeeded: false, final: false }]);
  expect(attempts[0]?.result_details).toEqual(result);
  // It really takes these ten seconds: how long a receiver may take is measured in real time, by no sandbox's clock.
}, 30_000);

test("where nobody listens there is no status either", async () => {
  const { invocations } = await taken(200, { url: "http://127.0.0.1:9/nobody" });
  const { action_invocations: attempts } = await invocations();
  expect(attempts).toMatchObject([{ succeeded: false, final: false }]);
  expect(attempts[0]?.result_details).toEqual({ url: "http://127.0.0.1:9/nobody", headers: {} });
});

test("an action that has run but not answered yet is pending without an attempt", async () => {
  const world = await openWorld(server);
  const { actionId } = await world.workflow({});
  const { events } = await world.play({ late_approval: "PT1H" });
  const empty = { status: "pending", action_invocations: [] };
  expect(await world.invocations(String(events[0]), actionId)).toMatchObject(empty);
});

describe("what has begun goes on as it began", () => {
  it("27. after the workflow is removed, retries included, and can still be read", async () => {
    const { api, workflow, receiver, advance, invocations, play, event, eventId } = await taken(500);
    got(await api.removeWorkflow({ path: { workflowId: workflow.id } }));
    receiver.answer(200);
    await advance("PT5M");
    expect(receiver.received.map(({ body }) => body.id)).toEqual([eventId, eventId]);
    expect(await invocations()).toMatchObject({ status: "successful", workflow_id: workflow.id });
    expect((await event(eventId)).action_invocations).toMatchObject([{ status: "successful" }]);
    await play();
    await advance("P1D");
    expect(receiver.received).toHaveLength(2);
  });

  it("27. after the action is removed", async () => {
    const { api, workflow, receiver, advance, play, eventId } = await taken(500);
    const [workflowId, other] = [workflow.id, await testReceiver()];
    got(await api.addWorkflowAction({ path: { workflowId }, body: { type: "webhook", url: other.url } }));
    got(await api.removeWorkflowAction({ path: { workflowId, workflowActionId: workflow.actionId } }));
    const { events } = await play();
    await advance("PT5M");
    expect(receiver.received.map(({ body }) => body.id)).toEqual([eventId, eventId]);
    expect(other.received.map(({ body }) => body.id)).toEqual(events);
  });

  it("after the action is changed: to the old address, with the old headers and signature (9.26)", async () => {
    const old = { headers: { "X-Version": "1" }, signature: { method: "HMACSHA256" as const, key: "first key" } };
    const { api, workflow, receiver, advance, invocations, play } = await taken(500, old);
    const [path, next] = [{ workflowId: workflow.id, workflowActionId: workflow.actionId }, await testReceiver()];
    got(
      await api.updateWorkflowAction({ path, body: { type: "webhook", url: next.url, headers: { "X-Version": "2" } } }),
    );
    const { events } = await play();
    await advance("PT5M");
    const [first, second] = receiver.received;
    expect(second?.rawBody).toEqual(first?.rawBody);
    expect(second?.headers["x-version"]).toBe("1");
    expect(second?.headers["cko-signature"]).toBe(first?.headers["cko-signature"]);
    expect((await invocations()).action_invocations).toMatchObject(
      [1, 2].map(() => ({ result_details: { url: receiver.url, headers: { "X-Version": "1" } } })),
    );
    expect(next.received.map(({ body }) => body.id)).toEqual(events);
    expect(next.received[0]?.headers).toMatchObject({ "x-version": "2" });
  });

  it("after the workflow is made inactive", async () => {
    const { api, workflow, receiver, advance, play } = await taken(500);
    got(await api.patchWorkflow({ path: { workflowId: workflow.id }, body: { active: false } }));
    await play();
    await advance("PT5M");
    expect(receiver.received).toHaveLength(2);
  });
});

describe("invocations are absent", () => {
  it("for an action that never ran for the event, whosever it is", async () => {
    const { send, workflow, eventId, api } = await taken(200);
    const stranger = await taken(200);
    const idle = got(
      await api.addWorkflowAction({
        path: { workflowId: workflow.id },
        body: { type: "webhook", url: "http://127.0.0.1:9/idle" },
      }),
    );
    const pairs = [
      [eventId, idle.id],
      [eventId, "not_found"],
      [eventId, stranger.workflow.actionId],
      [stranger.eventId, stranger.workflow.actionId],
      [stranger.eventId, workflow.actionId],
    ];
    for (const [event, action] of pairs)
      expect(await send("GET", `/workflows/events/${event}/actions/${action}`)).toMatchObject({
        status: 404,
        text: "",
      });
  });
});
