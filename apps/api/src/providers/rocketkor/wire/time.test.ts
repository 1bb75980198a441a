import { expect, it } from "vitest";
import { linxTime, time } from "./time.ts";

it("LinX shows six digits of a second, and all others show three", () => {
  const at = new Date("2023-11-11T21:00:49.776Z");
  expect([linxTime(at), time(at)]).toEqual(["2023-11-11T21:00:49.776000Z", "2023-11-11T21:00:49.776Z"]);
  expect(linxTime(new Date("2024-01-01T00:00:00Z"))).toBe("2024-01-01T00:00:00.000000Z");
});
