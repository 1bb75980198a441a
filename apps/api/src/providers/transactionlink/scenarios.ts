import { done, type Sandbox, type Scenarios } from "@understudy/conformance";
import { authentication } from "./scenarios/authentication.ts";
import { definitions } from "./scenarios/given.ts";
import { records } from "./scenarios/records.ts";
import { workflows } from "./scenarios/workflows.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"transactionlink"> = { ...workflows, ...authentication, ...records };

/** Something happens in this world and is told, so that the platform has an event and a delivery of it to show. */
export async function occasion({ id: sandboxId, client, platform, world }: Sandbox<"control">): Promise<void> {
  const { url } = await done(platform.putInbox({ path: { sandboxId, name: "transactionlink" } }));
  await done(client("transactionlink-control", {}).putWebhook({ path: { sandboxId }, body: { url } }));
  const accessToken = world.credentials.transactionlink?.access_token ?? "";
  const backEnd = client("transactionlink", { accessToken });
  const body = { workflowDefinitionId: definitions.onboarding, locale: "en", parameters: { companyNumber: "5123" } };
  const { id: workflowId } = await done(backEnd.initialiseWorkflow({ body }));
  await backEnd.cancelWorkflow({ path: { workflowId } });
}
