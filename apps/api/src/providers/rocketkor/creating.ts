import { randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import { type Context, randomSecret } from "@understudy/engine";
import type { Actor } from "./rules/actor.ts";
import { expiryAfter } from "./rules/expiry.ts";
import { begin } from "./rules/journey.ts";
import { faultsIn, type Named } from "./rules/naming.ts";
import { dataOf } from "./rules/step-data.ts";
import type { Change, Scene } from "./rules/workflow.ts";
import type { WorkflowRequest } from "./rules/workflow-request.ts";
import { businessOf } from "./store/business.ts";
import { namedBy } from "./store/references.ts";
import { create } from "./store/transitions.ts";

/** Where a workflow's steps are from. */
export interface FromTemplate {
  readonly templateId: string;
  readonly templateVersionId: string;
}

/**
 * Makes a workflow of a request in which nothing is wrong by itself, and sends the link to the customer. Throws a Refusal
 * with all that is wrong with what it names; nothing is stored then, and nothing is sent.
 */
export async function createWorkflow(
  ctx: Context,
  request: WorkflowRequest,
  from: FromTemplate | null,
  createdBy: Actor,
): Promise<Change> {
  const business = await businessOf(ctx);
  const expireAt = expiryAfter(ctx.now, request.expireInHours ?? business.expireInHours, ctx.now);
  const named = await namedBy(ctx, request.parameters);
  const faults = faultsIn(request.parameters, named, business.id, ctx.now);
  if (faults.length > 0)
    throw new Refusal("out_of_range", "What the workflow names is not there, or cannot be used.", { problems: faults });
  const draft = draftOf(request, named, { from, createdBy, expireAt, now: ctx.now });
  const change = begin(draft, business.reminderIntervalHours, ctx.now);
  await create(ctx, change);
  return change;
}

interface Circumstances {
  readonly from: FromTemplate | null;
  readonly createdBy: Actor;
  readonly expireAt: Date;
  readonly now: Date;
}

function draftOf(request: WorkflowRequest, named: Named, { from, createdBy, expireAt, now }: Circumstances): Scene {
  const { title, customerMemo, parameters, steps } = request;
  return {
    workflow: {
      id: randomUUID(),
      templateId: from?.templateId ?? null,
      templateVersionId: from?.templateVersionId ?? null,
      status: "CREATED",
      ...{ title, customerMemo, parameters },
      phoneNumber: parameters.phoneNumber,
      token: randomSecret(24),
      currentStep: 1,
      openedAt: null,
      customerId: named.customer?.id ?? null,
      accountId: named.customerAccount?.id ?? null,
      transactionId: null,
      expireAt,
      nextNotificationAt: null,
      notifications: 0,
      completedAt: null,
      declineReason: null,
      createdBy,
      createdAt: now,
      updatedAt: now,
    },
    steps: steps.map((step, index) => ({
      id: randomUUID(),
      number: index + 1,
      name: step.name,
      status: "CREATED",
      asked: step.user,
      data: dataOf(step, parameters, named),
      updatedAt: now,
    })),
  };
}
