import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { requests } from "./support/operations.ts";
import { codes, forEntity, forPayments, ok, openSandbox, plain, webhook } from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;

/** What Node's, Python's, Go's and PHP's SDKs send with every verb (providers/checkout.md 4.17). */
const always = { "Content-Type": "application/json", "Cache-Control": "no-cache", Pragma: "no-cache" };
const telemetry = { "cko-sdk-telemetry": '{"prev_request_id":"x","request_id":"y","prev_request_duration":7}' };

/** Every answer that the operations give here, found and not found. */
async function answers() {
  const id = await world.workflow({ conditions: [forPayments, forEntity], actions: [webhook, webhook] });
  const { conditions, actions } = await world.read(id);
  const path = `/workflows/${id}`;
  const found = [
    ["GET", "/workflows"],
    ["GET", "/workflows/event-types"],
    ["GET", path],
    ["POST", "/workflows", plain],
    ["POST", `${path}/actions`, webhook],
    ["PUT", `${path}/actions/${actions[0].id}`, webhook],
    ["PUT", `${path}/conditions/${conditions[0].id}`, forPayments],
    ["PATCH", path, { name: "x" }],
    ["POST", `${path}/test`, { event_types: { gateway: ["payment_approved"] } }],
    ["DELETE", `${path}/actions/${actions[1].id}`],
    ["DELETE", `${path}/conditions/${conditions[1].id}`],
    ["DELETE", path],
  ] as const;
  const given = [];
  for (const [method, to, json] of found) given.push(ok(await send(method, to, { json, headers: always })));
  for (const { method, path: to } of requests) given.push(await send(method, to, { json: {}, headers: telemetry }));
  return given;
}

describe("Java's SDK", () => {
  it("53. gets no header twice, which it would turn into a 400 of its own", async () => {
    for (const { names } of await answers()) {
      const known = names.map((name) => name.toLowerCase());
      expect(known).toEqual([...new Set(known)]);
    }
  });

  it("patches a name with conditions [] and actions [] beside it", async () => {
    const id = await world.workflow({ name: "testing" });
    const { conditions, actions } = await world.read(id);
    const json = { name: "testing_2", active: true, conditions: [], actions: [] };
    expect(ok(await send("PATCH", `/workflows/${id}`, { json })).body).toMatchObject({ ...json, conditions, actions });
  });

  it("knows the type of every action and condition", async () => {
    const { conditions, actions } = await world.read(await world.workflow({ conditions: [forEntity, forPayments] }));
    const types = [...conditions, ...actions].map(({ type }: { type: string }) => type);
    expect(types).toEqual(["entity", "event", "webhook"]);
  });

  it("finds the headers that it sent, and a signature that is not null", async () => {
    const actions = [{ ...webhook, headers: { Authorization: "x" } }];
    const { actions: read } = await world.read(await world.workflow({ actions }));
    expect(read[0]).toMatchObject({ url: webhook.url, headers: { Authorization: "x" }, signature: webhook.signature });
  });

  it("deletes the event condition after it was updated, while others remain", async () => {
    const id = await world.workflow({ conditions: [forEntity, forPayments] });
    const { conditions } = await world.read(id);
    const path = `/workflows/${id}/conditions/${conditions[1].id}`;
    ok(await send("PUT", path, { json: { type: "event", events: { gateway: ["card_verified"] } } }));
    expect((await send("DELETE", path)).status).toBe(204);
  });
});

describe("SDKs that say JSON with every verb", () => {
  it("7. need no body for it, neither with GET nor DELETE nor POST, be its length said or not", async () => {
    const bodiless = requests.filter(({ json }) => json === undefined);
    expect(bodiless.length).toBeGreaterThan(10);
    for (const { name, method, path } of bodiless) {
      const { status } = await send(method, path, { headers: always });
      const reads = ["getAllWorkflows", "getEventTypes"].includes(name);
      expect([name, status]).toEqual([name, reads ? 200 : 404]);
      for (const [length, said] of [
        ["Content-Length", "0"],
        ["Transfer-Encoding", "chunked"],
      ] as const)
        expect((await send(method, path, { headers: { ...always, [length]: said } })).status).toBe(status);
    }
  });

  it("7. may even send one where none is asked for", async () => {
    for (const text of ["{}", "null", "{"])
      expect((await send("GET", "/workflows", { text, headers: always })).status).toBe(200);
  });
});

describe("Python's SDK", () => {
  it("54. finds a Content-Type on every answer that is not empty, and JSON in it", async () => {
    for (const { text, headers, body } of await answers())
      expect([headers["content-type"], body === undefined]).toEqual(
        text === "" ? [undefined, true] : ["application/json", false],
      );
  });

  it("8. finds nothing at all in answers that are empty", async () => {
    for (const { status, text, headers } of await answers())
      if (text === "") expect(headers["content-length"]).toBe(status === 204 ? undefined : "0");
  });
});

describe("Node's SDK", () => {
  it("55. overwrites its own credential with an action's Authorization header, which ends in 401 and nothing changed", async () => {
    const id = await world.workflow();
    const before = await world.read(id);
    const [action] = before.actions;
    const json = { ...webhook, headers: { Authorization: "123" } };
    // Its client spreads the body's headers over those of the request.
    const headers = { ...always, ...json.headers };
    for (const [method, path] of [
      ["POST", `/workflows/${id}/actions`],
      ["PUT", `/workflows/${id}/actions/${action.id}`],
    ] as const)
      expect(await send(method, path, { json, headers })).toMatchObject({ status: 401, text: "" });
    expect(await world.read(id)).toEqual(before);
    expect((await world.workflow({ actions: [json] })).length).toBe(29);
  });

  it("reads cko-request-id in lower case, and its first character at least", async () => {
    const { headers } = await send("GET", "/workflows");
    expect(headers["cko-request-id"]?.[0]).toBe("0");
    expect(headers["cko-version"]?.[0]).toBe("1");
  });

  it("gets 401 for a key without Bearer, which it sends so when the key has not the usual form", async () => {
    const headers = { Authorization: "sk_sbox_unusual" };
    expect(await send("GET", "/workflows", { key: null, headers })).toMatchObject({ status: 401, text: "" });
  });
});

describe("Go's SDK", () => {
  it("leaves active out when it is false, and headers when they are empty, and gets them back as a map", async () => {
    const { headers, ...action } = webhook;
    const { active, actions } = await world.read(await world.workflow({ actions: [action] }));
    expect([active, actions[0].headers]).toEqual([true, headers]);
  });

  it("9. gets 404 for not_found, wherever an id may stand", async () => {
    for (const { method, path, json } of requests.filter(({ path }) => path.includes("_aaaa"))) {
      const answer = await send(method, path.replaceAll(/\w+_a{26}/g, "not_found"), { json, headers: always });
      expect([path, answer.status, answer.text]).toEqual([path, 404, ""]);
    }
  });

  it("12. 14. gets the codes that its suite asserts", async () => {
    const { conditions, actions } = plain;
    expect(codes(await send("POST", "/workflows", { json: { name: "x", actions } }))).toEqual(["conditions_required"]);
    expect(codes(await send("POST", "/workflows", { json: { name: "x", conditions } }))).toEqual(["actions_required"]);
    const id = await world.workflow();
    const { status } = await send("POST", `/workflows/${id}/actions`, { json: { type: "webhook" } });
    expect(status).toBe(422);
  });
});

describe("PHP's SDK", () => {
  it("sends a signature without a key, and empty headers as []", async () => {
    const actions = [{ ...webhook, headers: [], signature: { method: "HMACSHA256" } }];
    const { actions: read } = await world.read(await world.workflow({ actions }));
    expect(read[0]).toMatchObject({ headers: {}, signature: { method: "HMACSHA256" } });
    expect(read[0].signature).not.toHaveProperty("key");
    expect(JSON.stringify(read[0].headers)).toBe("{}");
  });
});

describe(".NET's SDK", () => {
  it("leaves null members out, sends empty headers as {} and finds neither of them null", async () => {
    const { actions } = await world.read(await world.workflow({ actions: [{ ...webhook, headers: {} }] }));
    expect(actions[0]).toMatchObject({ headers: {}, signature: webhook.signature });
  });

  it("finds the request's id in the header of a refusal", async () => {
    const { headers, body } = await send("POST", "/workflows", { json: {} });
    expect(headers["cko-request-id"]).toBe(body.request_id);
  });
});
