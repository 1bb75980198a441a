import { done, type Sandbox as SandboxOf } from "@understudy/conformance";
import type { components } from "@understudy/contracts/onespan";
import type { components as controlComponents } from "@understudy/contracts/onespan-control";

/** A sandbox as any of this provider's scenarios has it, whichever of its specs they are about. */
export type Sandbox = Pick<SandboxOf<"onespan">, "id" | "credential" | "client" | "control" | "platform">;

export type Client = ReturnType<SandboxOf<"onespan">["as"]>;
export type Schemas = components["schemas"];
export type ControlSchemas = controlComponents["schemas"];

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

/** The client of the tenant, whose token opens everything. */
export function tenant({ client, credential }: Pick<Sandbox, "client" | "credential">): Client {
  return client("onespan", { accessToken: credential("access_token") });
}

/** What every sandbox comes with: the tenant, and a workflow of each kind. */
export function founded({ credential }: Pick<Sandbox, "credential">) {
  return {
    tenantId: credential("tenant_id"),
    document: credential("document_workflow_id"),
    face: credential("face_workflow_id"),
    agreement: credential("agreement_workflow_id"),
  };
}

/** Goes on by so much, and comes back when all that fell due is done. */
export async function advance({ id: sandboxId, platform }: Pick<Sandbox, "id" | "platform">, duration: string) {
  await done(platform.moveClock({ path: { sandboxId }, body: { advance: duration } }));
}
