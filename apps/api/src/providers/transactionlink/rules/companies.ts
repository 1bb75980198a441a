import type { TableField } from "./record.ts";

const field = (key: string, type: TableField["type"], options: TableField["options"] = null) => ({
  key,
  type,
  options,
});

/**
 * The table that every sandbox comes with: what the seeded workflows keep of a company, and one field of each type, by
 * the names that the provider's own examples give them (providers/transactionlink.md 4.6).
 */
export const companies = {
  id: "3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01",
  name: "companies",
  fields: [
    field("companyNumber", "text"),
    field("name", "text"),
    field("country", "text"),
    field("foundedOn", "date"),
    field("status", "single_select", ["new", "approved", "declined"]),
    field("text", "text"),
    field("number", "number"),
    field("integer", "integer"),
    field("date", "date"),
    field("datetime", "datetime"),
    field("checkbox", "checkbox"),
    field("json", "json"),
    field("array", "array"),
    field("singleSelect", "single_select", ["new", "active", "closed"]),
    field("multiselect", "multiselect", ["supplier", "importer", "exporter"]),
    field("idField", "id"),
    field("assignee", "assignee"),
  ] satisfies readonly TableField[],
} as const;
