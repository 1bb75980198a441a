import type { Fault } from "@understudy/domain";
import type { DocumentUploadStep, FormStep, PersonStepType, StepOf } from "../definition.ts";
import type { Scene } from "../execution.ts";
import { scopeOf } from "../scope.ts";
import { candidatesFor } from "./candidates.ts";
import type { Upload } from "./documents.ts";
import { fieldProblems, type Given, visibleFields } from "./form.ts";
import { sampleUploads } from "./sample-files.ts";

/** Files for a step that asks for them, values for all others; or what nobody but the caller can think of. */
type Sensible =
  | { readonly values: Given }
  | { readonly uploads: readonly Upload[] }
  | { readonly problems: readonly Fault[] };

/**
 * With these any person-step passes. `given` stands in the place of what would be thought of, and is needed where a
 * field's pattern is none that can be guessed.
 */
export function sensibleValues(step: StepOf<PersonStepType>, scene: Scene, given: Given = {}): Sensible {
  switch (step.type) {
    case "form":
      return filled(step, scene, given);
    case "document_upload":
      return uploadsFor(step);
    case "id_verification":
      return { values: { documentType: "passport", documentNumber: "XK4815162", ...given } };
    case "bank_account":
      return { values: { bank: "first_harbour", ...given } };
  }
}

function uploadsFor(step: DocumentUploadStep): Sensible {
  const uploads = sampleUploads(step);
  if (uploads.length > 0 || step.minCount === 0) return { uploads };
  const message = `No file can be made up that is one of ${step.accept.join(", ")}: describe one.`;
  return { problems: [{ field: "files", rule: "type", message }] };
}

/** With these a step comes out as failed; null where no values do that, and only the control API can fail it. */
export function failValues(step: StepOf<PersonStepType>): Given | null {
  if (step.type === "id_verification") return { documentType: "passport", documentNumber: "XK4815000" };
  return step.type === "bank_account" ? { bank: "not_listed" } : null;
}

/** Field by field, until no more fields appear: what is filled in may bring up others. */
function filled(step: FormStep, scene: Scene, given: Given): Sensible {
  const { definition, execution } = scene;
  const scope = scopeOf(execution, scene.outputs);
  const problemsOf = (values: Given) => fieldProblems(step, values, { locale: execution.locale, definition, scope });
  let values = given;
  for (const _ of step.fields) {
    const next = visibleFields(step, values, scope).find(({ key }) => !Object.hasOwn(values, key));
    if (!next) break;
    const isGood = (value: unknown) =>
      !problemsOf({ ...values, [next.key]: value }).some(({ field }) => field === next.key);
    const [guess = { value: null }] = candidatesFor(next)
      .filter(isGood)
      .map((value) => ({ value }));
    values = { ...values, [next.key]: guess.value };
  }
  const problems = problemsOf(values);
  return problems.length > 0 ? { problems } : { values };
}
