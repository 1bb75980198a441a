import { expect, it } from "vitest";
import type { RecordStep } from "./definition.ts";
import { recordNeeded } from "./record-step.ts";
import { definition, end, madeId, recordId, sceneOf, settle, start, tableId } from "./turn.fixture.ts";

const record = { id: recordId, tableId, version: 4, values: { name: "Amber", country: "PL", gone: null } };
const begun = (step: Partial<RecordStep>, given: object = { recordId }, changes: object = {}) =>
  start(definition({ a: { type: "record", action: "read", next: "z", ...step }, z: end }, changes), given);

it("needs the execution's own record, or the one that its mapping names", () => {
  expect(recordNeeded(sceneOf(begun({})))).toEqual({ tableId, id: recordId });
  const named = begun({ recordId: "$.parameters.of", tableId: madeId }, { parameters: { of: recordId } });
  expect(recordNeeded(sceneOf(named))).toEqual({ tableId: madeId, id: recordId });
  expect(recordNeeded(sceneOf(begun({}, { recordId: "ABCDEF00-2222-4333-8444-555555555555" })))?.id).toMatch(/^abcdef/);
  expect(recordNeeded(sceneOf(begun({ action: "create" })))).toBeNull();
  expect(recordNeeded(sceneOf(begun({}, {})))).toBeNull();
  expect(recordNeeded(sceneOf(begun({ recordId: "'; --" })))).toBeNull();
});

it("reads the fields that have a value, with those of the system", () => {
  const world = settle({ ...begun({}), record });
  expect(world.execution.result).toEqual({ all: { id: recordId, version: 4, name: "Amber", country: "PL" } });
  expect(world.writes).toEqual([]);
});

it("changes what it names, and takes away what it sets to null", () => {
  const fields = { name: "$.parameters.name", country: null };
  const world = settle({
    ...begun({ action: "update", fields }, { recordId, parameters: { name: "Juniper" } }),
    record,
  });
  expect(world.execution.result).toEqual({ all: { id: recordId, version: 5, name: "Juniper" } });
  const values = { name: "Juniper", country: null };
  expect(world.writes).toEqual([{ action: "update", tableId, id: recordId, values }]);
});

it("makes a record, which is the execution's own from then on if it had none", () => {
  const step = { action: "create", fields: { name: "Juniper", country: "$.parameters.none" } } as const;
  const world = settle(begun(step, {}));
  expect(world.writes).toEqual([{ action: "create", tableId, id: madeId, values: { name: "Juniper" } }]);
  expect(world.execution).toMatchObject({
    recordId: madeId,
    result: { all: { id: madeId, version: 1, name: "Juniper" } },
  });
  expect(settle(begun(step)).execution.recordId).toBe(recordId);
  expect(settle(begun({ ...step, tableId: recordId }, {})).execution.recordId).toBeNull();
});

it("fails without a table, without a record, and for a record that is not there", () => {
  const codeOf = (world: ReturnType<typeof start>) => settle(world).execution.failure?.code;
  expect(codeOf(begun({}, { recordId }, { recordTableId: null }))).toBe("no_table");
  expect(codeOf(begun({}, {}))).toBe("no_record");
  expect(codeOf(begun({}))).toBe("record_not_found");
  expect(codeOf({ ...begun({ recordId: "nobody" }), record })).toBe("record_not_found");
});

it("fails where the table refuses what is written", () => {
  const codeOf = (step: Partial<RecordStep>) => settle(begun(step, {})).execution.failure;
  expect(codeOf({ action: "create", fields: { name: 7 } })).toMatchObject({ code: "invalid_record" });
  expect(codeOf({ action: "create", fields: { nam: "Juniper" } })).toMatchObject({ code: "invalid_record" });
});
