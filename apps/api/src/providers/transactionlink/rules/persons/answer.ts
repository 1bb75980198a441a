import type { Fault } from "@understudy/domain";
import type { StepOf } from "../definition.ts";
import type { Scene } from "../execution.ts";
import { scopeOf } from "../scope.ts";
import { bankOutput, bankProblems } from "./bank-account.ts";
import { fieldProblems, type Given, valuesOf } from "./form.ts";
import { idOutput, idProblems } from "./id-verification.ts";

/** What was broken, or with what the step can be completed. */
export type Answer =
  | { readonly problems: readonly (Fault & { readonly limit: number | string | null })[] }
  | { readonly output: Readonly<Record<string, unknown>> };

/** What a person's values come to, whether they come from the page or from the control API; files are read apart. */
export function answerOf(
  step: StepOf<"form" | "id_verification" | "bank_account">,
  values: Given,
  scene: Scene,
  now: Date,
): Answer {
  const { definition, execution } = scene;
  const scope = scopeOf(execution, scene.outputs);
  switch (step.type) {
    case "form": {
      const problems = fieldProblems(step, values, { locale: execution.locale, definition, scope });
      return problems.length > 0 ? { problems } : { output: valuesOf(step, values, scope) };
    }
    case "id_verification": {
      const problems = idProblems(values);
      return problems.length > 0 ? { problems } : { output: idOutput(step, values, scene.run?.input) };
    }
    case "bank_account": {
      const problems = bankProblems(values);
      return problems.length > 0 ? { problems } : { output: bankOutput(values, now) };
    }
  }
}
