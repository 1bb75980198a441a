import type { Fault } from "@understudy/domain";
import { amountProblem } from "./money.ts";
import {
  isParameterName,
  isPresettable,
  needOf,
  type ParameterName,
  parameterNames,
  parametersOf,
  stepOf,
} from "./parameters.ts";
import { readPhone } from "./phone.ts";
import { fault, type Given, namesIn, notAPhone } from "./reading.ts";
import type { StepName } from "./step.ts";
import { insteadOf } from "./suggestion.ts";

export interface KnownSteps {
  readonly names: ReadonlySet<StepName>;
  /** Those that are told to be missing: what is for them must not be told to be too much. */
  readonly wanted: readonly StepName[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

/** The parameters of a workflow, as far as its steps are known: an unknown step may be the one that a parameter is for. */
export function judgeParameters(parameters: Given, { names, wanted, isWhole }: KnownSteps): readonly Fault[] {
  return [
    ...unknownNames(parameters, "parameters"),
    ...(isWhole ? notApplicable(parameters, new Set([...names, ...wanted])) : []),
    ...missing(parameters, names),
    ...judgeValues(parameters),
  ];
}

/** What a template decides in one of its steps, so that its workflows need not. */
export function judgePreset(step: StepName, preDefined: Given, at: string): readonly Fault[] {
  const misplaced = knownNames(preDefined).flatMap((name) => {
    if (!isPresettable(name))
      return [fault(`${at}.${name}`, "PARAMETER_NOT_PRESETTABLE", "must be given with each workflow; leave it out")];
    const home = stepOf(name);
    if (home === step) return [];
    return [fault(`${at}.${name}`, "PARAMETER_NOT_APPLICABLE", `belongs to ${home}, not to ${step}; move it there`)];
  });
  return [...unknownNames(preDefined, at), ...misplaced];
}

/** Cards are reached by pushing alone, and nothing else is: the account that the customer adds must fit the solution. */
export function judgeSolution({ solution, financialAccountSubType: subtype }: Given, at: string): readonly Fault[] {
  const isCard = subtype === "CREDIT" || subtype === "DEBIT";
  const isBank = subtype === "CHECKING" || subtype === "SAVING";
  if (solution === "push-to-card" && isBank) return [unfit(at, `${subtype} is a bank account`, "use ach or wire")];
  if ((solution === "ach" || solution === "wire") && isCard)
    return [unfit(at, `${subtype} is a card`, "use push-to-card")];
  return [];
}

function unfit(at: string, reason: string, remedy: string): Fault {
  return fault(at, "SOLUTION_NOT_SUPPORTED", `does not fit financialAccountSubType: ${reason}; ${remedy}`);
}

const isGiven = (parameters: Given, name: string) => parameters[name] !== undefined;

function knownNames(parameters: Given): readonly ParameterName[] {
  return parameterNames.filter((name) => isGiven(parameters, name));
}

function unknownNames(parameters: Given, at: string): readonly Fault[] {
  return namesIn(parameters)
    .filter((name) => !isParameterName(name))
    .map((name) =>
      fault(`${at}.${name}`, "FIELD_UNKNOWN", `is no parameter of any step; ${insteadOf(name, parameterNames)}`),
    );
}

function notApplicable(parameters: Given, steps: ReadonlySet<StepName>): readonly Fault[] {
  return knownNames(parameters)
    .filter((name) => !steps.has(stepOf(name)))
    .map((name) => {
      const message = `is for ${stepOf(name)}, which is not among the steps; leave it out`;
      return fault(`parameters.${name}`, "PARAMETER_NOT_APPLICABLE", message);
    });
}

function missing(parameters: Given, steps: ReadonlySet<StepName>): readonly Fault[] {
  const { solution } = parameters;
  return [...steps].flatMap((step) =>
    parametersOf(step).flatMap((name) => {
      const need = needOf(name, solution);
      if (need === "no" || isGiven(parameters, name)) return [];
      const reason = need === "always" ? `by ${step}` : `where solution is ${solution}`;
      return [fault(`parameters.${name}`, "FIELD_REQUIRED", `is required ${reason}`)];
    }),
  );
}

function judgeValues(parameters: Given): readonly Fault[] {
  const { amount, phoneNumber } = parameters;
  const found = [...judgeSolution(parameters, "parameters.solution")];
  if (typeof phoneNumber === "string" && phoneNumber !== "" && phoneNumber.length <= 32 && !readPhone(phoneNumber))
    found.push(fault("parameters.phoneNumber", "FIELD_INVALID", notAPhone));
  const problem = typeof amount === "number" ? amountProblem(amount) : undefined;
  if (problem !== undefined) found.push(fault("parameters.amount", "AMOUNT_INVALID", problem));
  return found;
}
