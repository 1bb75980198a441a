import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { RecordWrite } from "../rules/execution.ts";
import * as records from "./records.ts";
import * as tables from "./tables.ts";
import { foundWorkspace, start } from "./workspace.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const later = new Date("2026-01-15T13:30:00.000Z");
const tableId = randomUUID();
let at: (now: Date) => Context;

beforeEach(async () => {
  at = await foundWorkspace(db);
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

it("several records are changed at once, each by its own", async () => {
  const made = await Promise.all([1, 2, 3].map((n) => records.create(at(start), tableId, { n, kept: true })));
  const elsewhere = { ...change(made[2]?.id ?? "", { n: 0 }), tableId: randomUUID() };
  await records.writeRecords(at(later), [
    ...made.slice(0, 2).map(({ id }, index) => change(id, { n: index + 10 })),
    elsewhere,
  ]);
  const after = await Promise.all(made.map(({ id }) => records.get(at(later), { tableId, id })));
  expect(after.map(({ values, version }) => [values.n, values.kept, version])).toEqual([
    [10, true, 2],
    [11, true, 2],
    [3, true, 1],
  ]);
});

it("two changes of one record in one go are a defect of whoever asks: one would be lost", async () => {
  const { id } = await records.create(at(start), tableId, {});
  await expect(records.writeRecords(at(later), [change(id, { a: 1 }), change(id, { b: 1 })])).rejects.toThrow("twice");
});
