import type { components } from "@understudy/contracts/transactionlink";
import type { TableRecord } from "../store/records.ts";
import { timeWithOffset } from "./time.ts";

/** The fields that have a value beside what every record has, which no field can hide (providers/transactionlink.md 4.6). */
export function recordToWire(record: TableRecord): components["schemas"]["RecordDetailsResponse"] {
  const { id, version, createdAt, updatedAt, values } = record;
  const system = { id, version, createdAt: timeWithOffset(createdAt), updatedAt: timeWithOffset(updatedAt) };
  return { ...system, ...values, ...system };
}
