import { randomUUID } from "node:crypto";
import { createControlClient } from "@understudy/client/control";
import { createTransactionlinkClient } from "@understudy/client/transactionlink";
import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import type { components } from "@understudy/contracts/transactionlink-control";
import { sender } from "./send.ts";

type NewToken = components["schemas"]["NewOrganizationToken"];
type Draft = components["schemas"]["DefinitionDraft"];

/** The table and the workflows that every sandbox comes with. */
export const companies = "3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01";
export const definitions = {
  onboarding: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b01",
  screening: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02",
  review: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b03",
  failing: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b04",
} as const;

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

export type Opened = Awaited<ReturnType<typeof openSandbox>>;

/** A sandbox of the test's own whose clock stands, with the clients and shortcuts that tests speak through. */
export async function openSandbox({ publicUrl }: { readonly publicUrl: string }) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const dashboard = createTransactionlinkControlClient({ baseUrl: publicUrl });
  const { id: sandboxId, credentials, now } = got(await platform.createSandbox());
  const { key, secret, workspace_id, access_token, organization_token } = credentials.transactionlink ?? {};
  const baseUrl = `${publicUrl}/transactionlink`;
  const path = { sandboxId };
  const move = async (change: { set: string } | { advance: string }) =>
    new Date(got(await platform.moveClock({ path, body: change })).now);
  const start = await move({ set: now });
  return {
    ...{ publicUrl, baseUrl, platform, dashboard, sandboxId, start, path },
    ...{ key: String(key), secret: String(secret), workspaceId: String(workspace_id) },
    ...{ accessToken: String(access_token), organizationToken: String(organization_token) },
    api: createTransactionlinkClient({ baseUrl, accessToken: String(access_token) }),
    /** What the provider's API answers to a request as a client of ours could not word it. */
    send: sender(baseUrl, `Bearer ${access_token}`),
    /** What the provider's part of the control API answers. */
    control: sender(`${publicUrl}/control/sandboxes/${sandboxId}/transactionlink`, null),
    /** Goes on by so much, and answers when all that fell due is done. */
    advance: (duration: string) => move({ advance: duration }),
    /** Waits until nothing goes on by itself. */
    settle: () => move({ advance: "PT0S" }),
    /** Draws a workflow, and answers its id. */
    async draw(draft: Draft, definitionId: string = randomUUID()): Promise<string> {
      return got(await dashboard.putDefinition({ path: { sandboxId, definitionId }, body: draft })).id;
    },
    /** The execution as a test sees it, with its steps. */
    async inFull(workflowId: string) {
      return got(await dashboard.getExecution({ path: { sandboxId, workflowId } }));
    },
    /** An organization token with these permissions. */
    async token(permissions: NewToken["permissions"], limits: Omit<NewToken, "permissions"> = {}) {
      return got(await dashboard.createOrganizationToken({ path, body: { permissions, ...limits } }));
    },
  };
}

/** The data of an outcome that must be a success. */
export function got<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data as Data;
}
