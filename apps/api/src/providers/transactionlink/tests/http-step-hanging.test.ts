import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testReceiver, type WholeAnswer } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import type { Step } from "./support/drafts.ts";
import { got } from "./support/sandbox.ts";
import { type Execution, openWorkflows, outputsOf, runOf, wayOf } from "./support/workflows.ts";

const house = await testHouse();
const { database } = house;
const server = await house.start();
/** For servers that stop. */
const pair = await testHouse();
const opened = () => openWorkflows(server);

const calling = (url: string, changes: object = {}): Readonly<Record<string, Step>> => ({
  call: { type: "http", url, next: "done", ...changes } as Step,
  done: outputsOf("call"),
});
const callOf = (execution: Execution) => runOf(execution, "call");

describe("a call that hangs", () => {
  /** A receiver whose answers wait to be let go, and how to wait for a call. */
  async function hanging() {
    const { promise: letGo, resolve } = Promise.withResolvers<WholeAnswer>();
    const receiver = await testReceiver(() => letGo);
    return {
      receiver,
      letGo: () => resolve({ status: 200, body: '"late"' }),
      called: (times = 1) => eventually(() => expect(receiver.received).toHaveLength(times)),
    };
  }

  it("is given up after its time, in real time", async () => {
    const [{ run, go, inFull }, receiver] = [await opened(), await testReceiver("hang")];
    const { id, steps } = await run(calling(receiver.url, { timeout: "PT0.2S", retries: 1 }));
    expect(steps[0]?.error).toEqual({ code: "no_answer", message: "No answer within 0.2 s." });
    receiver.answer(200);
    await go("PT5S");
    expect(await inFull(id)).toMatchObject({ status: "COMPLETED", steps: [{ attempt: 2 }, {}] });
  });

  it("does not keep the execution from being cancelled at once, and its answer is of no use", async () => {
    const [{ begin, go, inFull, cancel }, { receiver, letGo, called }] = [await opened(), await hanging()];
    const id = await begin(calling(receiver.url, { retries: 5 }));
    await called();
    expect((await cancel(id)).response.status).toBe(204);
    const cancelled = await inFull(id);
    expect([cancelled.status, ...wayOf(cancelled)]).toEqual(["CANCELLED", "call CANCELLED"]);
    letGo();
    await go("P1D");
    expect(await inFull(id)).toEqual(cancelled);
    expect(receiver.received).toHaveLength(1);
  });

  it("does not keep the execution from expiring, and its answer is of no use", async () => {
    const { platform, path, begin, go, reaches, inFull, began } = await opened();
    const { receiver, letGo, called } = await hanging();
    got(await platform.moveClock({ path, body: { run: true } }));
    const id = await begin(calling(receiver.url));
    await called();
    // By a clock that runs, as whoever moves one waits for the answer; and now, as nobody wants to wait for half an hour.
    const { pool } = database;
    await pool.query("UPDATE transactionlink_execution SET expires_at = $1 WHERE id = $2", [began, id]);
    await pool.query("UPDATE timer SET due_at = $1 WHERE subject = $2", [began, id]);
    const expired = await reaches(id, null);
    expect(expired).toMatchObject({ status: "EXPIRED", ended_at: began.toISOString() });
    expect(wayOf(expired)).toEqual(["call CANCELLED"]);
    letGo();
    await go();
    expect(await inFull(id)).toEqual(expired);
  });

  it("does not keep its sandbox from being dropped at once", async () => {
    const { begin, platform, path, sandboxId } = await opened();
    const { receiver, letGo, called } = await hanging();
    await begin(calling(receiver.url));
    await called();
    expect((await platform.dropSandbox({ path })).response.status).toBe(204);
    letGo();
    await eventually(async () => {
      const { rows } = await database.pool.query("SELECT FROM task WHERE sandbox_id = $1", [sandboxId]);
      expect(rows).toEqual([]);
    });
  });

  it("does not keep other executions waiting, nor the same one from being looked at", async () => {
    const { begin, reaches, inFull, dashboard, at } = await opened();
    const { receiver, letGo, called } = await hanging();
    const slow = await begin(calling(receiver.url));
    await called();
    const quick = await testReceiver();
    expect((await reaches(await begin(calling(quick.url)), null)).status).toBe("COMPLETED");
    expect((await inFull(slow)).current_step?.awaits).toBe("call");
    expect((await dashboard.completeStep(at(slow))).response.status).toBe(409);
    letGo();
    expect((await reaches(slow, null)).result).toMatchObject({ call: { body: "late" } });
  });

  it("is waited for by whoever moves the clock, as long as it takes", async () => {
    const { begin, go, inFull } = await opened();
    const { receiver, letGo, called } = await hanging();
    const id = await begin(calling(receiver.url));
    await called();
    const moving = go("PT1M");
    letGo();
    await moving;
    expect((await inFull(id)).status).toBe("COMPLETED");
  });

  it("is left to another server when its own one stops, which asks again under the same key", async () => {
    const first = await pair.start();
    const { begin, path } = await openWorkflows(first);
    const { receiver, letGo, called } = await hanging();
    const id = await begin(calling(receiver.url));
    await called();
    const { publicUrl } = await pair.start();
    await first.close();
    await called(2);
    letGo();
    const dashboard = createTransactionlinkControlClient({ baseUrl: publicUrl });
    await eventually(async () => {
      const execution = got(await dashboard.getExecution({ path: { ...path, workflowId: id } }));
      expect(wayOf(execution)).toEqual(["call COMPLETED", "done COMPLETED"]);
      expect(callOf(execution)).toMatchObject({ attempt: 1, output: { body: "late" } });
    });
    const keys = receiver.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([`${id}/1`, `${id}/1`]);
  });
});
