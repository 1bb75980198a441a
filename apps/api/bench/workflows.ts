import { createControlClient } from "@understudy/client/control";
import { createRocketkorControlClient } from "@understudy/client/rocketkor-control";
import type { Running } from "../src/testing/processes.ts";
import { inFlight as atOnce, fire, type Measured, median } from "./load.ts";
import { duration, figures, percentile, say } from "./report.ts";

interface World {
  readonly sandboxId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const path = "/rocketkor/v2/linx/workflows";

/** Workflows with the steps of the provider's own sample: each is stored, told, and texted to its customer. */
export async function workflows(understudy: Running, rounds: number, amount: number): Promise<void> {
  const world = await newWorld(understudy);
  const measured: Measured[] = [];
  for (let round = 0; round <= rounds; round++) {
    const shots = Array.from({ length: amount }, () => ({ path, body: world.body }));
    const posted = await fire({ url: world.url, method: "POST", headers: world.headers, shots, expected: 201 });
    if (round > 0) measured.push(posted);
  }
  say("\nLinX workflows of six steps: what they name is looked up; steps, SMS, timers and events are one statement");
  say(`  POST ${path}: ${figures(median(measured))}, ${atOnce} in flight`);
  const alone = await each(100, () => create(world));
  say(`  one at a time: p50 ${duration(percentile(alone, 50))}, p99 ${duration(percentile(alone, 99))}`);
  await journeys(understudy, world);
}

/** From the first step that needs the customer to the money that has arrived. */
async function journeys(understudy: Running, world: World): Promise<void> {
  const control = createRocketkorControlClient({ baseUrl: understudy.url });
  const statuses = new Set<string | undefined>();
  const times = await each(100, async () => {
    const workflowId = await create(world);
    const { data } = await control.finishWorkflow({ path: { sandboxId: world.sandboxId, workflowId } });
    statuses.add(data?.status);
  });
  const ended = [...statuses].join(", ");
  say(`  created and finished, one at a time: p50 ${duration(percentile(times, 50))}, all of them ${ended}`);
}

async function each(count: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function create({ url, headers, body }: World): Promise<string> {
  const answer = await fetch(`${url}${path}`, { method: "POST", headers, body });
  const { workflowId } = (await answer.json()) as { workflowId?: string };
  if (!workflowId) throw new Error(`POST ${path} answered ${answer.status}.`);
  return workflowId;
}

async function newWorld(understudy: Running): Promise<World> {
  const { data } = await createControlClient({ baseUrl: understudy.url }).createSandbox({
    body: { name: "bench workflows" },
  });
  const given = data?.credentials.rocketkor;
  if (!data || !given) throw new Error("No sandbox was made.");
  const headers = { Authorization: `Bearer ${given.access_token}`, "Content-Type": "application/json" };
  return { sandboxId: data.id, url: understudy.url, headers, body: JSON.stringify(sample(given)) };
}

/** The provider's own sample, with small amounts: there is to be money for all of them. */
function sample(given: Readonly<Record<string, string>>): object {
  const documents = [{ documentId: "ebt-communication-consent", documentGroup: "bank-accounts" }];
  const personal = { personalInfo: ["salutation", "dateOfBirth"], addresses: ["MAILING"], phoneNumber: ["HOME"] };
  return {
    ...{ title: "Send a rebate to John Doe", customerMemo: "We have processed your rebate.", expireInHours: 48 },
    parameters: {
      ...{ phoneNumber: "+16471234567", introductoryMessage: "You have a rebate", customerId: given.customer_id },
      customerFinancialAccountId: given.customer_financial_account_id,
      ...{ transactionType: "SEND", solution: "push-to-card", currency: "USD", amount: 0.25 },
      ...{ baFinancialAccountId: given.business_financial_account_id, paymentReasonId: "payment-of-rebates" },
    },
    steps: [
      { name: "notification" },
      { name: "lookup-profile" },
      { name: "enhance-profile", inputs: { user: personal } },
      { name: "lookup-financial-account" },
      { name: "document-acceptance", inputs: { user: { documents } } },
      { name: "move-money" },
    ],
  };
}
