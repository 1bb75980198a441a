import type { Fault } from "@understudy/domain";
import { systemKeys, type TableField } from "./record.ts";

const typesWithOptions: readonly string[] = ["single_select", "multiselect"];

/** What is wrong with the fields of a table beyond what its schema says. */
export function tableProblems(fields: readonly TableField[]): readonly Fault[] {
  return fields.flatMap(({ key, type, options }, index) => {
    const field = `fields.${index}`;
    const problems: Fault[] = [];
    if (fields.findIndex((other) => other.key === key) < index)
      problems.push({ field: `${field}.key`, rule: "duplicate_key", message: `${key} is a field already.` });
    if (systemKeys.includes(key))
      problems.push({ field: `${field}.key`, rule: "reserved_key", message: `Every record has ${key} by itself.` });
    if (typesWithOptions.includes(type) && !options)
      problems.push({ field: `${field}.options`, rule: "no_options", message: `Say what can be chosen for ${key}.` });
    if (!typesWithOptions.includes(type) && options)
      problems.push({ field: `${field}.options`, rule: "no_options", message: `${key} of ${type} has no options.` });
    return problems;
  });
}
