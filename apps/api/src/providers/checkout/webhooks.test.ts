import { createHmac } from "node:crypto";
import type { ToldEvent } from "@understudy/engine";
import { expect, it } from "vitest";
import type { Target } from "./rules/subscription.ts";
import { at } from "./rules/testing.ts";
import { signatureOf, webhooks } from "./webhooks.ts";

const event: ToldEvent = {
  id: "evt_az5sblvku4ge3dwpztvyizgcau",
  provider: "checkout",
  type: "payment_approved",
  subject: "pay_wlu3wxc26jounofs5iez75qaqa",
  data: { id: "pay_wlu3wxc26jounofs5iez75qaqa", amount: 1000, reference: "Café ©" },
  facets: {
    source_type: "gateway.payment_approved",
    version: "1.0.29",
    base_url: "http://127.0.0.1:4700/checkout",
  },
  occurredAt: at(0),
};

const key = "8V8x0dLK%AyD*DNS8JJr";
const target = (changes: Partial<Target> = {}): Target => ({
  url: "https://example.com/webhooks",
  headers: {},
  retries: true,
  ...changes,
});

it("tells of an event in today's shape, its time to seven digits", () => {
  const { url, body } = webhooks.request(event, target());
  expect(url).toBe("https://example.com/webhooks");
  expect(body).toBe(
    '{"id":"evt_az5sblvku4ge3dwpztvyizgcau","type":"payment_approved","version":"1.0.29",' +
      '"created_on":"2026-03-01T09:00:00.1230000Z",' +
      '"data":{"id":"pay_wlu3wxc26jounofs5iez75qaqa","amount":1000,"reference":"Café ©"},' +
      '"_links":{"self":{"href":"http://127.0.0.1:4700/checkout/workflows/events/evt_az5sblvku4ge3dwpztvyizgcau"}}}',
  );
});

it("40. the signature is the hexadecimal HMAC-SHA256 of the raw body, and one changed byte breaks it", () => {
  const vector = '{"id":"evt_az5sblvku4ge3dwpztvyizgcau","type":"payment_approved"}';
  expect(signatureOf(vector, key)).toBe("0f19bef5afe4f0ff6161b7739ed059825fda2b83d1efca3e51a6c547162fb6e1");
  const { headers, body } = webhooks.request(event, target({ signatureKey: key }));
  expect(headers["Cko-Signature"]).toBe(createHmac("sha256", key).update(Buffer.from(body, "utf8")).digest("hex"));
  expect(signatureOf(body.replace("1000", "1001"), key)).not.toBe(headers["Cko-Signature"]);
  expect(signatureOf(body, `${key} `)).not.toBe(headers["Cko-Signature"]);
});

it("41. without a key nothing is signed", () => {
  expect(webhooks.request(event, target()).headers).toEqual({
    "Content-Type": "application/json",
    "User-Agent": "understudy",
  });
});

it("42. the action's headers are sent exactly as they are, ours only where it names none of that name", () => {
  const headers = { Authorization: "abc", "user-agent": "mine" };
  expect(webhooks.request(event, target({ headers })).headers).toEqual({
    "Content-Type": "application/json",
    Authorization: "abc",
    "user-agent": "mine",
  });
});

it("37. retries come 5, 10, 15, 30, 60, 240, 720 and 720 minutes after the attempt before, then none", () => {
  const attempts = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const minutes = attempts.map((attempt) => (webhooks.retryAfterMs(attempt, target()) ?? Number.NaN) / 60_000);
  expect(minutes).toEqual([5, 10, 15, 30, 60, 240, 720, 720, Number.NaN]);
});

it("an action that does not retry gives up after its first attempt", () => {
  expect(webhooks.retryAfterMs(1, target({ retries: false }))).toBeUndefined();
});

it("38. 39. any 2xx within ten seconds is success, and nothing else is", () => {
  expect(webhooks.timeoutMs).toBe(10_000);
  expect([200, 201, 204, 299].every(webhooks.isSuccess)).toBe(true);
  expect([199, 300, 302, 400, 410, 500].some(webhooks.isSuccess)).toBe(false);
});

it("disputes over issued cards have their data under another name", () => {
  const { body } = webhooks.request({ ...event, type: "issuing_dispute_closed" }, target());
  expect(Object.keys(JSON.parse(body))).toEqual(["id", "type", "version", "created_on", "event_data", "_links"]);
});
