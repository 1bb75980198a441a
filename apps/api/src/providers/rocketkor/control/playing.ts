import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { answerStep, declineWorkflow, demandInTime, openWorkflow } from "../journeys.ts";
import { answerTo } from "../rules/answer.ts";
import type { Customer } from "../rules/customer.ts";
import { currentStep, demandActive, expire } from "../rules/journey.ts";
import { sensibleValues } from "../rules/sensible-values.ts";
import type { Scene } from "../rules/workflow.ts";
import { findCustomers } from "../store/customers.ts";
import { change } from "../store/transitions.ts";
import { get } from "../store/workflows.ts";

export type Values = Readonly<Record<string, unknown>>;

/**
 * What the customer would do on the page at the current step: values are judged as the page judges them, and made up
 * where none are given. `placeOf` says where they stand in the request, for whoever has to mend them.
 */
export async function complete(
  ctx: Context,
  workflowId: string,
  given: Values | undefined,
  place = "values",
): Promise<Scene> {
  const scene = await get(ctx, workflowId);
  demandActive(scene.workflow);
  // Before anything is said of the values: opening it makes it expire then.
  if (scene.workflow.expireAt <= ctx.now) demandInTime(await openWorkflow(ctx, workflowId));
  const step = currentStep(scene);
  const answer = answerTo(scene, given ?? (await sensibleFor(ctx, scene)), ctx.now);
  if ("problems" in answer) throw misfit(step.name, place, answer.problems);
  // What is judged is what is completed: a step that somebody else completes meanwhile is not meant.
  return demandInTime(await answerStep(ctx, { workflowId, stepId: step.id }, answer));
}

export async function declineFor(ctx: Context, workflowId: string, reason: string): Promise<Scene> {
  return demandInTime(await declineWorkflow(ctx, { workflowId }, reason));
}

/** The customer never comes back, and its time is up at once. */
export function abandon(ctx: Context, workflowId: string): Promise<Scene> {
  return change(ctx, workflowId, (scene) => expire(scene, ctx.now));
}

async function sensibleFor(ctx: Context, scene: Scene): Promise<Values> {
  const { name, asked } = currentStep(scene);
  const { customerId, parameters } = scene.workflow;
  const [customer] = customerId === null ? [] : await findCustomers(ctx, [customerId]);
  return sensibleValues(name, asked, parameters, { name: customer ? nameOf(customer) : null, now: ctx.now });
}

function nameOf(customer: Customer) {
  if (customer.type === "INDIVIDUAL") return { firstName: customer.firstName, lastName: customer.lastName };
  const primary = customer.contacts.find(({ isPrimary }) => isPrimary);
  return primary?.firstName && primary.lastName ? { firstName: primary.firstName, lastName: primary.lastName } : null;
}

function misfit(step: string, place: string, problems: readonly Fault[]): Refusal {
  return new Refusal("invalid", `The values do not fit the step ${step}.`, {
    problems: problems.map(({ field, rule, message }) => ({
      field: `${place}.${field}`,
      rule,
      message: `${field} ${message}.`,
    })),
  });
}
