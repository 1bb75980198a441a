import type { ControlClient } from "@understudy/client/control";
import type { OnespanClient } from "@understudy/client/onespan";
import type { OnespanControlClient } from "@understudy/client/onespan-control";
import { tell, timed } from "./story.ts";

/** Who takes part: the provider's own API, the two control APIs of its sandbox, and what the sandbox came with. */
export interface OnespanStage {
  readonly sandboxId: string;
  readonly platform: ControlClient;
  readonly onespanControl: OnespanControlClient;
  readonly onespan: OnespanClient;
  readonly onespanTenant: Readonly<Record<string, string>>;
}

export async function verified(stage: OnespanStage): Promise<void> {
  const { sandboxId, onespanControl, onespan } = stage;
  const transactionId = await begin(stage);
  const finished = await timed("the person shows a passport and a face", () =>
    onespanControl.finishTransaction({ path: { sandboxId, transactionId } }),
  );
  tell(`               ${finished.status}, ${finished.result}`);
  const path = { transaction_id: transactionId };
  const { verifications = [] } = await timed("GET /api/transaction/{id}?withVerifications=true", () =>
    onespan.getTransaction({ path, query: { withVerifications: "true" } }),
  );
  for (const { name, status, vhub_verification_id: id } of verifications)
    tell(`               ${name} ${status} ${id}`);
  const report = await timed("GET …/detailed-verification-report", () =>
    onespan.getDetailedVerificationReport({ path }),
  );
  for (const { stageType, result } of report.stages) tell(`               ${stageType.title}: ${result}`);
}

export async function erased(stage: OnespanStage): Promise<void> {
  const { sandboxId, platform, onespan } = stage;
  const transactionId = await begin(stage);
  const marked = await timed("marked for erasure, with 25 days of grace", () =>
    onespan.markTransactionsForErasure({ body: { grace_period: 25, transaction_ids: [transactionId] } }),
  );
  tell(`               ${marked.message}`);
  const { ran } = await timed("25 days later", () =>
    platform.moveClock({ path: { sandboxId }, body: { advance: "P25D" } }),
  );
  tell(`               ${ran.map(({ kind }) => kind).join(", ")}`);
  const { response } = await onespan.getTransaction({ path: { transaction_id: transactionId } });
  tell(`               reading it answers ${response.status}`);
}

async function begin({ onespan, onespanTenant }: OnespanStage): Promise<string> {
  const { id, tokens } = await timed("PUT /api/transaction/", () =>
    onespan.createTransaction({
      body: {
        workflow_id: onespanTenant.workflow_id ?? "",
        users: [{ role: "Customer", first_name: "Ada", last_name: "Lovelace" }],
        tokens: [{ role: "Customer" }],
      },
    }),
  );
  tell(`               ${tokens[0]?.accessUrl.replace(/access_token=.*/, "access_token=…")}`);
  return id;
}
