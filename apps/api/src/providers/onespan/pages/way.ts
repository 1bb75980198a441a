import type { Html } from "../../../pages/html.ts";
import { type ProgressStep, progress } from "../../../pages/kit/progress.ts";
import { documentsOf } from "../rules/journey/agreeing.ts";
import type { Step } from "../rules/transaction.ts";
import type { WorkflowKind } from "../rules/workflow.ts";
import type { Occasion } from "./occasion.ts";
import { texts } from "./texts.ts";

type Asked = Exclude<Step, "done">;

const steps: Readonly<Record<WorkflowKind, readonly Asked[]>> = {
  document: ["consent", "document"],
  document_with_face: ["consent", "document", "selfie"],
  agreement_signing: ["consent", "agreements", "signature"],
};

/** What a person does. Whoever has no agreements signs at once. */
export function stepsOf({ scene, participant }: Occasion): readonly Asked[] {
  const all = steps[scene.transaction.workflow.kind];
  const hasAgreements = documentsOf(scene, participant.role).length > 0;
  return all.filter((step) => step !== "agreements" || hasAgreements);
}

/** Where the person is on the way. */
export function wayOf(occasion: Occasion): Html {
  const { label, of, done, steps: titles } = texts.progress;
  const { participant } = occasion;
  const steps = stepsOf(occasion);
  const at = participant.step === "done" ? steps.length : steps.indexOf(participant.step);
  return progress({
    label,
    text: at === steps.length ? done(steps.length) : of(at + 1, steps.length),
    steps: steps.map((step, index) => ({ title: titles[step], state: stateAt(index, at) })),
  });
}

function stateAt(index: number, at: number): ProgressStep["state"] {
  if (index === at) return "current";
  return index < at ? "done" : "ahead";
}
