import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import { end, form, type Step } from "./support/drafts.ts";
import { got } from "./support/sandbox.ts";
import { openWorkflows, runOf, wayOf } from "./support/workflows.ts";

const house = await testHouse();
const { database } = house;
const server = await house.start();
const opened = () => openWorkflows(server);

const review = (next: string, changes: object = {}): Step => ({ type: "wait", for: "review", next, ...changes });

describe("a person who lets the time run out", () => {
  it.each([
    ["a form", form({ x: {} }), "FAILED", null],
    ["a form with a way for those who fail", form({ x: {} }, { onError: "failed" }), "COMPLETED", "failed"],
    [
      "a form with a way for those who leave",
      form({ x: {} }, { onError: "failed", onAbandon: "left" }),
      "COMPLETED",
      "left",
    ],
    ["an identity", { type: "id_verification", checks: ["document"], next: "done" }, "COMPLETED", "done"],
    ["a bank", { type: "bank_account", flow: "redirect", next: "done", onAbandon: "left" }, "COMPLETED", "left"],
    [
      "an upload",
      { type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 10, next: "done", onAbandon: "left" },
      "COMPLETED",
      "left",
    ],
  ] as const)("at %s", async (_, step, status, way) => {
    const { begin, go, inFull } = await opened();
    const ways = ["onError", "onAbandon"].flatMap((key) => (step as Record<string, unknown>)[key] ?? []) as string[];
    const others = Object.fromEntries(ways.map((key) => [key, end({ key })]));
    const id = await begin({ step: { ...step, timeout: "PT20M" } as Step, done: end({ key: "done" }), ...others });
    expect(await go("PT19M59S")).toEqual([]);
    const ran = await go("PT1S");
    expect(ran[0]).toMatchObject({ kind: "resume_step", subject: id });
    const execution = await inFull(id);
    expect(execution).toMatchObject({ status, result: way && { key: way } });
    expect(runOf(execution, "step").state).toBe("TIMED_OUT");
    if (status === "FAILED") expect(execution.failure).toMatchObject({ step: "step", code: "timed_out" });
  });

  it("but not one who was in time", async () => {
    const { begin, go, dashboard, at, inFull } = await opened();
    const id = await begin({
      step: form({ x: {} }, { timeout: "PT20M", next: "wait" }),
      wait: review("done"),
      done: end(),
    });
    await go("PT19M");
    got(await dashboard.completeStep(at(id)));
    expect(await go("PT30M")).toEqual([]);
    expect(wayOf(await inFull(id))).toEqual(["step COMPLETED", "wait RUNNING"]);
  });
});

describe("an execution whose time is up", () => {
  const standing: Readonly<Record<string, Step>> = {
    "for a person": form({ x: {} }),
    "for an event": review("done"),
    "for an event that times out later": review("done", { timeout: "PT2H" }),
    "for a time beyond it": { type: "wait", duration: "PT2H", next: "done" },
    "for that very time": { type: "wait", duration: "PT1H", next: "done" },
    "for the next attempt of a call": {
      ...{ type: "http", url: "http://127.0.0.1:1/", next: "done" },
      ...{ retries: 1, retryAfter: "PT1H" },
    },
  };

  it.each(Object.keys(standing))("expires while it waits %s, and its step is cut short", async (name) => {
    const { begin, go, inFull, tell, cancel, dashboard, at, began } = await opened();
    const id = await begin({ step: standing[name] as Step, done: end() });
    await go("PT59M59S");
    expect((await inFull(id)).status).toBe("RUNNING");
    const due = new Date(began.getTime() + 3_600_000).toISOString();
    expect(await go("P1D")).toEqual([{ at: due, kind: "expire_workflow", subject: id }]);
    const execution = await inFull(id);
    expect(execution).toMatchObject({
      status: "EXPIRED",
      ended_at: due,
      current_step: null,
      failure: null,
      result: null,
    });
    expect(execution.steps.at(-1)).toMatchObject({ state: "CANCELLED", ended_at: due });
    for (const act of [tell(id, "review"), dashboard.completeStep(at(id)), dashboard.failStep(at(id))])
      expect((await act).response.status).toBe(409);
    expect((await cancel(id)).response.status).toBe(400);
  });

  it("does not, where it has come to its end a second before", async () => {
    const { begin, go, inFull } = await opened();
    const id = await begin({ step: { type: "wait", duration: "PT59M59S", next: "done" }, done: end() });
    expect((await go("P1D")).map(({ kind }) => kind)).toEqual(["resume_step", "advance_workflow"]);
    expect((await inFull(id)).status).toBe("COMPLETED");
  });

  it.each([
    ["an event", review("done")],
    ["a person", form({ x: {} })],
    ["a time", { type: "wait", duration: "PT2H", next: "done" }],
  ] as const)("is not moved on by %s, even where its own timer is late", async (_, step) => {
    const { begin, go, inFull, tell, dashboard, at } = await opened();
    const id = await begin({ step, done: end() });
    await database.pool.query("DELETE FROM timer WHERE subject = $1 AND kind = 'expire_workflow'", [id]);
    await go("PT1H");
    if (step.type === "wait" && step.duration) await go("PT1H");
    else if (step.type === "wait") got(await tell(id, "review"));
    else got(await dashboard.completeStep(at(id)));
    const execution = await inFull(id);
    expect([execution.status, ...wayOf(execution)]).toEqual(["EXPIRED", "step CANCELLED"]);
  });

  it("tells so by webhook, once", async () => {
    const { begin, go, dashboard, path } = await opened();
    const receiver = await testReceiver();
    got(await dashboard.putWebhook({ path, body: { url: receiver.url } }));
    await begin({ step: form({ x: {} }), done: end() });
    await go("P1D");
    expect(receiver.received.map(({ body }) => [body.eventType, body.status])).toEqual([
      ["WORKFLOW_STATUS_CHANGED", "EXPIRED"],
    ]);
  });
});
