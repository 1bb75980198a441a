import { done, type Sandbox as SandboxOf } from "@understudy/conformance";
import type { components } from "@understudy/contracts/transactionlink";
import type { components as controlComponents } from "@understudy/contracts/transactionlink-control";

/** A sandbox as any of this provider's scenarios has it, whichever of its specs they are about. */
export type Sandbox = Pick<SandboxOf<"transactionlink">, "id" | "credential" | "client" | "control" | "platform">;

export type Client = ReturnType<SandboxOf<"transactionlink">["as"]>;

type Schemas = components["schemas"];
type ControlSchemas = controlComponents["schemas"];
export type Permission = ControlSchemas["Permission"];
export type Draft = ControlSchemas["DefinitionDraft"];

/** The workflows and the table that every sandbox comes with. */
export const definitions = {
  onboarding: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b01",
  screening: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02",
  review: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b03",
  failing: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b04",
} as const;
export const companies = "3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01";

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

/** What suits each of the workflows. */
const parameters = { companyNumber: "0000345671", name: "Northwind Traders", email: "anna@example.com" };

/** The client of the workspace's access token, which may do everything. */
export function backEnd({ client, credential }: Pick<Sandbox, "client" | "credential">): Client {
  return client("transactionlink", { accessToken: credential("access_token") });
}

/** A token with these permissions and no others. */
export async function tokenWith(
  { id: sandboxId, control }: Pick<Sandbox, "id" | "control">,
  permissions: Permission[],
): Promise<string> {
  return (await done(control.createOrganizationToken({ path: { sandboxId }, body: { permissions } }))).token;
}

export function newExecution(
  which: keyof typeof definitions,
  changes: Partial<Schemas["InitialiseWorkflowRequest"]> = {},
): Schemas["InitialiseWorkflowRequest"] {
  return { workflowDefinitionId: definitions[which], locale: "en", parameters, ...changes };
}

/** Where a new execution is. Nothing has run of it yet, but for what a process does by itself meanwhile. */
export async function givenExecution(sandbox: Sandbox, which: keyof typeof definitions = "onboarding") {
  const { id: workflowId } = await done(backEnd(sandbox).initialiseWorkflow({ body: newExecution(which) }));
  return { workflowId };
}

/** Waits until nothing goes on by itself. */
export async function settle({ id: sandboxId, platform }: Pick<Sandbox, "id" | "platform">): Promise<void> {
  await done(platform.moveClock({ path: { sandboxId }, body: { advance: "PT0S" } }));
}

/** An execution that has gone on by itself as far as it does. */
export async function givenSettled(sandbox: Sandbox, which: keyof typeof definitions = "screening") {
  const path = await givenExecution(sandbox, which);
  await settle(sandbox);
  return path;
}

export const record: Schemas["RecordRequest"] = {
  companyNumber: "0000345671",
  name: "Northwind Traders",
  country: "PL",
};

/** Where a new record is, by all the names that a path calls it. */
export async function givenRecord(sandbox: Pick<Sandbox, "client" | "credential">) {
  const { id } = await done(backEnd(sandbox).createRecord({ path: { tableId: companies }, body: record }));
  return { tableId: companies, id, recordId: id };
}

export function newFile() {
  return { file: new File(["%PDF-1.7"], "extract.pdf", { type: "application/pdf" }), tags: ["register", "2025"] };
}

/** Where a new attachment is. */
export async function givenAttachment(sandbox: Pick<Sandbox, "client" | "credential">) {
  const path = await givenRecord(sandbox);
  const { id: attachmentId } = await done(backEnd(sandbox).createAttachment({ path, body: newFile() }));
  return { ...path, attachmentId };
}
