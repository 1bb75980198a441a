import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form, type Step } from "./support/drafts.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, control, draw, inFull, settle } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (workflowDefinitionId: string, given: object = parameters) => {
  const { body } = await send("POST", "/workflows", {
    json: { workflowDefinitionId, locale: "en", parameters: given },
  });
  return String(body.id);
};
const onboard = (companyNumber = "0000345671") => start(definitions.onboarding, { companyNumber });
const finish = (id: string, json?: unknown) =>
  control("POST", `/workflows/${id}/finish`, json === undefined ? {} : { json });
const stepsOf = ({ body }: Awaited<ReturnType<typeof finish>>): readonly (readonly [string, string])[] =>
  body.steps.map(({ step, state }: { step: string; state: string }) => [step, state]);

describe("finishing", () => {
  it("goes through all steps of a person, and what runs between and after them", async () => {
    const id = await onboard();
    const answer = await finish(id);
    expect(answer.status).toBe(200);
    expect(stepsOf(answer).map(([step]) => step)).toEqual([
      ...["company", "representative", "documents", "identity", "bank", "registry", "screening", "decision", "done"],
    ]);
    expect(answer.body).toMatchObject({ status: "COMPLETED", current_step: null, link: null });
    expect((await send("GET", `/workflows/${id}/result`)).body).toEqual(answer.body.result);
    expect(answer.body.result).toMatchObject({ decision: "approved", identity: { state: "COMPLETED" } });
  });

  it("53: the last step of a person leads to the end without any call of the integrator", async () => {
    const id = await onboard();
    for (const _ of ["company", "representative", "documents", "identity", "bank"])
      await control("POST", `/workflows/${id}/step/complete`);
    await settle();
    expect((await send("GET", `/workflows/${id}`)).body.status).toBe("COMPLETED");
  });

  it("enters the values that are given, and makes up the others", async () => {
    const values = {
      company: { companyName: "Żółw sp. z o.o.", country: "PL", companyNumber: "123" },
      identity: { documentType: "id_card", documentNumber: "ABC001" },
      bank: { bank: "My bank is not listed" },
      nowhere: { a: 1 },
    };
    const { body } = await finish(await onboard(), { values });
    expect(body).toMatchObject({
      status: "COMPLETED",
      result: {
        company: { name: "Żółw sp. z o.o.", number: "123" },
        identity: { state: "COMPLETED_WITH_ERRORS" },
        ais: { status: "OMITTED" },
      },
    });
  });

  it("stops where something else is waited for, and goes on from there", async () => {
    const id = await onboard("0000345679");
    const { status, body } = await finish(id, {});
    expect([status, body.status, body.current_step.key, body.current_step.awaits]).toEqual([
      200,
      "RUNNING",
      "review",
      "event",
    ]);
    expect((await finish(id)).status).toBe(409);
    await control("POST", `/workflows/${id}/events`, { json: { name: "review", payload: { approved: false } } });
    await settle();
    expect((await inFull(id)).result).toMatchObject({ decision: "review", review: { approved: false } });
  });

  it("stops at a wait for a time, past which more steps of a person may come", async () => {
    const steps: Record<string, Step> = {
      first: form({ a: {} }, { next: "pause" }),
      pause: { type: "wait", duration: "PT10M", next: "second" },
      second: form({ b: {} }, { next: "done" }),
      done: end({ b: "$.steps.second.b" }),
    };
    const own = await openSandbox(server);
    const workflowDefinitionId = await own.draw(draftOf(steps));
    const { body } = await own.send("POST", "/workflows", {
      json: { workflowDefinitionId, locale: "en", parameters: {} },
    });
    const path = { ...own.path, workflowId: String(body.id) };
    expect((await own.dashboard.finishWorkflow({ path })).data?.current_step).toMatchObject({
      key: "pause",
      awaits: "time",
    });
    await own.advance("PT10M");
    const values = { second: { b: "later" } };
    const { data } = await own.dashboard.finishWorkflow({ path, body: { values } });
    expect(data?.result).toEqual({ b: "later" });
  });

  it("waits until the person is at a step, where others run first", async () => {
    const lookup: Step = { type: "lookup", source: "company-registry", input: { number: "1" }, next: "ask" };
    const id = await start(await draw(draftOf({ lookup, ask: form({ a: {} }), done: end() })));
    const answer = await finish(id);
    expect(stepsOf(answer)).toEqual([
      ["lookup", "COMPLETED"],
      ["ask", "COMPLETED"],
      ["done", "COMPLETED"],
    ]);
  });

  it("goes round with a person until they are through, but not for ever", async () => {
    const again: Step = {
      type: "decision",
      rules: [{ when: { "==": [{ var: "steps.ask.again" }, "yes"] }, next: "ask" }],
      default: "done",
    };
    const round = await draw(draftOf({ ask: form({ again: {} }, { next: "decide" }), decide: again, done: end() }));
    expect((await finish(await start(round), { values: { ask: { again: "no" } } })).body.status).toBe("COMPLETED");
  });
});

describe("finishing otherwise", () => {
  it("fail is what becomes of the first step, and the execution fails with it", async () => {
    const { status, body } = await finish(await onboard(), { outcome: "fail" });
    expect([status, body.status, body.failure.step, body.failure.code]).toEqual([200, "FAILED", "company", "failed"]);
  });

  it("abandon is what becomes of the first step, and steps on its way are completed", async () => {
    const steps = {
      ask: form({ a: {} }, { onAbandon: "why", next: "done" }),
      why: form({ reason: {} }, { next: "left" }),
      left: end({ reason: "$.steps.why.reason" }),
      done: end(),
    };
    const id = await start(await draw(draftOf(steps)));
    const answer = await finish(id, { outcome: "abandon", values: { why: { reason: "no time" } } });
    expect(stepsOf(answer)).toEqual([
      ["ask", "ABANDONED"],
      ["why", "COMPLETED"],
      ["left", "COMPLETED"],
    ]);
    expect(answer.body.result).toEqual({ reason: "no time" });
  });

  it("fail and abandon mean the step at which the person is now", async () => {
    const outputOf = async (outcome: "fail" | "abandon", step: string, before: number) => {
      const id = await onboard();
      for (let index = 0; index < before; index += 1) await control("POST", `/workflows/${id}/step/complete`);
      const { body } = await finish(id, { outcome });
      return body.steps.find((run: { step: string }) => run.step === step).output;
    };
    expect(await outputOf("fail", "identity", 3)).toEqual({ state: "FAILED" });
    expect(await outputOf("abandon", "bank", 4)).toEqual({ status: "TIMEDOUT", code: "user.idle" });
  });
});

describe("finishing is refused", () => {
  it("at the step that refuses its values; those before stay done", async () => {
    const id = await onboard();
    const { status, body } = await finish(id, { values: { representative: { email: "nobody", role: 1 } } });
    expect(status).toBe(400);
    const named = ["firstName", "lastName", "dateOfBirth", "email", "role", "isConfirmed"];
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(named.map((key) => `values.representative.${key}`));
    const { current_step, steps } = await inFull(id);
    expect([current_step?.key, steps[0]?.state]).toEqual(["representative", "COMPLETED"]);
    expect((await finish(id)).body.status).toBe("COMPLETED");
  });

  it("with a body of the wrong shape, before anything is done", async () => {
    const id = await onboard();
    const wrong = [
      { outcome: "success" },
      { outcome: null },
      { values: [] },
      { values: { company: [] } },
      { own: 1 },
      [],
    ];
    for (const json of [...wrong, { values: { "not a key": {} } }, "x"])
      expect((await finish(id, json)).status).toBe(400);
    expect((await inFull(id)).steps).toHaveLength(1);
  });

  it("where the execution has ended or is none", async () => {
    const id = await onboard();
    await finish(id);
    for (const json of [undefined, { outcome: "fail" }, { outcome: "abandon" }]) {
      const { status, body } = await finish(id, json);
      expect([status, body.type]).toEqual([409, "wrong_state"]);
    }
    for (const each of [nobodys, "x"]) expect((await finish(each)).status).toBe(404);
    const background = await start(definitions.screening);
    expect((await finish(background)).status).toBe(409);
    expect((await inFull(background)).status).toBe("COMPLETED");
  });

  it("of two at once neither does a step twice", async () => {
    const id = await onboard();
    const answers = await Promise.all([finish(id), finish(id)]);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    await settle();
    const names = (await inFull(id)).steps.map(({ step }) => step);
    expect(new Set(names).size).toBe(names.length);
  });
});
