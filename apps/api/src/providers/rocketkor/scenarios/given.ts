import { done, type Sandbox as SandboxOf } from "@understudy/conformance";
import type { components } from "@understudy/contracts/rocketkor";
import type { components as controlComponents } from "@understudy/contracts/rocketkor-control";

/** A sandbox as any of this provider's scenarios has it, whichever of its specs they are about. */
export type Sandbox = Pick<SandboxOf<"rocketkor">, "id" | "credential" | "client" | "control" | "platform">;

export type Client = ReturnType<SandboxOf<"rocketkor">["as"]>;
export type Schemas = components["schemas"];
export type ControlSchemas = controlComponents["schemas"];

export const eventTypes = [
  "linx.workflow-updated",
  "transactions.status-changed",
  "customer.status-updated",
  "financial-account.state-updated",
] as const satisfies readonly ControlSchemas["EventType"][];

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

/** The client of the business's owner, who may do everything. */
export function business({ client, credential }: Pick<Sandbox, "client" | "credential">): Client {
  return client("rocketkor", { accessToken: credential("access_token") });
}

/** What every sandbox comes with. */
export function founded({ credential }: Pick<Sandbox, "credential">) {
  return {
    operatingAccount: credential("business_financial_account_id"),
    customerId: credential("customer_id"),
    card: credential("customer_financial_account_id"),
    bankAccount: credential("customer_bank_account_id"),
  };
}

/** The token of a new service account that has this role. */
export async function tokenOf(
  { id: sandboxId, control, client }: Pick<Sandbox, "id" | "control" | "client">,
  role: ControlSchemas["Role"],
): Promise<string> {
  const made = await done(control.createServiceAccount({ path: { sandboxId }, body: { role } }));
  const apiKey = { username: made.api_key, password: made.api_secret };
  return (await done(client("rocketkor", { apiKey }).exchangeApiKey())).access_token;
}

/** Goes on by so much, and comes back when all that fell due is done. */
export async function advance({ id: sandboxId, platform }: Pick<Sandbox, "id" | "platform">, duration: string) {
  await done(platform.moveClock({ path: { sandboxId }, body: { advance: duration } }));
}

/**
 * Stops the clock on a Thursday on which banks are open, at ten in the morning in New York: what takes its time stays as
 * it is until the clock moves on.
 */
export async function stopClock({ id: sandboxId, platform }: Pick<Sandbox, "id" | "platform">) {
  await done(platform.moveClock({ path: { sandboxId }, body: { set: "2032-01-15T15:00:00.000Z" } }));
}
