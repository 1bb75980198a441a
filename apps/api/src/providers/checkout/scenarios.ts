import { done, type Sandbox, type Scenarios } from "@understudy/conformance";
import { accessTokens } from "./scenarios/access-tokens.ts";
import { actions } from "./scenarios/actions.ts";
import { conditions } from "./scenarios/conditions.ts";
import { events } from "./scenarios/events.ts";
import { reflows } from "./scenarios/reflows.ts";
import { workflows } from "./scenarios/workflows.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"checkout"> = {
  ...accessTokens,
  ...workflows,
  ...conditions,
  ...actions,
  ...events,
  ...reflows,
};

/** Something happens in this world and is told, so that the platform has an event and a delivery of it to show. */
export async function occasion({ id: sandboxId, client, platform, world }: Sandbox<"control">): Promise<void> {
  const { url } = await done(platform.putInbox({ path: { sandboxId, name: "checkout" } }));
  const secretKey = world.credentials.checkout?.secret_key ?? "";
  const body = {
    conditions: [{ type: "event" as const, events: { gateway: ["payment_approved"] } }],
    actions: [{ type: "webhook" as const, url }],
  };
  await done(client("checkout", { secretKey }).addWorkflow({ body }));
  await done(client("checkout-control", {}).playPayment({ path: { sandboxId } }));
}
