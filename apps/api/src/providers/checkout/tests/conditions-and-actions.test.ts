import { describe, expect, it, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { codes, forChannel, forEntity, forPayments, nobodys, ok, openSandbox, webhook } from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;

type Children = readonly { readonly id: string; readonly type: string }[];
const lists = ["conditions", "actions"] as const;
const ids = (children: Children) => children.map(({ id }) => id);
const types = (children: Children) => children.map(({ type }) => type);

/** A workflow with an entity condition beside the one for payments, and two actions. */
async function given() {
  const id = await world.workflow({ conditions: [forPayments, forEntity], actions: [webhook, webhook] });
  const { conditions, actions } = await world.read(id);
  return { path: `/workflows/${id}`, id, conditions: ids(conditions), actions: ids(actions) };
}

test.each([
  ["conditions", "wfc", forChannel],
  ["actions", "wfa", webhook],
] as const)(
  "what is added to the %s is answered by its id and address alone, and stands last",
  async (list, prefix, json) => {
    const { id, path, ...before } = await given();
    const { status, body } = await send("POST", `${path}/${list}`, { json });
    const href = `${world.publicUrl}/checkout${path}/${list}/${body.id}`;
    expect([status, body]).toEqual([
      201,
      { id: expect.stringMatching(`^${prefix}_[a-z2-7]{26}$`), _links: { self: { href } } },
    ]);
    const after = await world.read(id);
    expect(ids(after[list])).toEqual([...before[list], body.id]);
    expect(after[list].at(-1)).toEqual({ id: body.id, ...json, _links: body._links });
  },
);

test("14. an action of nothing but its type is refused, 12. as it is in a new workflow", async () => {
  const { path } = await given();
  const json = { type: "webhook" };
  expect(codes(await send("POST", `${path}/actions`, { json }))).toEqual(["action_url_required"]);
  const answer = await send("POST", "/workflows", { json: { conditions: [forPayments], actions: [json] } });
  expect(codes(answer)).toEqual(["action_url_required"]);
});

describe("24. an action that is replaced", () => {
  it("answers an empty 200 and keeps its id; what is not sent is gone", async () => {
    const { id, path, actions } = await given();
    const first = `${path}/actions/${actions[0]}`;
    const full = { ...webhook, url: "https://example.com/one", headers: { "X-A": "1" }, retry: { enabled: false } };
    const bare = { type: "webhook", url: "https://example.com/two" };
    for (const [json, expected] of [
      [full, full],
      [bare, { ...bare, headers: {} }],
    ] as const) {
      const answer = await send("PUT", first, { json });
      expect([answer.status, answer.text, answer.headers["content-length"]]).toEqual([200, "", "0"]);
      const { actions: read } = await world.read(id);
      const { _links, ...action } = read[0];
      expect([ids(read), action]).toEqual([actions, { id: actions[0], ...expected }]);
    }
  });

  it("sends the next event to its new address, and the events that it has begun with as they began (9.26)", async () => {
    const [old, fresh] = [await testReceiver(500), await testReceiver()];
    const own = await openSandbox(server);
    const id = await own.workflow({ actions: [{ ...webhook, url: old.url, headers: { "X-A": "old" } }] });
    const [action] = (await own.read(id)).actions;
    ok(await own.control("POST", "/payments", { json: {} }));
    await own.advance("PT0S");
    ok(await own.send("PUT", `/workflows/${id}/actions/${action.id}`, { json: { type: "webhook", url: fresh.url } }));
    ok(await own.control("POST", "/payments", { json: {} }));
    await own.advance("PT5M");
    const signed = (all: typeof old.received) => all.map(({ headers }) => [headers["x-a"], "cko-signature" in headers]);
    expect(signed(old.received)).toEqual([
      ["old", true],
      ["old", true],
    ]);
    expect(signed(fresh.received)).toEqual([[undefined, false]]);
  });
});

describe("25. a condition that is replaced", () => {
  it("answers an empty 200, keeps its id and place, and there are as many as before", async () => {
    const { id, path, conditions } = await given();
    const json = { type: "event", events: { dispute: ["dispute_won"] } };
    const answer = await send("PUT", `${path}/conditions/${conditions[0]}`, { json });
    expect([answer.status, answer.text, answer.headers["content-length"]]).toEqual([200, "", "0"]);
    const { conditions: read } = await world.read(id);
    expect(ids(read)).toEqual(conditions);
    expect(read[0].events).toEqual(json.events);
  });

  it("may change its type, unless another condition has that one (9.6)", async () => {
    const { id, path, conditions } = await given();
    const second = `${path}/conditions/${conditions[1]}`;
    ok(await send("PUT", second, { json: forChannel }));
    expect(types((await world.read(id)).conditions)).toEqual(["event", "processing_channel"]);
    expect(codes(await send("PUT", second, { json: forPayments }))).toEqual(["condition_type_duplicated"]);
    expect(types((await world.read(id)).conditions)).toEqual(["event", "processing_channel"]);
  });
});

test("a second condition of a type is refused", async () => {
  const { id, path } = await given();
  expect(codes(await send("POST", `${path}/conditions`, { json: forEntity }))).toEqual(["condition_type_duplicated"]);
  expect((await world.read(id)).conditions).toHaveLength(2);
});

test.each(lists)("8. 26. one of the %s is removed with an empty 204, a second time with 404", async (list) => {
  const { id, path, ...before } = await given();
  const [first, second] = before[list];
  const removed = await send("DELETE", `${path}/${list}/${first}`);
  expect([removed.status, removed.text]).toEqual([204, ""]);
  expect(await send("DELETE", `${path}/${list}/${first}`)).toMatchObject({ status: 404, text: "" });
  expect(ids((await world.read(id))[list])).toEqual([second]);
});

test.each(lists)("the last of the %s stays (9.8)", async (list) => {
  const { id, path, ...before } = await given();
  const [first, second] = before[list];
  ok(await send("DELETE", `${path}/${list}/${first}`));
  const refused = await send("DELETE", `${path}/${list}/${second}`);
  expect(codes(refused)).toEqual([`${list}_required`]);
  expect(ids((await world.read(id))[list])).toEqual([second]);
});

test("a condition that is added or removed tells from the next event on", async () => {
  const receiver = await testReceiver();
  const own = await openSandbox(server);
  const id = await own.workflow({ actions: [{ ...webhook, url: receiver.url }] });
  const play = async () => {
    ok(await own.control("POST", "/payments", { json: {} }));
    await own.advance("PT1S");
    return receiver.received.length;
  };
  expect(await play()).toBe(1);
  const { id: condition } = ok(await own.send("POST", `/workflows/${id}/conditions`, { json: forEntity })).body;
  expect(await play()).toBe(1);
  const ownEntity = { type: "entity", entities: [own.entityId] };
  ok(await own.send("PUT", `/workflows/${id}/conditions/${condition}`, { json: ownEntity }));
  expect(await play()).toBe(2);
  ok(await own.send("PUT", `/workflows/${id}/conditions/${condition}`, { json: forEntity }));
  expect(await play()).toBe(2);
  ok(await own.send("DELETE", `/workflows/${id}/conditions/${condition}`));
  expect(await play()).toBe(3);
});

test("an action that was removed is told of nothing new", async () => {
  const [kept, gone] = [await testReceiver(), await testReceiver()];
  const own = await openSandbox(server);
  const actions = [kept, gone].map(({ url }) => ({ ...webhook, url }));
  const id = await own.workflow({ actions });
  const [, second] = (await own.read(id)).actions;
  ok(await own.send("DELETE", `/workflows/${id}/actions/${second.id}`));
  ok(await own.control("POST", "/payments", { json: {} }));
  await own.advance("PT1S");
  expect([kept.received.length, gone.received.length]).toEqual([1, 0]);
});

describe("at once", () => {
  it("of twenty conditions of one type one is added", async () => {
    const { id, path } = await given();
    const adds = Array.from({ length: 20 }, () => send("POST", `${path}/conditions`, { json: forChannel }));
    const answers = await Promise.all(adds);
    const added = answers.filter(({ status }) => status === 201);
    expect(added).toHaveLength(1);
    for (const answer of answers)
      if (answer.status !== 201) expect(codes(answer)).toEqual(["condition_type_duplicated"]);
    expect((await world.read(id)).conditions.at(-1)?.id).toBe(added[0]?.body.id);
    expect((await world.read(id)).conditions).toHaveLength(3);
  });

  it("twenty actions are added, and each of them is told of the next event", async () => {
    const receiver = await testReceiver();
    const own = await openSandbox(server);
    const id = await own.workflow({ actions: [{ ...webhook, url: receiver.url }] });
    const json = { ...webhook, url: receiver.url };
    const adds = Array.from({ length: 20 }, () => own.send("POST", `/workflows/${id}/actions`, { json }));
    for (const answer of await Promise.all(adds)) expect(answer.status).toBe(201);
    expect(new Set(ids((await own.read(id)).actions)).size).toBe(21);
    ok(await own.control("POST", "/payments", { json: {} }));
    await own.advance("PT1S");
    expect(receiver.received).toHaveLength(21);
  });

  it("of two actions one is left, whoever removes both", async () => {
    const { id, path, actions } = await given();
    const removals = actions.map((action) => send("DELETE", `${path}/actions/${action}`));
    const statuses = (await Promise.all(removals)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 422]);
    expect((await world.read(id)).actions).toHaveLength(1);
  });
});

describe("9. an id that cannot exist is a 404, and so is one that nobody has, or that is another workflow's:", async () => {
  const mine = await given();
  const other = await given();
  const stranger = await openSandbox(server);
  const foreign = await stranger.workflow();
  const theirs = await stranger.read(foreign);
  const none = await send("GET", `/workflows/${nobodys("wf")}`);
  const bodies = { conditions: forChannel, actions: webhook };

  it.each(lists)("of the %s", async (list) => {
    const unknown = [
      "not_found",
      "%00",
      nobodys(list === "actions" ? "wfa" : "wfc"),
      ...other[list],
      ...ids(theirs[list]),
    ];
    const paths = [
      ...unknown.map((child) => `${mine.path}/${list}/${child}`),
      ...["not_found", nobodys("wf"), foreign].map((id) => `/workflows/${id}/${list}/${mine[list][0]}`),
      `/workflows/${foreign}/${list}/${ids(theirs[list])[0]}`,
    ];
    for (const path of paths)
      for (const [method, json] of [
        ["PUT", bodies[list]],
        ["DELETE", undefined],
      ] as const) {
        const answer = await send(method, path, { json });
        expect([path, answer.status, answer.text, answer.names]).toEqual([path, 404, "", none.names]);
      }
    for (const id of ["not_found", "%00", nobodys("wf"), foreign]) {
      const answer = await send("POST", `/workflows/${id}/${list}`, { json: bodies[list] });
      expect([id, answer.status, answer.text, answer.names]).toEqual([id, 404, "", none.names]);
    }
  });

  it("and nothing has changed by that", async () => {
    expect(await stranger.read(foreign)).toEqual(theirs);
    for (const { id, conditions, actions } of [mine, other]) {
      const read = await world.read(id);
      expect([ids(read.conditions), ids(read.actions)]).toEqual([conditions, actions]);
    }
  });
});
