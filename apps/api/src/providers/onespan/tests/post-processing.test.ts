import { describe, expect, it, vi } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { rowsOf } from "./support/rows.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { waitingIn, withoutNewFiles } from "./support/waiting.ts";
import { breachesIn } from "./support/whole.ts";

// Much is drawn and written here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
const server = await start();

async function opened() {
  const world = await openSandbox(server);
  const { send, control } = world;
  const journeys = journeysOf(world);
  const finish = (id: string, json: object = {}) => control("POST", `/transactions/${id}/finish`, { json });
  return {
    ...{ ...world, ...journeys, finish },
    /** One in which only the lender has to sign. */
    lent: async (more: object = {}) => {
      const lending = await journeys.workflow({ kind: "agreement_signing", lender_signature: true });
      const { id } = await journeys.begin(lending.id, more);
      expect((await finish(id)).body).toMatchObject({ status: "new", participants: [{ step: "lender" }] });
      return id;
    },
    put: (id: string, trigger: string) => send("PUT", `/api/transaction/${id}/event`, { json: { trigger } }),
    evidence: (id: string) => send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf`),
    status: async (id: string) => (await send("GET", `/api/transaction/${id}`)).body.status as unknown,
  };
}

type World = Awaited<ReturnType<typeof opened>>;

/** The lender signs, and what follows stands in the middle of its work while something else is done. */
function midway<T>({ put }: World, id: string, work: () => Promise<T>): Promise<T> {
  return withoutNewFiles(database, async () => {
    expect((await put(id, "lender_sign")).body).toMatchObject({ id, status: "post_processing" });
    await eventually(async () => expect(await waitingIn(database)).toBeGreaterThan(0));
    return work();
  });
}

describe("evidence", () => {
  it("is there after completion and not before, and not where it came to nothing else", async () => {
    const { begin, documentWorkflowId, finish, cancel, advance, evidence, status } = await opened();
    const two = { users: [person, { ...person, role: "Borrower" }] };
    const [half, cancelled, late] = [
      await begin(documentWorkflowId, two),
      await begin(documentWorkflowId),
      await begin(documentWorkflowId, { expiry_period: 1 }),
    ].map(({ id }) => id) as [string, string, string];
    const { id: broken } = await begin(documentWorkflowId, { users: [{ ...person, last_name: "ERROR" }] });
    expect(refusalIn(await evidence(half))).toMatch(/^400 There is evidence only of a completed transaction/);
    await finish(half, { role });
    await finish(broken);
    await cancel(cancelled);
    await advance("P1D");
    for (const id of [half, broken, cancelled, late])
      expect(refusalIn(await evidence(id))).toBe(
        `400 There is evidence only of a completed transaction; ${id} is ${await status(id)}.`,
      );
    await finish(half);
    const [first, again] = [await evidence(half), await evidence(half)];
    expect([first.status, first.headers.get("content-type"), first.text.slice(0, 5)]).toEqual([
      ...[200, "application/pdf", "%PDF-"],
    ]);
    expect(again.bytes.equals(first.bytes)).toBe(true);
  });

  it("is there of somebody who has failed, too", async () => {
    const { begin, documentWorkflowId, finish, evidence, read } = await opened();
    const { id } = await begin(documentWorkflowId);
    await finish(id, { outcome: "fail" });
    expect((await evidence(id)).status).toBe(200);
    expect(await read(id)).toMatchObject({ status: "completed", completed: expect.any(String) });
  });
});

describe("while it is put together", () => {
  it("the transaction is post_processing, nobody can do anything in it, and everything can be read", async () => {
    const world = await opened();
    const { lent, put, evidence, send, finish, status, settle, read, control: look } = world;
    const id = await lent();
    await midway(world, id, async () => {
      expect(await read(id)).toMatchObject({ status: "post_processing", verifications: [] });
      expect(await read(id)).not.toHaveProperty("completed");
      expect(await look(id)).toMatchObject({ status: "post_processing", open_sessions: 0, result: "passed" });
      expect(refusalIn(await evidence(id))).toMatch(/^400 .* is post_processing\.$/);
      for (const trigger of ["transaction_cancelled", "lender_sign"])
        expect(refusalIn(await put(id, trigger))).toMatch(/^400 .* is post_processing/);
      expect(refusalIn(await send("POST", `/api/transaction/${id}/token`, { json: { role } }))).toMatch(/^400 /);
      expect((await finish(id)).status).toBe(409);
      const [agreement] = (await read(id)).documents;
      expect((await send("GET", `/api/transaction/${id}/document/${agreement?.id}/pdf`)).status).toBe(200);
      expect((await send("GET", `/api/transactions/${id}/detailed-verification-report`)).body.result).toBe("Passed");
    });
    await settle();
    expect(await status(id)).toBe("completed");
    expect((await evidence(id)).status).toBe(200);
  });

  it("it is marked, and erased at once, without waiting for that", async () => {
    const world = await opened();
    const { lent, send, sandboxId, settle, status } = world;
    const mark = (grace_period: number, id: string) =>
      send("POST", "/api/transactions/mark-for-erasure", { json: { grace_period, transaction_ids: [id] } });
    const [kept, erased] = [await lent(), await lent()];
    await midway(world, kept, async () => expect((await mark(5, kept)).status).toBe(200));
    await settle();
    expect(await status(kept)).toBe("completed");
    const [marked] = await midway(world, erased, async () => {
      const marking = mark(0, erased);
      // Only what takes files away waits, and that for those who lock all of them here.
      await eventually(async () => expect(await waitingIn(database)).toBeGreaterThan(1));
      return [marking];
    });
    expect((await marked)?.status).toBe(200);
    await settle();
    expect((await send("GET", `/api/transaction/${erased}`)).status).toBe(404);
    expect(await breachesIn(database, sandboxId)).toEqual([]);
  });

  it("somebody who dies at it leaves nothing behind, and another one does it once", async () => {
    const world = await opened();
    const { lent, settle, triggers, sandboxId } = world;
    const id = await lent();
    const before = await rowsOf(database, sandboxId);
    await midway(world, id, async () => {
      await database.pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
    });
    await settle();
    await eventually(async () => expect((await world.read(id)).status).toBe("completed"));
    expect((await triggers(id)).slice(-2)).toEqual(["audit_trail_generated", "transaction_completed"]);
    const after = await rowsOf(database, sandboxId);
    expect(Number(after.onespan_file) - Number(before.onespan_file)).toBe(2);
    expect(await breachesIn(database, sandboxId)).toEqual([]);
  });

  it("a sandbox that is dropped meanwhile leaves nothing", async () => {
    const world = await opened();
    const { lent, drop, sandboxId, send } = world;
    const id = await lent();
    const dropping = await midway(world, id, async () => {
      const dropped = drop();
      await eventually(async () => expect(await waitingIn(database)).toBeGreaterThan(1));
      return [dropped];
    });
    await Promise.all(dropping);
    expect((await send("GET", `/api/transaction/${id}`)).status).toBe(401);
    await eventually(async () => {
      expect(await rowsOf(database, sandboxId)).toEqual({});
      const { rows } = await database.pool.query("SELECT FROM task WHERE sandbox_id = $1", [sandboxId]);
      expect(rows).toEqual([]);
    });
  });
});

describe("what cannot be put together", () => {
  it("ends the transaction in an error that says so, without evidence and without signed copies", async () => {
    const { lent, put, settle, evidence, triggers, read, send, sandboxId } = await opened();
    const id = await lent({ users: [{ ...person, last_name: "AUDIT_TRAIL_ERROR" }] });
    const [agreement] = (await read(id)).documents;
    const paper = () => send("GET", `/api/transaction/${id}/document/${agreement?.id}/pdf`);
    const before = await paper();
    await put(id, "lender_sign");
    await settle();
    expect(await read(id)).toMatchObject({ status: "error" });
    expect((await triggers(id)).slice(-2)).toEqual(["audit_trail_error", "transaction_error"]);
    expect(refusalIn(await evidence(id))).toMatch(/^400 .* is error\.$/);
    expect((await paper()).bytes.equals(before.bytes)).toBe(true);
    expect(await breachesIn(database, sandboxId)).toEqual([]);
  });

  it("for a reason of ours is tried again until it can be", async () => {
    const { lent, put, status, sandboxId, triggers } = await opened();
    const id = await lent();
    const { pool } = database;
    const mine = "file_id IN (SELECT id FROM onespan_file WHERE sandbox_id = $1 AND transaction_id IS NOT NULL)";
    const { rows } = await pool.query(`DELETE FROM onespan_file_chunk WHERE ${mine} RETURNING file_id, bytes`, [
      sandboxId,
    ]);
    await put(id, "lender_sign");
    await eventually(async () => {
      const tasks = await pool.query("SELECT failures FROM task WHERE sandbox_id = $1", [sandboxId]);
      expect(tasks.rows).toMatchObject([{ failures: expect.toSatisfy((failures: number) => failures > 0) }]);
    });
    expect(await status(id)).toBe("post_processing");
    for (const { file_id, bytes } of rows)
      await pool.query("INSERT INTO onespan_file_chunk VALUES ($1, $2, 0, $3)", [sandboxId, file_id, bytes]);
    await eventually(async () => expect(await status(id)).toBe("completed"));
    expect((await triggers(id)).at(-1)).toBe("transaction_completed");
    expect(await breachesIn(database, sandboxId)).toEqual([]);
  });
});
