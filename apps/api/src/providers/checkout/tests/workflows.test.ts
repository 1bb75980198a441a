import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import {
  codes,
  forChannel,
  forEntity,
  forPayments,
  nobodys,
  ok,
  openSandbox,
  plain,
  webhook,
} from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;
const base = `${world.publicUrl}/checkout`;
const id = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}_[a-z2-7]{25}[aeimquy4]$`));

test("10. a new workflow is answered by its id and its own address, and nothing else", async () => {
  const { status, body } = await send("POST", "/workflows", { json: plain });
  expect(status).toBe(201);
  expect(body).toEqual({ id: id("wf"), _links: { self: { href: `${base}/workflows/${body.id}` } } });
});

test("11. a new workflow is active unless it says otherwise", async () => {
  expect((await world.read(await world.workflow())).active).toBe(true);
  expect((await world.read(await world.workflow({ active: null }))).active).toBe(true);
  expect((await world.read(await world.workflow({ active: true }))).active).toBe(true);
  expect((await world.read(await world.workflow({ active: false }))).active).toBe(false);
});

test("12. a workflow without conditions is refused with conditions_required, without actions with actions_required", async () => {
  const refused = async (json: object) => codes(await send("POST", "/workflows", { json }));
  const { conditions, actions } = plain;
  for (const none of [undefined, []]) {
    expect(await refused({ actions, conditions: none })).toEqual(["conditions_required"]);
    expect(await refused({ conditions, actions: none })).toEqual(["actions_required"]);
    expect(await refused({ conditions: none, actions: none })).toEqual(["conditions_required", "actions_required"]);
  }
});

test("13. two conditions of one type are refused", async () => {
  for (const twice of [forPayments, forEntity, forChannel]) {
    const answer = await send("POST", "/workflows", { json: { ...plain, conditions: [twice, forPayments, twice] } });
    expect(codes(answer)).toEqual(["condition_type_duplicated"]);
  }
});

describe("the list of workflows", () => {
  it("is empty in an empty account", async () => {
    const { body } = await (await openSandbox(server)).send("GET", "/workflows");
    expect(body).toEqual({ data: [] });
  });

  it("15. has exactly id, name, active and the address of each, in the order in which they were made", async () => {
    const own = await openSandbox(server);
    const made: string[] = [];
    for (const name of ["one", "two", "two"]) made.push(await own.workflow({ name, active: name === "one" }));
    await own.send("PATCH", `/workflows/${made[0]}`, { json: { name: "first" } });
    const item = (index: number, name: string) => ({
      ...{ id: made[index], name, active: index === 0 },
      _links: { self: { href: `${base}/workflows/${made[index]}` } },
    });
    const { status, body } = await own.send("GET", "/workflows");
    expect([status, body]).toEqual([200, { data: [item(0, "first"), item(1, "two"), item(2, "two")] }]);
  });
});

describe("a workflow that is read", () => {
  it("16. has its conditions and actions with ids and addresses, 18. and the signature that was given, in clear", async () => {
    const action = { ...webhook, url: "https://example.com/webhooks", headers: { Authorization: "123", "X-A": "b" } };
    const json = { name: "Webhooks workflow", conditions: [forPayments, forEntity, forChannel], actions: [action] };
    const workflowId = ok(await send("POST", "/workflows", { json })).body.id;
    const workflow = await world.read(workflowId);
    const self = (path: string) => ({ self: { href: `${base}/workflows/${workflowId}${path}` } });
    const [one, two, three] = workflow.conditions.map((condition: { id: string }) => condition.id);
    const actionId = workflow.actions[0].id;
    expect(workflow).toEqual({
      ...{ id: workflowId, name: "Webhooks workflow", active: true },
      conditions: [
        {
          ...{ id: one, type: "event", events: { gateway: ["payment_approved", "payment_captured"] } },
          _links: self(`/conditions/${one}`),
        },
        { id: two, ...forEntity, _links: self(`/conditions/${two}`) },
        { id: three, ...forChannel, _links: self(`/conditions/${three}`) },
      ],
      actions: [{ id: actionId, ...action, _links: self(`/actions/${actionId}`) }],
      _links: self(""),
    });
    expect([[one, two, three], actionId]).toEqual([[id("wfc"), id("wfc"), id("wfc")], id("wfa")]);
    expect(Object.keys(workflow.actions[0].headers)).toEqual(["Authorization", "X-A"]);
  });

  it("17. has empty headers where none were given, and neither signature nor retry", async () => {
    for (const headers of [undefined, null, {}, []]) {
      const actions = [{ type: "webhook", url: "https://example.com", headers }];
      const { actions: read } = await world.read(await world.workflow({ actions }));
      expect(Object.keys(read[0])).toEqual(["id", "type", "url", "headers", "_links"]);
      expect(read[0].headers).toEqual({});
    }
  });

  it("shows retry where it was said (9.19)", async () => {
    for (const enabled of [true, false]) {
      const actions = [{ ...webhook, retry: { enabled } }];
      expect((await world.read(await world.workflow({ actions }))).actions[0].retry).toEqual({ enabled });
    }
    const said = await world.read(await world.workflow({ actions: [{ ...webhook, retry: {} }] }));
    expect(said.actions[0]).not.toHaveProperty("retry");
  });

  it("19. has its conditions in the order in which they came", async () => {
    const conditions = [forChannel, forPayments, forEntity];
    const workflowId = await world.workflow({ conditions });
    const types = async () => (await world.read(workflowId)).conditions.map(({ type }: { type: string }) => type);
    expect(await types()).toEqual(["processing_channel", "event", "entity"]);
    await send("PATCH", `/workflows/${workflowId}`, { json: { conditions: conditions.toReversed() } });
    expect(await types()).toEqual(["entity", "event", "processing_channel"]);
  });

  it("20. has the event types of each source sorted, and once each", async () => {
    const events = {
      gateway: ["payment_voided", "card_verified", "payment_voided", "payment_approved"],
      dispute: ["dispute_won", "dispute_lost", "dispute_accepted"],
    };
    const { conditions } = await world.read(await world.workflow({ conditions: [{ type: "event", events }] }));
    expect(conditions[0].events).toEqual({
      gateway: ["card_verified", "payment_approved", "payment_voided"],
      dispute: ["dispute_accepted", "dispute_lost", "dispute_won"],
    });
  });

  it("57. may send to http as well as to https", async () => {
    for (const url of ["http://127.0.0.1:8080/webhooks", "HTTPS://example.com", "http://[::1]:9/a?b=c#d"]) {
      const { actions } = await world.read(await world.workflow({ actions: [{ ...webhook, url }] }));
      expect(actions[0].url).toBe(url);
    }
  });
});

describe("a patch", () => {
  it("21. of the name alone leaves active and all else as it was, 23. and answers with the whole workflow", async () => {
    for (const active of [true, false]) {
      const workflowId = await world.workflow({ name: "testing", active });
      const before = await world.read(workflowId);
      const { status, body } = await send("PATCH", `/workflows/${workflowId}`, { json: { name: "testing-net" } });
      expect([status, body]).toEqual([200, { ...before, name: "testing-net" }]);
      expect(await world.read(workflowId)).toEqual(body);
    }
  });

  it("22. needs no name", async () => {
    const workflowId = await world.workflow({ name: "testing" });
    const { body } = ok(await send("PATCH", `/workflows/${workflowId}`, { json: { active: false } }));
    expect([body.name, body.active]).toEqual(["testing", false]);
  });

  it.each([
    {},
    { conditions: [], actions: [] },
    { name: null, active: null, conditions: null, actions: null },
    { x: 1 },
  ])("of nothing changes nothing (9.3): %j", async (json) => {
    const workflowId = await world.workflow({ name: "testing" });
    const before = await world.read(workflowId);
    expect(await send("PATCH", `/workflows/${workflowId}`, { json })).toMatchObject({ status: 200, body: before });
    expect(await world.read(workflowId)).toEqual(before);
  });

  it("of a list replaces it; what has the id of a present one keeps it, and an action its key (9.2)", async () => {
    const workflowId = await world.workflow({ conditions: [forPayments, forEntity], actions: [webhook, webhook] });
    const before = await world.read(workflowId);
    const [, entity] = before.conditions;
    const [first] = before.actions;
    const json = {
      conditions: [forChannel, { ...forEntity, entities: [world.entityId], id: entity.id }],
      actions: [
        { type: "webhook", url: "https://example.com/new", id: nobodys("wfa") },
        { type: "webhook", url: "https://example.com/kept", signature: { method: "HMACSHA256" }, id: first.id },
      ],
    };
    const { conditions, actions } = ok(await send("PATCH", `/workflows/${workflowId}`, { json })).body;
    expect(conditions).toMatchObject([{ type: "processing_channel" }, { id: entity.id, entities: [world.entityId] }]);
    expect(actions).toMatchObject([
      { url: "https://example.com/new" },
      { ...json.actions[1], signature: webhook.signature },
    ]);
    const old = [...before.conditions, ...before.actions].map((each: { id: string }) => each.id);
    for (const made of [conditions[0].id, actions[0].id]) expect([...old, nobodys("wfa")]).not.toContain(made);
    expect(await world.read(workflowId)).toMatchObject({ conditions, actions });
  });

  it("may give two conditions each other's type", async () => {
    const workflowId = await world.workflow({ conditions: [forPayments, forEntity] });
    const [one, two] = (await world.read(workflowId)).conditions;
    const conditions = [
      { ...forEntity, id: one.id },
      { ...forPayments, id: two.id },
    ];
    const { body } = ok(await send("PATCH", `/workflows/${workflowId}`, { json: { conditions } }));
    expect(body.conditions).toMatchObject([
      { id: one.id, type: "entity" },
      { id: two.id, type: "event" },
    ]);
  });

  it("that is refused changes nothing, not even what would have been right", async () => {
    const workflowId = await world.workflow({ name: "testing" });
    const before = await world.read(workflowId);
    const json = { name: "other", active: false, conditions: [forEntity, forEntity] };
    expect(codes(await send("PATCH", `/workflows/${workflowId}`, { json }))).toEqual(["condition_type_duplicated"]);
    expect(await world.read(workflowId)).toEqual(before);
  });

  it("of each of two fields at once counts, each of them", async () => {
    const workflowId = await world.workflow();
    const path = `/workflows/${workflowId}`;
    const patches = [
      { name: "renamed" },
      { active: false },
      { conditions: [forEntity] },
      { actions: [webhook, webhook] },
    ];
    await Promise.all(patches.map((json) => send("PATCH", path, { json }).then(ok)));
    const { name, active, conditions, actions } = await world.read(workflowId);
    expect([name, active, conditions[0].type, actions.length]).toEqual(["renamed", false, "entity", 2]);
  });
});

test("8. 26. a workflow is removed with an empty 204, and absent from then on", async () => {
  const workflowId = await world.workflow();
  const path = `/workflows/${workflowId}`;
  const removed = await send("DELETE", path);
  expect([removed.status, removed.text, removed.headers["content-length"]]).toEqual([204, "", undefined]);
  for (const method of ["DELETE", "GET"]) expect(await send(method, path)).toMatchObject({ status: 404, text: "" });
  const { body } = await send("GET", "/workflows");
  expect(body.data.map((each: { id: string }) => each.id)).not.toContain(workflowId);
});

test("hundreds of workflows can be made at once: they wait for one another, and none is refused", async () => {
  const own = await openSandbox(server);
  const made = await Promise.all(Array.from({ length: 200 }, () => own.workflow()));
  const { body } = await own.send("GET", "/workflows");
  expect(body.data.map((each: { id: string }) => each.id).sort()).toEqual(made.sort());
});

test("of many who remove a workflow at once one does, and nobody changes it any more", async () => {
  const workflowId = await world.workflow();
  const path = `/workflows/${workflowId}`;
  const removals = await Promise.all(Array.from({ length: 5 }, () => send("DELETE", path)));
  expect(removals.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
  expect((await send("POST", `${path}/actions`, { json: webhook })).status).toBe(404);
});

test("27. the removal of a workflow does not end what it has begun to send, retries included", async () => {
  const receiver = await testReceiver(500);
  const own = await openSandbox(server);
  const workflowId = await own.workflow({ actions: [{ ...webhook, url: receiver.url }] });
  ok(await own.control("POST", "/payments", { json: {} }));
  await own.advance("PT0S");
  expect(receiver.received).toHaveLength(1);
  ok(await own.send("DELETE", `/workflows/${workflowId}`));
  await own.advance("PT5M");
  receiver.answer(200);
  await own.advance("PT10M");
  ok(await own.control("POST", "/payments", { json: {} }));
  await own.advance("PT24H");
  expect(receiver.received.map(({ body }) => body.id)).toEqual(Array(3).fill(receiver.received[0]?.body.id));
});

test("51. what makes a workflow inactive or active again tells from the next event on", async () => {
  const receiver = await testReceiver();
  const own = await openSandbox(server);
  const workflowId = await own.workflow({ actions: [{ ...webhook, url: receiver.url }] });
  const counts = [];
  for (const active of [true, false, true]) {
    ok(await own.send("PATCH", `/workflows/${workflowId}`, { json: { active } }));
    ok(await own.control("POST", "/payments", { json: {} }));
    await own.advance("PT1S");
    counts.push(receiver.received.length);
  }
  expect(counts).toEqual([1, 1, 2]);
});

describe("9. an id that cannot exist is a 404, and so is one that nobody has, or somebody else:", async () => {
  const stranger = await openSandbox(server);
  const foreign = await stranger.workflow({ name: "foreign" });
  const none = await send("GET", `/workflows/${nobodys("wf")}`);

  it.each([
    ...["not_found", "wf_", foreign, nobodys("wfa"), "WF_AAAAAAAAAAAAAAAAAAAAAAAAAA", "%20", "%00", "wf_%F0%9F%92%A9"],
    ...["null", "undefined", "..%2Fworkflows", "'%20OR%201=1--", "a".repeat(5000)],
  ])("%s", async (workflowId) => {
    for (const [method, json] of [
      ["GET", undefined],
      ["PATCH", { name: "mine" }],
      ["DELETE", undefined],
    ] as const) {
      const answer = await send(method, `/workflows/${workflowId}`, { json });
      expect([answer.status, answer.text, answer.names]).toEqual([404, "", none.names]);
    }
  });

  it("and the stranger's workflow is as it was", async () => {
    expect((await stranger.read(foreign)).name).toBe("foreign");
    expect((await stranger.send("GET", "/workflows")).body.data).toHaveLength(1);
  });
});
