import type { Fault } from "@understudy/domain";
import { said, withoutBlanks } from "./blank.ts";
import { mistakenNames } from "./mistaken-names.ts";
import { inEffect } from "./parameters.ts";
import { fault, type Given, listIn, objectIn } from "./reading.ts";
import type { Parameters, StepName, StepRequest, TemplateStep, UserInputs } from "./step.ts";
import { judgeInputs } from "./step-inputs.ts";
import { judgeOrder, namedSteps, wantedSteps } from "./step-order.ts";
import { judgeParameters, judgePreset, judgeSolution, type KnownSteps } from "./step-parameters.ts";

/**
 * All that is wrong with a request for a workflow beyond what the spec's schema tells: what is of a wrong type, and what
 * depends on it, is passed over. Of one from a template only what is wrong with any template; `completed` finds the rest.
 */
export function judgeWorkflowBody(body: unknown): readonly Fault[] {
  const request = objectIn(body);
  if (!request) return [];
  const parameters = objectIn(request.parameters);
  const steps = isFromTemplate(request) ? undefined : listIn(request.steps);
  return [
    ...mistakenNames("workflow", request),
    ...judgeReference(request),
    ...(steps ? judgeSteps(steps, "steps", "inputs") : []),
    ...(parameters ? judgeParameters(parameters, knownSteps(steps)) : []),
  ];
}

function knownSteps(steps: readonly unknown[] | undefined): KnownSteps {
  const named = namedSteps(steps ?? []);
  const names = new Set(named.map(({ name }) => name));
  return { names, wanted: wantedSteps(names), isWhole: named.length === steps?.length };
}

/** All that is wrong with a template, or with a new version of one, beyond what the spec's schema tells. */
export function judgeTemplateBody(body: unknown): readonly Fault[] {
  const template = objectIn(body) ?? {};
  const given = listIn(objectIn(template.definition)?.steps);
  const steps = given ?? [];
  const presets = namedSteps(steps).flatMap(({ index, name }) => {
    const preDefined = objectIn(inputOf(steps[index], "input")?.preDefined);
    return preDefined ? [{ name, preDefined, at: `definition.steps.${index}.input.preDefined` }] : [];
  });
  const together = joined(presets.map(({ preDefined }) => preDefined));
  const solver = presets.find(({ preDefined }) => preDefined.solution !== undefined);
  return [
    ...mistakenNames("template", template),
    ...(given ? judgeSteps(given, "definition.steps", "input") : []),
    ...presets.flatMap(({ name, preDefined, at }) => judgePreset(name, preDefined, at)),
    ...(solver ? judgeSolution(together, `${solver.at}.solution`) : []),
  ];
}

/**
 * A workflow from a template: what the template has decided, and what the request adds or decides otherwise
 * (providers/rocketkor.md OD-13: the request wins).
 */
export function completed(
  template: readonly TemplateStep[],
  parameters: unknown,
):
  | { readonly problems: readonly Fault[] }
  | { readonly steps: readonly StepRequest[]; readonly parameters: Parameters } {
  const together = joined([
    ...template.map(({ preDefined }) => preDefined ?? {}),
    withoutBlanks(objectIn(parameters) ?? {}),
  ]);
  const problems = judgeParameters(together, knownSteps(template));
  if (problems.length > 0) return { problems };
  // Judged just now, and by the spec's schema before.
  return {
    steps: template.map(({ name, user }) => ({ name, user })),
    parameters: inEffect(together as unknown as Parameters),
  };
}

/** The later one wins, but what is undefined says nothing. */
function joined(parameters: readonly Given[]): Given {
  const entries = parameters.flatMap((each) => Object.entries(each));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A request that keeps the spec's schema. */
export interface WorkflowBody {
  readonly title: string;
  readonly customerMemo?: string | undefined;
  readonly expireInHours?: number | undefined;
  readonly steps?: readonly StepBody[] | undefined;
  readonly parameters: object;
}

interface StepBody {
  readonly name: StepName;
  readonly inputs?: { readonly user?: UserInputs | undefined } | undefined;
}

export interface WorkflowRequest {
  readonly title: string;
  readonly customerMemo: string | null;
  readonly expireInHours: number | null;
  /** None where they are a template's. */
  readonly steps: readonly StepRequest[];
  readonly parameters: Parameters;
}

/** A request in which nothing is wrong. One from a template gets steps and parameters from `completed`. */
export function workflowFrom(body: WorkflowBody): WorkflowRequest {
  const { title, customerMemo, expireInHours = null, steps = [] } = body;
  const requested = steps.map(({ name, inputs }) => ({ name, user: inputs?.user ?? null }));
  const parameters = inEffect(withoutBlanks(body.parameters as Parameters));
  return { title, customerMemo: said(customerMemo), expireInHours, steps: requested, parameters };
}

function isFromTemplate({ templateId, templateName }: Given): boolean {
  return templateId !== undefined || templateName !== undefined;
}

/** A workflow has steps of its own or one template, and a template is named in one way. */
function judgeReference(request: Given): readonly Fault[] {
  const hasSteps = request.steps !== undefined;
  if (!isFromTemplate(request)) {
    if (hasSteps) return [];
    return [
      fault("steps", "TEMPLATE_REFERENCE_MISSING", "must be given, or templateId or templateName in their place"),
    ];
  }
  const rule = "TEMPLATE_REFERENCE_AMBIGUOUS";
  const isTwice = request.templateId !== undefined && request.templateName !== undefined;
  return [
    ...(isTwice ? [fault("templateName", rule, "cannot stand beside templateId; give one of them")] : []),
    ...(hasSteps
      ? [fault("steps", rule, "cannot stand beside a template, which has its own; leave one of them out")]
      : []),
  ];
}

type InputsName = "inputs" | "input";

function inputOf(step: unknown, name: InputsName): Given | undefined {
  return objectIn(objectIn(step)?.[name]);
}

function judgeSteps(steps: readonly unknown[], at: string, inputs: InputsName): readonly Fault[] {
  const otherName = inputs === "inputs" ? "input" : "inputs";
  return [
    ...judgeOrder(steps, at),
    ...namedSteps(steps).flatMap(({ index, name }) => {
      const step = objectIn(steps[index]) ?? {};
      if (step[otherName] !== undefined && step[inputs] === undefined)
        return [
          fault(`${at}.${index}.${otherName}`, "FIELD_UNKNOWN", `is not known here; did you mean \`${inputs}\`?`),
        ];
      return judgeInputs(name, askedIn(step, inputs), `${at}.${index}.${inputs}`);
    }),
  ];
}

/** What stands there but for the parameters that a template decides, which are judged by themselves. */
function askedIn(step: Given, inputs: InputsName): unknown {
  const given = objectIn(step[inputs]);
  if (!given || inputs === "inputs") return step[inputs];
  const { preDefined: _, ...asked } = given;
  return asked;
}
