import type { ControlClient } from "@understudy/client/control";
import {
  type TransactionlinkClient,
  transactionlinkWebhookKeyId,
  verifyTransactionlinkWebhook,
} from "@understudy/client/transactionlink";
import type { TransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import { tell, timed } from "./story.ts";

/** Who takes part: the provider's own API, and the two control APIs of its sandbox. */
export interface TransactionlinkStage {
  readonly sandboxId: string;
  readonly platform: ControlClient;
  readonly transactionlinkControl: TransactionlinkControlClient;
  readonly transactionlink: TransactionlinkClient;
}

const name = "workflows";
const onboarding = "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b01";
const screening = "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02";

export async function background(stage: TransactionlinkStage): Promise<void> {
  const { sandboxId, platform, transactionlinkControl, transactionlink } = stage;
  const { url } = await timed("an inbox to be told at", () => platform.putInbox({ path: { sandboxId, name } }));
  await timed("it is the workspace's webhook", () =>
    transactionlinkControl.putWebhook({ path: { sandboxId }, body: { url } }),
  );
  const { id } = await timed("POST /workflows", () =>
    transactionlink.initialiseWorkflow({
      body: {
        ...{ workflowDefinitionId: screening, locale: "en" },
        parameters: { companyNumber: "0000345671", name: "Acme Holding" },
      },
    }),
  );
  await tellWebhook(stage);
  const workflowId = id;
  const { steps } = await timed("what it did", () =>
    transactionlinkControl.getExecution({ path: { sandboxId, workflowId } }),
  );
  for (const { number, step, type, state } of steps) tell(`               ${number}. ${step} (${type}): ${state}`);
}

export async function onboarded(stage: TransactionlinkStage): Promise<void> {
  const { sandboxId, transactionlinkControl, transactionlink } = stage;
  const started = await timed("POST /workflows", () =>
    transactionlink.initialiseWorkflow({
      body: {
        ...{ workflowDefinitionId: onboarding, locale: "pl" },
        parameters: { companyNumber: "0000345671" },
      },
    }),
  );
  const path = { sandboxId, workflowId: started.id };
  if (started.executionType === "INTERACTIVE")
    tell(`               a page for a person: ${started.link.slice(0, 60)}…`);
  const first = await timed("the person fills in the first form", () => transactionlinkControl.completeStep({ path }));
  tell(`               next: ${first.current_step?.key} (${first.current_step?.type})`);
  const { status } = await timed("and all the others", () => transactionlinkControl.finishWorkflow({ path }));
  tell(`               ${status}`);
  await tellWebhook(stage);
  const result = await timed("GET /workflows/{workflowId}/result", () =>
    transactionlink.getWorkflowResult({ path: { workflowId: started.id } }),
  );
  tell(`               ${Object.keys(result).join(", ")}`);
}

/** What came last, believed only if the key that it names fits. */
async function tellWebhook({ sandboxId, platform, transactionlink }: TransactionlinkStage): Promise<void> {
  const { data } = await timed("what the inbox has received", () =>
    platform.getInbox({ path: { sandboxId, name }, query: { wait: "PT5S", limit: 1 } }),
  );
  for (const { body_base64: raw, headers } of data) {
    const keyId = transactionlinkWebhookKeyId(headers);
    const key = await timed("the key that it names", () => transactionlink.getWebhookPublicKey({ path: { keyId } }));
    const event = verifyTransactionlinkWebhook(Buffer.from(raw, "base64"), headers, key);
    tell(`               JWS-SIGNATURE holds: ${event.eventType} ${event.name} ${event.status}`);
  }
}
