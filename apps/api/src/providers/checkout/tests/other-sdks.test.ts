import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { sdks, sortedEvents, speaker, suiteChannel, suiteEntity } from "./support/other-sdks.ts";
import { ok, openSandbox } from "./support/sandbox.ts";

// What the integration tests of the SDKs in other languages do, in the words of their HTTP clients. Their payments are
// played by the control API: the provider's own is no part of the spec.

const server = await testServer();
const failing = "http://127.0.0.1:9/fail";
/** Milliseconds and an offset: Java reads nothing else. */
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);

describe.each(sdks)("the suite of the $name SDK", (sdk) => {
  /** A sandbox with one workflow; nothing happens in it unless a test plays a payment. */
  async function open(url = failing) {
    const opened = await openSandbox(server);
    const speak = speaker(opened, sdk);
    const { id } = ok(await speak("POST", "/workflows", sdk.workflow(url))).body;
    const read = async () => ok(await speak("GET", `/workflows/${id}`)).body;
    return { opened, speak, id: String(id), path: `/workflows/${id}`, read };
  }

  /** The same, with a payment that the workflow took; its webhook came to the receiver. */
  async function openWithPayment({ capture = false, status = 200 } = {}) {
    const receiver = await testReceiver(status);
    const world = await open(receiver.url);
    const payment = { amount: 10, capture, entity_id: suiteEntity, processing_channel_id: suiteChannel };
    const { id: paymentId, events } = ok(await world.opened.control("POST", "/payments", { json: payment })).body;
    await world.opened.advance("PT0S");
    return { ...world, receiver, paymentId: String(paymentId), eventId: String(events[0]) };
  }

  it("7. 17. 18. 20. creates a workflow, reads it, and finds it in the list", async () => {
    const { speak, id, path, read, opened } = await open();
    const self = { self: { href: `${opened.publicUrl}/checkout${path}` } };
    const { name, conditions, actions, active, _links } = await read();
    expect([active, _links]).toEqual([true, self]);
    expect(actions).toEqual([
      expect.objectContaining({ type: "webhook", url: failing, headers: {}, signature: expect.any(Object) }),
    ]);
    const byType = Object.fromEntries(conditions.map((condition: { type: string }) => [condition.type, condition]));
    expect(byType).toMatchObject({
      event: { events: sortedEvents },
      entity: { entities: [suiteEntity] },
      processing_channel: { processing_channels: [suiteChannel] },
    });
    const sent = sdk.workflow(failing) as { readonly conditions: readonly { readonly type: string }[] };
    expect(conditions.map(({ type }: { type: string }) => type)).toEqual(sent.conditions.map(({ type }) => type));
    const list = ok(await speak("GET", "/workflows")).body;
    expect(list).toEqual({ data: [{ id, name, active: true, _links: self }] });
  });

  it("23. updates it and reads the answer, in which nothing else has changed", async () => {
    const { speak, path, read } = await open();
    const before = await read();
    const { status, body } = await speak("PATCH", path, sdk.patch);
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, ...sdk.patch, conditions: before.conditions, actions: before.actions });
    expect(body.active).toBe(sdk.patchedActive);
  });

  it("24. 26. adds, updates and removes actions", async () => {
    const { speak, path, read } = await open();
    const added = await speak("POST", `${path}/actions`, sdk.action(`${failing}/fake`));
    expect([added.status, Object.keys(added.body)]).toEqual([201, ["id", "_links"]]);
    const [{ id: firstId }] = (await read()).actions;
    const updated = await speak("PUT", `${path}/actions/${firstId}`, sdk.action("http://127.0.0.1:9/new"));
    expect([updated.status, updated.text]).toEqual([200, ""]);
    const { actions } = await read();
    expect(actions).toMatchObject([
      { id: firstId, url: "http://127.0.0.1:9/new", headers: {} },
      { id: added.body.id, url: `${failing}/fake`, headers: {} },
    ]);
    expect((await speak("DELETE", `${path}/actions/${added.body.id}`)).status).toBe(204);
    expect((await speak("DELETE", `${path}/actions/${added.body.id}`)).status).toBe(404);
    expect((await speak("DELETE", path)).status).toBe(204);
  });

  it("25. 26. updates the event condition, then removes it while two others stay", async () => {
    const { speak, path, read } = await open();
    const before = (await read()).conditions;
    const { id } = before.find(({ type }: { type: string }) => type === "event");
    const body = { type: "event", events: { gateway: ["payment_pending", "card_verified"] } };
    const updated = await speak("PUT", `${path}/conditions/${id}`, body);
    expect([updated.status, updated.text]).toEqual([200, ""]);
    const { conditions } = await read();
    expect(conditions.map((condition: { id: string }) => condition.id)).toEqual(
      before.map((condition: { id: string }) => condition.id),
    );
    expect(conditions).toContainEqual(
      expect.objectContaining({ id, events: { gateway: ["card_verified", "payment_pending"] } }),
    );
    expect((await speak("DELETE", `${path}/conditions/${id}`)).status).toBe(204);
    expect((await read()).conditions).toHaveLength(2);
  });

  it("50. tests a workflow: a flat list of types is refused, types by their source are taken", async () => {
    const receiver = await testReceiver();
    const { speak, path, opened } = await open(receiver.url);
    const flat = await speak("POST", `${path}/test`, { event_types: ["payment_approved", "dispute_won"] });
    expect([flat.status, flat.body.error_codes]).toEqual([422, ["event_types_invalid"]]);
    const event_types = { gateway: ["payment_approved"], dispute: ["dispute_won"] };
    expect((await speak("POST", `${path}/test`, { event_types })).status).toBe(204);
    await opened.advance("PT0S");
    expect(receiver.received.map(({ body }) => body.type).toSorted()).toEqual(["dispute_won", "payment_approved"]);
  });

  it("28. lists event types: a list of at least eight sources in which no text is empty", async () => {
    const { speak } = await open();
    const { body } = ok(await speak("GET", "/workflows/event-types"));
    expect(Array.isArray(body)).toBe(true);
    expect(body.length).toBeGreaterThanOrEqual(8);
    for (const { events, ...source } of body)
      for (const described of [source, ...events]) {
        expect(Object.keys(described)).toEqual(["id", "display_name", "description"]);
        for (const text of Object.values(described)) expect(text).toMatch(/\S/);
      }
  });

  it.each([
    { capture: false, types: ["payment_approved"] },
    { capture: true, types: ["payment_approved", "payment_captured"] },
  ])("30. 32. reads the events of a payment with capture $capture", async ({ capture, types }) => {
    const { speak, paymentId } = await openWithPayment({ capture });
    const { data } = ok(await speak("GET", `/workflows/events/subject/${paymentId}`)).body;
    expect(data.map(({ type }: { type: string }) => type)).toEqual(types);
    for (const { id, type, ...rest } of data) {
      expect(rest).toEqual({ timestamp, _links: { self: { href: expect.stringMatching(new RegExp(`${id}$`)) } } });
      const event = ok(await speak("GET", `/workflows/events/${id}`)).body;
      expect(event).toMatchObject({ id, type, source: "gateway", version: expect.stringMatching(/\S/), timestamp });
      expect(event.data).toMatchObject({ id: paymentId, amount: 10 });
    }
  });

  it("7. 8. reflows in all six ways", async () => {
    const { speak, opened, receiver, id, paymentId, eventId } = await openWithPayment();
    const [events, subject] = ["/workflows/events", `/workflows/events/subject/${paymentId}`];
    const reflows: [path: string, body?: object][] = [
      [`${events}/${eventId}/reflow`],
      [`${events}/${eventId}/workflow/${id}/reflow`],
      [`${events}/reflow`, { events: [eventId], workflows: [id] }],
      [`${events}/reflow`, { subjects: [paymentId], workflows: [id] }],
      [`${subject}/reflow`],
      [`${subject}/workflow/${id}/reflow`],
    ];
    for (const [index, [path, body]] of reflows.entries()) {
      expect((await speak("POST", path, body)).status).toBe(202);
      await opened.advance("PT0S");
      expect(receiver.received).toHaveLength(index + 2);
    }
    expect(new Set(receiver.received.map(({ body }) => body.id))).toEqual(new Set([eventId]));
  });

  it("34. reads what became of a url that fails: pending, with every member of the attempt set", async () => {
    const { speak, receiver, read, id, eventId } = await openWithPayment({ status: 404 });
    const [{ id: actionId }] = (await read()).actions;
    const result = { status_code: 404, url: receiver.url, headers: {}, response_received_timestamp: timestamp };
    const { body } = ok(await speak("GET", `/workflows/events/${eventId}/actions/${actionId}`));
    expect(body).toMatchObject({
      ...{ workflow_id: id, event_id: eventId, workflow_action_id: actionId, action_type: "webhook" },
      status: "pending",
    });
    expect(body.action_invocations).toEqual([
      {
        invocation_id: expect.stringMatching(/^ivc_[a-z2-7]{26}$/),
        ...{ timestamp, retry: false, succeeded: false, final: false },
        // Of these two .NET and Go read the older.
        ...{ result_details: result, result },
      },
    ]);
  });

  it("9. finds nothing under the id not_found, whatever it asks for", async () => {
    const { speak, path, read, id, paymentId, eventId } = await openWithPayment();
    const { actions } = await read();
    const action = sdk.action(failing);
    const condition = { type: "event", events: { gateway: ["card_verified"] } };
    const events = "/workflows/events";
    const requests: [method: string, path: string, body?: object][] = [
      ["GET", "/workflows/not_found"],
      ["PATCH", "/workflows/not_found", sdk.patch],
      ["PATCH", "/workflows/not_found", {}],
      ["DELETE", "/workflows/not_found"],
      ["POST", "/workflows/not_found/actions", action],
      ["PUT", "/workflows/not_found/actions/action_id", action],
      ["PUT", `${path}/actions/not_found`, action],
      ["DELETE", `/workflows/not_found/actions/${actions[0].id}`],
      ["DELETE", `${path}/actions/not_found`],
      ["PUT", "/workflows/not_found/conditions/condition_id", condition],
      ["PUT", `${path}/conditions/not_found`, condition],
      ["DELETE", `${path}/conditions/not_found`],
      ["GET", `${events}/not_found`],
      ["GET", `${events}/not_found/actions/${actions[0].id}`],
      ["GET", `${events}/${eventId}/actions/not_found`],
      ["GET", `${events}/subject/not_found`],
      ["POST", `${events}/not_found/reflow`],
      ["POST", `${events}/not_found/workflow/${id}/reflow`],
      ["POST", `${events}/${eventId}/workflow/not_found/reflow`],
      ["POST", `${events}/subject/not_found/reflow`],
      ["POST", `${events}/subject/not_found/workflow/${id}/reflow`],
      ["POST", `${events}/subject/${paymentId}/workflow/not_found/reflow`],
    ];
    const answers = await Promise.all(requests.map(([method, path, body]) => speak(method, path, body)));
    expect(answers.map(({ status }, index) => [requests[index]?.slice(0, 2), status])).toEqual(
      requests.map((request) => [request.slice(0, 2), 404]),
    );
  });

  it("12. 14. 48. is told by code what is missing", async () => {
    const { speak, path } = await open();
    const { conditions, actions, ...named } = sdk.workflow(failing) as Record<string, unknown>;
    const refusals: [string, object, string[]][] = [
      ["/workflows", { ...named, actions }, ["conditions_required"]],
      ["/workflows", { ...named, conditions }, ["actions_required"]],
      [`${path}/actions`, { type: "webhook" }, ["action_url_required"]],
      ["/workflows/events/reflow", {}, ["event_ids_invalid"]],
    ];
    for (const [path, request, error_codes] of refusals) {
      const { status, body, headers } = await speak("POST", path, request);
      const error = { request_id: headers["cko-request-id"], error_type: "request_invalid" };
      expect([status, body]).toEqual([422, { ...error, error_codes: expect.arrayContaining(error_codes) }]);
    }
  });
});
