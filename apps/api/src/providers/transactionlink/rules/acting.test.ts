import { expect, it } from "vitest";
import { abandonStep, completeStep, failStep, lapse } from "./acting.ts";
import type { Step } from "./definition.ts";
import { cancel, expire } from "./ending.ts";
import { after, applied, at, definition, end, person, refusalOf, sceneOf, settle, start } from "./turn.fixture.ts";

const error = { code: "smudged", message: "Not readable." };
const speaking = (type: string, rest: object = {}) =>
  ({ type, checks: ["document"], flow: "redirect", next: "z", ...rest }) as Step;
const others = { e: end, l: end, z: end };
const began = (a: Step) => start(definition({ a, ...others }));

it("keeps what a person gave, and goes on", () => {
  const world = after(began(person("z")), (scene) => completeStep(scene, { email: "a@b.pl" }, at(9)));
  expect(world.runs).toMatchObject([{ state: "COMPLETED", output: { email: "a@b.pl" }, endedAt: at(9) }]);
  expect(settle(world).execution.result).toEqual({ all: { email: "a@b.pl" } });
});

it("fails a form by its error unless there is a way for it", () => {
  const failed = after(began(person("z")), (scene) => failStep(scene, error, at(9)));
  expect(failed.execution).toMatchObject({ status: "FAILED", failure: { step: "a", ...error } });
  const led = after(began(person("z", { onError: "e" })), (scene) => failStep(scene, error, at(9)));
  expect(led).toMatchObject({ execution: { currentStep: "e" }, runs: [{ state: "FAILED", error, output: null }] });
});

it.each([
  [{}, null],
  [{ onError: "e" }, "e"],
  [{ onError: "e", onAbandon: "l" }, "l"],
])("leads who leaves a form with %j to %s", (ways, to) => {
  const left = after(began(person("z", ways)), (scene) => abandonStep(scene, at(9)));
  const late = after(began(person("z", { ...ways, timeout: "PT1M" })), (scene) => lapse(scene, at(60)));
  expect([left.execution.currentStep, late.execution.currentStep]).toEqual([to, to]);
  expect([left.runs[0]?.state, late.runs[0]?.state]).toEqual(["ABANDONED", "TIMED_OUT"]);
  const codes = [left.execution.failure?.code, late.execution.failure?.code];
  expect(codes).toEqual(to ? [undefined, undefined] : ["abandoned", "timed_out"]);
});

it.each([
  ["id_verification", { state: "FAILED" }, { state: "FAILED", code: "abandoned" }],
  ["bank_account", { status: "OMITTED", code: "bank.notFound" }, { status: "TIMEDOUT", code: "user.idle" }],
])("lets %s say in its output that it failed or was left", (type, failed, left) => {
  const fail = (rest = {}) => after(began(speaking(type, rest)), (scene) => failStep(scene, error, at(1)));
  const leave = (rest = {}) => after(began(speaking(type, rest)), (scene) => abandonStep(scene, at(1)));
  expect(fail().runs).toMatchObject([{ state: "FAILED", output: failed, error }]);
  expect(leave().runs).toMatchObject([{ state: "ABANDONED", output: left }]);
  expect([fail(), leave()].map(({ execution }) => execution.currentStep)).toEqual(["z", "z"]);
  const some = { onError: "e" };
  expect([fail(some), leave(some)].map(({ execution }) => execution.currentStep)).toEqual(["e", "e"]);
  const all = { onError: "e", onAbandon: "l" };
  expect([fail(all), leave(all)].map(({ execution }) => execution.currentStep)).toEqual(["e", "l"]);
});

it.each([
  ["id_verification", { state: "COMPLETED" }, "COMPLETED", "z"],
  ["id_verification", { state: "COMPLETED_WITH_ERRORS" }, "COMPLETED", "z"],
  ["id_verification", { state: "FAILED", code: "document.rejected" }, "FAILED", "e"],
  ["bank_account", { status: "COMPLETE" }, "COMPLETED", "z"],
  ["bank_account", { status: "OMITTED", code: "bank.notFound" }, "FAILED", "e"],
  ["bank_account", { status: "TIMEDOUT", code: "user.idle" }, "ABANDONED", "l"],
])("leads %s with the outcome %j the same way as one that was failed or left", (type, output, state, to) => {
  const world = after(began(speaking(type, { onError: "e", onAbandon: "l" })), (scene) =>
    completeStep(scene, output, at(1)),
  );
  expect(world).toMatchObject({ execution: { currentStep: to }, runs: [{ state, output }] });
});

it("waits for an event, and goes another way where it does not come", () => {
  const wait: Step = { type: "wait", for: "review", timeout: "P7D", onTimeout: "l", next: "z" };
  const waiting = began(wait);
  expect(waiting).toMatchObject({ execution: { awaits: "event" }, work: null, resumeAt: at(7 * 86_400) });
  const told = after(waiting, (scene) => completeStep(scene, { by: "Ewa" }, at(3)));
  expect(told).toMatchObject({
    execution: { currentStep: "z" },
    runs: [{ state: "COMPLETED", output: { by: "Ewa" } }],
  });
  const late = after(waiting, (scene) => lapse(scene, at(7 * 86_400)));
  expect(late).toMatchObject({
    execution: { currentStep: "l" },
    runs: [{ state: "TIMED_OUT", output: { timedOut: true } }],
  });
});

it("waits for a time", () => {
  const waiting = began({ type: "wait", duration: "PT30S", next: "z" });
  expect(waiting).toMatchObject({ execution: { awaits: "time" }, resumeAt: at(30) });
  expect(refusalOf(() => completeStep(sceneOf(waiting), {}, at(1)))).toMatchObject({ code: "wrong_state" });
  expect(after(waiting, (scene) => lapse(scene, at(30)))).toMatchObject({
    execution: { currentStep: "z" },
    runs: [{ state: "COMPLETED" }],
  });
});

it("refuses what the step does not wait for", () => {
  const waiting = sceneOf(began({ type: "wait", for: "review", next: "z" }));
  for (const act of [() => failStep(waiting, error, at(1)), () => abandonStep(waiting, at(1))])
    expect(refusalOf(act).message).toBe("The workflow stands at the step a and waits for an event.");
});

it.each([
  [cancel, "CANCELLED"],
  [expire, "EXPIRED"],
] as const)("ends with what was under way, once: %o", (act, status) => {
  const world = began(person("z", { timeout: "PT1M" }));
  const ended = applied(world, act(world.execution, sceneOf(world).run, at(4)));
  expect(ended.execution).toMatchObject({
    status,
    endedAt: at(4),
    currentStep: null,
    awaits: null,
    result: null,
    failure: null,
  });
  expect(ended).toMatchObject({ runs: [{ state: "CANCELLED", endedAt: at(4) }], resumeAt: null, work: null });
  expect(ended.events).toEqual(["WORKFLOW_STATUS_CHANGED"]);
  expect(refusalOf(() => act(ended.execution, null, at(5)))).toMatchObject({ code: "wrong_state" });
});
