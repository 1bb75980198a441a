import type { Fault } from "@understudy/domain";
import type { Definition, Parameter, ParameterType } from "./definition.ts";

const isOfType: Readonly<Record<ParameterType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  list: (value) => Array.isArray(value),
};

/**
 * All that is wrong with the parameters of a start, in the order of the definition. Null means "not given", and keys that
 * the definition does not know are kept as they are (providers/transactionlink.md 4.1, 9.11).
 */
export function parameterProblems(
  definition: Pick<Definition, "name" | "parameters">,
  parameters: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return definition.parameters.flatMap((parameter) => {
    const value = Object.hasOwn(parameters, parameter.key) ? (parameters[parameter.key] ?? null) : null;
    if (value === null) return parameter.required ? [missing(definition.name, parameter)] : [];
    return isOfType[parameter.type](value) ? [] : [wrongType(parameter, value)];
  });
}

function missing(name: string, { key, type }: Parameter): Fault {
  const field = `parameters.${key}`;
  const message = `${field} is missing: ${name} cannot be started without this ${type}.`;
  return { field, rule: "MISSING_PARAMETER", message };
}

function wrongType({ key, type }: Parameter, value: unknown): Fault {
  const field = `parameters.${key}`;
  const message = `${field} is ${kindOf(value)}, but must be ${named[type]}.`;
  return { field, rule: "INVALID_PARAMETER_TYPE", message };
}

const named: Readonly<Record<ParameterType, string>> = {
  string: "a string",
  number: "a finite number",
  boolean: "a boolean",
  object: "an object",
  list: "a list",
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return named.list;
  if (typeof value === "number" && !Number.isFinite(value)) return "a number beyond all limits";
  return typeof value === "object" ? named.object : `a ${typeof value}`;
}
