import type { ControlClient } from "@understudy/client/control";
import type { RocketkorClient } from "@understudy/client/rocketkor";
import type { RocketkorControlClient } from "@understudy/client/rocketkor-control";
import { tell, timed } from "./story.ts";

/** Who takes part: the provider's own API, the two control APIs of its sandbox, and what the sandbox came with. */
export interface RocketkorStage {
  readonly sandboxId: string;
  readonly platform: ControlClient;
  readonly rocketkorControl: RocketkorControlClient;
  readonly rocketkor: RocketkorClient;
  readonly rocketkorWorld: Readonly<Record<string, string>>;
}

export async function rebate(stage: RocketkorStage): Promise<void> {
  const { sandboxId, platform, rocketkorControl, rocketkor, rocketkorWorld: given } = stage;
  const { workflowId } = await timed("POST /v2/linx/workflows", () =>
    rocketkor.createLinxWorkflow({
      body: {
        title: "Send a rebate to John Doe",
        parameters: {
          phoneNumber: "+16471234567",
          introductoryMessage: "You have a rebate",
          customerId: given.customer_id ?? "",
          customerFinancialAccountId: given.customer_financial_account_id ?? "",
          ...{ transactionType: "SEND", solution: "push-to-card", currency: "USD", amount: 256.25 },
          baFinancialAccountId: given.business_financial_account_id ?? "",
          paymentReasonId: "payment-of-rebates",
        },
        steps: [
          { name: "notification" },
          { name: "lookup-profile" },
          { name: "lookup-financial-account" },
          { name: "move-money" },
        ],
      },
    }),
  );
  const { data: messages } = await timed("what its customer's phone shows", () =>
    platform.listMessages({ path: { sandboxId }, query: { subject: workflowId } }),
  );
  for (const { to, body } of messages) tell(`               ${to}: ${body}`);
  const path = { sandboxId, workflowId };
  const { status, transaction_id: transactionId } = await timed("the customer confirms", () =>
    rocketkorControl.finishWorkflow({ path }),
  );
  tell(`               ${status}`);
  const transaction = await timed("GET /v1/transactions/{transactionId}", () =>
    rocketkor.getTransaction({ path: { transactionId: transactionId ?? "" } }),
  );
  tell(`               ${transaction.amount} ${transaction.currency} ${transaction.latestStatus.status}`);
  const { data: postings } = await timed("the ledger behind it", () =>
    rocketkorControl.listPostings({ path: { sandboxId }, query: { transaction_id: transactionId ?? "" } }),
  );
  for (const { kind, entries } of postings.toReversed())
    tell(`               ${kind}: ${entries.map(({ amount, bucket }) => `${amount} ${bucket}`).join(", ")}`);
}

export async function expired(stage: RocketkorStage): Promise<void> {
  const { sandboxId, platform, rocketkor, rocketkorWorld: given } = stage;
  const { workflowId } = await timed("a workflow that nobody opens, good for 48 hours", () =>
    rocketkor.createLinxWorkflow({
      body: {
        ...{ title: "Welcome back", expireInHours: 48 },
        parameters: { phoneNumber: "+16471234567", customerId: given.customer_id ?? "" },
        steps: [{ name: "notification" }, { name: "lookup-profile" }],
      },
    }),
  );
  await timed("two days later", () => platform.moveClock({ path: { sandboxId }, body: { advance: "P2D" } }));
  const history = await timed("GET …/notifications/history", () =>
    rocketkor.getLinxWorkflowNotificationHistory({ path: { workflowId } }),
  );
  tell(`               ${history.map(({ origin }) => origin).join(", ")}`);
}
