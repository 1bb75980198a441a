import { Refusal } from "@understudy/domain";
import { type Actor, internal } from "./actor.ts";
import { expiryAfter } from "./expiry.ts";
import { nextReminder } from "./reminder.ts";
import { isCustomerFacing } from "./step.ts";
import type {
  Change,
  Notification,
  Origin,
  Scene,
  Step,
  StepChange,
  StepData,
  ToldStep,
  Workflow,
} from "./workflow.ts";

/**
 * The beginning of a workflow all of whose steps are `CREATED`: the customer is notified, and what needs nobody is done, up
 * to the first step that needs the customer.
 */
export function begin({ workflow, steps }: Scene, intervalHours: number, now: Date): Change {
  const nextNotificationAt = nextReminder(workflow, intervalHours, now);
  const [first, ...others] = steps;
  if (!first) throw new Error("A workflow has steps.");
  const started = {
    workflow: { ...workflow, status: "ACTIVE", currentStep: 1, nextNotificationAt },
    steps: [at(first, "ACTIVE", now), ...others],
  } as const;
  const { scene, change } = walk(complete(started, {}, now), now);
  return notified({ ...change, steps: scene.steps }, "INITIAL", workflow.createdBy, now);
}

/** The customer has read the introduction. */
export function passIntroduction({ workflow }: Scene, now: Date): Change {
  demandActive(workflow);
  return plain(workflow.openedAt ? workflow : { ...workflow, openedAt: now, updatedAt: now });
}

/** What a step that is completed makes known of the workflow. */
export interface Links {
  readonly customerId?: string;
  readonly accountId?: string;
  readonly transactionId?: string;
  /** The address of a customer whom nobody knew before. */
  readonly email?: string;
}

/** The current step is done, and with it all that follow and need nobody. */
export function completeStep(scene: Scene, data: StepData, { email, ...links }: Links, now: Date): Change {
  demandActive(scene.workflow);
  const linked = { ...scene, workflow: { ...scene.workflow, ...links } };
  const { change } = walk(complete(linked, data, now), now);
  return email === undefined ? change : { ...change, steps: [...addressed(scene, email), ...change.steps] };
}

/**
 * What the current step was to do could not be done, and what was tried stands in it. It is told as `FAILED`, and may be
 * tried again.
 */
export function failStep(scene: Scene, data: StepData, { email: _, ...links }: Links, now: Date): Change {
  const { workflow } = scene;
  demandActive(workflow);
  const current = currentStep(scene);
  const tried = { ...at(current, "ACTIVE", now), data: { ...current.data, ...data } };
  return {
    ...plain({ ...workflow, ...links, updatedAt: now }),
    steps: [tried],
    told: [stepChange(scene, { ...toldOf(tried), status: "FAILED" })],
  };
}

/** The customer does not want to; nothing that is done is undone. */
export function decline(scene: Scene, reason: string, now: Date): Change {
  const { workflow } = scene;
  demandActive(workflow);
  const declined = at(currentStep(scene), "DECLINED", now);
  return {
    workflow: ended({ ...workflow, declineReason: reason }, "DECLINED", now),
    steps: [declined],
    told: [stepChange(scene, toldOf(declined))],
    notification: null,
  };
}

/** The business has changed its mind. */
export function cancel({ workflow }: Scene, now: Date): Change {
  demandActive(workflow);
  return plain(ended(workflow, "CANCELLED", now));
}

/** Its time is up, and the customer is told so. */
export function expire({ workflow }: Scene, now: Date): Change {
  demandActive(workflow);
  return notified(plain(ended(workflow, "EXPIRED", now)), "EXPIRY", internal, now);
}

/** It lives on for so many hours beyond what it had. */
export function extend({ workflow }: Scene, hours: number, intervalHours: number, now: Date): Change {
  demandActive(workflow);
  const longer = { ...workflow, expireAt: expiryAfter(workflow.expireAt, hours, now), updatedAt: now };
  return plain({ ...longer, nextNotificationAt: nextReminder(longer, intervalHours, now) });
}

/** The customer has not finished and is reminded of it. */
export function remind({ workflow }: Scene, intervalHours: number, now: Date): Change {
  demandActive(workflow);
  const reminded = { ...workflow, nextNotificationAt: nextReminder(workflow, intervalHours, now) };
  return notified(plain(reminded), "REMINDER", internal, now);
}

/** The business has the same SMS sent once more; reminders keep their times. */
export function resend({ workflow }: Scene, by: Actor, now: Date): Change {
  demandActive(workflow);
  return notified(plain({ ...workflow, updatedAt: now }), "MANUAL", by, now);
}

/** The step at which a workflow stands. */
export function currentStep({ workflow, steps }: Scene): Step {
  const step = steps[workflow.currentStep - 1];
  if (!step) throw new Error(`The workflow ${workflow.id} has no step ${workflow.currentStep}.`);
  return step;
}

export function demandActive({ id, status }: Workflow): void {
  if (status !== "ACTIVE")
    throw new Refusal("wrong_state", `The workflow ${id} is ${status}: only an ACTIVE one can be changed.`, {
      codes: ["WORKFLOW_NOT_ACTIVE"],
    });
}

interface Walk {
  readonly scene: Scene;
  readonly change: Change;
}

/** From step to step, as long as nobody is needed. */
function walk(so: Walk, now: Date): Walk {
  const { workflow, steps } = so.scene;
  if (workflow.status !== "ACTIVE" || isCustomerFacing(currentStep(so.scene).name)) return so;
  // Where the customer would have nothing to do, the last step waits until the link was opened and confirmed.
  if (isLast(steps, currentStep(so.scene)) && !steps.some(({ name }) => isCustomerFacing(name))) return so;
  const after = complete(so.scene, {}, now);
  return walk({ scene: after.scene, change: joined(so.change, after.change) }, now);
}

/** The current step is completed, and the one behind it is the current one. */
function complete(scene: Scene, data: StepData, now: Date): Walk {
  const step = currentStep(scene);
  const done = { ...at(step, "COMPLETED", now), data: { ...step.data, ...data } };
  const next = scene.steps[step.number];
  const following = next && at(next, "ACTIVE", now);
  const changed = following ? [done, following] : [done];
  const steps = scene.steps.map((each) => changed.find(({ number }) => number === each.number) ?? each);
  const moved = { ...scene.workflow, updatedAt: now };
  const workflow = following
    ? { ...moved, currentStep: following.number }
    : { ...ended(moved, "COMPLETED", now), completedAt: now };
  const after = { workflow, steps };
  return {
    scene: after,
    change: { workflow, steps: changed, told: [stepChange(after, toldOf(done))], notification: null },
  };
}

/** The notification shows to whom it went, as it does from the start where the customer is known (providers/rocketkor.md 4.4). */
function addressed({ steps }: Scene, email: string): readonly Step[] {
  return steps
    .filter(({ name }) => name === "notification")
    .map((step) => ({ ...step, data: { ...step.data, email } }));
}

function joined(before: Change, after: Change): Change {
  const isNewer = ({ number }: Step) => after.steps.some((step) => step.number === number);
  return {
    ...after,
    steps: [...before.steps.filter((step) => !isNewer(step)), ...after.steps],
    told: [...before.told, ...after.told],
  };
}

function notified(change: Change, origin: Origin, by: Actor, now: Date): Change {
  const serial = change.workflow.notifications;
  const notification: Notification = { serial, channel: "SMS", origin, notifiedBy: by, notifiedAt: now };
  return { ...change, workflow: { ...change.workflow, notifications: serial + 1 }, notification };
}

function plain(workflow: Workflow): Change {
  return { workflow, steps: [], told: [], notification: null };
}

function ended(workflow: Workflow, status: Workflow["status"], now: Date): Workflow {
  return { ...workflow, status, nextNotificationAt: null, updatedAt: now };
}

function at(step: Step, status: Step["status"], now: Date): Step {
  return { ...step, status, updatedAt: now };
}

function isLast(steps: readonly Step[], { number }: Step): boolean {
  return number === steps.length;
}

function stepChange({ steps }: Scene, current: ToldStep): StepChange {
  const index = steps.findIndex(({ id }) => id === current.id);
  const [previous, next] = [steps[index - 1], steps[index + 1]];
  return { previous: previous ? toldOf(previous) : null, current, next: next ? toldOf(next) : null };
}

function toldOf({ id, status, name, updatedAt }: Step): ToldStep {
  return { id, status, name, updatedAt };
}
