import type { Fault } from "@understudy/domain";
import type { Definition } from "./definition.ts";
import { stepsAfter } from "./graph.ts";
import { automaticProblems } from "./problems/automatic.ts";
import { boundProblems } from "./problems/bounds.ts";
import { badDurations } from "./problems/durations.ts";
import { flowProblems, unknownSteps } from "./problems/flow.ts";
import { formProblems, repeated } from "./problems/form.ts";
import { nameProblems } from "./problems/names.ts";
import { missingTexts } from "./problems/texts.ts";

/**
 * All that is wrong with a definition of the right shape, in the order in which it is read: ways, what is declared twice,
 * each step, and last what the ways come to as a whole. Whether its tables exist is for whoever knows the tables.
 */
export function problemsOf(definition: Definition): readonly Fault[] {
  const unknown = unknownSteps(definition);
  const before = unknown.length === 0 ? stepsBefore(definition) : undefined;
  const ofSteps = Object.entries(definition.steps).flatMap(([key, step]) => {
    const place = { definition, key, step, before: before?.get(key) };
    return [formProblems, boundProblems, automaticProblems, badDurations, nameProblems, missingTexts].flatMap((judge) =>
      judge(place),
    );
  });
  return [...unknown, ...declaredTwice(definition), ...ofSteps, ...flowProblems(definition)];
}

/** For each step, those that may have run when it does. */
function stepsBefore(definition: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = Object.keys(definition.steps);
  const after = new Map(keys.map((key) => [key, stepsAfter(definition, key)]));
  return new Map(keys.map((key) => [key, new Set(keys.filter((each) => after.get(each)?.has(key)))]));
}

function declaredTwice({ parameters, locales }: Definition): readonly Fault[] {
  const keys = repeated(parameters.map(({ key }) => key)).map(({ index, first, value }) => {
    const message = `parameters.${index}.key is \`${value}\`, as parameters.${first}.key is; leave one out.`;
    return { field: `parameters.${index}.key`, rule: "duplicate_key", message };
  });
  const tags = repeated(locales.map((tag) => tag.toLowerCase())).map(({ index, first, value }) => {
    const message = `locales.${index} is \`${value}\`, as locales.${first} is; leave one out.`;
    return { field: `locales.${index}`, rule: "duplicate_key", message };
  });
  return [...keys, ...tags];
}
