import type { Parameters, StepName } from "./step.ts";
import type { Solution } from "./transaction.ts";

export type ParameterName = keyof Parameters;

interface ParameterFacts {
  /** The only step that knows it. */
  readonly step: StepName;
  /** When a workflow with that step cannot do without: always, never, or with some solutions. */
  readonly isRequired: boolean | readonly Solution[];
  /** Whether a template may decide it; what it may not comes with each workflow. */
  readonly isPresettable: boolean;
}

const facts: Readonly<Record<ParameterName, ParameterFacts>> = {
  phoneNumber: { step: "notification", isRequired: true, isPresettable: false },
  channel: { step: "notification", isRequired: false, isPresettable: true },
  introductoryMessage: { step: "notification", isRequired: false, isPresettable: true },
  customerId: { step: "lookup-profile", isRequired: true, isPresettable: false },
  financialAccountSubType: { step: "financial-account", isRequired: true, isPresettable: true },
  customerFinancialAccountId: { step: "lookup-financial-account", isRequired: true, isPresettable: false },
  transactionType: { step: "move-money", isRequired: true, isPresettable: true },
  solution: { step: "move-money", isRequired: true, isPresettable: true },
  baFinancialAccountId: { step: "move-money", isRequired: true, isPresettable: false },
  currency: { step: "move-money", isRequired: true, isPresettable: true },
  amount: { step: "move-money", isRequired: true, isPresettable: false },
  priority: { step: "move-money", isRequired: ["ach", "wire"], isPresettable: true },
  description: { step: "move-money", isRequired: ["wire"], isPresettable: true },
  paymentReasonId: { step: "move-money", isRequired: true, isPresettable: true },
  memo: { step: "move-money", isRequired: false, isPresettable: true },
};

export const parameterNames = Object.keys(facts) as ParameterName[];

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(facts, name);
}

export function parametersOf(step: StepName): readonly ParameterName[] {
  return parameterNames.filter((name) => facts[name].step === step);
}

export function stepOf(name: ParameterName): StepName {
  return facts[name].step;
}

export function isPresettable(name: ParameterName): boolean {
  return facts[name].isPresettable;
}

/** Whether a workflow that has the parameter's step must give it, and if only because of the solution. */
export function needOf(name: ParameterName, solution: unknown): "always" | "for the solution" | "no" {
  const { isRequired } = facts[name];
  if (typeof isRequired === "boolean") return isRequired ? "always" : "no";
  return isRequired.some((each) => each === solution) ? "for the solution" : "no";
}

const ids = ["customerId", "customerFinancialAccountId", "baFinancialAccountId"] as const;

/**
 * The parameters as the workflow goes by them: only SMS is sent, a push to a card is always immediate, nobody but a wire
 * transfer carries a memo, and ids are as they are answered, in lower case.
 */
export function inEffect(parameters: Parameters): Parameters {
  const { memo, ...others } = parameters;
  const { solution, priority } = others;
  const given = ids.flatMap((name) => (others[name] === undefined ? [] : [[name, others[name].toLowerCase()]]));
  return {
    ...others,
    ...Object.fromEntries(given),
    channel: "SMS",
    ...(solution === "push-to-card" ? { priority: "IMMEDIATE" as const } : priority && { priority }),
    ...(solution === "wire" && memo !== undefined && { memo }),
  };
}
