import { done, type Sandbox, type Scenarios } from "@understudy/conformance";
import { acceptances } from "./scenarios/acceptances.ts";
import { authentication } from "./scenarios/authentication.ts";
import { customers } from "./scenarios/customers.ts";
import { financialAccounts } from "./scenarios/financial-accounts.ts";
import { eventTypes } from "./scenarios/given.ts";
import { newAccounts } from "./scenarios/new-accounts.ts";
import { templates } from "./scenarios/templates.ts";
import { transactions } from "./scenarios/transactions.ts";
import { workflowChanges } from "./scenarios/workflow-changes.ts";
import { workflows } from "./scenarios/workflows.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"rocketkor"> = {
  ...authentication,
  ...workflows,
  ...workflowChanges,
  ...templates,
  ...customers,
  ...newAccounts,
  ...financialAccounts,
  ...transactions,
  ...acceptances,
};

/** Something happens in this world and is told, so that the platform has an event, a delivery and a message to show. */
export async function occasion({ id: sandboxId, client, platform, world }: Sandbox<"control">): Promise<void> {
  const path = { sandboxId };
  const portal = client("rocketkor-control", {});
  const { url } = await done(platform.putInbox({ path: { ...path, name: "rocketkor" } }));
  await done(portal.createSubscription({ path, body: { event_types: [...eventTypes], receiver_url: url } }));
  const accessToken = world.credentials.rocketkor?.access_token ?? "";
  const body = {
    title: "Welcome a customer",
    parameters: { phoneNumber: "+16475550123" },
    steps: [{ name: "notification" }, { name: "customer-account" }],
  } as const;
  const business = client("rocketkor", { accessToken });
  const { workflowId } = await done(business.createLinxWorkflow({ body: { ...body, steps: [...body.steps] } }));
  await done(portal.finishWorkflow({ path: { ...path, workflowId } }));
}
