import { createHmac } from "node:crypto";
import { WebhookError, type WebhookHeaders, type WebhookOptions } from "@understudy/client";
import { type TokeflowWebhook, verifyTokeflowWebhook } from "@understudy/client/tokeflow";
import { judgeWebhook } from "@understudy/conformance";
import type { Schemas } from "@understudy/contracts/tokeflow";
import document from "@understudy/contracts/tokeflow.json" with { type: "json" };
import { describe, expect, expectTypeOf, it, test } from "vitest";

const secret = "whsec_test";
const body = `{"id":"evt_1","type":"transaction.authorized"}`;
const digest = "7a45d801fad188f6286db15eda40f58d9bac03f98effc9ac4795f4fe13249a47";
const signature = `t=1737030609,v1=${digest}`;
const headers = { "X-Tokeflow-Signature": signature };
const at = (seconds: number): WebhookOptions => ({ now: new Date((1_737_030_609 + seconds) * 1000) });

function sign(text: string, time: number): string {
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${text}`).digest("hex")}`;
}

/** Why a delivery is refused; undefined where it passes. */
function reason(given: WebhookHeaders, raw = body, key = secret, options = at(0)): string | undefined {
  try {
    verifyTokeflowWebhook(raw, given, key, options);
    return undefined;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return error.reason;
  }
}

test("61: a signature verifies with the secret including `whsec_`, and not without", () => {
  expect(sign(body, 1_737_030_609)).toBe(signature);
  expect(verifyTokeflowWebhook(body, headers, secret, at(0))).toEqual(JSON.parse(body));
  expect(reason(headers, body, "test")).toBe("wrong_signature");
  expect(reason(headers, body, Buffer.from("test", "base64").toString())).toBe("wrong_signature");
});

describe("62: verification fails", () => {
  test.each<[string, WebhookHeaders, string, string, string]>([
    ["with another key", headers, body, "whsec_other", "wrong_signature"],
    ["when one byte of the body is changed", headers, body.replace("evt_1", "evt_2"), secret, "wrong_signature"],
    ["when the body is written anew", headers, JSON.stringify(JSON.parse(body), null, 1), secret, "wrong_signature"],
    ["without the header", { "content-type": "application/json" }, body, secret, "missing_signature"],
    ["with the digest alone", { "x-tokeflow-signature": digest }, body, secret, "malformed_signature"],
    [
      "with upper-case digits",
      { "x-tokeflow-signature": `t=1737030609,v1=${digest.toUpperCase()}` },
      body,
      secret,
      "malformed_signature",
    ],
    ["with the header twice", { "x-tokeflow-signature": [signature, signature] }, body, secret, "malformed_signature"],
  ])("%s", (_, given, raw, key, expected) => {
    expect(reason(given, raw, key)).toBe(expected);
  });

  test("when it is sent again after five minutes, or with another time", () => {
    expect([-301, -300, 0, 300, 301].map((seconds) => reason(headers, body, secret, at(seconds)))).toEqual([
      "stale",
      undefined,
      undefined,
      undefined,
      "stale",
    ]);
    const moved = { "X-Tokeflow-Signature": `t=1737034209,v1=${digest}` };
    expect(reason(moved, body, secret, at(3600))).toBe("wrong_signature");
  });
});

it("verifies bytes that a JSON parser would not give back: other letters, long and padded numbers", () => {
  const raw = `{"id":"evt_2","type":"transaction.authorized","data":{"note":"© ® ™ São","fee":1.10,"big":12345678901234567890}}`;
  const given = { "x-tokeflow-signature": [sign(raw, 1_737_030_609)] };
  expect(verifyTokeflowWebhook(Buffer.from(raw), given, secret, at(0))).toMatchObject({ data: { note: "© ® ™ São" } });
  expect(reason(given, JSON.stringify(JSON.parse(raw)))).toBe("wrong_signature");
});

const { requestBodies, examples } = document.components;
const shown = {
  "an authorized transaction": examples.TransactionAuthorizedEvent.value,
  "an expired transaction": examples.TransactionExpiredEvent.value,
  "a dispute": requestBodies.DisputeEvent.content["application/json"].example,
  "a stored card": requestBodies.PaymentInstrumentEvent.content["application/json"].example,
};

test.each(Object.entries(shown))("the spec's own example verifies and keeps to the spec: %s", (_, payload) => {
  const raw = JSON.stringify(payload);
  const given = { "content-type": "application/json", "x-tokeflow-signature": sign(raw, 1_737_030_609) };
  expect(verifyTokeflowWebhook(raw, given, secret, at(0))).toEqual(payload);
  expect(judgeWebhook(document, { headers: given, body: raw })).toEqual([]);
  const unsigned = judgeWebhook(document, { headers: { "content-type": "application/json" }, body: raw });
  expect(unsigned).toMatchObject([{ operation: payload.type, in: "header", field: "x-tokeflow-signature" }]);
});

test("the type of an event tells what it is about", () => {
  const tell = (event: TokeflowWebhook) => {
    if (event.type === "transaction.authorized") {
      expectTypeOf(event.type).toEqualTypeOf<"transaction.authorized">();
      expectTypeOf(event.data.status).toEqualTypeOf<Schemas["Transaction"]["status"]>();
      return event.data.status;
    }
    if (event.type === "dispute.opened") return event.data.transaction_id;
    // @ts-expect-error: no webhook is called so
    if (event.type === "transaction.lost") return event.data;
    return event.created_at;
  };
  expect(tell(shown["an authorized transaction"] as TokeflowWebhook)).toBe("authorized");
  expect(tell(shown["a dispute"] as TokeflowWebhook)).toBe("tx_777");
});
