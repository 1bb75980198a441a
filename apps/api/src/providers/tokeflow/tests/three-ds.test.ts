import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, connectors, got, openWorld, type World } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

const challenged = async (from: World, changes: object = {}, number = "4000003800000446") =>
  from.charge({ card_ciphertext_id: await from.token(number), ...changes });

it("a challenge leaves the charge pending, with one open attempt and no instructions", async () => {
  const waiting = await challenged(world);
  expect(waiting).toMatchObject({
    ...{ status: "pending", amount_authorized: 0, amount_captured: 0, payment_instructions: null },
    timeline: [{ status: "pending", finished_at: null }],
    applied_routing_rule_id: null,
  });
  expect(await world.attempts(waiting.id)).toMatchObject([
    { three_ds_status: "challenge_required", gateway_fee: null },
  ]);
});

it("an authenticated charge is authorized, by the connector that asked", async () => {
  const own = await openWorld(server);
  const { id } = await challenged(own);
  await own.advance("PT2M");
  got(await own.settle(id, "authenticated"));
  expect(await own.read(id)).toMatchObject({
    ...{ status: "authorized", amount_authorized: 15_000, amount_captured: 15_000 },
    timeline: [{ connector_id: connectors[0], status: "success", started_at: own.start.toISOString() }],
    applied_routing_rule_id: "node_2",
  });
  expect(await own.attempts(id)).toMatchObject([{ three_ds_status: "authenticated", gateway_fee: 45 }]);
});

it("an authenticated authorization still waits for its capture", async () => {
  const { id } = await challenged(world, { capture: false });
  got(await world.settle(id, "authenticated"));
  expect((await world.read(id)).status).toBe("capture_pending");
  const { data } = got(await world.merchant.captureTransaction({ path: { id }, body: {} }));
  expect(data).toMatchObject({ status: "authorized", amount_captured: 15_000 });
});

it("a failed challenge fails the charge and asks no other connector", async () => {
  const { id } = await challenged(world);
  got(await world.settle(id, "authentication_failed"));
  expect(await world.read(id)).toMatchObject({
    ...{ status: "failed", amount_authorized: 0, applied_routing_rule_id: null },
    timeline: [{ status: "failed", error_category: "AUTHENTICATION", error_code: "THREE_DS_FAILED" }],
  });
  expect(await world.attempts(id)).toMatchObject([{ three_ds_status: "failed" }]);
});

it("an authenticated card may be declined all the same", async () => {
  const { id } = await challenged(world, {}, "4000008400001629");
  got(await world.settle(id, "authenticated"));
  expect(await world.read(id)).toMatchObject({ status: "failed", timeline: [{ error_code: "DO_NOT_HONOR" }] });
});

it("a challenge is answered once, and is not paid", async () => {
  const { id } = await challenged(world);
  expect((await world.settle(id, "paid")).response.status).toBe(409);
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => world.settle(id, "authenticated")),
    ...Array.from({ length: 5 }, () => world.settle(id, "authentication_failed")),
  ]);
  expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(1);
  expect(answers.filter(({ response }) => response.status === 409)).toHaveLength(9);
  expect((await world.events(id)).filter(({ type }) => /authorized|failed/.test(type))).toHaveLength(1);
});

it("what waits for nobody cannot be authenticated", async () => {
  for (const { id } of [await world.charge(), await world.charge({ payment_method: "pix" })])
    for (const outcome of ["authenticated", "authentication_failed"] as const)
      expect((await world.settle(id, outcome)).response.status).toBe(409);
});

it.each([
  ["4000000000003055", "authorized", "authenticated"],
  ["4000000000003220", "authorized", "attempted"],
  ["4000008400001280", "failed", "failed"],
])("%s is answered without a challenge: %s, %s", async (number, status, three_ds_status) => {
  const { id, ...transaction } = await challenged(world, {}, number);
  expect(transaction.status).toBe(status);
  expect(await world.attempts(id)).toMatchObject([{ three_ds_status }]);
});

it("9.19: a connector may ask for it of every debit card", async () => {
  const own = await openWorld(server);
  await own.connector(connectors[0], { three_ds_methods: ["debit_card"] });
  const debit = await own.charge({ payment_method: "debit_card", payment_instrument_id: approving });
  expect(debit.status).toBe("pending");
  expect((await own.charge()).status).toBe("authorized");
  got(await own.settle(debit.id, "authenticated"));
  expect((await own.read(debit.id)).status).toBe("authorized");
});

it("a connector that cannot run 3-D Secure is passed over for a card that insists on it, and for no other", async () => {
  const own = await openWorld(server);
  const settings = await own.connector(connectors[0], { three_ds_capable: false });
  expect(settings.three_ds_capable).toBe(false);
  expect((await own.connector(connectors[1], {})).three_ds_capable).toBe(true);
  const path = { sandboxId: own.sandboxId, merchantId: own.merchantId };
  const explain = async (number?: string) =>
    got(
      await own.dashboard.explainRouting({
        path,
        body: { ...chargeBody, card_ciphertext_id: await own.token(number) },
      }),
    );
  expect(await explain("4000003800000446")).toMatchObject({
    route: [{ connector_id: connectors[1] }],
    skipped: [{ connector_id: connectors[0], reason: "three_ds" }],
  });
  expect((await explain()).skipped).toEqual([]);
  expect((await challenged(own)).timeline).toMatchObject([{ connector_id: connectors[1] }]);
});
