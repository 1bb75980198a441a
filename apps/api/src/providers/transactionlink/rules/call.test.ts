import { expect, it } from "vitest";
import { completeStep, failStep, lapse } from "./acting.ts";
import { callOf, retryCall } from "./call.ts";
import type { HttpStep } from "./definition.ts";
import { after, at, definition, end, sceneOf, start } from "./turn.fixture.ts";

const error = { code: "no_answer", message: "Nobody answered." };
const began = (rest: Partial<HttpStep> = {}, parameters = {}) =>
  start(definition({ a: { type: "http", url: "https://example.com/hook", next: "z", ...rest }, e: end, z: end }), {
    parameters,
  });

it("calls at once, by a key of its run", () => {
  const world = began({ body: { number: "$.parameters.number" } }, { number: "7" });
  expect(world).toMatchObject({ execution: { awaits: "call" }, work: "call_service", resumeAt: null });
  expect(callOf(sceneOf(world))).toEqual({
    call: {
      ...{ method: "POST", url: "https://example.com/hook", headers: {}, body: { number: "7" } },
      ...{ idempotencyKey: "e1/1", timeoutMs: 10_000 },
    },
  });
});

it("maps the address and the headers, and leaves out a header without a value", () => {
  const headers = { "X-Plain": "as it is", "X-Number": "$.parameters.number", "X-None": "$.parameters.none" };
  const world = began(
    { url: "$.parameters.url", headers, method: "GET", timeout: "PT2S" },
    { url: "http://a.test/", number: 7 },
  );
  const sent = { "X-Plain": "as it is", "X-Number": "7" };
  expect(callOf(sceneOf(world))).toMatchObject({
    call: { url: "http://a.test/", headers: sent, method: "GET", body: null, timeoutMs: 2000 },
  });
});

it.each([null, "file:///etc/passwd", "example.com", 7])("has no call to make to %j", (url) => {
  expect(callOf(sceneOf(began({ url: "$.parameters.url" }, { url })))).toMatchObject({
    error: { code: "invalid_url" },
  });
});

it("calls again after a while by the same key, as often as the step says, and then fails", () => {
  let world = began({ retries: 2, retryAfter: "PT20S", onError: "e" });
  for (const attempt of [1, 2]) {
    world = after(world, (scene) => retryCall(scene, error, at(attempt)));
    expect(world).toMatchObject({
      runs: [{ attempt, error, state: "RUNNING" }],
      work: null,
      resumeAt: at(attempt + 20),
    });
    world = after(world, (scene) => lapse(scene, at(attempt + 20)));
    expect(world).toMatchObject({
      runs: [{ attempt: attempt + 1, error: null }],
      work: "call_service",
      resumeAt: null,
    });
    expect(callOf(sceneOf(world))).toMatchObject({ call: { idempotencyKey: "e1/1" } });
  }
  world = after(world, (scene) => retryCall(scene, error, at(99)));
  expect(world).toMatchObject({ execution: { currentStep: "e" }, runs: [{ attempt: 3, error, state: "FAILED" }] });
});

it("has no timer while the call is under way", () => {
  expect(() => lapse(sceneOf(began()), at(1))).toThrow("under way");
});

it("keeps the answer, or fails for good", () => {
  const answer = { status: 200, headers: {}, body: { ok: true } };
  expect(after(began(), (scene) => completeStep(scene, answer, at(1))).runs).toMatchObject([
    { state: "COMPLETED", output: answer },
  ]);
  expect(after(began(), (scene) => failStep(scene, error, at(1))).execution).toMatchObject({
    status: "FAILED",
    failure: error,
  });
});
