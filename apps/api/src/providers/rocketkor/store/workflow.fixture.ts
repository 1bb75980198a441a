import { randomUUID } from "node:crypto";
import type { Context } from "@understudy/engine";
import { draft } from "../rules/journey.fixture.ts";
import { begin } from "../rules/journey.ts";
import type { StepName } from "../rules/step.ts";
import type { Workflow } from "../rules/workflow.ts";
import { create } from "./transitions.ts";

/** A workflow that has begun: it stands at the first of these steps that needs the customer. */
export async function begun(
  ctx: Context,
  names: readonly StepName[] = ["notification", "customer-account", "financial-account"],
  changes: Partial<Workflow> = {},
): Promise<string> {
  const { workflow, steps } = draft(names);
  const id = randomUUID();
  const expireAt = new Date(ctx.now.getTime() + 48 * 3_600_000);
  const own = { id, token: randomUUID(), expireAt, createdAt: ctx.now, updatedAt: ctx.now };
  const scene = {
    workflow: { ...workflow, ...own, ...changes },
    steps: steps.map((step) => ({ ...step, id: randomUUID(), updatedAt: ctx.now })),
  };
  await create(ctx, begin(scene, 24, ctx.now));
  return id;
}
