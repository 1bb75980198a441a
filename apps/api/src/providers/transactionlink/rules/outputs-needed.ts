import type { Definition, Logic, Step } from "./definition.ts";
import { edgesOf, stepAt } from "./graph.ts";
import { referencesOf } from "./mapping.ts";
import { logicsOf, mappingsOf } from "./problems/expressions.ts";

/**
 * The steps whose outputs may be asked for while an execution stands at this one, and when it goes to the next, which is
 * then given its input; null where it may be any of them.
 */
export function outputsNeeded(definition: Definition, key: string | null): readonly string[] | null {
  const step = key === null ? undefined : stepAt(definition, key);
  if (!step) return [];
  const ahead = edgesOf(step).flatMap(({ to }) => stepAt(definition, to) ?? []);
  const steps = [...(isGivenInput(step) ? [] : [step]), ...ahead.filter(isGivenInput)];
  const named = [...new Set(steps.flatMap(namedBy))];
  return named.includes(undefined) ? null : named.filter((each) => each !== undefined);
}

/** These take what they ask for when they are entered, and keep it; all others ask when it is their turn. */
function isGivenInput({ type }: Step): boolean {
  return type === "http" || type === "id_verification";
}

/** Keys of steps; undefined stands for all. */
type Named = string | undefined;

function namedBy(step: Step): readonly Named[] {
  const ofMappings = mappingsOf(step).flatMap(({ mapping }) => referencesOf(mapping).map(({ path }) => path));
  const ofLogics = logicsOf(step).flatMap(({ logic }) => pathsOf(logic).map((path) => path?.split(".") ?? ["steps"]));
  return [...ofMappings, ...ofLogics].flatMap(([root, key]) => (root === "steps" ? [key] : []));
}

/** What a condition names; undefined where it names all that there is, or works out what. */
function pathsOf(logic: Logic): readonly Named[] {
  if (Array.isArray(logic)) return logic.flatMap(pathsOf);
  if (typeof logic !== "object" || logic === null) return [];
  return Object.entries(logic).flatMap(([operator, given]) => {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    // What is asked of each item of a list knows nothing but the item.
    const rest = overItems.includes(operator) ? values.filter((_, index) => index !== 1) : values;
    return [...askedFor(operator, values).map(asPath), ...rest.flatMap(pathsOf)];
  });
}

const overItems: readonly string[] = ["map", "filter", "all", "none", "some", "reduce"];

function askedFor(operator: string, values: readonly unknown[]): readonly unknown[] {
  if (operator === "var") return [values[0]];
  if (operator === "missing") return values.flat();
  return operator === "missing_some" ? [values[1]].flat() : [];
}

function asPath(path: unknown): Named {
  return (typeof path === "string" && path !== "") || typeof path === "number" ? String(path) : undefined;
}
