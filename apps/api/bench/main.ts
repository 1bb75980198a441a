/**
 * `pnpm bench`: what a request costs, beside Prism's mock server on the same spec, alternating in one run, and what a
 * webhook, a workflow and an upload do. `pnpm bench requests`, `webhooks`, `executions`, `workflows` and `uploads` measure
 * one of them.
 * Read the ratios: the rates are this machine's, in this minute.
 */
import { createControlClient } from "@understudy/client/control";
import { type Running, startPrism, throwAwayFolder } from "../src/testing/processes.ts";
import { executions } from "./executions.ts";
import { sandboxes, start } from "./platform.ts";
import { say } from "./report.ts";
import { creations, reads, specFile } from "./transactions.ts";
import { uploads } from "./uploads.ts";
import { webhooks } from "./webhooks.ts";
import { workflows } from "./workflows.ts";

const rounds = Number(process.env.BENCH_ROUNDS || 5);
const amount = Number(process.env.BENCH_AMOUNT || 4000);
const [, , only] = process.argv;

say(`${rounds} rounds of ${amount} a side, medians. This takes a few minutes.\n`);
const folder = throwAwayFolder();
const stack = new AsyncDisposableStack();
stack.defer(folder.remove);
try {
  const understudy = await start(folder.path);
  stack.defer(understudy.stop);
  await sandboxes(createControlClient({ baseUrl: understudy.url }));
  const isWanted = (part: string) => only === undefined || only === part;
  if (isWanted("requests")) await requests(understudy, stack);
  if (isWanted("webhooks")) await webhooks(understudy, rounds, amount);
  if (isWanted("executions")) await executions(understudy, rounds, amount / 4);
  if (isWanted("workflows")) await workflows(understudy, rounds, amount / 4);
  if (isWanted("uploads")) await uploads(understudy, rounds);
} finally {
  await stack.disposeAsync();
}

async function requests(understudy: Running, stack: AsyncDisposableStack): Promise<void> {
  const prism = await startPrism(specFile);
  stack.defer(prism.stop);
  const control = createControlClient({ baseUrl: understudy.url });
  const { data: sandbox } = await control.createSandbox({ body: { name: "bench" } });
  const secretKey = sandbox?.credentials.tokeflow?.merchant_key;
  if (!sandbox || !secretKey) throw new Error("No sandbox was made.");
  const arena = { understudy, prism, sandboxId: sandbox.id, secretKey, rounds, amount };
  await creations(arena);
  await reads(arena);
  say(`\nResident memory: Understudy ${understudy.memory()} MiB (without PostgreSQL), Prism ${prism.memory()} MiB.`);
}
