import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import type { Received } from "./support/send.ts";
import { chargeBody, got, openWorld, pixBody } from "./support/world.ts";

const world = await openWorld(await testServer());
const foreign = await openWorld(world);
const other = await world.anotherMerchant();

const expectRefused = ({ status, body }: Received, expected: number, type: string, code?: string) =>
  expect({ status, type: body.error?.type, code: body.error?.code }).toEqual({
    status: expected,
    type,
    code: code ?? expect.stringMatching(/^[A-Z_]+$/),
  });

it("1: without a key the answer is 401 in the error envelope", async () => {
  for (const [method, path] of [
    ["GET", "/transactions"],
    ["POST", "/transactions"],
    ["GET", "/transactions/tx_777"],
    ["GET", "/transactions/tx_777/attempts"],
    ["POST", "/transactions/tx_777/capture"],
    ["POST", "/transactions/tx_777/void"],
  ] as const)
    expectRefused(await world.send(method, path, { key: null }), 401, "authentication_error", "MISSING_API_KEY");
});

it.each([
  "Bearer",
  "Bearer ",
  "Bearer sk_test_mer_0000000000000000",
  "Bearer sk_test_mer_short",
  "Bearer whatever",
  "Basic c2tfdGVzdDp4",
  "sk_test_mer_0000000000000000",
  "Bearer sk_staging_mer_0000000000000000",
])("1: a key that nobody has is 401: %s", async (authorization) => {
  const answer = await world.send("GET", "/transactions", { key: null, headers: { authorization } });
  expectRefused(answer, 401, "authentication_error", authorization === "Bearer" ? undefined : "INVALID_API_KEY");
});

it("1: the scheme's name is written in any case", async () => {
  const authorization = `bearer ${world.merchantKey}`;
  expect((await world.send("GET", "/transactions", { key: null, headers: { authorization } })).status).toBe(200);
});

it("2: an error has no `success`, and its request id and time stand inside of it", async () => {
  const { status, body, headers } = await world.send("GET", "/transactions/tx_absent");
  expect(status).toBe(404);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(Object.keys(body)).toEqual(["error"]);
  expect(body.error).toEqual({
    type: "not_found_error",
    code: "RESOURCE_NOT_FOUND",
    message: expect.any(String),
    request_id: expect.stringMatching(/^req_[0-9a-f]{16}$/),
    timestamp: world.start.toISOString(),
  });
});

it("3: a success has `success`, request id and the sandbox's time beside its data", async () => {
  const created = await world.send("POST", "/transactions", { json: pixBody });
  const one = await world.send("GET", `/transactions/${created.body.data.id}`);
  for (const { body } of [created, one]) {
    expect(Object.keys(body).toSorted()).toEqual(["data", "request_id", "success", "timestamp"]);
    expect(body).toMatchObject({
      success: true,
      request_id: expect.stringMatching(/^req_[0-9a-f]{16}$/),
      timestamp: world.start.toISOString(),
    });
  }
  expect(created.body.request_id).not.toBe(one.body.request_id);
  const list = await world.send("GET", "/transactions");
  expect(Object.keys(list.body).toSorted()).toEqual(["data", "meta", "request_id", "success", "timestamp"]);
});

it("4: a key that may only read can read, and is 403 where it would write", async () => {
  const { key } = await world.key({ kind: "merchant", scopes: ["transactions:read"] });
  const { id } = await world.charge({ capture: false });
  for (const path of ["/transactions", `/transactions/${id}`, `/transactions/${id}/attempts`])
    expect((await world.send("GET", path, { key })).status).toBe(200);
  for (const path of ["/transactions", `/transactions/${id}/capture`, `/transactions/${id}/void`]) {
    const answer = await world.send("POST", path, { key, json: path.endsWith("s") ? pixBody : {} });
    expectRefused(answer, 403, "authorization_error", "INSUFFICIENT_SCOPE");
  }
  expect((await world.read(id)).status).toBe("capture_pending");
});

it("4: each resource has scopes of its own", async () => {
  const { key } = await world.key({ kind: "merchant", scopes: ["transactions:read", "transactions:write"] });
  for (const path of ["/refunds", "/orders", "/customers", "/payment-instruments", "/refunds/rfn_1", "/orders/ord_1"])
    expectRefused(await world.send("GET", path, { key }), 403, "authorization_error", "INSUFFICIENT_SCOPE");
  const refund = await world.send("POST", "/refunds", { key, json: { transaction_id: "tx_1" } });
  expectRefused(refund, 403, "authorization_error", "INSUFFICIENT_SCOPE");
  const { key: idle } = await world.key({ kind: "merchant", scopes: [] });
  expectRefused(await world.send("GET", "/transactions", { key: idle }), 403, "authorization_error");
});

it("5: an organization key must name the merchant of a creation and of a list", async () => {
  const key = world.organizationKey;
  for (const answer of [
    await world.send("POST", "/transactions", { key, json: pixBody }),
    await world.send("GET", "/transactions", { key }),
    await world.send("GET", "/refunds", { key }),
    await world.send("GET", "/orders", { key }),
  ]) {
    expectRefused(answer, 400, "validation_error", "MISSING_FIELD");
    expect(Object.keys(answer.body.error.details)).toEqual(["merchant_id"]);
  }
  const named = { ...pixBody, merchant_id: other.id };
  const made = await world.send("POST", "/transactions", { key, json: named });
  expect(made.body.data).toMatchObject({ merchant_id: other.id, organization_id: world.organizationId });
  const listed = await world.send("GET", `/transactions?merchant_id=${other.id}`, { key });
  expect(listed.body.data.map(({ id }: { id: string }) => id)).toEqual([made.body.data.id]);
});

it("5: an organization key that names nobody's merchant is told so", async () => {
  const key = world.organizationKey;
  for (const merchant_id of ["mrc_absent", foreign.merchantId]) {
    const answer = await world.send("POST", "/transactions", { key, json: { ...pixBody, merchant_id } });
    expectRefused(answer, 400, "validation_error", "INVALID_FIELD");
    expect(answer.body.error.details.merchant_id).toHaveLength(1);
  }
});

it("5: a merchant key may name its own merchant and no other", async () => {
  expect((await world.charge({ payment_method: "pix", merchant_id: world.merchantId })).status).toBe("pending");
  const named = { ...pixBody, merchant_id: other.id };
  const answer = await world.send("POST", "/transactions", { json: named });
  expectRefused(answer, 403, "authorization_error", "MERCHANT_NOT_ALLOWED");
  const list = await world.send("GET", `/transactions?merchant_id=${other.id}`);
  expectRefused(list, 403, "authorization_error", "MERCHANT_NOT_ALLOWED");
});

it("6: an organization key reads, captures and voids any transaction of its organization by id alone", async () => {
  const key = world.organizationKey;
  const { merchant_key } = other;
  for (const merchant of [world.merchantKey, merchant_key]) {
    const make = async () => {
      const card_ciphertext_id = await world.token();
      const json = { ...chargeBody, card_ciphertext_id, capture: false };
      return (await world.send("POST", "/transactions", { key: merchant, json })).body.data.id;
    };
    const [captured, voided] = [await make(), await make()];
    expect((await world.send("GET", `/transactions/${captured}`, { key })).body.data.id).toBe(captured);
    expect((await world.send("GET", `/transactions/${captured}/attempts`, { key })).body.data).toHaveLength(1);
    const capture = await world.send("POST", `/transactions/${captured}/capture`, { key, json: {} });
    expect(capture.body.data.status).toBe("authorized");
    expect((await world.send("POST", `/transactions/${voided}/void`, { key })).body.data.status).toBe("voided");
  }
});

it("7: another merchant's transaction is 404, not 403, and stays as it is", async () => {
  const { id } = await world.charge({ capture: false });
  const key = other.merchant_key;
  for (const [method, path] of [
    ["GET", `/transactions/${id}`],
    ["GET", `/transactions/${id}/attempts`],
    ["POST", `/transactions/${id}/capture`],
    ["POST", `/transactions/${id}/void`],
  ] as const)
    expectRefused(await world.send(method, path, { key }), 404, "not_found_error", "RESOURCE_NOT_FOUND");
  expect((await world.read(id)).status).toBe("capture_pending");
});

it("8: details map each field to a list of sentences", async () => {
  const json = { ...chargeBody, amount: -1, currency: "reais", risk_score: 101, card_ciphertext_id: "tok_1" };
  const { body } = await world.send("POST", "/transactions", { json });
  expect(body.error.details).toEqual({
    amount: [expect.any(String)],
    currency: [expect.any(String)],
    risk_score: [expect.any(String)],
  });
});

it("9: details are left out where there is nothing to say", async () => {
  const { id } = await world.charge();
  for (const answer of [
    await world.send("GET", "/transactions", { key: null }),
    await world.send("GET", "/transactions/tx_absent"),
    await world.send("POST", `/transactions/${id}/capture`, { json: {} }),
    await world.send("POST", "/transactions", { text: "{" }),
    await world.send("GET", "/nowhere"),
    await world.send("PUT", "/transactions", { json: {} }),
  ])
    expect(Object.keys(answer.body.error)).not.toContain("details");
});

it("10: a public key calls nothing here", async () => {
  for (const kind of ["merchant", "organization"] as const) {
    const { key } = await world.key({ kind, access: "public" });
    expect(key).toMatch(kind === "merchant" ? /^pk_test_mer_/ : /^pk_test_org_/);
    expectRefused(
      await world.send("GET", "/transactions", { key }),
      403,
      "authorization_error",
      "KEY_TYPE_NOT_ALLOWED",
    );
    const created = await world.send("POST", "/transactions", { key, json: pixBody });
    expectRefused(created, 403, "authorization_error", "KEY_TYPE_NOT_ALLOWED");
  }
});

it("customers and payment instruments belong to a merchant, so an organization key does not reach them", async () => {
  const key = world.organizationKey;
  for (const path of ["/customers", "/customers/cust_123", "/payment-instruments", "/payment-instruments/pi_approve"])
    expectRefused(await world.send("GET", path, { key }), 403, "authorization_error", "KEY_TYPE_NOT_ALLOWED");
});

it("unknown paths and methods answer in the envelope, too", async () => {
  expectRefused(await world.send("GET", "/nowhere"), 404, "not_found_error");
  const wrong = await world.send("DELETE", "/transactions/tx_777");
  expectRefused(wrong, 405, "validation_error");
  expect(wrong.headers.get("allow")).toContain("GET");
});

it("a live key works like a test key", async () => {
  const { key } = await world.key({ kind: "merchant", environment: "live" });
  expect(key).toMatch(/^sk_live_mer_[A-Za-z0-9]{16,64}$/);
  expect(got(await world.as(key).listTransactions()).success).toBe(true);
});
