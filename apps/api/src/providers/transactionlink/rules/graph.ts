import { type Definition, isPersonStep, type Step } from "./definition.ts";
import type { ExecutionType } from "./execution.ts";

/** One way out of a step. */
interface Edge {
  /** Dotted path within the step: `next`, `rules.0.next`. */
  readonly field: string;
  /** The key of the step to which it leads. */
  readonly to: string;
}

/** The step of that key, if there is one: `constructor` may be a key, and is none by itself. */
export function stepAt(definition: Definition, key: string): Step | undefined {
  return Object.hasOwn(definition.steps, key) ? definition.steps[key] : undefined;
}

/** All ways out of a step, in the order in which they are read: what follows, then what follows a failure. */
export function edgesOf(step: Step): readonly Edge[] {
  if (step.type === "end") return [];
  if (step.type === "decision") {
    const rules = step.rules.map(({ next }, index) => ({ field: `rules.${index}.next`, to: next }));
    return [...rules, { field: "default", to: step.default }];
  }
  const ways: Readonly<Record<string, unknown>> = { ...step };
  return ["next", "onError", "onAbandon", "onTimeout"].flatMap((field) => {
    const to = ways[field];
    return typeof to === "string" ? [{ field, to }] : [];
  });
}

/** The steps to which one leads, itself only if the way comes back to it. */
export function stepsAfter(definition: Definition, key: string): ReadonlySet<string> {
  const step = stepAt(definition, key);
  return reach(definition, step ? edgesOf(step) : []);
}

/** A step and all to which it leads; keys of no step are left out. */
export function stepsFrom(definition: Definition, key: string): ReadonlySet<string> {
  return reach(definition, [{ to: key }]);
}

function reach(definition: Definition, ways: readonly Pick<Edge, "to">[]): ReadonlySet<string> {
  const found = new Set<string>();
  const ahead = [...ways];
  for (let way = ahead.pop(); way !== undefined; way = ahead.pop()) {
    const step = stepAt(definition, way.to);
    if (!step || found.has(way.to)) continue;
    found.add(way.to);
    ahead.push(...edgesOf(step));
  }
  return found;
}

/** The steps that an execution can come to. */
export function reachableSteps(definition: Definition): ReadonlySet<string> {
  return stepsFrom(definition, definition.start);
}

/** Whether a person may still be asked for something by an execution that stands at this step, or goes to it. */
export function personAhead(definition: Definition, key: string): boolean {
  return [...stepsFrom(definition, key)].some((each) => {
    const step = stepAt(definition, each);
    return step !== undefined && isPersonStep(step);
  });
}

/** A definition that may ask a person for something is interactive (providers/transactionlink.md 8.2). */
export function executionTypeOf(definition: Definition): ExecutionType {
  return personAhead(definition, definition.start) ? "INTERACTIVE" : "BACKGROUND";
}

/** The ways that come back to where they began without waiting for anybody: an execution would go round for ever. */
export function cyclesWithoutWait(definition: Definition): readonly (readonly string[])[] {
  const covered = new Set<string>();
  return Object.keys(definition.steps).flatMap((key) => {
    const cycle = covered.has(key) ? undefined : wayBack(definition, key);
    for (const each of cycle ?? []) covered.add(each);
    return cycle ? [cycle] : [];
  });
}

/** The shortest way from a step back to it over steps that wait for nobody, without its last stop. */
function wayBack(definition: Definition, key: string): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [key];
  for (let index = 0; index < queue.length; index++) {
    const at = queue[index] ?? key;
    const step = stepAt(definition, at);
    if (!step || isPersonStep(step) || step.type === "wait") continue;
    for (const { to } of edgesOf(step)) {
      if (to === key) return trace(cameFrom, key, at);
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, at);
      queue.push(to);
    }
  }
  return undefined;
}

function trace(cameFrom: ReadonlyMap<string, string>, from: string, to: string): readonly string[] {
  const way = [to];
  for (let at = to; at !== from; ) {
    at = cameFrom.get(at) ?? from;
    way.unshift(at);
  }
  return way;
}

/** The steps from which no `end` can be reached; where a way leads to no step at all, nobody can know. */
export function stepsWithoutEnd(definition: Definition): readonly string[] {
  return Object.keys(definition.steps).filter((key) => {
    const steps = [...stepsFrom(definition, key)].flatMap((each) => stepAt(definition, each) ?? []);
    const isSound = steps.every((step) => edgesOf(step).every(({ to }) => stepAt(definition, to)));
    return isSound && !steps.some(({ type }) => type === "end");
  });
}
