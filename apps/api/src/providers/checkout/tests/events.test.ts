import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const stranger = await openWorld(server);

const unknownId = "evt_aaaaaaaaaaaaaaaaaaaaaaaaaa";
/** `2022-01-03T19:51:16.022+00:00` (4.12). */
const timestampForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/;

test("28. event types are a bare list of at least eight sources, nothing in it is empty", async () => {
  const sources = got(await world.api.getEventTypes());
  expect(sources.length).toBeGreaterThanOrEqual(8);
  for (const { id, display_name, description, events } of sources)
    for (const text of [id, display_name, description, ...events.flatMap((event) => Object.values(event))])
      expect(text).toMatch(/\S/);
  expect(sources.map(({ id }) => id)).toEqual(expect.arrayContaining(["gateway", "dispute", "issuing", "accounts"]));
  expect(sources.find(({ id }) => id === "gateway")?.events.map(({ id }) => id)).toContain("payment_captured");
});

describe("the events of a subject", () => {
  it("29. are absent for a subject that nobody knows, and for one to which nothing has happened yet", async () => {
    for (const subjectId of ["pay_aaaaaaaaaaaaaaaaaaaaaaaaaa", "not_found", "pay_%00", "%20"])
      expect(await world.send("GET", `/workflows/events/subject/${subjectId}`)).toMatchObject({
        status: 404,
        text: "",
      });
  });

  it("30. 31. are one after an authorization, two after a capture at once, there with the answer and in order", async () => {
    const authorized = await world.play();
    const captured = await world.play({ capture: true });
    expect((await world.eventsOf(authorized.id)).map(({ type }) => type)).toEqual(["payment_approved"]);
    const events = await world.eventsOf(captured.id);
    expect(events.map(({ type }) => type)).toEqual(["payment_approved", "payment_captured"]);
    expect(events.map(({ id }) => id)).toEqual(captured.events);
  });

  it("come oldest first with no more than id, type, time and their own address", async () => {
    const { id } = await world.play();
    await world.advance("PT1H30M");
    await world.capture(id);
    const line = (at: string) => ({
      id: expect.stringMatching(/^evt_[a-z2-7]{26}$/),
      timestamp: at.replace("Z", "+00:00"),
      _links: { self: { href: expect.stringContaining(`${world.baseUrl}/workflows/events/evt_`) } },
    });
    const later = new Date(world.start.getTime() + 90 * 60_000);
    expect(await world.eventsOf(id)).toEqual([
      { ...line(world.start.toISOString()), type: "payment_approved" },
      { ...line(later.toISOString()), type: "payment_captured" },
    ]);
    await world.set(world.start);
  });

  it("are found under each of their subjects, a dispute's under its payment's id too (9.24)", async () => {
    const { id } = await world.play({ capture: true });
    const dispute = await world.dispute(id);
    const types = ["payment_approved", "payment_captured", "dispute_received"];
    expect((await world.eventsOf(id)).map(({ type }) => type)).toEqual(types);
    expect((await world.eventsOf(dispute.id)).map(({ id }) => id)).toEqual(dispute.events);
  });
});

describe("an event", () => {
  it("32. has a source, a version and data that are not empty, and tells when it happened", async () => {
    const { id, events } = await world.play();
    const event = await world.event(String(events[0]));
    expect(Object.keys(event)).toEqual([
      ...["id", "source", "type", "timestamp", "version", "data", "action_invocations", "_links"],
    ]);
    expect(event).toMatchObject({
      ...{ id: events[0], source: "gateway", type: "payment_approved", version: "1.0.29", action_invocations: [] },
      timestamp: expect.stringMatching(timestampForm),
      data: { id, amount: 1000, currency: "GBP", response_code: "10000", metadata: {} },
    });
  });

  it("links to itself and to what it is about", async () => {
    const { id, events } = await world.play({ capture: true });
    const dispute = await world.dispute(id);
    const link = (path: string) => ({ href: `${world.baseUrl}${path}` });
    const self = (event: unknown) => link(`/workflows/events/${event}`);
    const payment = link(`/payments/${id}`);
    expect((await world.event(String(events[1])))._links).toEqual({ self: self(events[1]), payment });
    const { events: told } = dispute;
    const links = { self: self(told[0]), payment, dispute: link(`/disputes/${dispute.id}`) };
    expect((await world.event(String(told[0])))._links).toEqual(links);
  });

  it("33. 52. lists each action that it ran, with a status and the address of its invocations", async () => {
    const [fine, broken] = [await testReceiver(), await testReceiver(500)];
    const one = await world.workflow({ url: fine.url });
    const other = await world.workflow({ url: broken.url });
    const { events } = await world.play();
    await world.settle();
    const { action_invocations } = await world.event(String(events[0]));
    const line = ({ id, actionId }: typeof one, status: string) => ({
      ...{ workflow_id: id, workflow_action_id: actionId, status },
      _links: { self: { href: `${world.baseUrl}/workflows/events/${events[0]}/actions/${actionId}` } },
    });
    expect(action_invocations).toEqual([line(one, "successful"), line(other, "pending")]);
    for (const workflowId of [one.id, other.id]) await world.api.removeWorkflow({ path: { workflowId } });
  });

  it.each([unknownId, "not_found", "EVT_x", "evt_%27"])(
    "9. is absent where there is none with the id: %s",
    async (id) => {
      const action = "wfa_aaaaaaaaaaaaaaaaaaaaaaaaaa";
      for (const path of [id, `${id}/actions/${action}`])
        expect(await world.send("GET", `/workflows/events/${path}`)).toMatchObject({ status: 404, text: "" });
    },
  );

  it("of another account is as absent as one that never was", async () => {
    const { id, events } = await stranger.play();
    const paths = [`/workflows/events/${events[0]}`, `/workflows/events/subject/${id}`];
    for (const path of paths) {
      expect((await stranger.send("GET", path)).status).toBe(200);
      const [foreign, absent] = [
        await world.send("GET", path),
        await world.send("GET", `/workflows/events/${unknownId}`),
      ];
      expect([foreign.status, foreign.text]).toEqual([absent.status, absent.text]);
    }
  });
});
