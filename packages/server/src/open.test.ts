import { Refusal } from "@understudy/domain";
import { afterEach, expect, test } from "vitest";
import type { Arrival, Exchange } from "./provider.ts";
import { fixture, type Running, start, type World } from "./testing/fixture.ts";

let app: Running | undefined;
afterEach(() => app?.close());

const now = new Date("2026-01-01T00:00:00Z");
const bad = { method: "POST", body: "{", headers: { "content-type": "application/json" } };

test("who calls is asked before anything of the request is judged", async () => {
  app = await start([fixture()]);
  const answer = await fetch(`${app.url}/fixture/v1/things`, bad);
  expect([answer.status, await answer.json()]).toEqual([401, { error: "no_credential" }]);
});

test("any refusal of open reaches the provider's wording intact", async () => {
  const seen: unknown[] = [];
  const service = fixture(
    {},
    { open: () => Promise.reject(new Refusal("too_many", "slow", { retryAfterSeconds: 7 })) },
  );
  const present = {
    ...service.present,
    refusal: (refusal: Refusal) => {
      seen.push(refusal.details.retryAfterSeconds);
      return { status: 409, body: { error: refusal.code }, headers: { "retry-after": "7" } };
    },
  };
  app = await start([{ ...service, present }]);
  const answer = await app.call("/things/mine");
  expect([answer.status, answer.headers.get("retry-after"), seen]).toEqual([409, "7", [7]]);
});

test("open learns the operation, its security and the path, and nothing of query or body", async () => {
  const arrivals: Arrival[] = [];
  const open = async (arrival: Arrival) => {
    arrivals.push(arrival);
    return { now };
  };
  app = await start([fixture({}, { open })]);
  await app.post("/things", { name: "a", amount: 1 });
  await app.call("/things/t1:shout", { method: "POST" });
  await app.call("/things/t1");
  await app.call("/token", { method: "POST", body: new URLSearchParams({ grant: "client" }) });
  expect(arrivals).toMatchObject([
    { operationId: "createThing", scopes: ["things:write", "things:admin"], schemes: ["key"], anonymous: false },
    { operationId: "shout", scopes: [], anonymous: true, path: { thingId: "t1" }, ip: "127.0.0.1" },
    { operationId: "readThing", scopes: ["things:read"], anonymous: false },
    { operationId: "issueToken", scopes: [], schemes: [], anonymous: true },
  ]);
  expect(arrivals[0]?.header("AUTHORIZATION")).toBe("Bearer x");
  expect(arrivals[0]?.header("x-none")).toBeUndefined();
});

test("an operation whose security may be empty can be called without a credential", async () => {
  app = await start([fixture()]);
  expect((await fetch(`${app.url}/fixture/v1/things/t1:shout`, { method: "POST" })).status).toBe(200);
});

test("admit sees the body before it is judged, and may refuse whoever sent it", async () => {
  const admit = (body: unknown, world: World) => {
    if (world.now === now && (body as { owner?: unknown } | undefined)?.owner === "another")
      throw new Refusal("forbidden", "not yours");
  };
  app = await start([fixture({}, { admit, open: async () => ({ now }) })]);
  expect(await (await app.post("/things", { owner: "another", name: 5 })).json()).toEqual({ error: "forbidden" });
  expect(await (await app.post("/things", { owner: "me", name: 5 })).json()).toMatchObject({ error: "invalid" });
  expect((await app.post("/things", { name: "a", amount: 1 })).status).toBe(201);
  expect((await app.call("/things/mine")).status).toBe(200);
});

test("inspect sees the valid exchange and may refuse it before the handler runs", async () => {
  const inspect = ({ body }: Exchange, world: World) => {
    if (world.now === now && (body as { name: string }).name === "4111") throw new Refusal("card_data", "no cards");
  };
  app = await start([fixture({}, { inspect, open: async () => ({ now }) })]);
  expect(await (await app.post("/things", { name: "4111", amount: 1 })).json()).toEqual({ error: "card_data" });
  expect((await app.post("/things", { name: "4112", amount: 1 })).status).toBe(201);
  expect(await (await app.post("/things", { name: 4111, amount: 1 })).json()).toMatchObject({ error: "invalid" });
});

test("a refusal is told the sandbox's time where it is known, and real time where not", async () => {
  const service = fixture({ readMine: () => Promise.reject(new Refusal("conflict", "no")) });
  const refusal: typeof service.present.refusal = (_refusal, at) => ({ status: 409, body: { error: at.now.toJSON() } });
  app = await start([{ ...service, present: { ...service.present, refusal } }]);
  expect(await (await app.call("/things/mine")).json()).toEqual({ error: "2026-01-01T00:00:00.000Z" });
  expect(await (await app.call("/nowhere")).json()).toEqual({ error: "2000-01-01T00:00:00.000Z" });
});
