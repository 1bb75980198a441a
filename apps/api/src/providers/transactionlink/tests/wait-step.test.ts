import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { end, form, type Step } from "./support/drafts.ts";
import { got } from "./support/sandbox.ts";
import { openWorkflows, outputsOf, runOf, wayOf } from "./support/workflows.ts";

const server = await testServer();
const opened = () => openWorkflows(server);

const review = (changes: object = {}): Step => ({ type: "wait", for: "review", next: "done", ...changes });
const after = (from: Date, ms: number) => new Date(from.getTime() + ms).toISOString();
const [second, minute, day] = [1000, 60_000, 86_400_000];

describe("a wait for a time", () => {
  it("is over when the clock says so, and puts out nothing", async () => {
    const { begin, go, inFull, began } = await opened();
    const id = await begin({ wait: { type: "wait", duration: "PT45M", next: "done" }, done: outputsOf("wait") });
    expect((await inFull(id)).current_step).toEqual({
      ...{ key: "wait", type: "wait", awaits: "time", since: began.toISOString() },
    });
    expect(await go("PT44M59S")).toEqual([]);
    const due = after(began, 45 * minute);
    // Past it by far: what comes of it happens at its own time all the same.
    expect(await go("PT10M")).toEqual([
      { at: due, kind: "resume_step", subject: id },
      { at: due, kind: "advance_workflow", subject: id },
    ]);
    const execution = await inFull(id);
    expect(execution).toMatchObject({ status: "COMPLETED", ended_at: due, result: { wait: null } });
    expect(runOf(execution, "wait")).toMatchObject({ state: "COMPLETED", output: null, ended_at: due });
  });

  it("goes by the calendar, and one after another by their own times", async () => {
    const { begin, go, inFull, platform, path } = await opened();
    got(await platform.moveClock({ path, body: { set: "2028-01-31T10:00:00Z" } }));
    const waits = { month: "P1M", moment: "PT0.5S", hour: "PT1H" };
    const keys = [...Object.keys(waits), "done"];
    const steps = Object.entries(waits).map(([key, duration], index): [string, Step] => [
      key,
      { type: "wait", duration, next: keys[index + 1] ?? "" },
    ]);
    // As far ahead as may be: thirty days.
    const id = await begin({ ...Object.fromEntries(steps), done: end() }, { expiresAt: "2028-03-01T10:00:00Z" });
    await go("P30D");
    const { steps: runs } = await inFull(id);
    expect(runs.map(({ ended_at }) => ended_at)).toEqual([
      "2028-02-29T10:00:00.000Z",
      "2028-02-29T10:00:00.500Z",
      "2028-02-29T11:00:00.500Z",
      "2028-02-29T11:00:00.500Z",
    ]);
  });

  it("waits on where the clock is set back", async () => {
    const { begin, go, inFull, platform, path, began } = await opened();
    const id = await begin({ wait: { type: "wait", duration: "PT30M", next: "done" }, done: end() });
    got(await platform.moveClock({ path, body: { set: after(began, -day) } }));
    expect(await go("P1D")).toEqual([]);
    await go("PT30M");
    expect((await inFull(id)).status).toBe("COMPLETED");
  });

  it("is over in real time too, where the clock runs", async () => {
    const { begin, platform, path, reaches } = await opened();
    got(await platform.moveClock({ path, body: { run: true } }));
    const id = await begin({ wait: { type: "wait", duration: "PT0.05S", next: "done" }, done: end() });
    const { ended_at, created_at } = await reaches(id, null);
    expect(Date.parse(String(ended_at)) - Date.parse(created_at)).toBeGreaterThanOrEqual(50);
  });
});

describe("a wait for an event", () => {
  it("ends with it, and puts out what it brings", async () => {
    const { begin, tell, reaches } = await opened();
    const id = await begin({ wait: review(), done: outputsOf("wait") });
    const payload = { approved: true, by: { name: "Żółw" }, list: [1, null] };
    const answer = got(await tell(id, "review", payload));
    expect(answer.id).toBe(id);
    expect(runOf(answer, "wait")).toMatchObject({ state: "COMPLETED", output: payload });
    expect((await reaches(id, null)).result).toEqual({ wait: payload });
  });

  it("takes one without a payload, which is an empty one", async () => {
    const { begin, tell, reaches } = await opened();
    const id = await begin({ wait: review(), done: outputsOf("wait") });
    got(await tell(id, "review"));
    expect((await reaches(id, null)).result).toEqual({ wait: {} });
  });

  it("knows no other event, none that comes early, and none that comes late", async () => {
    const { begin, tell, dashboard, at, reaches, inFull } = await opened();
    const id = await begin({ form: form({ x: {} }, { next: "wait" }), wait: review(), done: end() });
    const statusOf = async (name: string) => (await tell(id, name)).response.status;
    expect(await statusOf("review")).toBe(409);
    got(await dashboard.completeStep(at(id)));
    expect(await statusOf("reviews")).toBe(409);
    for (const act of [dashboard.completeStep(at(id)), dashboard.failStep(at(id)), dashboard.abandonStep(at(id))])
      expect((await act).response.status).toBe(409);
    expect((await inFull(id)).current_step?.key).toBe("wait");
    got(await tell(id, "review"));
    await reaches(id, null);
    expect(await statusOf("review")).toBe(409);
  });

  it("ends once, of as many as come at the same moment", async () => {
    const { begin, tell, go, inFull } = await opened();
    const id = await begin({
      wait: review({ next: "again" }),
      again: { type: "wait", for: "other", next: "done" },
      done: end(),
    });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => tell(id, "review", { n })));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, ...Array(9).fill(409)]);
    await go();
    const execution = await inFull(id);
    expect(wayOf(execution)).toEqual(["wait COMPLETED", "again RUNNING"]);
    const n = answers.findIndex(({ response }) => response.ok);
    expect(runOf(execution, "wait").output).toEqual({ n });
  });

  it.each([
    ["where it leads otherwise", {}, "done"],
    ["where the definition says", { onTimeout: "late" }, "late"],
  ])("goes on when its time is up, %s", async (_, changes, way) => {
    const { begin, go, tell, inFull, began } = await opened();
    const id = await begin({
      wait: review({ timeout: "PT30M", ...changes }),
      done: { type: "end", result: { way: "done", wait: "$.steps.wait" } },
      ...("onTimeout" in changes && { late: { type: "end", result: { way: "late", wait: "$.steps.wait" } } as Step }),
    });
    const due = after(began, 30 * minute);
    expect((await go("PT30M"))[0]).toEqual({ at: due, kind: "resume_step", subject: id });
    expect((await tell(id, "review")).response.status).toBe(409);
    const execution = await inFull(id);
    expect(execution.result).toEqual({ way, wait: { timedOut: true } });
    expect(runOf(execution, "wait")).toMatchObject({ state: "TIMED_OUT", error: null, ended_at: due });
  });

  it("that came in time has no timeout any more, and a later wait has one of its own", async () => {
    const { begin, go, tell, inFull, began } = await opened();
    const again: Step = { type: "wait", for: "review", timeout: "PT30M", next: "done" };
    const id = await begin({ wait: review({ timeout: "PT20M", next: "again" }), again, done: end() });
    await go("PT10M");
    got(await tell(id, "review"));
    expect(await go("PT29M59S")).toEqual([]);
    await go("PT1S");
    expect(runOf(await inFull(id), "again")).toMatchObject({ state: "TIMED_OUT", ended_at: after(began, 40 * minute) });
  });

  it("may be passed again and again, with a run each", async () => {
    const { begin, go, tell, inFull } = await opened();
    const id = await begin({
      wait: review({ next: "decide" }),
      decide: {
        type: "decision",
        rules: [{ when: { "==": [{ var: "steps.wait.more" }, true] }, next: "wait" }],
        default: "done",
      },
      done: outputsOf("wait"),
    });
    for (const more of [true, true, false]) {
      got(await tell(id, "review", { more }));
      await go();
    }
    const execution = await inFull(id);
    expect(execution.steps.map(({ number, step }) => `${number} ${step}`)).toEqual([
      ...["1 wait", "2 decide", "3 wait", "4 decide", "5 wait", "6 decide", "7 done"],
    ]);
    expect(execution.result).toEqual({ wait: { more: false } });
  });

  it("after the last step for a person is told as awaiting, once", async () => {
    const { begin, go, tell, dashboard, at, path } = await opened();
    const receiver = await testReceiver();
    got(await dashboard.putWebhook({ path, body: { url: receiver.url } }));
    const id = await begin({ form: form({ x: {} }, { next: "wait" }), wait: review(), done: end() });
    got(await dashboard.completeStep(at(id)));
    await go();
    got(await tell(id, "review"));
    await go();
    expect(receiver.received.map(({ body }) => `${body.eventType} ${body.status}`)).toEqual([
      "WORKFLOW_AWAITING RUNNING",
      "WORKFLOW_COMPLETED COMPLETED",
    ]);
  });
});

it("one that is cancelled waits no more", async () => {
  const { begin, go, cancel, inFull, began } = await opened();
  const ids = [
    await begin({ wait: { type: "wait", duration: "PT30M", next: "done" }, done: end() }),
    await begin({ wait: review({ timeout: "PT30M" }), done: end() }),
  ];
  await go("PT1S");
  for (const id of ids) expect((await cancel(id)).response.status).toBe(204);
  expect(await go("P1D")).toEqual([]);
  for (const id of ids) {
    const execution = await inFull(id);
    expect(execution).toMatchObject({ status: "CANCELLED", ended_at: after(began, second) });
    expect(runOf(execution, "wait")).toMatchObject({ state: "CANCELLED", ended_at: after(began, second) });
    expect((await cancel(id)).response.status).toBe(400);
  }
});
