import { WebhookError } from "@understudy/client";
import { describe, expect, test } from "vitest";
import { BreachError } from "./breach.ts";
import { type DeliveredWebhook, judgeWebhook } from "./webhook.ts";

const json = (name: string) => ({
  required: true,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const event = (type: object, data: object) => ({
  type: "object",
  required: ["id", "type", "data"],
  properties: { id: { type: "string" }, type, data: { type: "object", ...data } },
});
const signature = {
  name: "X-Acme-Signature",
  in: "header",
  required: true,
  schema: { type: "string", pattern: "^[0-9a-f]{4}$" },
};

const document = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  paths: {},
  webhooks: {
    "thing.made": { post: { parameters: [signature], requestBody: json("ThingEvent") } },
    "thing.gone": { $ref: "#/components/pathItems/Gone" },
    payments: { post: { requestBody: json("PaymentEvent") } },
    payouts: { post: { requestBody: json("PayoutEvent") } },
    disputes: { post: { requestBody: json("DisputeEvent") } },
  },
  components: {
    pathItems: { Gone: { parameters: [signature], post: { requestBody: json("ThingEvent") } } },
    schemas: {
      ThingEvent: event(
        { enum: ["thing.made", "thing.gone"] },
        { required: ["size"], properties: { size: { type: "integer" } } },
      ),
      PaymentEvent: event({ enum: ["approved", "declined"] }, { required: ["id", "amount"] }),
      PayoutEvent: event({ const: "approved" }, { required: ["payout"] }),
      DisputeEvent: { oneOf: [{ $ref: "#/components/schemas/Opened" }, { $ref: "#/components/schemas/Closed" }] },
      Opened: { allOf: [event({ const: "opened" }, {}), { required: ["at"] }] },
      Closed: event({ const: "closed" }, {}),
    },
  },
};

const headers = { "Content-Type": "application/json; charset=utf-8", "x-acme-signature": "00ff" };
const made = { id: "evt_1", type: "thing.made", data: { size: 3 } };

/** What the judge says of a delivery, in words. */
function verdict(payload: unknown, given: DeliveredWebhook["headers"] = headers): string[] {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return judgeWebhook(document, { headers: given, body }).map((breach) => new BreachError([breach]).message);
}

describe("a webhook that keeps to the spec passes", () => {
  test.each([
    ["found by its name", made],
    ["declared by a reference", { ...made, type: "thing.gone" }],
    ["found by the types that its schema takes", { id: "evt_1", type: "declined", data: { id: "a", amount: 1 } }],
    ["found by a type within the schema's parts", { id: "evt_1", type: "opened", at: 1, data: {} }],
    ["found as one of several with that type", { id: "evt_1", type: "approved", data: { payout: "a" } }],
  ])("%s", (_, payload) => {
    expect(verdict(payload)).toEqual([]);
  });

  test("with its headers and body in any form", () => {
    const pairs = Object.entries(headers);
    const body = new TextEncoder().encode(JSON.stringify(made));
    for (const form of [headers, pairs, new Headers(pairs), { ...headers, "x-acme-signature": ["00ff"] }])
      expect(judgeWebhook(document, { headers: form, body })).toEqual([]);
  });
});

describe("a webhook that breaks the spec fails", () => {
  test.each([
    [
      "a field of the wrong type",
      { ...made, data: { size: "3" } },
      "thing.made: request body data.size must be integer",
    ],
    [
      "a field that is missing",
      { ...made, data: {} },
      "thing.made: request body data must have required property 'size'",
    ],
    ["a type that nobody knows", { ...made, type: "thing.lost" }, "thing.lost: request body type is of no webhook of"],
    ["no type", { id: "evt_1" }, "webhook: request body type is missing"],
    ["a type that is no text", { type: 1 }, "webhook: request body type is no text"],
    ["what is no object", "[]", "webhook: request body is no JSON object"],
    ["what is no JSON", "{", "webhook: request body is no JSON object"],
  ])("%s", (_, payload, message) => {
    expect(verdict(payload)).toEqual([expect.stringContaining(message)]);
  });

  test("by how it misses the nearest, where several have its type", () => {
    expect(verdict({ id: "evt_1", type: "approved", data: { id: "a" } })).toEqual([
      "payments: request body data must have required property 'amount'",
    ]);
  });

  test.each([
    [
      "a documented header that is missing",
      { "content-type": "application/json" },
      "header x-acme-signature is missing",
    ],
    ["a documented header of the wrong form", { ...headers, "x-acme-signature": "00FF" }, "must match pattern"],
    ["one that stands twice", { ...headers, "x-acme-signature": ["00ff", "00ff"] }, "must match pattern"],
    ["another media type", { ...headers, "Content-Type": "text/plain" }, "header content-type is text/plain"],
  ])("%s", (_, given, message) => {
    expect(verdict(made, given)).toEqual([expect.stringContaining(message)]);
  });

  test("a header of the path item counts for the webhook that refers to it", () => {
    expect(verdict({ ...made, type: "thing.gone" }, { "content-type": "application/json" })).toEqual([
      "thing.gone: request header x-acme-signature is missing",
    ]);
  });
});

describe("a webhook whose type stands in a field of the provider's own", () => {
  const named = (field: string) => ({
    ...document,
    "x-webhook-type": field,
    webhooks: { MADE: { post: { requestBody: json("Made") } }, others: { post: { requestBody: json("Gone") } } },
    components: {
      schemas: {
        Made: { type: "object", required: ["size"], properties: { size: { type: "integer" } } },
        Gone: { type: "object", properties: { [field]: { const: "GONE" } } },
      },
    },
  });
  const judged = (field: string, payload: object) =>
    judgeWebhook(named(field), { headers, body: JSON.stringify(payload) }).map(({ message }) => message);

  test("is found by that field, and not by `type`", () => {
    expect(judged("eventType", { eventType: "MADE", size: 1 })).toEqual([]);
    expect(judged("eventType", { eventType: "GONE" })).toEqual([]);
    expect(judged("eventType", { eventType: "MADE", type: "GONE" })).toEqual(["must have required property 'size'"]);
    expect(judged("eventType", { type: "MADE", size: 1 })).toEqual(["is missing"]);
  });
});

describe("the signature", () => {
  const signed = { ...document, "x-webhook-signature": { scheme: "any", header: "X-Acme-Signature" } };
  const body = JSON.stringify(made);
  const refuse = () => {
    throw new WebhookError("wrong_signature", "It was not made of this body.");
  };

  test("is judged by the provider's own verifier, of the bytes and the headers as they came", () => {
    const asked: unknown[] = [];
    const verify = (raw: string | Uint8Array, given: Headers) => asked.push(raw, given.get("x-acme-signature"));
    for (const raw of [body, new TextEncoder().encode(body)])
      expect(judgeWebhook(signed, { headers, body: raw }, verify)).toEqual([]);
    expect(asked).toEqual([body, "00ff", new TextEncoder().encode(body), "00ff"]);
  });

  test("is a breach where it does not hold, beside those of the body", () => {
    const refused = { in: "header", field: "x-acme-signature", operation: "thing.made" };
    expect(judgeWebhook(signed, { headers, body }, refuse)).toEqual([
      { ...refused, side: "request", message: "is refused as wrong_signature: It was not made of this body." },
    ]);
    const small = JSON.stringify({ ...made, data: {} });
    expect(judgeWebhook(signed, { headers, body: small }, refuse)).toMatchObject([{ field: "data" }, refused]);
  });

  test("is not judged twice where its header is missing already", () => {
    const unsigned = { headers: { "content-type": "application/json" }, body };
    expect(judgeWebhook(signed, unsigned, refuse)).toMatchObject([{ message: "is missing" }]);
  });

  test("that cannot be judged is nobody's breach", () => {
    const wrongly = () => {
      throw new TypeError("The webhook's key cannot be read.");
    };
    expect(() => judgeWebhook(signed, { headers, body }, wrongly)).toThrow("The webhook's key cannot be read.");
  });
});
