import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form, type Step } from "./support/drafts.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { faultsOf, type Received } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, control, draw, inFull, settle } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (workflowDefinitionId: string) => {
  const { body } = await send("POST", "/workflows", { json: { workflowDefinitionId, locale: "en", parameters } });
  return String(body.id);
};
/** An execution of these steps, at its first. */
const at = async (steps: Readonly<Record<string, Step>>) => start(await draw(draftOf(steps)));
/** An execution that asks for one thing, and answers with it. */
const asking = (ask: Step) => at({ ask, done: end({ ask: "$.steps.ask" }) });

const complete = (id: string, values?: unknown) =>
  control("POST", `/workflows/${id}/step/complete`, values === undefined ? {} : { json: { values } });
const fail = (id: string, json?: object) => control("POST", `/workflows/${id}/step/fail`, json ? { json } : {});
const abandon = (id: string) => control("POST", `/workflows/${id}/step/abandon`);
const tell = (id: string, json: unknown) => control("POST", `/workflows/${id}/events`, { json });

const conflictOf = ({ status, body }: Received): string => {
  expect([status, body.title]).toEqual([409, body.type === "conflict" ? "Conflict" : "Wrong state"]);
  return body.detail;
};

const identity: Step = { type: "id_verification", checks: ["document"], next: "done" };
const bank: Step = { type: "bank_account", flow: "redirect", next: "done" };
const upload: Step = {
  ...{ type: "document_upload", accept: ["application/pdf", "image/png"], maxSizeBytes: 50_000, next: "done" },
  ...{ minCount: 1, maxCount: 2 },
};

describe("a step that fails or is left", () => {
  const ways = (ask: Step) => ({ ask, done: end({ way: "next" }) });
  const told = async (asked: Promise<Received>) => {
    const { status, body } = await asked;
    expect(status).toBe(200);
    await settle();
    const { result, failure, status: reached } = await inFull(body.id);
    return { result, failure, reached };
  };

  it("fails the execution with the usual words, or with one's own", async () => {
    const usual = await told(fail(await at(ways(form({ a: {} })))));
    expect(usual).toMatchObject({ reached: "FAILED", failure: { step: "ask", code: "failed" } });
    const own = { code: "camera.denied", message: "The camera may not be used." };
    expect((await told(fail(await at(ways(upload)), own))).failure).toEqual({ step: "ask", ...own });
    const { failure } = await told(abandon(await at(ways(form({ a: {} })))));
    expect(failure?.code).toBe("abandoned");
  });

  it("goes its way where there is one", async () => {
    const steps = { failed: end({ way: "failed" }), left: end({ way: "left" }) };
    const ask = form({ a: {} }, { onError: "failed", onAbandon: "left" });
    expect((await told(fail(await at({ ...ways(ask), ...steps })))).result).toEqual({ way: "failed" });
    expect((await told(abandon(await at({ ...ways(ask), ...steps })))).result).toEqual({ way: "left" });
    const { left: _, ...one } = steps;
    const alone = form({ a: {} }, { onError: "failed" });
    expect((await told(abandon(await at({ ...ways(alone), ...one })))).result).toEqual({ way: "failed" });
  });

  it("says by its outcome what happened, and goes on, where it is a check", async () => {
    const outputOf = async (asked: Promise<Received>) => (await asked).body.steps[0].output;
    expect(await outputOf(fail(await asking(identity)))).toEqual({ state: "FAILED" });
    expect(await outputOf(abandon(await asking(identity)))).toEqual({ state: "FAILED", code: "abandoned" });
    expect(await outputOf(fail(await asking(bank)))).toEqual({ status: "OMITTED", code: "bank.notFound" });
    expect(await outputOf(abandon(await asking(bank)))).toEqual({ status: "TIMEDOUT", code: "user.idle" });
    expect((await told(fail(await asking(bank)))).reached).toBe("COMPLETED");
  });

  it("is a 400 with words that are none", async () => {
    const id = await at(ways(form({ a: {} })));
    expect(faultsOf(await fail(id, { code: "two words", message: "", why: 1 })).toSorted()).toEqual([
      ...["additionalProperties why", "minLength message", "pattern code"],
    ]);
    expect((await control("POST", `/workflows/${id}/step/fail`, { body: "[]" })).status).toBe(400);
    expect((await inFull(id)).status).toBe("RUNNING");
  });
});

describe("an event", () => {
  const wait: Step = { type: "wait", for: "review", next: "done" };
  const waiting = () => at({ wait, done: end({ said: "$.steps.wait" }) });

  it("ends the wait for it, and its payload is what the step puts out", async () => {
    const payload = { approved: true, by: "żółć", list: [1, { a: null }] };
    const { status, body } = await tell(await waiting(), { name: "review", payload });
    expect([status, body.steps[0].state, body.steps[0].output]).toEqual([200, "COMPLETED", payload]);
    await settle();
    expect((await inFull(body.id)).result).toEqual({ said: payload });
  });

  it("may say nothing", async () => {
    expect((await tell(await waiting(), { name: "review" })).body.steps[0].output).toEqual({});
  });

  it("of another name, or where none is waited for, is a conflict and changes nothing", async () => {
    const id = await waiting();
    const before = await inFull(id);
    expect(conflictOf(await tell(id, { name: "Review" }))).toContain("another event");
    expect(await inFull(id)).toEqual(before);
    expect(conflictOf(await tell(await asking(identity), { name: "review" }))).toContain("person");
    const pausing = await at({ wait: { type: "wait", duration: "PT1H", next: "done" }, done: end() });
    expect(conflictOf(await tell(pausing, { name: "review" }))).toContain("time");
  });

  it("twice, or too late, is a conflict", async () => {
    const id = await waiting();
    const both = await Promise.all([tell(id, { name: "review" }), tell(id, { name: "review" })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await settle();
    expect(conflictOf(await tell(id, { name: "review" }))).toContain("COMPLETED");
    const cancelled = await waiting();
    await send("POST", `/workflows/${cancelled}/cancel`);
    expect(conflictOf(await tell(cancelled, { name: "review" }))).toContain("CANCELLED");
  });

  it("of the wrong shape is a 400", async () => {
    const id = await waiting();
    const wrong = [{}, { name: 1 }, { name: "two words" }, { name: "" }, { name: "review", payload: [] }, []];
    for (const json of [...wrong, { name: "review", payload: null }, { name: "review", data: {} }])
      expect((await tell(id, json)).status).toBe(400);
    expect((await inFull(id)).status).toBe("RUNNING");
  });
});

describe("where no person is waited for", () => {
  it("it is a conflict that says what is waited for, and nothing changes", async () => {
    const id = await start(definitions.review);
    await settle();
    const before = await inFull(id);
    for (const answer of [await complete(id), await fail(id), await abandon(id)])
      expect(conflictOf(answer)).toBe("The workflow stands at the step review and waits for an event.");
    expect(await inFull(id)).toEqual(before);
  });

  it("it is a conflict once the execution has ended", async () => {
    const [completed, failed] = [await start(definitions.screening), await start(definitions.failing)];
    await settle();
    for (const [id, status] of [
      [completed, "COMPLETED"],
      [failed, "FAILED"],
    ] as const)
      for (const answer of [await complete(id), await fail(id), await abandon(id)])
        expect(conflictOf(answer)).toContain(status);
  });

  it("by many at once a step is done once", async () => {
    const id = await at({
      ask: form({ a: {} }, { next: "hold" }),
      hold: { type: "wait", for: "x", next: "done" },
      done: end(),
    });
    const answers = await Promise.all([complete(id), complete(id), fail(id), abandon(id), complete(id)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
    const { steps } = await inFull(id);
    expect(steps.filter(({ step }) => step === "ask")).toHaveLength(1);
  });

  it("an execution that is none is absent, whatever its id", async () => {
    for (const id of [nobodys, "x", "..", "%20", definitions.review]) {
      const answers = [await complete(id), await fail(id), await abandon(id), await tell(id, { name: "review" })];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
  });
});
