import { type Definition, isPersonStep, type Step } from "../rules/definition.ts";
import type { StepRun } from "../rules/execution.ts";
import { stepAt } from "../rules/graph.ts";

/** The person-steps of an execution as somebody at one of them can count them. */
export interface Way {
  /** Keys of those that are done, in the order in which they were entered first. */
  readonly done: readonly string[];
  /** Keys of those that are sure to come; null where nobody knows which will. */
  readonly ahead: readonly string[] | null;
}

/** Failures and time-outs are not counted with: where all goes as it should, this is the way. */
export function wayAt(definition: Definition, runs: readonly Pick<StepRun, "step">[], current: string): Way {
  const before = runs.map(({ step }) => step).filter((key) => key !== current && isPersonAt(definition, key));
  const done = [...new Set(before)];
  const ahead = aheadOf(definition, current);
  // A way that comes back to what was done already makes no honest count.
  return { done, ahead: ahead?.some((key) => done.includes(key)) ? null : ahead };
}

type Keys = readonly string[] | null;

/** The person-steps behind a step; null where they depend on what is yet to be found out, or where it goes in a circle. */
function aheadOf(definition: Definition, start: string): Keys {
  // A step stands here without an answer while its own ways are followed: whoever comes to it then goes in a circle.
  const known = new Map<string, Keys>();
  const from = (key: string): Keys => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, null);
    const ahead = behind(key);
    const keys = ahead && isPersonAt(definition, key) ? [key, ...ahead] : ahead;
    known.set(key, keys);
    return keys;
  };
  const behind = (key: string): Keys => {
    const step = stepAt(definition, key);
    const [first = [], ...others] = (step ? goodWays(step) : []).map(from);
    return first !== null && others.every((other) => other?.join() === first.join()) ? first : null;
  };
  known.set(start, null);
  return behind(start);
}

function goodWays(step: Step): readonly string[] {
  if (step.type === "end") return [];
  if (step.type === "decision") return [...new Set([...step.rules.map(({ next }) => next), step.default])];
  return [step.next];
}

function isPersonAt(definition: Definition, key: string): boolean {
  const step = stepAt(definition, key);
  return step !== undefined && isPersonStep(step);
}
