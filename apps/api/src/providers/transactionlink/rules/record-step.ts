import type { Performance } from "./automatic.ts";
import type { RecordStep, StepError } from "./definition.ts";
import type { RecordWrite, Scene, SubjectRecord } from "./execution.ts";
import { failure } from "./leaving.ts";
import { recordProblems } from "./record.ts";
import { scopeOf } from "./scope.ts";
import { stepOf } from "./standing.ts";
import { inputOf } from "./step-input.ts";

/** The record without which the step at which the execution stands cannot have its turn; null where there is none. */
export function recordNeeded(scene: Pick<Scene, "definition" | "execution" | "outputs">): RecordKey | null {
  const { definition, execution } = scene;
  if (execution.status !== "RUNNING" || execution.awaits !== "turn" || execution.currentStep === null) return null;
  const step = stepOf(definition, execution.currentStep);
  if (step.type !== "record" || step.action === "create") return null;
  const tableId = step.tableId ?? definition.recordTableId;
  const { recordId } = given(scene, step);
  return tableId !== null && isUuid(recordId) ? { tableId, id: recordId.toLowerCase() } : null;
}

/** The table into which the step at which the execution stands writes at its turn; null where it writes into none. */
export function tableNeeded({ definition, execution }: Pick<Scene, "definition" | "execution">): string | null {
  if (execution.status !== "RUNNING" || execution.awaits !== "turn" || execution.currentStep === null) return null;
  const step = stepOf(definition, execution.currentStep);
  return step.type === "record" && step.action !== "read" ? (step.tableId ?? definition.recordTableId) : null;
}

export interface RecordKey {
  readonly tableId: string;
  readonly id: string;
}

/** Reads, changes or makes a record. A field that is null has no value: it is taken from the record. */
export function handleRecord(scene: Scene, step: RecordStep, newId: () => string): Omit<Performance, "input"> {
  const { definition, execution } = scene;
  const fail = (error: StepError) => ({ ...failure(error, step.onError), record: null, execution });
  const tableId = step.tableId ?? definition.recordTableId;
  if (tableId === null) return fail({ code: "no_table", message: "The workflow has no table of records." });
  const { fields, recordId } = given(scene, step);
  const [fault] = step.action === "read" ? [] : faultsOf(scene, fields);
  if (fault) return fail({ code: "invalid_record", message: fault });
  if (step.action === "create") return create(scene, step, { tableId, id: newId() }, fields);
  const { record } = scene;
  if (recordId === null) return fail({ code: "no_record", message: "The workflow was started without a record." });
  if (!record || record.id !== String(recordId).toLowerCase())
    return fail({ code: "record_not_found", message: `There is no record ${String(recordId)} in the table.` });
  if (step.action === "read") return done(scene, step, shown(record), null);
  const values = { ...record.values, ...fields };
  const changed = { ...record, values, version: record.version + 1 };
  return done(scene, step, shown(changed), { action: "update", tableId, id: record.id, values: fields });
}

/** What the table refuses, as it would from a request. */
function faultsOf({ fields: known }: Scene, values: Readonly<Record<string, unknown>>): readonly string[] {
  if (!known) return ["The table of this step is gone."];
  return recordProblems(known, values).map(({ message }) => message);
}

/** The first record that an execution makes in its definition's own table is its own from then on (5.2). */
function create(
  scene: Scene,
  step: RecordStep,
  { tableId, id }: RecordKey,
  fields: Readonly<Record<string, unknown>>,
): Omit<Performance, "input"> {
  const values = present(fields);
  const change = done(scene, step, shown({ id, tableId, version: 1, values }), {
    action: "create",
    tableId,
    id,
    values,
  });
  const isOwn = scene.execution.recordId === null && tableId === scene.definition.recordTableId;
  return isOwn ? { ...change, execution: { ...scene.execution, recordId: id } } : change;
}

function done(scene: Scene, step: RecordStep, output: unknown, record: RecordWrite | null) {
  return { state: "COMPLETED", output, error: null, to: step.next, record, execution: scene.execution } as const;
}

/** As the API shows it: fields that have a value, and those of the system. */
function shown({ id, version, values }: SubjectRecord): Readonly<Record<string, unknown>> {
  return { ...present(values), id, version };
}

const present = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

function given(scene: Pick<Scene, "execution" | "outputs">, step: RecordStep) {
  const input = inputOf(step, scopeOf(scene.execution, scene.outputs));
  return input as { readonly recordId: unknown; readonly fields: Readonly<Record<string, unknown>> };
}

/** Anything else is no record's id, and no question for the store. */
function isUuid(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
