import { consentModeOf } from "../consent.ts";
import type { Visit } from "../event.ts";
import type { Change, Scene, Step } from "../transaction.ts";
import { documentsOf } from "./agreeing.ts";
import { change, demandStep, withParticipant } from "./scene.ts";

/** Somebody goes on from the welcome page, having ticked where that is asked for. */
export function consent(scene: Scene, role: string, visit: Visit | undefined, now: Date): Change {
  const participant = demandStep(scene, role, "consent");
  const { workflow, configuration } = scene.transaction;
  const mode = consentModeOf(configuration, workflow);
  const after = { ...participant, step: firstStep(scene, role), consentedAt: now.toISOString() };
  const fields = [
    { name: "consent_mode", value: mode },
    { name: "consent_text", value: workflow.consent.text },
  ];
  const message = `The consent was accepted (${mode}).`;
  return change(withParticipant(scene, after), [{ scenario: "consent_accepted", role, message, visit, fields }]);
}

function firstStep(scene: Scene, role: string): Step {
  if (scene.transaction.workflow.kind !== "agreement_signing") return "document";
  return documentsOf(scene, role).length > 0 ? "agreements" : "signature";
}
