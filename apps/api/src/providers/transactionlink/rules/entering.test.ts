import { expect, it } from "vitest";
import { lapse } from "./acting.ts";
import { applied, at, definition, end, sceneOf, start } from "./turn.fixture.ts";

it("ends a workflow that goes round in circles, however short its waits are", () => {
  let world = start(definition({ a: { type: "wait", duration: "PT0.001S", next: "a" }, z: end }));
  for (let count = 1; world.execution.status === "RUNNING" && count < 2_000; count++)
    world = applied(world, lapse(sceneOf(world), at(1)));
  expect(world.execution).toMatchObject({ status: "FAILED", failure: { step: "a", code: "too_many_steps" } });
  expect(world.runs).toHaveLength(1_000);
  expect(world.runs.every(({ endedAt }) => endedAt !== null)).toBe(true);
});
