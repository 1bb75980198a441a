import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { end, type Step } from "./support/drafts.ts";
import { companies, got } from "./support/sandbox.ts";
import { openWorkflows, outputsOf, runOf, type Workflows } from "./support/workflows.ts";

const server = await testServer();
const opened = () => openWorkflows(server);

const inCompanies = { recordTableId: companies };
const record = (action: "read" | "update" | "create", changes: object = {}): Step => ({
  ...{ type: "record", action, next: "done" },
  ...changes,
});
const done = { type: "end", result: { own: "$.execution.recordId", record: "$.steps.record" } } satisfies Step;

/** A record as the provider's API tells of it, without its times. */
async function recordOf({ api }: Workflows, id: unknown, tableId = companies) {
  const { createdAt, updatedAt, ...rest } = got(await api.getRecord({ path: { tableId, id: String(id) } }));
  return { ...rest, createdAt: Date.parse(createdAt), updatedAt: Date.parse(updatedAt) };
}

async function newRecord({ api }: Workflows, body: Record<string, unknown> = { name: "Northwind", text: "kept" }) {
  return got(await api.createRecord({ path: { tableId: companies }, body })).id;
}

describe("a step that makes a record", () => {
  it("makes one of what it maps, by the sandbox's time, and the execution's own from then on", async () => {
    const world = await opened();
    const fields = { name: "$.parameters.name", country: null, number: 12.5, json: { from: "$.parameters.name" } };
    const execution = await world.run(
      { record: record("create", { fields }), done },
      { parameters: { name: "Żółw" } },
      { ...inCompanies, parameters: [{ key: "name", type: "string", required: true }] },
    );
    const values = { name: "Żółw", number: 12.5, json: { from: "Żółw" } };
    const id = execution.record_id;
    expect(runOf(execution, "record")).toMatchObject({
      state: "COMPLETED",
      input: { action: "create", recordId: null, fields: { ...values, country: null } },
      output: { ...values, id, version: 1 },
    });
    expect(execution.result).toEqual({ own: id, record: { ...values, id, version: 1 } });
    const at = world.began.getTime();
    expect(await recordOf(world, id)).toEqual({ ...values, id, version: 1, createdAt: at, updatedAt: at });
    expect(got(await world.api.findWorkflow({ path: { workflowId: execution.id } })).recordId).toBe(id);
  });

  it("leaves the execution's own as it is, where there is one or the table is another", async () => {
    const world = await opened();
    const own = await newRecord(world);
    const first = await world.run({ record: record("create"), done }, { recordId: own }, inCompanies);
    expect(first.record_id).toBe(own);
    const { id, ...settings } = { id: randomUUID(), name: "notes", fields: [{ key: "text", type: "text" as const }] };
    got(await world.dashboard.putTable({ path: { ...world.path, tableId: id }, body: settings }));
    const other = await world.run(
      { record: record("create", { tableId: id, fields: { text: "x" } }), done },
      {},
      inCompanies,
    );
    expect(other.record_id).toBeNull();
    const made = runOf(other, "record").output as { id: string };
    expect(await recordOf(world, made.id, id)).toMatchObject({ text: "x", version: 1 });
  });

  it("makes one each time, and the first is the execution's own", async () => {
    const world = await opened();
    const execution = await world.run(
      { record: record("create", { next: "again" }), again: record("create"), done },
      {},
      inCompanies,
    );
    const { data } = got(await world.dashboard.listRecords({ path: { ...world.path, tableId: companies } }));
    expect(data.map(({ id }) => id)).toContain(execution.record_id);
    expect([data.length, (runOf(execution, "record").output as { id: string }).id]).toEqual([2, execution.record_id]);
  });
});

describe("a step that changes a record", () => {
  it("changes the execution's own, field by field, and counts its version", async () => {
    const world = await opened();
    const recordId = await newRecord(world, { name: "Northwind", country: "PL", text: "kept" });
    const id = await world.begin(
      {
        wait: { type: "wait", duration: "PT10M", next: "record" },
        record: record("update", { fields: { name: "Southwind", country: null, status: "approved" } }),
        done,
      },
      { recordId },
      inCompanies,
    );
    await world.go("PT10M");
    const values = { name: "Southwind", text: "kept", status: "approved" };
    const execution = await world.inFull(id);
    expect(execution.result).toEqual({ own: recordId, record: { ...values, id: recordId, version: 2 } });
    const at = world.began.getTime();
    expect(await recordOf(world, recordId)).toEqual({
      ...{ ...values, id: recordId, version: 2 },
      ...{ createdAt: at, updatedAt: at + 600_000 },
    });
  });

  it("may make it and then change and read it", async () => {
    const world = await opened();
    const execution = await world.run(
      {
        make: record("create", { fields: { name: "Northwind" }, next: "change" }),
        change: record("update", { fields: { text: "$.steps.make.name" }, next: "record" }),
        record: record("read"),
        done,
      },
      {},
      inCompanies,
    );
    const id = execution.record_id;
    expect(execution.result).toEqual({ own: id, record: { name: "Northwind", text: "Northwind", id, version: 2 } });
    expect(runOf(execution, "record").input).toEqual({ action: "read", recordId: id, fields: {} });
  });

  it("changes another where it names it", async () => {
    const world = await opened();
    const [own, other] = [await newRecord(world), await newRecord(world)];
    const fields = { name: "Changed" };
    await world.run(
      { record: record("update", { recordId: "$.parameters.other", fields }), done },
      { recordId: own, parameters: { other: other.toUpperCase() } },
      { ...inCompanies, parameters: [{ key: "other", type: "string", required: true }] },
    );
    expect([(await recordOf(world, own)).version, (await recordOf(world, other)).version]).toEqual([1, 2]);
  });

  it("counts each of many changes at once, and each step tells the version that it made", async () => {
    const world = await opened();
    const recordId = await newRecord(world);
    const steps = { record: record("update", { fields: { number: "$.parameters.number" } }), done };
    const id = await world.define(steps, {
      ...inCompanies,
      parameters: [{ key: "number", type: "number", required: true }],
    });
    const count = 40;
    const ids = await Promise.all(
      Array.from({ length: count }, (_, number) => world.start(id, { recordId, parameters: { number } })),
    );
    await world.go();
    const outputs = await Promise.all(ids.map(async (each) => runOf(await world.inFull(each), "record").output));
    const versions = outputs.map((output) => (output as { version: number }).version);
    expect(versions.sort((a, b) => a - b)).toEqual(ids.map((_, index) => index + 2));
    const last = outputs.find((output) => (output as { version: number }).version === count + 1);
    expect(await recordOf(world, recordId)).toMatchObject(last as object);
  });
});

describe("a step that cannot have its record", () => {
  const cases: readonly (readonly [string, Step, object, string])[] = [
    ["read without one", record("read"), {}, "no_record"],
    ["change without one", record("update", { fields: { name: "x" } }), {}, "no_record"],
    ["read one that is not there", record("read", { recordId: randomUUID() }), {}, "record_not_found"],
    ["change one that is not there", record("update", { recordId: randomUUID() }), {}, "record_not_found"],
    ["read what is no id", record("read", { recordId: "%_" }), {}, "record_not_found"],
    ["read what is no text", record("read", { recordId: { a: 1 } }), {}, "record_not_found"],
    ["write what the table has no field for", record("create", { fields: { unheard: 1 } }), {}, "invalid_record"],
    ["write what is of another type", record("create", { fields: { number: "many" } }), {}, "invalid_record"],
  ];

  it.each(cases)("fails: to %s", async (_, step, given, code) => {
    const { run, dashboard, path } = await opened();
    const failed = await run({ record: step, done: end() }, given, inCompanies);
    expect(failed).toMatchObject({ status: "FAILED", failure: { step: "record", code } });
    const caught = await run(
      { record: { ...step, onError: "other" } as Step, done: end(), other: outputsOf("record") },
      given,
      inCompanies,
    );
    expect(caught).toMatchObject({ status: "COMPLETED", result: { record: null } });
    const { data } = got(await dashboard.listRecords({ path: { ...path, tableId: companies } }));
    expect(data).toEqual([]);
  });

  it("does not find one of another table, nor one of another sandbox", async () => {
    const [world, stranger] = [await opened(), await opened()];
    const tableId = randomUUID();
    const settings = { name: "notes", fields: [{ key: "text", type: "text" as const }] };
    got(await world.dashboard.putTable({ path: { ...world.path, tableId }, body: settings }));
    const [near, far] = [await newRecord(world), await newRecord(stranger)];
    for (const [recordId, table] of [
      [near, tableId],
      [far, companies],
    ]) {
      const failed = await world.run({ record: record("read", { recordId, tableId: table }), done: end() });
      expect(failed.failure?.code).toBe("record_not_found");
    }
  });
});
