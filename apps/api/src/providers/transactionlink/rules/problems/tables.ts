import type { Fault } from "@understudy/domain";
import type { Definition } from "../definition.ts";

/** The tables that it names and that are not there: nothing else would tell that a name is misspelt. */
export function unknownTables(definition: Definition, known: readonly string[], fix: string): readonly Fault[] {
  const { recordTableId, steps } = definition;
  const named = [
    { field: "recordTableId", tableId: recordTableId },
    ...Object.entries(steps).map(([key, step]) => ({
      field: `steps.${key}.tableId`,
      tableId: (step.type === "record" && step.tableId) || null,
    })),
  ];
  return named.flatMap(({ field, tableId }) => {
    if (tableId === null || known.includes(tableId.toLowerCase())) return [];
    return { field, rule: "unknown_table", message: `${field} names ${tableId}, which is no table ${fix}` };
  });
}
