import type { ToldEvent } from "@understudy/engine";
import { describe, expect, it, test } from "vitest";
import { signatureOf, webhooks } from "./webhooks.ts";

const event: ToldEvent = {
  id: "evt_1",
  provider: "tokeflow",
  type: "transaction.authorized",
  subject: "tx_777",
  data: { id: "tx_777", status: "authorized", metadata: { città: "São Paulo" } },
  facets: { organization: "org_123", merchant: "mrc_123" },
  occurredAt: new Date("2026-01-15T12:30:00.123Z"),
};
const target = { url: "http://127.0.0.1:8080/hooks", secret: "whsec_test" };
const at = new Date("2026-01-15T12:31:00.999Z");

test("61: the signature is the dossier's vector: HMAC-SHA256 under the whole secret, `whsec_` included", () => {
  const body = '{"id":"evt_1","type":"transaction.authorized"}';
  expect(signatureOf(body, "whsec_test", new Date(1_737_030_609_000))).toBe(
    "t=1737030609,v1=7a45d801fad188f6286db15eda40f58d9bac03f98effc9ac4795f4fe13249a47",
  );
});

describe("a request", () => {
  it("is the envelope around what the event tells, and nothing else", () => {
    const { url, body } = webhooks.request(event, target, at);
    expect(url).toBe(target.url);
    expect(body).toBe(
      '{"id":"evt_1","type":"transaction.authorized","created_at":"2026-01-15T12:30:00.123Z",' +
        '"organization_id":"org_123","merchant_id":"mrc_123",' +
        '"data":{"id":"tx_777","status":"authorized","metadata":{"città":"São Paulo"}}}',
    );
  });

  it("is signed over the body as it is sent, at the whole second of the attempt", () => {
    const { headers, body } = webhooks.request(event, target, at);
    expect(headers).toEqual({
      "Content-Type": "application/json",
      "User-Agent": "Webhooks/1.0",
      "X-Tokeflow-Signature": signatureOf(body, target.secret, new Date("2026-01-15T12:31:00.000Z")),
    });
  });

  it("63: of a later attempt has the same body and another signature", () => {
    const [first, second] = [at, new Date(at.getTime() + 60_000)].map((time) => webhooks.request(event, target, time));
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["X-Tokeflow-Signature"]).not.toBe(first?.headers["X-Tokeflow-Signature"]);
  });
});

it("63: sixteen retries follow a first failure, the last one a day later", () => {
  const minutes = Array.from({ length: 17 }, (_, failed) => {
    const wait = webhooks.retryAfterMs(failed + 1);
    return wait === undefined ? undefined : wait / 60_000;
  });
  expect(minutes).toEqual([1, 5, 5, 10, 10, 10, 10, 10, 60, 60, 60, 60, 60, 360, 360, 360, undefined]);
});

it("any 2xx means delivered, and nothing else does", () => {
  expect([200, 201, 204, 299].map(webhooks.isSuccess)).toEqual([true, true, true, true]);
  expect([101, 199, 300, 302, 400, 404, 410, 429, 500, 503].some(webhooks.isSuccess)).toBe(false);
});
