import { createTransactionlinkClient } from "@understudy/client/transactionlink";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testReceiver } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import { end, form, type Step } from "./support/drafts.ts";
import { companies, definitions, got } from "./support/sandbox.ts";
import { openWorkflows, runOf, wayOf } from "./support/workflows.ts";

const house = await testHouse();
const { database } = house;
const server = await house.start();
const opened = () => openWorkflows(server);

const lookup = (number: string, next: string, changes: object = {}): Step => ({
  ...{ type: "lookup", source: "company-registry", input: { number }, next },
  ...changes,
});
const review = (next: string, changes: object = {}): Step => ({ type: "wait", for: "review", next, ...changes });

/** Every step that goes by itself, but for a call. */
const automatic: Readonly<Record<string, Step>> = {
  registry: lookup("$.parameters.number", "screen"),
  screen: { type: "aml_screening", input: { name: "$.parameters.name" }, next: "decide" },
  decide: {
    type: "decision",
    rules: [{ when: { ">": [{ var: "steps.screen.hits" }, 0] }, outcome: "hit", next: "keep" }],
    default: "keep",
    defaultOutcome: "clean",
  },
  keep: { type: "record", action: "create", fields: { name: "$.steps.registry.name" }, next: "done" },
  done: { type: "end", result: { decision: "$.steps.decide.outcome", record: "$.execution.recordId" } },
};
const asked = {
  parameters: [
    { key: "number", type: "string" as const, required: false },
    { key: "name", type: "string" as const, required: false },
  ],
  recordTableId: companies,
};
const given = { parameters: { number: "5123", name: "Jan Pep" } };

/** What may be drawn, and cannot be judged of what `odd` is given as. */
const badLogic = { in: ["a", { var: "parameters.odd" }] };
const odd = {
  given: { parameters: { odd: { indexOf: "a" } } },
  drawn: {
    parameters: [
      { key: "odd", type: "object" as const, required: true },
      { key: "absent", type: "string" as const, required: false },
    ],
    recordTableId: companies,
  },
};

/** Keeps an execution until all of these wait for it, in this order, and then lets them go on one after the other. */
async function inLine<T>(id: string, ...acts: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const holder = await database.pool.connect();
  const acting: Promise<T>[] = [];
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT FROM transactionlink_execution WHERE id = $1 FOR UPDATE", [id]);
    for (const act of acts) {
      acting.push(act());
      await waitForLocks(acting.length);
    }
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  return Promise.all(acting);
}

/** Resolves once as many sessions wait for a row. */
const waitForLocks = (sessions: number) =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(rows[0].n).toBe(sessions);
  });

describe("steps that go by themselves", () => {
  it("run one after the other, each once and with a row of its own", async () => {
    const { run, began } = await opened();
    const execution = await run(automatic, given, asked);
    const at = began.toISOString();
    expect(execution).toMatchObject({
      status: "COMPLETED",
      execution_type: "BACKGROUND",
      current_step: null,
      link: null,
    });
    expect(execution.steps.map(({ number, step, type }) => [number, step, type])).toEqual([
      [1, "registry", "lookup"],
      [2, "screen", "aml_screening"],
      [3, "decide", "decision"],
      [4, "keep", "record"],
      [5, "done", "end"],
    ]);
    for (const step of execution.steps)
      expect(step).toMatchObject({ state: "COMPLETED", attempt: 1, error: null, started_at: at, ended_at: at });
    expect(runOf(execution, "registry")).toMatchObject({ input: { number: "5123" }, output: { status: "active" } });
    expect(runOf(execution, "screen")).toMatchObject({ input: { name: "Jan Pep" }, output: { hits: 1 } });
    expect(runOf(execution, "decide").output).toEqual({ outcome: "hit", ruleIndex: 0 });
    const record = execution.record_id;
    expect(execution.result).toEqual({ decision: "hit", record });
    expect(runOf(execution, "done").output).toEqual(execution.result);
    expect(runOf(execution, "keep").output).toMatchObject({ id: record, version: 1 });
  });

  it("tell by the clock's move that they ran, a turn each", async () => {
    const { define, start, platform, path, inFull } = await opened();
    const id = await define(automatic, asked);
    const ids = await Promise.all([1, 2, 3].map(() => start(id, given)));
    const { ran } = got(await platform.moveClock({ path, body: { advance: "PT0S" } }));
    for (const { kind, subject } of ran) expect([kind, ids.includes(subject)]).toEqual(["advance_workflow", true]);
    for (const each of ids) expect((await inFull(each)).status).toBe("COMPLETED");
  });

  it("need nobody to move the clock", async () => {
    const { begin, reaches } = await opened();
    expect((await reaches(await begin(automatic, given, asked), null)).status).toBe("COMPLETED");
  });

  it.each([
    ["a source that does not know the number", lookup("1404", "done"), "not_found"],
    ["a source that is out of order", lookup("1500", "done"), "source_unavailable"],
    ["a source that is asked for nothing", lookup("$.parameters.absent", "done"), "invalid_input"],
    [
      "a fixture of its own",
      lookup("7", "done", { fixtures: [{ when: true, error: { code: "closed", message: "Closed today." } }] }),
      "closed",
    ],
    ["a fixture that cannot be judged", lookup("7", "done", { fixtures: [{ when: badLogic }] }), "step_error"],
    [
      "nobody to screen",
      { type: "aml_screening", input: { name: "$.parameters.absent" }, next: "done" },
      "invalid_input",
    ],
    ["a record that is not there", { type: "record", action: "read", next: "done" }, "no_record"],
  ] as const)("fail the execution by %s, which tells the step, the code and the message", async (_, step, code) => {
    const { run } = await opened();
    const failed = await run({ ask: step as Step, done: end() }, odd.given, odd.drawn);
    const { error } = runOf(failed, "ask");
    expect(failed).toMatchObject({ status: "FAILED", result: null, failure: { step: "ask", ...error } });
    expect([error?.code, wayOf(failed)]).toEqual([code, ["ask FAILED"]]);
    const caught = await run(
      { ask: { ...step, onError: "other" } as Step, done: end(), other: end({ way: "other" }) },
      odd.given,
      odd.drawn,
    );
    expect(caught).toMatchObject({ status: "COMPLETED", failure: null, result: { way: "other" } });
    expect(wayOf(caught)).toEqual(["ask FAILED", "other COMPLETED"]);
    expect(runOf(caught, "ask").error?.code).toBe(code);
  });

  it("fail in a decision too, which has no way out of that", async () => {
    const { run } = await opened();
    const decide: Step = { type: "decision", rules: [{ when: badLogic, next: "done" }], default: "done" };
    const failed = await run({ decide, done: end() }, odd.given, odd.drawn);
    expect(failed).toMatchObject({ status: "FAILED", failure: { step: "decide", code: "step_error" } });
  });

  it("a failure is told by webhook and to the API, and the result is refused", async () => {
    const { start, go, dashboard, path, api } = await opened();
    const receiver = await testReceiver();
    got(await dashboard.putWebhook({ path, body: { url: receiver.url } }));
    const workflowId = await start(definitions.failing, { parameters: { companyNumber: "1" } });
    await go();
    expect(receiver.received.map(({ body }) => [body.workflowId, body.eventType, body.status])).toEqual([
      [workflowId, "WORKFLOW_STATUS_CHANGED", "FAILED"],
    ]);
    expect(got(await api.findWorkflow({ path: { workflowId } })).status).toBe("FAILED");
    expect((await api.getWorkflowResult({ path: { workflowId } })).response.status).toBe(404);
  });
});

describe("an execution under way", () => {
  it("keeps the revision that it was started with, whatever becomes of the definition", async () => {
    const { define, start, go, tell, dashboard, path, inFull, api } = await opened();
    const steps = (result: string) => ({ wait: review("done"), done: end({ result }) });
    const id = await define(steps("old"));
    const old = await start(id);
    await define(steps("new"), {}, id);
    const young = await start(id);
    expect([(await inFull(old)).revision, (await inFull(young)).revision]).toEqual(["r1", "r2"]);
    got(await dashboard.deleteDefinition({ path: { ...path, definitionId: id } }));
    const body = { workflowDefinitionId: id, locale: "en", parameters: {} };
    expect((await api.initialiseWorkflow({ body })).response.status).toBe(404);
    for (const workflowId of [old, young]) got(await tell(workflowId, "review"));
    await go();
    expect((await inFull(old)).result).toEqual({ result: "old" });
    expect((await inFull(young)).result).toEqual({ result: "new" });
  });

  it("is shared by two servers: of a hundred, each step of each runs once", async () => {
    const other = await house.start();
    const { accessToken, define, sandboxId, inFull, api } = await opened();
    const there = createTransactionlinkClient({ baseUrl: `${other.publicUrl}/transactionlink`, accessToken });
    const workflowDefinitionId = await define(automatic, asked);
    const begin = async (n: number) => {
      const parameters = { number: `51${n}`, name: "Jan Maj" };
      const body = { workflowDefinitionId, locale: "en", parameters };
      return got(await (n % 2 === 0 ? api : there).initialiseWorkflow({ body })).id;
    };
    const ids = await Promise.all(Array.from({ length: 100 }, (_, n) => begin(n)));
    const count = async (from: string) => {
      const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM ${from}`, [sandboxId]);
      return rows[0].n;
    };
    await eventually(async () =>
      expect(await count("transactionlink_execution WHERE sandbox_id = $1 AND status = 'COMPLETED'")).toBe(100),
    );
    for (const id of ids.slice(0, 10))
      expect(wayOf(await inFull(id))).toEqual(Object.keys(automatic).map((key) => `${key} COMPLETED`));
    expect(await count("transactionlink_step_run WHERE sandbox_id = $1")).toBe(500);
    expect(await count("transactionlink_record WHERE sandbox_id = $1")).toBe(100);
    expect(await count("task WHERE sandbox_id = $1")).toBe(0);
    await other.close();
  });

  it("ends with its sandbox, and nothing of it stays", async () => {
    const { define, start, platform, path, sandboxId } = await opened();
    const id = await define({
      registry: lookup("5123", "pause"),
      pause: { type: "wait", duration: "PT1H", next: "done" },
      done: end(),
    });
    await Promise.all(Array.from({ length: 40 }, () => start(id)));
    expect((await platform.dropSandbox({ path })).response.status).toBe(204);
    for (const table of ["task", "timer", "transactionlink_execution", "transactionlink_step_run"])
      await eventually(async () => {
        const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM ${table} WHERE sandbox_id = $1`, [
          sandboxId,
        ]);
        expect([table, rows[0].n]).toEqual([table, 0]);
      });
  });

  it("does not keep its sandbox from being dropped, nor is it kept from its turn by that", async () => {
    const { begin, platform, path, sandboxId } = await opened();
    const id = await begin({ wait: review("done"), done: end() });
    const worker = await database.pool.connect();
    await worker.query("BEGIN");
    await worker.query("SELECT FROM transactionlink_execution WHERE id = $1 FOR UPDATE", [id]);
    const dropping = platform.dropSandbox({ path });
    await waitForLocks(1);
    // As it does to set a timer: the drop has this row already, and waits for the execution's.
    await worker.query("SELECT FROM sandbox WHERE id = $1 FOR SHARE", [sandboxId]);
    await worker.query("COMMIT");
    worker.release();
    expect((await dropping).response.status).toBe(204);
  });

  it("is moved by one at a time: what was meant for a step that is done is a conflict", async () => {
    const { begin, dashboard, at, inFull } = await opened();
    const id = await begin({ a: form({ x: {} }, { next: "b" }), b: form({ x: {} }, { next: "done" }), done: end() });
    const complete = (x: string) => () => dashboard.completeStep({ ...at(id), body: { values: { x } } });
    const answers = await inLine(id, complete("first"), complete("second"));
    expect(answers.map(({ response }) => response.status)).toEqual([200, 409]);
    const execution = await inFull(id);
    expect(wayOf(execution)).toEqual(["a COMPLETED", "b RUNNING"]);
    expect(runOf(execution, "a").output).toEqual({ x: "first" });
  });

  it("is cancelled where it has got to meanwhile, the step there included", async () => {
    const { begin, tell, cancel, inFull } = await opened();
    const id = await begin({ wait: review("form"), form: form({ x: {} }), done: end() });
    const statusOf = (act: Promise<{ response: Response }>) => act.then(({ response }) => response.status);
    const answers = await inLine(
      id,
      () => statusOf(tell(id, "review")),
      () => statusOf(cancel(id)),
    );
    expect(answers).toEqual([200, 204]);
    const execution = await inFull(id);
    expect([execution.status, ...wayOf(execution)]).toEqual(["CANCELLED", "wait COMPLETED", "form CANCELLED"]);
  });

  it("keeps the sandbox's time, which may stand, be moved and run elsewhere than real time", async () => {
    const { begin, tell, go, platform, path, inFull, began, reaches } = await opened();
    const steps = { wait: review("registry"), registry: lookup("5123", "done"), done: end() };
    const id = await begin(steps, { expiresAt: new Date(began.getTime() + 86_400_000).toISOString() });
    await go("PT3H");
    got(await tell(id, "review"));
    const later = new Date(began.getTime() + 3 * 3_600_000).toISOString();
    const { created_at, ended_at, steps: ran } = await reaches(id, null);
    expect([created_at, ended_at]).toEqual([began.toISOString(), later]);
    expect(ran.map(({ started_at, ended_at }) => [started_at, ended_at])).toEqual([
      [began.toISOString(), later],
      [later, later],
      [later, later],
    ]);
    got(await platform.moveClock({ path, body: { set: "2031-05-01T10:00:00Z" } }));
    got(await platform.moveClock({ path, body: { run: true } }));
    const young = await reaches(await begin({ registry: lookup("5123", "done"), done: end() }), null);
    const times = [young.created_at, ...young.steps.flatMap((run) => [run.started_at, run.ended_at]), young.ended_at];
    for (const time of times) expect(time).toMatch(/^2031-05-01T10:00/);
    expect(times).toEqual([...times].sort());
    expect((await inFull(id)).ended_at).toBe(later);
  });
});
