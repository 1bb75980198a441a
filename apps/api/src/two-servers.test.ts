import { createControlClient } from "@understudy/client/control";
import { createTokeflowClient } from "@understudy/client/tokeflow";
import { expect, test } from "vitest";
import { got, openWorld } from "./providers/tokeflow/tests/support/world.ts";
import { testHouse } from "./testing/server.ts";

const { start } = await testHouse();
// At once, on an empty house: both make the default sandbox, one of them gets to keep it.
const [one, other] = await Promise.all([start(), start()]);
const platformOf = ({ publicUrl }: { publicUrl: string }) => createControlClient({ baseUrl: publicUrl });
const merchantOf = ({ publicUrl }: { publicUrl: string }, secretKey: string) =>
  createTokeflowClient({ baseUrl: `${publicUrl}/tokeflow`, secretKey });

test("two servers that start at once on a new database share one default sandbox", async () => {
  for (const server of [one, other]) {
    const { data } = got(await platformOf(server).listSandboxes({ query: { limit: 100 } }));
    expect(data.filter(({ id }) => id === "sbx_default")).toHaveLength(1);
    const merchant = merchantOf(server, "sk_test_mer_understudyDefault0");
    expect((await merchant.listTransactions()).response.status).toBe(200);
  }
});

test("what one server wrote the other reads at once", async () => {
  const world = await openWorld(one);
  const elsewhere = merchantOf(other, world.merchantKey);
  const { id } = await world.charge();
  expect(got(await elsewhere.getTransaction({ path: { id } })).data.id).toBe(id);
  const { data } = got(await platformOf(other).listEvents({ path: { sandboxId: world.sandboxId } }));
  expect(data.map(({ subject }) => subject)).toContain(id);
});

test("a clock moved through one server is moved for the other, and due work has run once", async () => {
  const world = await openWorld(one);
  const path = { sandboxId: world.sandboxId };
  const elsewhere = merchantOf(other, world.merchantKey);
  expect(got(await platformOf(other).getClock({ path })).now).toBe(world.start.toISOString());
  const { id } = await world.charge({ payment_method: "pix" });
  const moves = [one, other].map((server) => platformOf(server).moveClock({ path, body: { advance: "PT20M" } }));
  const ran = (await Promise.all(moves)).flatMap((move) => got(move).ran);
  expect(ran.map(({ subject }) => subject)).toEqual([id]);
  const now = new Date(world.start.getTime() + 40 * 60_000).toISOString();
  for (const server of [one, other]) expect(got(await platformOf(server).getClock({ path })).now).toBe(now);
  expect(got(await elsewhere.getTransaction({ path: { id } })).data.status).toBe("expired");
});

test("a key revoked through one server stops working at the other at once", async () => {
  const world = await openWorld(one);
  const { id, key } = await world.key({ kind: "merchant", merchant_id: world.merchantId });
  const elsewhere = merchantOf(other, String(key));
  expect((await elsewhere.listTransactions()).response.status).toBe(200);
  got(await world.dashboard.revokeKey({ path: { sandboxId: world.sandboxId, keyId: id } }));
  expect((await world.as(key).listTransactions()).response.status).toBe(401);
  expect((await elsewhere.listTransactions()).response.status).toBe(401);
});

test("a setting changed through one server is minded by the other", async () => {
  const world = await openWorld(one);
  const elsewhere = merchantOf(other, world.merchantKey);
  const body = { payment_method: "pix", charge_type: "payment", country: "BR", amount: 100, currency: "BRL" } as const;
  expect(got(await elsewhere.createTransaction({ body })).data.status).toBe("pending");
  for (const connectorId of ["conn_a1b2c3", "conn_d4e5f6"]) await world.connector(connectorId, { active: false });
  expect(got(await elsewhere.createTransaction({ body })).data.status).toBe("failed");
});

test("a dropped sandbox is gone from both", async () => {
  const world = await openWorld(one);
  const elsewhere = merchantOf(other, world.merchantKey);
  expect((await elsewhere.listTransactions()).response.status).toBe(200);
  await world.platform.dropSandbox({ path: { sandboxId: world.sandboxId } });
  expect((await elsewhere.listTransactions()).response.status).toBe(401);
  const { response } = await platformOf(other).getClock({ path: { sandboxId: world.sandboxId } });
  expect(response.status).toBe(404);
});

test("on an address that others reach, the default sandbox does not exist, though a loopback start made it", async () => {
  const token = "a-token-of-the-operator";
  const reachable = await start({ HOST: "0.0.0.0", CONTROL_TOKEN: token, PUBLIC_URL: "https://example.test" });
  const baseUrl = `http://127.0.0.1:${reachable.port}`;
  const merchant = createTokeflowClient({
    baseUrl: `${baseUrl}/tokeflow`,
    secretKey: "sk_test_mer_understudyDefault0",
  });
  expect((await merchant.listTransactions()).response.status).toBe(401);
  const { response } = await createControlClient({ baseUrl, token }).getSandbox({ path: { sandboxId: "sbx_default" } });
  expect(response.status).toBe(404);
});
