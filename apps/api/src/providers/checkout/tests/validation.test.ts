import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { codes, forChannel, forEntity, forPayments, ok, openSandbox, plain, webhook } from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;
const workflowId = await world.workflow({ name: "unharmed" });
const path = `/workflows/${workflowId}`;
const before = await world.read(workflowId);
const [{ id: actionId }] = before.actions;
const [{ id: conditionId }] = before.conditions;
const { type, url } = webhook;
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** Everywhere that a condition or an action can stand, as a request. */
const ofCondition = (json: unknown) => [
  () => send("POST", "/workflows", { json: { actions: [webhook], conditions: [json] } }),
  () => send("PATCH", path, { json: { conditions: [json] } }),
  () => send("POST", `${path}/conditions`, { json }),
  () => send("PUT", `${path}/conditions/${conditionId}`, { json }),
];
const ofAction = (json: unknown) => [
  () => send("POST", "/workflows", { json: { conditions: [forPayments], actions: [json] } }),
  () => send("PATCH", path, { json: { actions: [json] } }),
  () => send("POST", `${path}/actions`, { json }),
  () => send("PUT", `${path}/actions/${actionId}`, { json }),
];

describe("a condition is refused wherever it stands", () => {
  const events = (given: unknown) => ({ type: "event", events: given });
  it.each<[string, unknown, string]>([
    ["without a type", { events: forPayments.events }, "condition_type_invalid"],
    ["of an unknown type", { ...forEntity, type: "currency" }, "condition_type_invalid"],
    ["of a type with a hyphen", { ...forChannel, type: "processing-channel" }, "condition_type_invalid"],
    ["of a type in upper case", { ...forEntity, type: "ENTITY" }, "condition_type_invalid"],
    ["of a type that is null", { ...forEntity, type: null }, "condition_type_invalid"],
    ["of a type that is a list", { ...forEntity, type: ["entity"] }, "condition_type_invalid"],
    ["without its events", { type: "event" }, "events_required"],
    ["with another type's content", { ...forEntity, type: "event" }, "events_required"],
    ["with empty events", events({}), "events_required"],
    ["with a flat list of events", events(["payment_approved"]), "events_invalid"],
    ["with events as text", events("payment_approved"), "events_invalid"],
    ["with a source without types", events({ gateway: [] }), "events_invalid"],
    ["with a source whose types are text", events({ gateway: "payment_approved" }), "events_invalid"],
    ["58. with an unknown source", events({ gateways: ["payment_approved"] }), "events_invalid"],
    ["58. with an unknown type of event", events({ gateway: ["payment_unknown"] }), "events_invalid"],
    ["58. with a type of another source", events({ dispute: ["payment_approved"] }), "events_invalid"],
    ["with a type that is a number", events({ gateway: [1] }), "events_invalid"],
    ["with a type that every object has", events({ gateway: ["toString"] }), "events_invalid"],
    ["with a source that every object has", events({ constructor: ["name"] }), "events_invalid"],
    ["with NUL in a type", events({ gateway: ["payment_\0approved"] }), "events_invalid"],
    ["without its entities", { type: "entity" }, "entities_required"],
    ["with no entity", { type: "entity", entities: [] }, "entities_required"],
    ["with entities as text", { type: "entity", entities: "ent_x" }, "entities_invalid"],
    [
      "with an entity of another kind",
      { type: "entity", entities: forChannel.processing_channels },
      "entities_invalid",
    ],
    [
      "with one bad entity among good ones",
      { type: "entity", entities: [...forEntity.entities, ""] },
      "entities_invalid",
    ],
    ["with an entity that is null", { type: "entity", entities: [null] }, "entities_invalid"],
    ["without its channels", { type: "processing_channel" }, "processing_channels_required"],
    ["with no channel", { type: "processing_channel", processing_channels: [] }, "processing_channels_required"],
    [
      "with a channel of another kind",
      { type: "processing_channel", processing_channels: ["ent_x"] },
      "processing_channels_invalid",
    ],
  ])("%s", async (_, condition, code) => {
    // Added to a workflow that has one of its type already, it is wrong for that as well.
    const own = (all: readonly string[]) => all.filter((one) => one !== "condition_type_duplicated");
    for (const ask of ofCondition(condition)) expect(own(codes(await ask()))).toEqual([code]);
  });
});

describe("an action is refused wherever it stands", () => {
  const withHeaders = (headers: unknown) => ({ type, url, headers });
  const signed = (signature: unknown) => ({ type, url, signature });
  it.each<[string, unknown, ...string[]]>([
    ["without a type", { url }, "action_type_invalid"],
    ["of an unknown type", { type: "slack", url }, "action_type_invalid"],
    ["without a url", { type }, "action_url_required"],
    ["of nothing", {}, "action_type_invalid", "action_url_required"],
    ["with a url that is a number", { type, url: 1 }, "action_url_invalid"],
    ["with a url that is null", { type, url: null }, "action_url_invalid"],
    ["with a relative url", { type, url: "/webhooks" }, "action_url_invalid"],
    ["with a url of another scheme", { type, url: "ftp://example.com" }, "action_url_invalid"],
    ["with a url that runs script", { type, url: "javascript:alert(1)" }, "action_url_invalid"],
    ["with a url of a file", { type, url: "file:///etc/passwd" }, "action_url_invalid"],
    ["with a url without a host", { type, url: "https://" }, "action_url_invalid"],
    ["with a url with spaces", { type, url: "https://exa mple.com" }, "action_url_invalid"],
    ["with a url with a line break", { type, url: "https://example.com/\r\nX: y" }, "action_url_invalid"],
    ["with NUL in its url", { type, url: "https://example.com/\0" }, "action_url_invalid"],
    ["with a url of 3000 characters", { type, url: `https://example.com/${"a".repeat(3000)}` }, "action_url_invalid"],
    ["with headers as text", withHeaders("X-A: b"), "headers_invalid"],
    ["with a list of headers", withHeaders([{ "X-A": "b" }]), "headers_invalid"],
    ["with a header that is a number", withHeaders({ "X-A": 1 }), "headers_invalid"],
    ["with a header that is null", withHeaders({ "X-A": null }), "headers_invalid"],
    ["with a header that would be two", withHeaders({ "X-A": "b\r\nX-C: d" }), "headers_invalid"],
    ["with a header beyond Latin-1", withHeaders({ "X-A": "\u20ac" }), "headers_invalid"],
    ["with a name that is none", withHeaders({ "X A": "b" }), "headers_invalid"],
    ["with an empty name", withHeaders({ "": "b" }), "headers_invalid"],
    ["with a name of two cases (9.28)", withHeaders({ "X-A": "b", "x-a": "c" }), "headers_invalid"],
    ["with the header Content-Length (9.28)", withHeaders({ "content-length": "1" }), "headers_invalid"],
    ["with the header Host (9.28)", withHeaders({ Host: "example.com" }), "headers_invalid"],
    ["with the header Cko-Signature (9.28)", withHeaders({ "Cko-Signature": "x" }), "headers_invalid"],
    ["with a signature that is text", signed("secret"), "signature_invalid"],
    ["with a list for a signature", signed([]), "signature_invalid"],
    ["with an unknown method", signed({ method: "HMACMD5", key: "x" }), "signature_method_invalid"],
    ["with an empty key", signed({ key: "" }), "signature_key_invalid"],
    ["with a key that is a number", signed({ key: 1 }), "signature_key_invalid"],
    ["with half a character in its key", signed({ key: "\ud800" }), "signature_key_invalid"],
    ["with retries as text", { type, url, retry: "yes" }, "retry_invalid"],
    ["with retries that are neither on nor off", { type, url, retry: { enabled: "yes" } }, "retry_invalid"],
  ])("%s", async (_, action, ...expected) => {
    for (const ask of ofAction(action)) expect(codes(await ask())).toEqual(expected);
  });
});

describe("a workflow is refused", () => {
  it.each<[string, object, ...string[]]>([
    ["with a name that is a number", { name: 1 }, "name_invalid"],
    ["with a name of 256 characters (9.30)", { name: "a".repeat(256) }, "name_invalid"],
    ["with NUL in its name", { name: "a\0" }, "name_invalid"],
    ["with half a character in its name", { name: "\udc00" }, "name_invalid"],
    ["when active is text", { active: "true" }, "active_invalid"],
    ["when active is a number", { active: 1 }, "active_invalid"],
    ["when conditions are no list", { conditions: forPayments }, "conditions_invalid"],
    ["when a condition is no object", { conditions: [null] }, "conditions_invalid"],
    ["when a condition is text", { conditions: [forPayments, "event"] }, "conditions_invalid"],
    ["when actions are no list", { actions: webhook }, "actions_invalid"],
    ["when an action is a list", { actions: [[]] }, "actions_invalid"],
    ["with 200 actions", { actions: Array(200).fill(webhook) }, "actions_invalid"],
    [
      "for all that is wrong at once",
      { name: 1, active: 2, conditions: [{}], actions: [{ type }] },
      ...["name_invalid", "active_invalid", "condition_type_invalid", "action_url_required"],
    ],
  ])("%s", async (_, changes, ...expected) => {
    expect(codes(await send("POST", "/workflows", { json: { ...plain, ...changes } }))).toEqual(expected);
    expect(codes(await send("PATCH", path, { json: changes }))).toEqual(expected);
  });
});

describe("a body that is no object, or none at all, is a 422", () => {
  const bodies = [undefined, "", "null", "[]", "1", '"x"', "true"];
  it.each<[string, string, ...string[]]>([
    ["POST", "/workflows", "conditions_required", "actions_required"],
    ["PATCH", path, "body_invalid"],
    ["POST", `${path}/actions`, "action_type_invalid", "action_url_required"],
    ["PUT", `${path}/actions/${actionId}`, "action_type_invalid", "action_url_required"],
    ["POST", `${path}/conditions`, "condition_type_invalid"],
    ["PUT", `${path}/conditions/${conditionId}`, "condition_type_invalid"],
    ["POST", `${path}/test`, "event_types_invalid"],
    ["POST", "/workflows/events/reflow", "event_ids_invalid"],
  ])("to %s %s", async (method, to, ...expected) => {
    for (const text of bodies) {
      const headers = { "Content-Type": "application/json" };
      expect(codes(await send(method, to, { headers, ...(text !== undefined && { text }) }))).toEqual(expected);
    }
  });
});

describe("what nobody asked for", () => {
  it("is passed over in fields that nobody knows (9.18), wherever they stand", async () => {
    const more = { id: "wf_mine", created_on: "now", __proto__: { active: false }, nested: { a: [1, { b: null }] } };
    const json = { ...plain, ...more, conditions: [{ ...forPayments, more }], actions: [{ ...webhook, more }] };
    const text = JSON.stringify(json).replace('"nested"', '"__proto__":{"active":false},"nested"');
    const { id } = ok(await send("POST", "/workflows", { text })).body;
    const read = await world.read(id);
    expect([id === "wf_mine", read.active]).toEqual([false, true]);
    expect(JSON.stringify(read)).not.toMatch(/created_on|nested|more/);
  });

  it("is refused where it cannot be kept, or walked", async () => {
    for (const text of [`{"x":"\\u0000"}`, `{"x\\u0000":1}`, `{"x":${deep(100)}}`, `{"x":1e400}`])
      expect(codes(await send("PATCH", path, { text }))).toEqual(["body_invalid"]);
    expect((await send("PATCH", path, { text: deep(100_000) })).status).toBe(422);
  });

  it("is refused when it is too much: 413 without a body", async () => {
    const text = JSON.stringify({ name: "a".repeat(1_100_000) });
    expect(await send("PATCH", path, { text })).toMatchObject({ status: 413, text: "" });
  });

  it("is refused when it is of another type: 415 without a body", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "image/png"]) {
      const answer = await send("PATCH", path, { text: "{}", headers: { "Content-Type": type } });
      expect(answer).toMatchObject({ status: 415, text: "" });
    }
  });
});

describe("what is odd, but right, is taken as it is:", () => {
  it.each<
    [
      string,
      object,
      (workflow: { name: string; actions: { headers: object; url: string; signature: object }[] }) => unknown,
    ]
  >([
    ["names in any script", { name: "Überweisung 💶 支付" }, ({ name }) => name],
    ["an empty name", { name: "" }, ({ name }) => name],
    ["a name of 255 characters beyond the first plane", { name: "💶".repeat(255) }, ({ name }) => name],
    ["a name like SQL", { name: "'; DROP TABLE checkout_workflow; --" }, ({ name }) => name],
    ["a name like HTML", { name: "<script>alert(1)</script>" }, ({ name }) => name],
  ])("%s", async (_, changes, look) => {
    const read = await world.read(await world.workflow(changes));
    expect(look(read)).toBe(Object.values(changes)[0]);
  });

  it("headers in any order, of Latin-1 and empty", async () => {
    const headers = { Authorization: "Basic é", "X-Empty": "", b: "1", A: "2", "10": "x", constructor: "y" };
    const { actions } = await world.read(await world.workflow({ actions: [{ ...webhook, headers }] }));
    expect(actions[0].headers).toEqual(headers);
    expect(Object.keys(actions[0].headers)).toEqual(Object.keys(headers));
  });

  it("a condition or an action whose id is null, as clients may write what is not there yet", async () => {
    const json = { conditions: [{ ...forPayments, id: null }], actions: [{ ...webhook, id: null }] };
    const own = `/workflows/${ok(await send("POST", "/workflows", { json })).body.id}`;
    ok(await send("PATCH", own, { json }));
    ok(await send("POST", `${own}/actions`, { json: { ...webhook, id: null } }));
    ok(await send("POST", `${own}/conditions`, { json: { ...forEntity, id: null } }));
  });

  it("signature keys with spaces, of 100 characters and more (6.2)", async () => {
    for (const key of [`Bearer sk_sbox_${"a".repeat(100)}`, " ", "ключ ©®™", "\"\\'"]) {
      const signature = { method: "HMACSHA256", key };
      const { actions } = await world.read(await world.workflow({ actions: [{ ...webhook, signature }] }));
      expect(actions[0].signature).toEqual(signature);
    }
  });

  it("one address in many actions, one entity named twice", async () => {
    const conditions = [{ type: "entity", entities: [world.entityId, world.entityId] }];
    const actions = Array(100).fill(webhook);
    expect((await world.read(await world.workflow({ conditions, actions }))).actions).toHaveLength(100);
  });

  it("short entities, of which the documentation has some (9.29)", async () => {
    const conditions = [{ type: "entity", entities: [`ent_${"a".repeat(23)}`] }];
    expect((await send("POST", "/workflows", { json: { ...plain, conditions } })).status).toBe(201);
  });

  it("JSON with a byte order mark, a charset, and space around it", async () => {
    for (const type of ["application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON"]) {
      const headers = { "Content-Type": type };
      expect((await send("PATCH", path, { text: "\ufeff \n{}\n", headers })).status).toBe(200);
    }
  });
});

test("and nothing of all that was refused has left a trace", async () => {
  expect(await world.read(workflowId)).toEqual(before);
});
