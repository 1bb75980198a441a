import { randomUUID } from "node:crypto";
import { newId } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { RecordWrite } from "../rules/execution.ts";
import * as records from "./records.ts";
import * as tables from "./tables.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const start = new Date("2026-01-15T12:30:00.000Z");
const later = new Date("2026-01-15T13:30:00.000Z");
const tableId = randomUUID();
let at: (now: Date) => Context;

beforeEach(async () => {
  const sandboxId = newId("sbx");
  await db.sandbox.create({ data: { id: sandboxId, createdAt: start } });
  const ids = { workspaceId: randomUUID(), teamId: randomUUID(), linkSecret: "" };
  await db.transactionlinkWorkspace.create({ data: { sandboxId, ...ids, createdAt: start } });
  at = (now) => ({
    sandbox: { id: sandboxId, name: null, clock: { mode: "frozen", frozenAt: start }, createdAt: start },
    ...{ now, db, newId, publicUrl: "http://here", facts: new Map(), remember: (_, load) => load() },
  });
  await tables.put(at(start), tableId, { name: "things", fields: [] });
});

const change = (id: string, values: RecordWrite["values"]): RecordWrite => ({ action: "update", tableId, id, values });

it("a change goes field by field: what it does not name stays, what it says null of goes, the order is kept", async () => {
  const { id } = await records.create(at(start), tableId, { b: 1, a: { z: 1, y: [null] }, c: "x" });
  await records.writeRecords(at(later), [change(id, { new: true, c: null, b: { q: 1, p: 2 } })]);
  const record = await records.get(at(later), { tableId, id });
  expect(JSON.stringify(record.values)).toBe('{"b":{"q":1,"p":2},"a":{"z":1,"y":[null]},"new":true}');
  expect(record).toMatchObject({ version: 2, createdAt: start, updatedAt: later });
});

it("may take every field away", async () => {
  const { id } = await records.create(at(start), tableId, { a: 1 });
  await records.writeRecords(at(later), [change(id, { a: null })]);
  expect((await records.get(at(later), { tableId, id })).values).toEqual({});
});

it("two changes at once are both in the record, and each counts", async () => {
  const { id } = await records.create(at(start), tableId, {});
  const changes = Array.from({ length: 8 }, (_, index) => change(id, { [`field${index}`]: index }));
  await Promise.all(changes.map((each) => records.writeRecords(at(later), [each])));
  const { values, version } = await records.get(at(later), { tableId, id });
  expect([Object.keys(values).length, version]).toEqual([8, 9]);
});

it("a step that makes a record gives it the first version", async () => {
  const id = randomUUID();
  await records.writeRecords(at(later), [{ action: "create", tableId, id, values: { a: 1 } }]);
  const [record] = await records.forSteps(at(later), [{ tableId, id }], false);
  expect(record).toMatchObject({ id, tableId, version: 1, values: { a: 1 } });
  expect(await records.forSteps(at(later), [{ tableId: randomUUID(), id }], false)).toEqual([]);
});
