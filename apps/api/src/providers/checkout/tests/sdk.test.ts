import { Workflows } from "checkout-sdk-node";
import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { type HttpClient, httpClients, type NodeSdk, sdkWithClient, sdkWithKey } from "./support/node-sdk.ts";
import { type Opened, ok, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

const forPayments = { type: "event", events: { gateway: ["payment_approved", "payment_captured"] } };
const forEntity = { type: "entity", entities: ["ent_kidtcgc3ge5unf4a5i6enhnr5m"] };
const webhook = {
  type: "webhook",
  url: "http://127.0.0.1:9/hooks",
  headers: {},
  signature: { method: "HMACSHA256", key: "8V8x0dLK%AyD*DNS8JJr" },
};
const plain = { name: "testing", active: true, conditions: [forPayments], actions: [webhook] };

/** A payment that the one workflow of its sandbox took, and whose webhook came to `receiver`. */
async function told(opened: Opened, { workflows }: NodeSdk) {
  const receiver = await testReceiver();
  const actions = [{ ...webhook, url: receiver.url, headers: { Authorization: "123" } }];
  const { id: workflowId } = await workflows.add({ ...plain, actions });
  const { actions: added } = await workflows.get(workflowId);
  const { id: subjectId, events } = ok(await opened.control("POST", "/payments", { json: {} })).body;
  await opened.advance("PT0S");
  return { receiver, workflowId, actionId: String(added[0]?.id), subjectId, eventId: String(events[0]) };
}

test("the workflows client has the methods that are played here and no others", () => {
  const methods = Object.getOwnPropertyNames(Workflows.prototype).filter((name) => name !== "constructor");
  expect(methods.toSorted()).toEqual(
    [
      ...["getAll", "add", "get", "patch", "remove", "test", "getEventTypes", "getEvent", "getSubjectEvents"],
      ...["addAction", "updateAction", "removeAction", "addCondition", "updateCondition", "removeCondition"],
      ...["getActionInvocations", "reflowByEvent", "reflowByEventAndWorkflow", "reflowBySubject"],
      ...["reflowBySubjectAndWorkflow", "reflowEventsByEventAndWorkflowIds", "reflowEventsBySubjectAndWorkflowIds"],
    ].toSorted(),
  );
});

type Make = (opened: Opened, httpClient: HttpClient) => NodeSdk;
const credentials: Readonly<Record<string, Make>> = { "a secret key": sdkWithKey, "an OAuth client": sdkWithClient };
const ways = Object.entries(credentials).flatMap(([kind, make]) =>
  httpClients.map((httpClient) => [kind, httpClient, make] as const),
);

describe.each(ways)("1. 7. with %s, by %s, the Node SDK", (_, httpClient, make) => {
  const open = async () => {
    const opened = await openSandbox(server);
    const sdk = make(opened, httpClient);
    return { opened, sdk, workflows: sdk.workflows, address: `${opened.publicUrl}/checkout/workflows` };
  };
  const nothing = httpClient === "axios" ? "" : {};

  it("adds, reads, lists and removes workflows", async () => {
    const { workflows, address } = await open();
    const { id, ...rest } = await workflows.add(plain);
    const links = { _links: { self: { href: `${address}/${id}` } } };
    expect(rest).toEqual(links);
    expect(await workflows.get(id)).toMatchObject({ ...plain, id, ...links });
    expect(await workflows.getAll()).toEqual({ data: [{ id, name: "testing", active: true, ...links }] });
    expect(await workflows.remove(id)).toEqual(nothing);
    expect(await workflows.getAll()).toEqual({ data: [] });
  });

  // By `fetch` it sends the method in lower case.
  it("patches a workflow", async () => {
    const { workflows } = await open();
    const { id } = await workflows.add(plain);
    const before = await workflows.get(id);
    const actions = [{ ...webhook, headers: { Authorization: "123" } }];
    const patched = await workflows.patch(id, { active: false, actions });
    expect(patched).toMatchObject({ name: "testing", active: false, conditions: before.conditions, actions });
    expect(await workflows.get(id)).toEqual(patched);
  });

  it("adds, replaces and removes actions", async () => {
    const { workflows, address } = await open();
    const { id } = await workflows.add(plain);
    const added = await workflows.addAction(id, { ...webhook, retry: { enabled: false } });
    expect(added).toEqual({ id: added.id, _links: { self: { href: `${address}/${id}/actions/${added.id}` } } });
    expect((await workflows.get(id)).actions[1]).toMatchObject({ id: added.id, ...webhook, retry: { enabled: false } });
    const replacement = { type: "webhook", url: "http://127.0.0.1:9/new" };
    expect(await workflows.updateAction(id, added.id, replacement)).toEqual(nothing);
    const replaced = { id: added.id, ...replacement, headers: {}, _links: added._links };
    expect((await workflows.get(id)).actions).toEqual([expect.objectContaining(webhook), replaced]);
    expect(await workflows.removeAction(id, added.id)).toEqual(nothing);
    expect((await workflows.get(id)).actions).toHaveLength(1);
  });

  it("adds, replaces and removes conditions", async () => {
    const { workflows, address } = await open();
    const { id } = await workflows.add(plain);
    const added = await workflows.addCondition(id, forEntity);
    expect(added).toEqual({ id: added.id, _links: { self: { href: `${address}/${id}/conditions/${added.id}` } } });
    const replacement = { type: "entity", entities: ["ent_axclravnqf5u5ejkweijnp5zc4"] };
    expect(await workflows.updateCondition(id, added.id, replacement)).toEqual(nothing);
    const replaced = { id: added.id, ...replacement, _links: added._links };
    expect((await workflows.get(id)).conditions).toEqual([expect.objectContaining(forPayments), replaced]);
    expect(await workflows.removeCondition(id, added.id)).toEqual(nothing);
    expect((await workflows.get(id)).conditions).toHaveLength(1);
  });

  it("tests a workflow, with types by their source", async () => {
    const { workflows, sdk, opened } = await open();
    const { workflowId, receiver } = await told(opened, sdk);
    expect(await workflows.test(workflowId, { event_types: { gateway: ["payment_captured"] } })).toEqual(nothing);
    await opened.advance("PT0S");
    expect(receiver.received.map(({ body }) => body.type)).toEqual(["payment_approved", "payment_captured"]);
  });

  it("lists event types", async () => {
    const { workflows } = await open();
    const sources = await workflows.getEventTypes();
    expect(Array.isArray(sources)).toBe(true);
    expect(sources.find(({ id }) => id === "gateway")?.events.map(({ id }) => id)).toContain("payment_approved");
  });

  it("reads events, the events of a subject, and what an action did", async () => {
    const { workflows, sdk, opened } = await open();
    const { subjectId, eventId, workflowId, actionId, receiver } = await told(opened, sdk);
    const { data } = await workflows.getSubjectEvents(subjectId);
    expect(data.map(({ id, type }) => [id, type])).toEqual([[eventId, "payment_approved"]]);
    expect(await workflows.getEvent(eventId)).toMatchObject({
      ...{ id: eventId, source: "gateway", data: { id: subjectId } },
      action_invocations: [{ workflow_id: workflowId, workflow_action_id: actionId, status: "successful" }],
    });
    const result = { status_code: 200, url: receiver.url, headers: { Authorization: "123" } };
    expect(await workflows.getActionInvocations(eventId, actionId)).toMatchObject({
      ...{ event_id: eventId, workflow_action_id: actionId, action_type: "webhook", status: "successful" },
      action_invocations: [{ retry: false, succeeded: true, final: true, result_details: result }],
    });
  });

  it("reflows in all six ways, with workflows and without", async () => {
    const { workflows, sdk, opened } = await open();
    const { subjectId, eventId, workflowId, receiver } = await told(opened, sdk);
    for (const reflow of [
      () => workflows.reflowByEvent(eventId),
      () => workflows.reflowByEventAndWorkflow(eventId, workflowId),
      () => workflows.reflowBySubject(subjectId),
      () => workflows.reflowBySubjectAndWorkflow(subjectId, workflowId),
      () => workflows.reflowEventsByEventAndWorkflowIds([eventId]),
      () => workflows.reflowEventsByEventAndWorkflowIds([eventId], [workflowId]),
      () => workflows.reflowEventsBySubjectAndWorkflowIds([subjectId]),
      () => workflows.reflowEventsBySubjectAndWorkflowIds([subjectId], [workflowId]),
    ]) {
      const before = receiver.received.length;
      expect(await reflow()).toEqual(nothing);
      await opened.advance("PT0S");
      expect(receiver.received.slice(before).map(({ body }) => body.id)).toEqual([eventId]);
    }
  });
});
