import { createControlClient } from "@understudy/client/control";
import { createOnespanClient } from "@understudy/client/onespan";
import { createOnespanControlClient } from "@understudy/client/onespan-control";
import { sender } from "./send.ts";

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

export type Opened = Awaited<ReturnType<typeof openSandbox>>;

interface Server {
  readonly publicUrl: string;
}

/** A sandbox of the test's own whose clock stands, with the clients and shortcuts that tests speak through. */
export async function openSandbox({ publicUrl }: Server) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const { id: sandboxId, credentials, now } = got(await platform.createSandbox());
  const own = credentials.onespan ?? {};
  const accessToken = String(own.access_token);
  const baseUrl = `${publicUrl}/onespan`;
  const path = { sandboxId };
  const move = async (change: { set: string } | { advance: string }) =>
    new Date(got(await platform.moveClock({ path, body: change })).now);
  const setup = createOnespanControlClient({ baseUrl: publicUrl });
  return {
    ...{ publicUrl, baseUrl, platform, setup, sandboxId, path, credentials: own, accessToken },
    start: await move({ set: now }),
    ...{ tenantId: String(own.tenant_id), signingKey: String(own.signing_key) },
    documentWorkflowId: String(own.document_workflow_id),
    faceWorkflowId: String(own.face_workflow_id),
    agreementWorkflowId: String(own.agreement_workflow_id),
    api: createOnespanClient({ baseUrl, accessToken }),
    /** What the provider's API answers to a request as a client of ours could not word it. */
    send: sender(baseUrl, `Bearer ${accessToken}`),
    /** What the provider's part of the control API answers. */
    control: sender(`${publicUrl}/control/sandboxes/${sandboxId}/onespan`, null),
    /** A token that the control API makes. */
    token: async (body: NonNullable<Parameters<typeof setup.createToken>[0]["body"]> = {}) =>
      got(await setup.createToken({ path, body })).token,
    /** Goes on by so much, and answers when all that fell due is done. */
    advance: (duration: string) => move({ advance: duration }),
    /** Goes to that time of the clock, and does the same. */
    goTo: (time: string) => move({ set: time }),
    /** Waits until nothing goes on by itself. */
    settle: () => move({ advance: "PT0S" }),
    drop: async () => got(await platform.dropSandbox({ path })),
  };
}

/** The data of an outcome that must be a success. */
export function got<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data as Data;
}
