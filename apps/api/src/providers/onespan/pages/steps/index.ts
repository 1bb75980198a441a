import type { Step } from "../../rules/transaction.ts";
import { agreementsPage } from "./agreements.ts";
import { consentPage } from "./consent.ts";
import { documentPage } from "./document.ts";
import type { StepPage } from "./screen.ts";
import { selfiePage } from "./selfie.ts";
import { signaturePage } from "./signature.ts";

const pages: Readonly<Record<Exclude<Step, "done">, StepPage>> = {
  consent: consentPage,
  document: documentPage,
  selfie: selfiePage,
  agreements: agreementsPage,
  signature: signaturePage,
};

/** Whoever is done has no step any more. */
export function pageAt(step: Step): StepPage {
  if (step === "done") throw new Error("Nothing is asked of somebody who is done.");
  return pages[step];
}
