import { screen } from "./aml.ts";
import type { AmlScreeningStep, DecisionStep, LookupStep, RecordStep, Step, StepError } from "./definition.ts";
import type { Execution, RecordWrite, Scene } from "./execution.ts";
import { failure, type Outcome, within } from "./leaving.ts";
import { isTrue } from "./logic.ts";
import { handleRecord } from "./record-step.ts";
import { scopeOf } from "./scope.ts";
import { isWithin, largestValueBytes } from "./size.ts";
import { lookUp } from "./sources/index.ts";
import { inputOf } from "./step-input.ts";
import { withinTime } from "./time-limit.ts";

/** What a step without a person comes to. */
export interface Performance extends Outcome {
  readonly input: unknown;
  readonly record: RecordWrite | null;
  /** With the record that the step made, where it is the execution's first. */
  readonly execution: Execution;
}

/** What a simulated party answers. */
export type Answer = { readonly output: unknown } | { readonly error: StepError };

type AutomaticStep = LookupStep | AmlScreeningStep | DecisionStep | RecordStep;

/** Runs the step. Whatever goes wrong in it, a rule that cannot be applied for one, is the step's error and not ours. */
export function perform(scene: Scene, step: Step, newId: () => string): Performance {
  const { execution } = scene;
  const onError = "onError" in step ? step.onError : undefined;
  const fail = (input: unknown, error: StepError) => ({ ...failure(error, onError), input, record: null, execution });
  if (!isAutomatic(step)) throw new Error(`A step of the type ${step.type} has no turn of its own.`);
  let input: unknown = null;
  try {
    input = inputOf(step, scopeOf(execution, scene.outputs));
    if (!isWithin(input)) return fail(null, { code: "input_too_large", message: tooLarge });
    const done = { input, ...act(scene, step, input, newId) };
    const kept = within(done, scene, execution.currentStep ?? "");
    return kept === done ? done : { ...done, ...kept, record: null, execution };
  } catch (error) {
    return fail(input, { code: "step_error", message: error instanceof Error ? error.message : String(error) });
  }
}

/** Real time for all conditions of a step together. */
const longestMs = 100;

const tooLarge = `The step takes at most ${largestValueBytes} bytes of JSON.`;

function isAutomatic(step: Step): step is AutomaticStep {
  return ["lookup", "aml_screening", "decision", "record"].includes(step.type);
}

function act(scene: Scene, step: AutomaticStep, input: unknown, newId: () => string): Omit<Performance, "input"> {
  const unchanged = { record: null, execution: scene.execution };
  switch (step.type) {
    case "decision":
      return { ...unchanged, ...decide(scene, step) };
    case "record":
      return handleRecord(scene, step, newId);
    default: {
      const answer = answerOf(scene, step, input as Readonly<Record<string, unknown>>);
      if ("error" in answer) return { ...unchanged, ...failure(answer.error, step.onError) };
      return { ...unchanged, state: "COMPLETED", output: answer.output, error: null, to: step.next };
    }
  }
}

/** The definition's own fixtures come first; where none is meant, the simulated party answers by its stated inputs. */
function answerOf(scene: Scene, step: LookupStep | AmlScreeningStep, input: Readonly<Record<string, unknown>>): Answer {
  const data = { ...scopeOf(scene.execution, scene.outputs), input };
  const { fixtures = [] } = step;
  const fixture =
    fixtures.length > 0 ? withinTime(longestMs, () => fixtures.find(({ when }) => isTrue(when, data))) : undefined;
  if (fixture?.error) return { error: fixture.error };
  if (fixture) return { output: fixture.output ?? null };
  return step.type === "lookup" ? lookUp(step.source, input) : screen(input);
}

/** The first rule that holds decides. */
function decide(scene: Scene, step: DecisionStep): Outcome {
  const data = scopeOf(scene.execution, scene.outputs);
  const found = withinTime(longestMs, () => step.rules.findIndex(({ when }) => isTrue(when, data)));
  const rule = step.rules[found];
  const to = rule?.next ?? step.default;
  const outcome = (rule ? rule.outcome : step.defaultOutcome) ?? to;
  const output = { outcome, ruleIndex: rule ? found : null };
  return { state: "COMPLETED", output, error: null, to };
}
