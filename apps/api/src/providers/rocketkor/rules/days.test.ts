import { expect, it } from "vitest";
import { isTimeZone, spanOf } from "./days.ts";

const span = (createdAtFrom: string, createdAtTo: string, timeZone?: string) => {
  const { createdFrom, createdBefore } = spanOf({ createdAtFrom, createdAtTo, timeZone });
  return [createdFrom?.toISOString(), createdBefore?.toISOString()];
};

it("a span of days begins with its first and ends with its last, in UTC unless a zone is said", () => {
  expect(span("2026-01-15", "2026-01-15")).toEqual(["2026-01-15T00:00:00.000Z", "2026-01-16T00:00:00.000Z"]);
  expect(span("2026-01-15", "2026-01-16", "America/Toronto")).toEqual([
    ...["2026-01-15T05:00:00.000Z", "2026-01-17T05:00:00.000Z"],
  ]);
});

it("a day on which clocks change is as long as it is, also where its midnight does not exist", () => {
  expect(span("2026-03-08", "2026-03-08", "America/Toronto")).toEqual([
    ...["2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z"],
  ]);
  expect(span("2018-11-04", "2018-11-04", "America/Sao_Paulo")).toEqual([
    ...["2018-11-04T03:00:00.000Z", "2018-11-05T02:00:00.000Z"],
  ]);
});

it("stays within the times that can be kept", () => {
  expect(span("0001-01-01", "9999-12-31", "Asia/Tokyo")).toEqual([
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T15:00:00.000Z",
  ]);
  expect(span("0001-01-01", "9999-12-31")).toEqual(["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"]);
  expect(spanOf({})).toEqual({ createdFrom: undefined, createdBefore: undefined });
});

it("knows zones by their IANA names", () => {
  expect(["UTC", "America/Toronto", "Etc/GMT+3"].map(isTimeZone)).toEqual([true, true, true]);
  expect(["", "Mars/Base", "UTC+1", "x".repeat(64)].map(isTimeZone)).toEqual([false, false, false, false]);
});
