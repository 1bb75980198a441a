import { expect, it } from "vitest";
import { invocationsOf, statusOf } from "./aggregate.ts";
import { at } from "./testing.ts";

it("35. an action is successful once any of its runs was, whatever the others do", () => {
  expect(statusOf(["failed", "successful", "pending"])).toBe("successful");
});

it("34. an action is pending while a run of it may still succeed", () => {
  expect(statusOf(["failed", "pending"])).toBe("pending");
});

it("37. an action has failed when every run of it did", () => {
  expect(statusOf(["failed", "failed"])).toBe("failed");
});

it("lists the attempts of all runs by time, and calls only those a retry that followed a failure by themselves", () => {
  const attempts = [
    { deliveryId: "dlv_1", number: 1, at: at(0) },
    { deliveryId: "dlv_1", number: 2, at: at(300) },
    { deliveryId: "dlv_2", number: 1, at: at(60) },
  ];
  const invocations = invocationsOf(attempts);
  expect(invocations.map(({ attempt, isRetry }) => [attempt.deliveryId, attempt.number, isRetry])).toEqual([
    ["dlv_1", 1, false],
    ["dlv_2", 1, false],
    ["dlv_1", 2, true],
  ]);
  expect(new Set(invocations.map(({ id }) => id)).size).toBe(3);
});
