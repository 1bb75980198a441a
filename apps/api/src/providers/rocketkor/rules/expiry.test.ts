import { expect, it } from "vitest";
import { expiryAfter } from "./expiry.ts";
import { refusalOf } from "./transaction.fixture.ts";

const now = new Date("2026-01-15T12:00:00Z");

it("an expiry is so many hours later", () => {
  expect(expiryAfter(now, 48, now)).toEqual(new Date("2026-01-17T12:00:00Z"));
  expect(expiryAfter(now, 87_600, now)).toEqual(new Date("2036-01-13T12:00:00Z"));
});

it("none is more than ten years away, or beyond the year 9998, and a refusal names the field", () => {
  const later = new Date("2026-01-15T13:00:00Z");
  const tooLong = refusalOf(() => expiryAfter(later, 87_600, now));
  expect([tooLong.code, tooLong.details.problems]).toEqual([
    "invalid",
    [
      {
        ...{ field: "expireInHours", rule: "FIELD_INVALID" },
        message: "must not put the expiry off to more than 87600 hours from now",
      },
    ],
  ]);
  const last = new Date("9998-12-31T00:00:00Z");
  expect(expiryAfter(last, 23, last)).toEqual(new Date("9998-12-31T23:00:00Z"));
  expect(refusalOf(() => expiryAfter(last, 24, last)).message).toBe(
    "expireInHours must put the expiry before the year 9999; give fewer.",
  );
});
