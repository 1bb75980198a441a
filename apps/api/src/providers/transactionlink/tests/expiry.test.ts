import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form, type Step } from "./support/drafts.ts";
import { definitions, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

/** A sandbox of its own, and the shortest way to an execution in it. */
async function opened() {
  const world = await openSandbox(server);
  const start = async (workflowDefinitionId: string, changes: object = {}) => {
    const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
    const { body } = await world.send("POST", "/workflows", {
      json: { workflowDefinitionId, locale: "en", parameters, ...changes },
    });
    return { workflowId: String(body.id) };
  };
  return { ...world, run: start, at: (ms: number) => new Date(world.start.getTime() + ms).toISOString() };
}

const hour = 3_600_000;

describe("an execution that is still running when its time is up", () => {
  it("is EXPIRED at that very moment, and RUNNING a millisecond before", async () => {
    const { run, platform, path, inFull, at } = await opened();
    const { workflowId } = await run(definitions.onboarding);
    await platform.moveClock({ path, body: { set: at(hour - 1) } });
    expect((await inFull(workflowId)).status).toBe("RUNNING");
    await platform.moveClock({ path, body: { set: at(hour) } });
    expect(await inFull(workflowId)).toMatchObject({
      ...{ status: "EXPIRED", ended_at: at(hour), current_step: null, link: null, result: null, failure: null },
      steps: [{ step: "company", state: "CANCELLED", ended_at: at(hour) }],
    });
  });

  it("is EXPIRED in the background too", async () => {
    const { run, advance, inFull } = await opened();
    const { workflowId } = await run(definitions.review);
    await advance("PT1H");
    expect((await inFull(workflowId)).status).toBe("EXPIRED");
  });

  it("expired at its own time, however far the clock goes at once", async () => {
    const { run, advance, inFull, at } = await opened();
    const early = await run(definitions.onboarding, { expiresAt: at(hour / 2) });
    const late = await run(definitions.onboarding, { expiresAt: at(24 * hour) });
    await advance("P20D");
    expect((await inFull(early.workflowId)).ended_at).toBe(at(hour / 2));
    expect((await inFull(late.workflowId)).ended_at).toBe(at(24 * hour));
  });

  it("expires when the clock is set past its time, and stays so when it is set back", async () => {
    const { run, platform, path, inFull, at } = await opened();
    const { workflowId } = await run(definitions.review);
    await platform.moveClock({ path, body: { set: at(3 * hour) } });
    expect((await inFull(workflowId)).status).toBe("EXPIRED");
    await platform.moveClock({ path, body: { set: at(0) } });
    expect((await inFull(workflowId)).status).toBe("EXPIRED");
  });

  it("takes nothing any more, from anybody", async () => {
    const { run, advance, path, dashboard, send, inFull } = await opened();
    const [person, event] = [await run(definitions.onboarding), await run(definitions.review)];
    await advance("PT1H");
    const before = await inFull(person.workflowId);
    const at = { ...path, workflowId: person.workflowId };
    const answers = [
      await dashboard.completeStep({ path: at }),
      await dashboard.failStep({ path: at }),
      await dashboard.abandonStep({ path: at }),
      await dashboard.finishWorkflow({ path: at }),
      await dashboard.finishWorkflow({ path: at, body: { outcome: "abandon" } }),
      await dashboard.sendWorkflowEvent({ path: { ...path, workflowId: event.workflowId }, body: { name: "review" } }),
    ];
    expect(answers.map(({ response }) => response.status)).toEqual(answers.map(() => 409));
    expect((await send("POST", `/workflows/${person.workflowId}/cancel`)).status).toBe(400);
    expect(await inFull(person.workflowId)).toEqual(before);
  });

  it("is not expired by the time of another, or by one that was taken along", async () => {
    const { run, advance, path, dashboard, inFull, at } = await opened();
    const first = await run(definitions.onboarding, { expiresAt: at(hour / 2) });
    const second = await run(definitions.onboarding, { expiresAt: at(2 * hour) });
    await dashboard.finishWorkflow({ path: { ...path, workflowId: first.workflowId } });
    await advance("PT1H");
    expect((await inFull(first.workflowId)).status).toBe("COMPLETED");
    expect((await inFull(second.workflowId)).status).toBe("RUNNING");
  });
});

describe("a step's own time", () => {
  const asking = (timeout: string, changes: object = {}) => form({ name: {} }, { timeout, ...changes });
  const after = async (steps: Record<string, Step>, duration: string) => {
    const { run, draw, advance, inFull } = await opened();
    const { workflowId } = await run(await draw(draftOf(steps)));
    await advance(duration);
    return inFull(workflowId);
  };

  it("counts as leaving it, and fails the execution where no way leads on", async () => {
    const { status, failure, steps } = await after({ ask: asking("PT20M"), done: end() }, "PT20M");
    expect([status, failure?.code, steps[0]?.state]).toEqual(["FAILED", "timed_out", "TIMED_OUT"]);
  });

  it("leads on by onAbandon, or else by onError", async () => {
    const ways = { left: end({ way: "left" }), failed: end({ way: "failed" }) };
    const both = await after(
      { ask: asking("PT20M", { onAbandon: "left", onError: "failed" }), done: end(), ...ways },
      "PT20M",
    );
    expect(both.result).toEqual({ way: "left" });
    const { left: _, ...others } = ways;
    const one = await after({ ask: asking("PT20M", { onError: "failed" }), done: end(), ...others }, "PT20M");
    expect(one.result).toEqual({ way: "failed" });
  });

  it("does not run for one that was done in time", async () => {
    const { run, draw, advance, inFull, dashboard, path } = await opened();
    const hold: Step = { type: "wait", for: "x", next: "done" };
    const draft = draftOf({ ask: asking("PT20M", { next: "hold" }), hold, done: end() });
    const { workflowId } = await run(await draw(draft));
    await advance("PT19M");
    await dashboard.completeStep({ path: { ...path, workflowId } });
    await advance("PT20M");
    expect(await inFull(workflowId)).toMatchObject({ status: "RUNNING", current_step: { key: "hold" } });
  });

  it("is nothing against the execution's: whichever comes first", async () => {
    const { status } = await after({ ask: asking("P1D"), done: end() }, "P2D");
    expect(status).toBe("EXPIRED");
    const { status: waiting } = await after(
      { hold: { type: "wait", duration: "P1D", next: "done" }, done: end() },
      "P2D",
    );
    expect(waiting).toBe("EXPIRED");
  });

  it("at the same moment as the execution's own end, nothing moves on", async () => {
    const hold: Step = { type: "wait", duration: "PT1H", next: "done" };
    expect((await after({ hold, done: end() }, "PT2H")).status).toBe("EXPIRED");
    expect((await after({ ask: asking("PT1H", { onAbandon: "done" }), done: end() }, "PT2H")).status).toBe("EXPIRED");
  });

  it("lets a wait for an event go on without it", async () => {
    const hold: Step = { type: "wait", for: "x", timeout: "PT10M", onTimeout: "late", next: "done" };
    const { result, steps } = await after({ hold, done: end(), late: end({ late: "$.steps.hold" }) }, "PT10M");
    expect(result).toEqual({ late: { timedOut: true } });
    expect(steps[0]).toMatchObject({ state: "TIMED_OUT", output: { timedOut: true } });
  });
});
