import { Refusal } from "@understudy/domain";
import type { GivenAction } from "./action.ts";
import type { GivenCondition } from "./condition.ts";
import { digest } from "./digest.ts";
import { newIdOf } from "./ids.ts";
import type { Means } from "./means.ts";
import { createWorkflow, type GivenWorkflow, type Workflow } from "./workflow.ts";

/** A moment that payloads can be compared with; `at(2)` is two seconds later. */
export const at = (seconds: number): Date => new Date(Date.parse("2026-03-01T09:00:00.123Z") + seconds * 1000);

/** Ids in the form of real ones: other ones at each call, the same ones for the same seed. */
export function idMaker(seed = ""): (prefix: string) => string {
  let made = 0;
  return (prefix) => newIdOf(prefix, digest(`${seed}${++made}`).subarray(0, 16));
}

export const account = {
  clientId: "cli_understudydefaultsandboxaa",
  entityId: "ent_understudydefaultsandboxaa",
  processingChannelId: "pc_understudydefaultsandboxaa",
};

export function means(now = at(0)): Means {
  return { now, baseUrl: "http://127.0.0.1:4700/checkout", account, newId: idMaker() };
}

export function givenCondition(changes: Partial<GivenCondition>): GivenCondition {
  const nothing = { id: undefined, type: undefined, events: undefined, entities: undefined };
  return { ...nothing, processingChannels: undefined, ...changes };
}

export const forEvents = (events: unknown) => givenCondition({ type: "event", events });
export const forEntities = (entities: unknown) => givenCondition({ type: "entity", entities });
export const forChannels = (processingChannels: unknown) =>
  givenCondition({ type: "processing_channel", processingChannels });

/** A webhook that says no more than it must. */
export function givenAction(changes: Partial<GivenAction> = {}): GivenAction {
  const nothing = { id: undefined, headers: undefined, signature: undefined, retryEnabled: undefined };
  return { ...nothing, type: "webhook", url: "https://example.com/webhooks", ...changes };
}

export function given(changes: Partial<GivenWorkflow> = {}): GivenWorkflow {
  return { name: undefined, isActive: undefined, conditions: undefined, actions: undefined, ...changes };
}

/** A workflow for approved payments with one webhook, unless it is asked for otherwise. */
export function workflow(changes: Partial<GivenWorkflow> = {}): Workflow {
  const whole = { conditions: [forEvents({ gateway: ["payment_approved"] })], actions: [givenAction()], ...changes };
  return createWorkflow(given(whole), idMaker("workflow"));
}

/** What an act was refused with. */
export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

/** The provider's codes that an act was refused with. */
export function codesOf(act: () => unknown): readonly string[] {
  return refusalOf(act).details.codes ?? [];
}
