import { expect, it } from "vitest";
import { completeStep } from "./acting.ts";
import type { Step } from "./definition.ts";
import { largestValueBytes } from "./size.ts";
import { after, at, definition, end, person, refusalOf, sceneOf, settle, start } from "./turn.fixture.ts";
import { turn } from "./turn.ts";

const lookup = (rest: object = {}): Step =>
  ({
    type: "lookup",
    source: "company-registry",
    input: { number: "$.parameters.number" },
    next: "z",
    ...rest,
  }) as Step;
const wait: Step = { type: "wait", for: "review", next: "z" };

it("begins at the first step, in the background where no person can be met", () => {
  const world = start(definition({ a: lookup(), z: end }));
  const about = { definitionId: "d1", name: "sample", revision: "r3", status: "RUNNING", createdAt: at(0) };
  const standing = { executionType: "BACKGROUND", currentStep: "a", awaits: "turn", runNumber: 0 };
  expect(world.execution).toMatchObject({ ...about, ...standing });
  expect(world).toMatchObject({ runs: [], work: "advance_workflow", resumeAt: null, events: [] });
});

it("enters a person's first step at once, with its run and its time", () => {
  const world = start(definition({ a: person("z", { timeout: "PT1M" }), z: end }));
  expect(world.execution).toMatchObject({ executionType: "INTERACTIVE", awaits: "person", runNumber: 1 });
  expect(world).toMatchObject({ work: null, resumeAt: at(60), runs: [{ number: 1, state: "RUNNING", endedAt: null }] });
});

it("runs one step at a turn, and completes with the result of its end", () => {
  const begun = start(definition({ a: lookup(), z: end }), { parameters: { number: "1234" } });
  const once = after(begun, (scene) => turn(scene, at(1), () => ""));
  expect(once).toMatchObject({
    execution: { currentStep: "z", awaits: "turn", runNumber: 1 },
    work: "advance_workflow",
  });
  expect(once.runs).toMatchObject([{ step: "a", state: "COMPLETED", input: { number: "1234" }, endedAt: at(1) }]);
  const done = settle(once);
  expect(done.execution).toMatchObject({ status: "COMPLETED", endedAt: at(1), currentStep: null, awaits: null });
  expect(done.execution.result).toMatchObject({ all: { number: "1234", status: "active" } });
  expect(done.events).toEqual(["WORKFLOW_COMPLETED"]);
  expect(refusalOf(() => turn(sceneOf(done), at(2), () => "")).code).toBe("wrong_state");
});

it("fails where a step has no way out of its error, and goes that way where it has one", () => {
  const parameters = { number: "404" };
  const failed = settle(start(definition({ a: lookup(), z: end }), { parameters }));
  const message = "The company-registry has no 404.";
  expect(failed.execution).toMatchObject({
    status: "FAILED",
    result: null,
    failure: { step: "a", code: "not_found", message },
  });
  expect(failed.runs).toMatchObject([{ state: "FAILED", error: { code: "not_found", message }, output: null }]);
  expect(failed.events).toEqual(["WORKFLOW_STATUS_CHANGED"]);
  const saved = settle(start(definition({ a: lookup({ onError: "z" }), z: end }), { parameters }));
  expect(saved.execution).toMatchObject({ status: "COMPLETED", failure: null, result: { all: null } });
});

it("lets a definition's own fixtures answer first", () => {
  const fixtures = [
    { when: { "==": [{ var: "input.number" }, "1"] }, output: { own: true } },
    { when: { "==": [{ var: "input.number" }, "2"] }, error: { code: "mine", message: "Mine." } },
  ];
  const run = (number: string) =>
    settle(start(definition({ a: lookup({ fixtures }), z: end }), { parameters: { number } }));
  expect(run("1").execution.result).toEqual({ all: { own: true } });
  expect(run("2").execution.failure).toEqual({ step: "a", code: "mine", message: "Mine." });
  expect(run("3").execution.result).toMatchObject({ all: { number: "3" } });
});

it("decides by the first rule that holds, and names the outcome after the step where it has no name", () => {
  const rules = [
    { when: { ">": [{ var: "parameters.hits" }, 1] }, outcome: "refused", next: "z" },
    { when: { ">": [{ var: "parameters.hits" }, 0] }, next: "b" },
  ];
  const steps = { a: { type: "decision", rules, default: "z" } as Step, b: wait, z: end };
  const outcome = (hits: number) => settle(start(definition(steps), { parameters: { hits } })).runs[0]?.output;
  expect(outcome(2)).toEqual({ outcome: "refused", ruleIndex: 0 });
  expect(outcome(1)).toEqual({ outcome: "b", ruleIndex: 1 });
  expect(outcome(0)).toEqual({ outcome: "z", ruleIndex: null });
});

it("takes a rule that cannot be applied for the step's error", () => {
  const rules = [{ when: { unheard: [1] }, next: "z" }];
  const world = settle(start(definition({ a: { type: "decision", rules, default: "z" }, z: end })));
  expect(world.execution).toMatchObject({ status: "FAILED", failure: { step: "a", code: "step_error" } });
});

it("keeps no output and no input beyond a mebibyte", () => {
  const big = "x".repeat(largestValueBytes);
  const fixtures = [{ when: true, output: big }];
  const world = settle(start(definition({ a: lookup({ fixtures }), z: end })));
  expect(world.execution.failure).toMatchObject({ code: "output_too_large" });
  const given = { parameters: { number: big } };
  expect(settle(start(definition({ a: lookup(), z: end }), given)).execution.failure).toMatchObject({
    code: "input_too_large",
  });
  const many: Step = { type: "end", result: { list: Array(100_000).fill("$.parameters.number") } };
  expect(settle(start(definition({ z: many }), given)).execution.failure).toMatchObject({ code: "output_too_large" });
  const id: Step = {
    type: "id_verification",
    checks: ["document"],
    input: { big: "$.parameters.number" },
    next: "a",
    onError: "a",
  };
  const atOnce = start(definition({ a: id, z: end }), given);
  expect(atOnce).toMatchObject({
    execution: { status: "FAILED" },
    runs: [{ state: "FAILED", endedAt: at(0) }],
    work: null,
  });
});

it("says that it awaits where the persons are done and an automatic step is not", () => {
  const run = (steps: Record<string, Step>) =>
    after(start(definition({ a: person(Object.keys(steps)[0] ?? "z"), ...steps, z: end })), (scene) =>
      completeStep(scene, {}, at(5)),
    );
  expect(run({ b: lookup() }).events).toEqual(["WORKFLOW_AWAITING"]);
  expect(run({ b: wait }).events).toEqual(["WORKFLOW_AWAITING"]);
  expect(run({ b: lookup({ next: "c" }), c: person("z") }).events).toEqual([]);
  expect(run({}).events).toEqual([]);
});

it("breaks off conditions that would take too long, which is the step's error", () => {
  const slow = { or: Array.from({ length: 80 }, () => ({ "==": [{ cat: [{ var: "parameters.l" }] }, "x"] })) };
  const rules = Array.from({ length: 50 }, () => ({ when: slow, next: "z" }));
  const world = start(definition({ a: { type: "decision", rules, default: "z" }, z: end }), {
    parameters: { l: Array.from({ length: 300_000 }, () => 1) },
  });
  const before = performance.now();
  expect(settle(world).execution).toMatchObject({ status: "FAILED", failure: { step: "a", code: "step_error" } });
  expect(performance.now() - before).toBeLessThan(3_000);
});
