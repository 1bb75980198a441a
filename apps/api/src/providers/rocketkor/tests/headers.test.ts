import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { paymentIn } from "./support/money.ts";
import { basic } from "./support/records.ts";
import { openSandbox } from "./support/sandbox.ts";

const world = await openSandbox(await testServer());
const { send } = world;
const challengeOf = async (method: string, path: string, authorization: string | null, json?: object) => {
  const { status, headers } = await send(method, path, { authorization, ...(json && { json }) });
  return [status, headers.get("www-authenticate")];
};

it("a header is named as it is documented", async () => {
  const json = paymentIn(world);
  const { status, body } = await send("POST", "/v1/transactions", { json, headers: { "idempotency-key": "12345" } });
  const message = "Idempotency-Key must have at least 6 characters.";
  expect([status, body.errors]).toEqual([...[400, [{ path: "Idempotency-Key", message, errorCode: "FIELD_INVALID" }]]]);
  expect(body.message).toBe(`The request is not valid: ${message}`);
});

describe("a 401 names the credential that is wanted", () => {
  it.each([null, "Bearer x", "Basic x", "x"])("of the API: %j", async (authorization) => {
    for (const path of ["/v2/linx/workflows", "/v1/customers/x"])
      expect(await challengeOf("GET", path, authorization)).toEqual([401, 'Bearer realm="RocketKOR"']);
    expect(await challengeOf("POST", "/v2/linx/workflows", authorization, {})).toEqual([
      ...[401, 'Bearer realm="RocketKOR"'],
    ]);
  });

  it.each([null, "Bearer x", "Basic x", basic("a", "b")])("of the exchange: %j", async (authorization) => {
    expect(await challengeOf("POST", "/v1/api-keys/exchange", authorization)).toEqual([
      ...[401, 'Basic realm="RocketKOR"'],
    ]);
  });

  it("and no other answer does", async () => {
    for (const path of ["/v2/linx/workflows", "/v2/linx/workflows/x", "/nowhere"])
      expect((await send("GET", path)).headers.get("www-authenticate")).toBeNull();
  });
});
