import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld, pixBody, type World } from "./support/world.ts";

const server = await testServer();

const limit = async (world: World, requests: number, window_seconds?: number) =>
  got(
    await world.dashboard.putRateLimit({
      path: { sandboxId: world.sandboxId },
      body: { requests, ...(window_seconds !== undefined && { window_seconds }) },
    }),
  );

const statusesOf = async (world: World, times: number, key?: string) => {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++)
    statuses.push((await world.send("GET", "/transactions", key === undefined ? {} : { key })).status);
  return statuses;
};

it("29: there is no limit until one is set", async () => {
  const world = await openWorld(server);
  expect(new Set(await statusesOf(world, 150))).toEqual(new Set([200]));
});

it("29: over the limit the answer is 429 in the envelope, with the seconds to wait", async () => {
  const world = await openWorld(server);
  await limit(world, 3, 60);
  expect(await statusesOf(world, 3)).toEqual([200, 200, 200]);
  const { status, body, headers } = await world.send("POST", "/transactions", { json: pixBody });
  expect(status).toBe(429);
  expect(Object.keys(body)).toEqual(["error"]);
  expect(body.error).toMatchObject({ type: "rate_limit_error", code: "RATE_LIMIT_EXCEEDED" });
  expect(headers.get("retry-after")).toBe("60");
  await world.advance("PT45S");
  const later = await world.send("GET", "/transactions");
  expect([later.status, later.headers.get("retry-after")]).toEqual([429, "15"]);
});

it("29: whoever waits as long as told goes on, by the sandbox's clock", async () => {
  const world = await openWorld(server);
  await limit(world, 2);
  expect(await statusesOf(world, 3)).toEqual([200, 200, 429]);
  await world.advance("PT1S");
  expect(await statusesOf(world, 3)).toEqual([200, 200, 429]);
  await world.advance("PT1H");
  expect(await statusesOf(world, 3)).toEqual([200, 200, 429]);
});

it("29: each key has a limit of its own", async () => {
  const world = await openWorld(server);
  await limit(world, 1, 60);
  const { key } = await world.key({ kind: "merchant" });
  expect(await statusesOf(world, 2)).toEqual([200, 429]);
  expect(await statusesOf(world, 2, key)).toEqual([200, 429]);
  const other = await openWorld(server);
  expect(await statusesOf(other, 3)).toEqual([200, 200, 200]);
});

it("29: of many requests at once exactly as many pass as may", async () => {
  const world = await openWorld(server);
  await limit(world, 10, 60);
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => world.send("POST", "/transactions", { json: pixBody })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  got(await world.dashboard.deleteRateLimit({ path: { sandboxId: world.sandboxId } }));
  expect(await world.count()).toBe(10);
});

it("29: a request that was turned away did nothing, and its idempotency key is free", async () => {
  const world = await openWorld(server);
  await limit(world, 1, 60);
  const headers = { "Idempotency-Key": "turned away" };
  await world.send("GET", "/transactions");
  expect((await world.send("POST", "/transactions", { json: pixBody, headers })).status).toBe(429);
  await world.advance("PT1M");
  expect((await world.send("POST", "/transactions", { json: pixBody, headers })).status).toBe(201);
});

it("29: the limit is set anew and lifted at once", async () => {
  const world = await openWorld(server);
  const path = { sandboxId: world.sandboxId };
  expect(await limit(world, 1, 60)).toEqual({ requests: 1, window_seconds: 60 });
  expect(await statusesOf(world, 2)).toEqual([200, 429]);
  await limit(world, 3, 60);
  expect(await statusesOf(world, 4)).toEqual([200, 200, 200, 429]);
  got(await world.dashboard.deleteRateLimit({ path }));
  expect(await statusesOf(world, 5)).toEqual([200, 200, 200, 200, 200]);
  expect(got(await world.dashboard.getRateLimit({ path })).requests).toBeNull();
});
