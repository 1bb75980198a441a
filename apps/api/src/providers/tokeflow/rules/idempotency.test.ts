import { expect, it } from "vitest";
import { fingerprint, idempotencyKeyOf } from "./idempotency.ts";

const body = { amount: 100, metadata: { a: 1, b: [1, 2] } };

it("24: the same request has the same fingerprint, whatever the order of its fields", () => {
  expect(fingerprint({ metadata: { b: [1, 2], a: 1 }, amount: 100 })).toEqual(fingerprint(body));
  expect(fingerprint(body)).toHaveLength(32);
});

it("24: neither the key nor the merchant that it belongs to is part of the request", () => {
  expect(fingerprint({ ...body, idempotency_key: "k" })).toEqual(fingerprint(body));
  expect(fingerprint({ ...body, merchant_id: "mrc_123" })).toEqual(fingerprint(body));
});

it("27: another request has another fingerprint", () => {
  expect(fingerprint({ ...body, metadata: { a: 1, b: [2, 1] } })).not.toEqual(fingerprint(body));
});

it("25: the header's key beats the body's", () => {
  expect(idempotencyKeyOf("header", "body")).toBe("header");
  expect(idempotencyKeyOf(undefined, "body")).toBe("body");
});

it("refuses text that is not Unicode instead of failing on it", () => {
  expect(() => fingerprint({ metadata: { note: "\ud800" } })).toThrow("metadata.note holds text");
});
