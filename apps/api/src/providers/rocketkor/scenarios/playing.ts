import { done } from "@understudy/conformance";
import { advance, business, type Sandbox, type Schemas } from "./given.ts";
import { greeting, profile, rebate, rentTemplate, restOfRent } from "./requests.ts";

type WorkflowRequest = Schemas["CreateLinxWorkflowRequest"];

/** Where a new workflow is; one that waits for its customer to open the link, unless another is wanted. */
export async function givenWorkflow(sandbox: Sandbox, body: WorkflowRequest = greeting(sandbox)) {
  const { workflowId } = await done(business(sandbox).createLinxWorkflow({ body }));
  return { workflowId };
}

/** Where a new workflow is that has its steps from a template. */
export async function givenFromTemplate(sandbox: Sandbox) {
  const { templateId } = await done(business(sandbox).createLinxTemplate({ body: rentTemplate }));
  return givenWorkflow(sandbox, { title: "Collect a rent", templateId, parameters: restOfRent(sandbox) });
}

/** Does what the customer would do at the current step. */
export function complete({ id: sandboxId, control }: Sandbox, path: { readonly workflowId: string }) {
  return done(control.completeStep({ path: { sandboxId, ...path } }));
}

/** Goes through all steps for the customer. */
function finish({ id: sandboxId, control }: Sandbox, path: { readonly workflowId: string }) {
  return done(control.finishWorkflow({ path: { sandboxId, ...path } }));
}

/** Where a workflow is whose customer has gone through it, unless nothing could come of that. */
export async function givenFinished(sandbox: Sandbox, body?: WorkflowRequest) {
  const path = await givenWorkflow(sandbox, body);
  await finish(sandbox, path);
  return path;
}

/** Where workflows are that have ended in every way there is: completed, declined, cancelled and expired. */
export async function givenEnded(sandbox: Sandbox) {
  const { id: sandboxId, control } = sandbox;
  const [completed, declined, cancelled, expired] = [
    await givenFinished(sandbox, rebate(sandbox)),
    await givenWorkflow(sandbox, rebate(sandbox)),
    await givenWorkflow(sandbox, profile),
    await givenWorkflow(sandbox, { ...greeting(sandbox), expireInHours: 1 }),
  ];
  await complete(sandbox, declined);
  const body = { reason: "INCORRECT_AMOUNT" };
  await done(control.declineWorkflow({ path: { sandboxId, ...declined }, body }));
  await done(business(sandbox).cancelLinxWorkflow({ path: cancelled }));
  await advance(sandbox, "PT1H");
  return { completed, declined, cancelled, expired };
}
