import type { components } from "@understudy/contracts/transactionlink-control";
import type { TableField } from "../../rules/record.ts";
import type { ListedRecord } from "../../store/records.ts";
import type { Table, TableSettings } from "../../store/tables.ts";

type Schemas = components["schemas"];

export function settingsFromWire({ name, fields }: Schemas["TableSettings"]): TableSettings {
  return { name, fields: fields.map(({ key, type, options = null }): TableField => ({ key, type, options })) };
}

export function tableToWire({ id, name, fields, createdAt, updatedAt }: Table): Schemas["Table"] {
  return {
    ...{ id, name, created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() },
    fields: fields.map(({ key, type, options }) => ({ key, type, options: options && [...options] })),
  };
}

export function recordToWire(record: Omit<ListedRecord, "sequence">): Schemas["TableRecord"] {
  const { id, tableId, version, values, createdAt, updatedAt } = record;
  return {
    ...{ id, table_id: tableId, version, values: { ...values } },
    ...{ created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() },
  };
}
