import { type Fault, Refusal } from "@understudy/domain";
import type { Definition } from "./definition.ts";
import { type Expiry, expiresAtOf } from "./expiry.ts";
import { parameterProblems } from "./parameters.ts";

export interface Start {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly expiresAt?: string | null | undefined;
}

/** When an execution that is started so expires. All that is wrong with the start is told at once. */
export function judgeStart(definition: Definition, { parameters, expiresAt }: Start, now: Date): Expiry {
  const problems: Fault[] = [...parameterProblems(definition, parameters)];
  const expiry = expiryUnless(problems, expiresAt, now);
  const [first] = problems;
  if (expiry && !first) return expiry;
  throw new Refusal("invalid", first?.message ?? "The start is not valid.", { problems });
}

function expiryUnless(problems: Fault[], expiresAt: string | null | undefined, now: Date): Expiry | undefined {
  try {
    return expiresAtOf(expiresAt, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(...(error.details.problems ?? []));
    return undefined;
  }
}
