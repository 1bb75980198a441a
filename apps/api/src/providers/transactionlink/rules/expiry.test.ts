import { Refusal } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { expiresAtOf, expiryToWire } from "./expiry.ts";

const now = new Date("2025-09-01T09:32:46.288Z");
const minute = 60_000;
const day = 24 * 60 * minute;
const ahead = (ms: number) => new Date(now.getTime() + ms).toISOString();
const wireOf = (given?: string | null) => {
  const { expiresAt, micros } = expiresAtOf(given, now);
  return expiryToWire(expiresAt, micros);
};
const problemsOf = (given: string) => {
  try {
    expiresAtOf(given, now);
  } catch (error) {
    if (error instanceof Refusal) return error.details.problems;
    throw error;
  }
  return [];
};
const refused = (message: string) => [
  { field: "expiresAt", rule: "INVALID_EXPIRES_AT", message: expect.stringContaining(message) },
];

describe("6: an execution lasts 30 minutes to 30 days", () => {
  it.each([31 * minute, 29 * day, 30 * minute, 30 * day, 30 * minute - 5000, 30 * day + 5000])(
    "%i ms will do",
    (ms) => {
      expect(expiresAtOf(ahead(ms), now).expiresAt).toEqual(new Date(ahead(ms)));
    },
  );

  it.each([29 * minute, 31 * day, -minute, 0, 30 * minute - 5001, 30 * day + 5001])("%i ms will not", (ms) => {
    expect(problemsOf(ahead(ms))).toEqual(refused("must lie between 30 minutes and 30 days"));
  });

  it("the limit counts microseconds too", () => {
    expect(problemsOf(ahead(30 * day + 5000).replace("Z", "001Z"))).toHaveLength(1);
  });
});

it.each([undefined, null])("8: %s means an hour from now", (given) => {
  expect(wireOf(given)).toBe("2025-09-01T10:32:46.288000Z");
});

it.each([
  ["2025-09-08T16:30:00+02:00", "2025-09-08T14:30:00.000000Z"],
  ["2025-09-08T00:15:00.5-05:30", "2025-09-08T05:45:00.500000Z"],
  ["2025-09-08T14:30:00.123456Z", "2025-09-08T14:30:00.123456Z"],
  ["2025-09-08T14:30:00.1234567Z", "2025-09-08T14:30:00.123456Z"],
  ["2025-09-08T14:30:00.123456789Z", "2025-09-08T14:30:00.123456Z"],
  ["2025-09-08T14:30:00.000009Z", "2025-09-08T14:30:00.000009Z"],
  ["2025-09-08t14:30:00z", "2025-09-08T14:30:00.000000Z"],
  ["2025-09-08T14:30:00-00:00", "2025-09-08T14:30:00.000000Z"],
])("9: %s is the same instant as %s", (given, wire) => expect(wireOf(given)).toBe(wire));

it("10: the wire has six digits and Z, whatever was given", () => {
  expect(expiryToWire(new Date("2025-09-01T10:32:46.288Z"), 669)).toBe("2025-09-01T10:32:46.288669Z");
  expect(expiryToWire(new Date("2025-09-01T10:32:46.000Z"), 7)).toBe("2025-09-01T10:32:46.000007Z");
});

it("what has no offset from UTC is refused, and told how to mend it", () => {
  expect(problemsOf("2025-09-08T14:30:00")).toEqual(refused("has no offset from UTC: end it with Z"));
});

it.each([
  "",
  "tomorrow",
  "2025-09-08",
  "2025-09-08 14:30:00Z",
  "2025-09-31T14:30:00Z",
  "2025-02-30T14:30:00Z",
  "2025-13-01T14:30:00Z",
  "2025-09-08T24:00:00Z",
  "2025-09-08T14:60:00Z",
  "2025-09-08T14:30Z",
  "2025-09-08T14:30:00+2:00",
  "2025-09-08T14:30:00+24:00",
  "2025-09-08T14:30:00.Z",
  "2025-09-08T14:30:00.1234567890Z",
  "2025-09-08T14:30:00Z\n",
  " 2025-09-08T14:30:00Z",
  "1757341800",
])("%j is no date-time", (given) => expect(problemsOf(given)).toEqual(refused("must be an RFC 3339 date-time")));
