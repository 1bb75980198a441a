import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, connectors, got, openWorld, type World } from "./support/world.ts";

const server = await testServer();
const saved = { ...chargeBody, payment_instrument_id: approving };

const createIn = (world: World, json: object = saved) =>
  world.send("POST", "/transactions", { json, headers: { "Idempotency-Key": "order_1" } });

/** The number of the draw that the next charge would take. */
const nextDraw = async ({ dashboard, sandboxId, merchantId }: World) =>
  got(await dashboard.explainRouting({ path: { sandboxId, merchantId }, body: chargeBody })).draw;

it("24: a replay takes no draw of chance", async () => {
  const world = await openWorld(server);
  await world.connector(connectors[0], { profile: { decline_rate: 0.5 } });
  const before = await nextDraw(world);
  const first = await createIn(world);
  expect([first.status, await nextDraw(world)]).toEqual([201, before + 1]);
  for (let time = 0; time < 3; time++)
    expect(await createIn(world)).toMatchObject({ status: 200, body: { data: first.body.data } });
  expect((await createIn(world, { ...saved, amount: 1 })).status).toBe(409);
  expect(await nextDraw(world)).toBe(before + 1);
});

it("24: a replay waits for no acquirer", async () => {
  const world = await openWorld(server);
  const first = await createIn(world);
  await world.connector(connectors[0], { profile: { latency_ms: 60_000, latency_is_real: true } });
  expect(await createIn(world)).toMatchObject({ status: 200, body: { data: { id: first.body.data.id } } });
});
