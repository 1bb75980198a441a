import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openWorld, pixBody } from "./support/world.ts";

const world = await openWorld(await testServer());

const post = (text: string, headers: Record<string, string> = {}) =>
  world.send("POST", "/transactions", { text, headers });
/** The example charge as text, with something more in it. */
const withText = (more: string) => `${JSON.stringify(pixBody).slice(0, -1)},${more}}`;

describe("text", () => {
  it("of any script, sign and direction comes back unchanged", async () => {
    const texts = [
      "ação 日本語 العربية עברית",
      "👩‍👩‍👧‍👦🇧🇷",
      "e\u0301 é",
      "\u202eRTL",
      "\ufeffBOM",
      "\u2028\u2029",
      "'; DROP TABLE x; --",
      "<script>",
      "\\u0041",
      "%00",
      "{{7*7}}",
      "\t\n\r\u0001\u007f",
    ];
    for (const text of texts) {
      const metadata = { [text]: text };
      const { status, body } = await world.send("POST", "/transactions", {
        json: { ...pixBody, external_order_id: text, metadata },
      });
      expect({ text, status }).toEqual({ text, status: 201 });
      expect(await world.read(body.data.id)).toMatchObject({ external_order_id: text, metadata });
    }
  });

  it.each([
    ["a NUL", "\\u0000"],
    ["half a surrogate pair", "\\ud83d"],
    ["the other half", "\\udc00x"],
  ])("with %s is 400 wherever it stands", async (_, text) => {
    for (const more of [
      `"external_order_id":"a${text}"`,
      `"metadata":{"a":"${text}"}`,
      `"metadata":{"${text}":1}`,
      `"metadata":{"a":[{"b":"x${text}y"}]}`,
      `"customer_id":"${text}"`,
      `"idempotency_key":"${text}"`,
      `"unknown":"${text}"`,
    ])
      for (const headers of [{}, { "Idempotency-Key": "unstorable" }] as Record<string, string>[]) {
        const { status, body } = await post(withText(more), headers);
        expect({ more, status, type: body.error?.type }).toEqual({ more, status: 400, type: "validation_error" });
      }
  });

  it("that is wrong in many places is told of some of them", async () => {
    const { status, body } = await post(withText(`"metadata":{"a":[${'"\\u0000",'.repeat(50_000)}1]}`));
    expect(status).toBe(400);
    expect(Object.keys(body.error.details).length).toBeLessThanOrEqual(50);
  });

  it("longer than allowed is 400", async () => {
    for (const [field, length] of [
      ["external_order_id", 256],
      ["customer_id", 65],
      ["card_ciphertext_id", 100_000],
      ["wallet_type", 65],
    ] as const) {
      const { status, body } = await world.send("POST", "/transactions", {
        json: { ...pixBody, [field]: "x".repeat(length) },
      });
      expect({ field, status, fields: Object.keys(body.error.details) }).toEqual({
        field,
        status: 400,
        fields: [field],
      });
    }
    // Characters are counted, not their halves.
    const emoji = { ...pixBody, external_order_id: "🎉".repeat(255) };
    expect((await world.send("POST", "/transactions", { json: emoji })).status).toBe(201);
  });
});

describe("an address", () => {
  it.each([
    "%00",
    "tx_%00",
    "%ED%A0%80",
    "tx_1%2F..%2F..%2Frefunds",
    "%20",
    "..",
    "'%20OR%201=1",
    "x".repeat(8000),
    "%F0%9F%8E%89",
  ])("with an odd id is refused like an absent one: %.40s", async (id) => {
    for (const [method, path] of [
      ["GET", `/transactions/${id}`],
      ["GET", `/transactions/${id}/attempts`],
      ["POST", `/transactions/${id}/capture`],
      ["POST", `/transactions/${id}/void`],
      ["GET", `/orders/${id}`],
      ["GET", `/customers/${id}`],
      ["GET", `/payment-instruments/${id}`],
      ["GET", `/refunds/${id}`],
    ] as const) {
      const { status, body } = await world.send(method, path);
      // A path of two dots is one of its parents, which may be a list.
      if (id === "..") expect(status).toBeLessThan(500);
      else
        expect({ path: path.slice(0, 60), status, error: body?.error?.type }).toEqual({
          path: path.slice(0, 60),
          status: expect.toBeOneOf([400, 404]),
          error: expect.stringMatching(/^(validation|not_found)_error$/),
        });
    }
  });

  it("whose percent signs stand for no text is refused in the envelope", async () => {
    for (const path of ["/transactions/%", "/transactions/%zz", "/%c3%28"]) {
      const { status, body } = await world.send("GET", path);
      expect({ path, status: Math.floor(status / 100), type: body?.error?.type }).toEqual({
        ...{ path, status: 4, type: expect.stringMatching(/_error$/) },
      });
    }
  });

  it.each([
    "customer_reference=%00",
    "order_id=%00",
    "currency[]=BRL",
    "currency[a]=BRL",
    "page=1&page=2",
    "limit=99999999999999999999",
    "page=9007199254740993",
    `order_id=${"x".repeat(65)}`,
    "status=%00",
    "date_from=0000-00-00T00:00:00Z",
    "date_from=+275760-09-13T00:00:00Z",
  ])("with an odd query is 400 or finds nothing: ?%s", async (query) => {
    const { status, body } = await world.send("GET", `/transactions?${query}`);
    if (query.startsWith("currency[")) expect(status).toBeLessThan(500);
    else expect({ status, type: body.error?.type }).toEqual({ status: 400, type: "validation_error" });
  });

  it("with __proto__ in its query is nobody's prototype", async () => {
    const { status } = await world.send("GET", "/transactions?__proto__=x&constructor=y&toString=z&hasOwnProperty=a");
    expect(status).toBe(200);
  });
});

it("HEAD and OPTIONS are answered", async () => {
  const head = await world.send("HEAD", "/transactions");
  expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: "" });
  const options = await world.send("OPTIONS", "/transactions", { key: null });
  expect(options.status).toBe(204);
  expect(options.headers.get("allow")).toMatch(/GET.*POST|POST.*GET/);
});
