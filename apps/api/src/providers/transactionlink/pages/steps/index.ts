import type { PersonStepType } from "../../rules/definition.ts";
import { bankPage } from "./bank.ts";
import { documentsPage } from "./documents.ts";
import { formPage } from "./form.ts";
import { identityPage } from "./identity.ts";
import type { StepPage } from "./step-page.ts";

const pages: { readonly [Type in PersonStepType]: StepPage<Type> } = {
  form: formPage,
  document_upload: documentsPage,
  id_verification: identityPage,
  bank_account: bankPage,
};

/** The page of a step; whoever asks with a step of the type gets the one that takes it. */
export function pageFor(type: PersonStepType): StepPage<PersonStepType> {
  return pages[type] as StepPage<PersonStepType>;
}
