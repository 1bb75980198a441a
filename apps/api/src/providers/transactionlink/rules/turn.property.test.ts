import { Refusal } from "@understudy/domain";
import fc from "fast-check";
import { expect, it } from "vitest";
import { abandonStep, completeStep, failStep, lapse } from "./acting.ts";
import { retryCall } from "./call.ts";
import type { Definition, Step } from "./definition.ts";
import { cancel, expire } from "./ending.ts";
import type { Change, Scene } from "./execution.ts";
import { recordNeeded } from "./record-step.ts";
import { after, at, definition, madeId, recordId, sceneOf, start, tableId, type World } from "./turn.fixture.ts";
import { turn } from "./turn.ts";

const count = 6;
const key = fc.nat(count - 1).map((number) => `s${number}`);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const ways = { next: key, onError: maybe(key) };
const person = { ...ways, onAbandon: maybe(key), timeout: maybe(fc.constant("PT1M")) };
const number = fc.constantFrom("1234", "404", "500", "$.parameters.none", "$.steps.s1.number");
const when = fc.constantFrom<unknown>(true, false, { ">": [{ var: "steps.s2.hits" }, 0] }, { unheard: [1] });
const literal = <Text extends string>(text: Text) => fc.constant(text);

/** Any step, with ways to any other: rules must hold for what a definition's check would refuse as well. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: literal("form"), fields: fc.constant([]), ...person }),
  fc.record({ type: literal("id_verification"), checks: fc.constant(["document" as const]), ...person }),
  fc.record({ type: literal("bank_account"), flow: literal("redirect"), ...person }),
  fc.record({ type: literal("lookup"), source: literal("vat-register"), input: fc.record({ number }), ...ways }),
  fc.record({ type: literal("aml_screening"), input: fc.record({ name: number }), ...ways }),
  fc.record({ type: literal("record"), action: fc.constantFrom("read", "update", "create"), ...ways }),
  fc.record({
    type: literal("decision"),
    rules: fc.array(fc.record({ when, next: key }), { maxLength: 2 }),
    default: key,
  }),
  fc.record({ type: literal("http"), url: literal("https://example.com"), retries: fc.nat(2), ...ways }),
  fc.record({ type: literal("wait"), for: literal("review"), timeout: maybe(fc.constant("PT1M")), next: key }),
  fc.record({ type: literal("wait"), duration: literal("PT1M"), next: key }),
  fc.record({ type: literal("end"), result: fc.constant({ all: "$.steps" }) }),
);
const anyDefinition: fc.Arbitrary<Definition> = fc
  .array(step, { minLength: count, maxLength: count })
  .map((steps) => definition(Object.fromEntries(steps.map((each, index) => [`s${index}`, each]))));

const error = { code: "broken", message: "Broken." };
const acts: Readonly<Record<string, (scene: Scene, now: Date) => Change>> = {
  turn: (scene, now) => turn(scene, now, () => madeId),
  complete: (scene, now) => completeStep(scene, { number: "1", state: "COMPLETED", status: "COMPLETE" }, now),
  refuse: (scene, now) => completeStep(scene, { state: "FAILED", status: "TIMEDOUT" }, now),
  fail: (scene, now) => failStep(scene, error, now),
  abandon: (scene, now) => abandonStep(scene, now),
  retry: (scene, now) => retryCall(scene, error, now),
  cancel: (scene, now) => cancel(scene.execution, scene.run, now),
  expire: (scene, now) => expire(scene.execution, scene.run, now),
};
const rare = ["cancel", "expire"];
const usual = Object.keys(acts).filter((name) => !rare.includes(name));
const anyAct = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(...usual, "turn", "turn", "lapse") },
  { weight: 1, arbitrary: fc.constantFrom(...rare) },
);
const record = { id: recordId, tableId, version: 1, values: {} };

function move(world: World, name: string, now: Date): World {
  // A timer that is not set cannot fall due, and a call that waits for its next attempt gets no answer.
  const isIdle = name === "lapse" ? world.resumeAt === null : world.execution.awaits === "call" && world.work === null;
  if (isIdle && !rare.includes(name)) return world;
  try {
    const found = recordNeeded(sceneOf(world)) ? record : null;
    return after({ ...world, record: found }, (scene) =>
      (name === "lapse" ? lapse : (acts[name] ?? lapse))(scene, now),
    );
  } catch (caught) {
    if (caught instanceof Refusal) return world;
    throw caught;
  }
}

function judge({ execution, runs, work, resumeAt, events, definition }: World): void {
  const isRunning = execution.status === "RUNNING";
  expect(runs.map((run) => run.number)).toEqual(runs.map((_, index) => index + 1));
  expect(execution.runNumber).toBe(runs.length);
  expect([execution.endedAt === null, execution.awaits !== null, execution.currentStep !== null]).toEqual(
    Array(3).fill(isRunning),
  );
  expect([execution.result !== null, execution.failure !== null]).toEqual([
    execution.status === "COMPLETED",
    execution.status === "FAILED",
  ]);
  const open = runs.filter((run) => run.endedAt === null);
  expect(open).toEqual(runs.filter((run) => run.state === "RUNNING"));
  expect(open.map((run) => run.step)).toEqual(isRunning && execution.awaits !== "turn" ? [execution.currentStep] : []);
  const current = execution.currentStep === null ? undefined : definition.steps[execution.currentStep];
  const isCallLater = execution.awaits === "call" && open[0]?.error != null;
  const works = { turn: "advance_workflow", call: isCallLater ? null : "call_service" } as const;
  expect(work).toBe(execution.awaits === "turn" || execution.awaits === "call" ? works[execution.awaits] : null);
  const isTimed =
    current !== undefined && (("timeout" in current && current.timeout) || ("duration" in current && current.duration));
  expect(resumeAt !== null).toBe(isCallLater || Boolean(isTimed));
  const endings = events.filter((event) => event !== "WORKFLOW_AWAITING");
  expect(endings).toEqual(
    isRunning ? [] : [execution.status === "COMPLETED" ? "WORKFLOW_COMPLETED" : "WORKFLOW_STATUS_CHANGED"],
  );
  if (!isRunning) expect(events.at(-1)).toBe(endings[0]);
}

it("whatever happens: one end, runs in a row, work and timers where they are due and nowhere else", () => {
  fc.assert(
    fc.property(anyDefinition, fc.array(anyAct, { maxLength: 40 }), fc.boolean(), (of, names, hasRecord) => {
      let world = start(of, { recordId: hasRecord ? recordId : null });
      judge(world);
      for (const [index, name] of names.entries()) {
        const next = move(world, name, at(index + 1));
        if (world.execution.status !== "RUNNING") expect(next).toBe(world);
        judge(next);
        world = next;
      }
    }),
    { numRuns: 500 },
  );
});
