import { type FactKind, type Facts, type RoutingField, routingFieldOf, routingFields } from "./routing-facts.ts";
import type { Condition } from "./routing-tree.ts";

/** A condition that was asked, with what the charge really has and whether it holds. */
export interface AskedCondition extends Condition {
  readonly actual: unknown;
  readonly holds: boolean;
}

interface Op {
  readonly takes: "one" | "several" | "bounds";
  readonly kinds: readonly FactKind[];
  holds(differences: readonly number[], actual: unknown, wanted: readonly unknown[]): boolean;
}

const everyKind: readonly FactKind[] = ["text", "number", "bin", "open"];
const ordered: readonly FactKind[] = ["number", "bin", "open"];

/** Each op judges how far the fact is from the wanted values: 0 is equal, NaN cannot be compared. */
const ops: Readonly<Record<string, Op>> = {
  eq: { takes: "one", kinds: everyKind, holds: ([far]) => far === 0 },
  ne: { takes: "one", kinds: everyKind, holds: ([far]) => far !== 0 },
  in: { takes: "several", kinds: everyKind, holds: (all) => all.includes(0) },
  not_in: { takes: "several", kinds: everyKind, holds: (all) => !all.includes(0) },
  gt: { takes: "one", kinds: ordered, holds: ([far = Number.NaN]) => far > 0 },
  gte: { takes: "one", kinds: ordered, holds: ([far = Number.NaN]) => far >= 0 },
  lt: { takes: "one", kinds: ordered, holds: ([far = Number.NaN]) => far < 0 },
  lte: { takes: "one", kinds: ordered, holds: ([far = Number.NaN]) => far <= 0 },
  between: { takes: "bounds", kinds: ordered, holds: ([low = Number.NaN, high = Number.NaN]) => low >= 0 && high <= 0 },
  prefix: {
    takes: "one",
    kinds: ["text", "bin", "open"],
    holds: (_, actual, [wanted]) => typeof actual === "string" && actual.startsWith(String(wanted)),
  },
};

export const routingOps = Object.keys(ops);

/** Asks a condition of a charge. A fact that the charge does not have differs from every value. */
export function ask({ field, op, value }: Condition, facts: Facts): AskedCondition {
  const { kind, read } = known(routingFieldOf(field), field);
  const actual = read(facts) ?? null;
  const wanted = Array.isArray(value) ? value : [value];
  const differences = wanted.map((one) => difference(kind, actual, one));
  return { field, op, value, actual, holds: known(ops[op], op).holds(differences, actual, wanted) };
}

/** What is wrong with a condition, as a sentence, or undefined. */
export function problemOf({ field: name, op: opName, value }: Condition): string | undefined {
  const field = routingFieldOf(name);
  if (!field) return `${name} is no field: use ${Object.keys(routingFields).join(", ")} or metadata.<name>.`;
  const op = Object.hasOwn(ops, opName) ? ops[opName] : undefined;
  if (!op) return `${opName} is no op: use ${routingOps.join(", ")}.`;
  if (!op.kinds.includes(field.kind)) return `${opName} cannot be asked of ${name}, which is a ${field.kind}.`;
  const values: readonly unknown[] = op.takes === "one" ? [value] : Array.isArray(value) ? value : [];
  if (op.takes === "several" && values.length === 0) return `${opName} takes a list of at least one value.`;
  if (op.takes === "bounds" && values.length !== 2) return `${opName} takes a list of two values: lowest and highest.`;
  const isSized = ordered.includes(field.kind) && (opName.startsWith("g") || opName.startsWith("l"));
  const misfit = values.find((one) => !fits(one, field, isSized || op.takes === "bounds", opName === "prefix"));
  if (misfit !== undefined || values.includes(undefined))
    return `${JSON.stringify(misfit)} does not fit ${name} ${opName}.`;
  if (op.takes === "bounds" && Number(values[0]) > Number(values[1])) return "The lowest value is above the highest.";
  return undefined;
}

function fits(value: unknown, { kind, values }: RoutingField, isSized: boolean, isPrefix: boolean): boolean {
  if (kind === "bin") return /^\d{1,8}$/.test(String(value));
  if (isPrefix) return typeof value === "string" && value !== "";
  if (kind === "number" || isSized) return typeof value === "number";
  if (kind === "text") return typeof value === "string" && (values?.includes(value) ?? value !== "");
  return ["string", "number", "boolean"].includes(typeof value);
}

function difference(kind: FactKind, actual: unknown, wanted: unknown): number {
  if (kind === "bin") {
    const digits = String(wanted);
    const isKnown = typeof actual === "string" && actual.length >= digits.length;
    return isKnown ? Number(actual.slice(0, digits.length)) - Number(digits) : Number.NaN;
  }
  if (typeof actual === "number" && typeof wanted === "number") return actual - wanted;
  return actual === wanted ? 0 : Number.NaN;
}

/** Stored trees were judged when they were written. */
function known<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`A stored routing tree asks for ${name}, which does not exist.`);
  return thing;
}
