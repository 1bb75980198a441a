import { createHmac } from "node:crypto";
import { WebhookError, type WebhookHeaders } from "@understudy/client";
import { type CheckoutWebhook, verifyCheckoutWebhook } from "@understudy/client/checkout";
import { describe, expect, expectTypeOf, it, test } from "vitest";

const key = "8V8x0dLK%AyD*DNS8JJr";
const body = `{"id":"evt_az5sblvku4ge3dwpztvyizgcau","type":"payment_approved"}`;
const digest = "0f19bef5afe4f0ff6161b7739ed059825fda2b83d1efca3e51a6c547162fb6e1";
const headers = { "Cko-Signature": digest };

function sign(text: string, secret = key): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** Why a delivery is refused; undefined where it passes. */
function reason(given: WebhookHeaders, raw = body, secret = key): string | undefined {
  try {
    verifyCheckoutWebhook(raw, given, secret);
    return undefined;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return error.reason;
  }
}

describe("40. Cko-Signature is the hex HMAC-SHA256 of the raw body", () => {
  it("under the key as it is", () => {
    expect(sign(body)).toBe(digest);
    expect(verifyCheckoutWebhook(body, headers, key)).toEqual(JSON.parse(body));
    expect(verifyCheckoutWebhook(Buffer.from(body), new Headers(headers), key).id).toBe(
      "evt_az5sblvku4ge3dwpztvyizgcau",
    );
  });

  it("also under a long key with spaces and a prefix, and one beyond ASCII", () => {
    for (const long of [`Bearer sk_sbox_${"a".repeat(120)}`, "chavé ™ ключ"])
      expect(reason({ "cko-signature": sign(body, long) }, body, long)).toBeUndefined();
  });

  test.each<[string, WebhookHeaders, string, string, string]>([
    ["with another key", headers, body, "8V8x0dLK%AyD*DNS8JJR", "wrong_signature"],
    ["when one byte of the body is changed", headers, body.replace("evt_a", "evt_b"), key, "wrong_signature"],
    ["when a byte is added to the body", headers, `${body}\n`, key, "wrong_signature"],
    ["when the body is written anew", headers, JSON.stringify(JSON.parse(body), null, 2), key, "wrong_signature"],
    ["without the header", { "content-type": "application/json" }, body, key, "missing_signature"],
    ["with upper-case digits", { "cko-signature": digest.toUpperCase() }, body, key, "malformed_signature"],
    ["with a prefix before the digits", { "cko-signature": `sha256=${digest}` }, body, key, "malformed_signature"],
    ["with a digit too few", { "cko-signature": digest.slice(1) }, body, key, "malformed_signature"],
    ["with the header twice", { "cko-signature": [digest, digest] }, body, key, "malformed_signature"],
  ])("and breaks %s", (_, given, raw, secret, expected) => {
    expect(reason(given, raw, secret)).toBe(expected);
  });
});

it("verifies bytes that a JSON parser would not give back: ©, ®, ™, long and padded numbers", () => {
  const raw = `{"id":"evt_a","type":"payment_approved","data":{"reference":"© ® ™","rate":1.10,"big":12345678901234567890}}`;
  const given = { "cko-signature": [sign(raw)], authorization: "verbatim" };
  expect(verifyCheckoutWebhook(Buffer.from(raw), given, key)).toMatchObject({ data: { reference: "© ® ™" } });
  expect(reason(given, JSON.stringify(JSON.parse(raw)))).toBe("wrong_signature");
  expect(reason(given, raw.replace("©", "\\u00a9"))).toBe("wrong_signature");
});

it("has no time in its signature: one that is sent again holds again", () => {
  expect(verifyCheckoutWebhook).toHaveLength(3);
  expect([reason(headers), reason(headers)]).toEqual([undefined, undefined]);
});

test("the type of an event tells what it is about", () => {
  const tell = (event: CheckoutWebhook) => {
    if (event.type !== "payment_approved") return event.id;
    expectTypeOf(event.type).toEqualTypeOf<"payment_approved">();
    return event.data.id;
  };
  const told = { id: "evt_a", type: "payment_approved", data: { id: "pay_a" } };
  expect(tell(told as CheckoutWebhook)).toBe("pay_a");
});
