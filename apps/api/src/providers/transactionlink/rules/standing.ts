import { Refusal } from "@understudy/domain";
import type { Definition, Step } from "./definition.ts";
import type { Awaits, Execution, Scene, StepRun } from "./execution.ts";
import { stepAt } from "./graph.ts";

/** What an execution stands at. */
export interface Standing {
  readonly key: string;
  readonly step: Step;
  readonly awaits: Awaits;
}

/** The step at which it waits for one of these; an execution that has ended, or waits for something else, refuses. */
export function standingAt(scene: Scene, expected: readonly Awaits[]): Standing {
  const { execution, definition } = scene;
  demandRunning(execution);
  const { currentStep: key, awaits } = execution;
  if (key === null || awaits === null) throw new Error(`The running execution ${execution.id} stands nowhere.`);
  if (expected.includes(awaits)) return { key, awaits, step: stepOf(definition, key) };
  throw new Refusal("wrong_state", `The workflow stands at the step ${key} and waits for ${words[awaits]}.`);
}

const words: Readonly<Record<Awaits, string>> = {
  turn: "its own next turn",
  person: "a person",
  event: "an event",
  time: "a time of the clock",
  call: "the answer to a call",
};

export function demandRunning(execution: Execution): void {
  if (execution.status === "RUNNING") return;
  throw new Refusal("wrong_state", `The workflow is ${execution.status}: nothing moves it any more.`);
}

export function stepOf(definition: Definition, key: string): Step {
  const step = stepAt(definition, key);
  if (!step) throw new Error(`The definition ${definition.id} has no step ${key}.`);
  return step;
}

/** The run that is under way; a step that waits for anything but its own turn has one. */
export function runOf(scene: Scene): StepRun {
  if (scene.run) return scene.run;
  throw new Error(`The execution ${scene.execution.id} waits in a step that was not entered.`);
}
