import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, openWorld, pixBody } from "./support/world.ts";

const world = await openWorld(await testServer());

const saved = { ...chargeBody, payment_instrument_id: approving };
const post = (text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  world.send("POST", "/transactions", { text, headers });
/** The example charge as text, with something more in it. */
const withText = (more: string) => `${JSON.stringify(pixBody).slice(0, -1)},${more}}`;

const expectError = (
  { status, body }: Awaited<ReturnType<typeof post>>,
  expected: number,
  code: string,
  type = "validation_error",
) =>
  expect({ status, keys: Object.keys(body ?? {}), type: body?.error?.type, code: body?.error?.code }).toEqual({
    ...{ status: expected, keys: ["error"], type, code },
  });

describe("a body", () => {
  it.each([
    "{",
    "not json",
    '{"a":1,}',
    "{'a':1}",
    '{"a":NaN}',
    '{"amount":015}',
    '{"amount":.5}',
    "\u0000",
    "{}{}",
    "\ufeff\ufeff{}",
  ])("that is not JSON is 400: %j", async (text) => expectError(await post(text), 400, "INVALID_JSON"));

  it("that is not UTF-8 is 400", async () => {
    expectError(await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), 400, "INVALID_JSON");
    expectError(await post("{}", { "Content-Encoding": "gzip" }), 400, "INVALID_JSON");
  });

  it.each(["[]", '"text"', "1", "true", "null", "[{}]"])("that is no object is 400: %s", async (text) => {
    const { status, body } = await post(text);
    expect({ status, type: body.error.type }).toEqual({ status: 400, type: "validation_error" });
  });

  it("that is missing is 400", async () => {
    const none = await world.send("POST", "/transactions");
    expect(none).toMatchObject({ status: 400, body: { error: { type: "validation_error" } } });
    expect((await post("")).status).toBe(400);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"])(
    "that is %s is 415",
    async (type) =>
      expectError(await post(JSON.stringify(pixBody), { "Content-Type": type }), 415, "UNSUPPORTED_MEDIA_TYPE"),
  );

  it("in another charset or encoding is 415", async () => {
    const text = JSON.stringify(pixBody);
    const latin = { "Content-Type": "application/json; charset=iso-8859-1" };
    expectError(await post(text, latin), 415, "UNSUPPORTED_MEDIA_TYPE");
    expectError(await post(text, { "Content-Encoding": "rot13" }), 415, "UNSUPPORTED_MEDIA_TYPE");
    const spelled = { "Content-Type": 'Application/JSON; Charset="UTF-8"' };
    expect((await post(text, spelled)).status).toBe(201);
  });

  it("over a megabyte is 413, announced or not", async () => {
    const huge = withText(`"metadata":{"a":"${"x".repeat(1_100_000)}"}`);
    expectError(await post(huge), 413, "BODY_TOO_LARGE");
    const chunks = new Blob([huge]).stream();
    const response = await fetch(`${world.publicUrl}/tokeflow/api/v1/transactions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${world.merchantKey}`, "Content-Type": "application/json" },
      body: chunks,
      // Needed to send a stream; the DOM's types do not know it.
      ...{ duplex: "half" },
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "BODY_TOO_LARGE" } });
  });

  it("of half a megabyte is taken, whatever it is made of", async () => {
    const long = await post(withText(`"metadata":{"a":"${"ã".repeat(250_000)}"}`));
    expect(long.status).toBe(201);
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n]));
    expect((await world.send("POST", "/transactions", { json: { ...pixBody, metadata: wide } })).status).toBe(201);
    const list = await post(withText(`"metadata":{"a":[${"1,".repeat(100_000)}1]}`), { "Idempotency-Key": "wide" });
    expect(list.status).toBe(201);
  });

  it("that nests without end is 400", async () => {
    for (const depth of [100, 10_000, 200_000]) {
      const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
      for (const headers of [{}, { "Idempotency-Key": `deep ${depth}` }] as Record<string, string>[])
        expectError(await post(withText(`"metadata":{"a":${nested}}`), headers), 400, "INVALID_FIELD");
      expect((await post(withText(`"extra":${nested}`))).status).toBe(400);
    }
    expect((await post(withText(`"metadata":{"a":${"[".repeat(50)}${"]".repeat(50)}}`))).status).toBe(201);
  });

  it("that names a field twice counts the last one", async () => {
    const { status, body } = await post(withText('"amount":1,"amount":2,"metadata":{"a":1,"a":2}'));
    expect({ status, metadata: body.data?.metadata }).toEqual({ status: 201, metadata: { a: 2 } });
    expect(body.data.payment_instructions.qr_code_text).toContain("54040.02");
  });

  it("may hold fields that nobody knows", async () => {
    const { status, body } = await world.send("POST", "/transactions", {
      json: { ...saved, colour: "blue", status: "refunded", id: "tx_mine", amount_captured: 1, timeline: [] },
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ status: "authorized", amount_captured: 15_000 });
    expect(body.data.id).not.toBe("tx_mine");
    expect(body.data).not.toHaveProperty("colour");
  });

  it("cannot reach a prototype", async () => {
    const text = withText(
      '"__proto__":{"capture":false},"metadata":{"__proto__":{"polluted":true},"constructor":{"a":1}}',
    );
    const { status, body } = await post(text, { "Idempotency-Key": "prototype" });
    expect(status).toBe(201);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await world.read(body.data.id)).metadata).toEqual({ constructor: { a: 1 } });
    const inherited = await post('{"__proto__":{"payment_method":"pix","charge_type":"payment","country":"BR"}}');
    expect(Object.keys(inherited.body.error.details).toSorted()).toEqual(["charge_type", "country", "payment_method"]);
  });
});

describe("numbers", () => {
  it.each(["1e400", "-1e400", "15000.5", "1e-7", "9007199254740993", "2147483648", '"15000"', "[15000]", "-0.1"])(
    "%s is no amount",
    async (amount) => {
      const text = JSON.stringify(pixBody).replace("15000", amount);
      const answer = await post(text);
      expectError(answer, 400, "INVALID_FIELD");
      expect(Object.keys(answer.body.error.details)).toEqual(["amount"]);
    },
  );

  it("-0 is no positive amount", async () => {
    expect((await post(JSON.stringify(pixBody).replace("15000", "-0"))).status).toBe(400);
  });

  it("15e3 is 15000", async () => {
    const { body } = await post(JSON.stringify(saved).replace("15000", "15e3"));
    expect(body.data.amount_captured).toBe(15_000);
  });

  it.each([{}, { "Idempotency-Key": "infinite" }])(
    "one too large for JSON's reader is refused, not turned into null: %j",
    async (headers) => {
      for (const text of [withText('"metadata":{"a":1e400}'), withText('"metadata":{"a":[-1e999]}')])
        expectError(await post(text, headers as Record<string, string>), 400, "INVALID_FIELD");
    },
  );
});

describe("other operations", () => {
  it.each([
    ["POST", "/transactions/tx_777/capture"],
    ["POST", "/refunds"],
    ["POST", "/customers"],
    ["PATCH", "/customers/cust_123"],
  ] as const)("%s %s refuses bodies alike", async (method, path) => {
    const send = (text: string, headers: Record<string, string> = {}) => world.send(method, path, { text, headers });
    expectError(await send("{"), 400, "INVALID_JSON");
    expectError(await send("{}", { "Content-Type": "text/plain" }), 415, "UNSUPPORTED_MEDIA_TYPE");
    expectError(await send(`{"a":"${"x".repeat(1_100_000)}"}`), 413, "BODY_TOO_LARGE");
    expect((await send("[]")).status).toBe(400);
    expect((await send('{"metadata":{"a":"\\u0000"}}')).status).toBe(400);
    expect((await send(`{"metadata":{"a":${"[".repeat(5000)}${"]".repeat(5000)}}}`)).status).toBe(400);
    expect((await send('{"metadata":{"a":1e400}}')).status).toBeOneOf([400, 404]);
  });
});
