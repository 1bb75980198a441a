import type { Fault } from "@understudy/domain";
import type { Definition } from "../definition.ts";
import { cyclesWithoutWait, edgesOf, reachableSteps, stepAt, stepsWithoutEnd } from "../graph.ts";
import { insteadOf } from "./suggestion.ts";

/** Ways that lead to no step. */
export function unknownSteps(definition: Definition): readonly Fault[] {
  const keys = Object.keys(definition.steps);
  const ways = Object.entries(definition.steps).flatMap(([key, step]) =>
    edgesOf(step).map(({ field, to }) => ({ field: `steps.${key}.${field}`, to })),
  );
  return [{ field: "start", to: definition.start }, ...ways]
    .filter(({ to }) => !stepAt(definition, to))
    .map(({ field, to }) => {
      const end = insteadOf(to, keys, "name one of the steps, or add this one.");
      return { field, rule: "unknown_step", message: `${field} names \`${to}\`, which is no step; ${end}` };
    });
}

/** Steps to which an execution cannot come, with which it cannot end, or in which it would go round for ever. */
export function flowProblems(definition: Definition): readonly Fault[] {
  return [...unreachable(definition), ...endless(definition), ...circular(definition)];
}

function unreachable(definition: Definition): readonly Fault[] {
  if (!stepAt(definition, definition.start)) return [];
  const reachable = reachableSteps(definition);
  return Object.keys(definition.steps)
    .filter((key) => !reachable.has(key))
    .map((key) => {
      const message = `No way leads from the start to steps.${key}; name \`${key}\` in another step, or leave it out.`;
      return { field: `steps.${key}`, rule: "unreachable_step", message };
    });
}

function endless(definition: Definition): readonly Fault[] {
  return stepsWithoutEnd(definition).map((key) => {
    const message = `No way leads from steps.${key} to a step of the type end; let one of those that follow go on to it.`;
    return { field: `steps.${key}`, rule: "no_end", message };
  });
}

function circular(definition: Definition): readonly Fault[] {
  return cyclesWithoutWait(definition).map(([key = "", ...others]) => {
    const round = [key, ...others, key].join(" → ");
    const message = `steps.${key} comes back to itself without waiting: ${round}; lead one of them elsewhere, or put a wait between.`;
    return { field: `steps.${key}`, rule: "cycle_without_wait", message };
  });
}
