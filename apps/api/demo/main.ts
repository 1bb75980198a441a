/** `pnpm demo`: a tour through the typed client in a throw-away sandbox, told as it happens, with timings. */
import { createCheckoutClient } from "@understudy/client/checkout";
import { createCheckoutControlClient } from "@understudy/client/checkout-control";
import { createControlClient } from "@understudy/client/control";
import { createOnespanClient } from "@understudy/client/onespan";
import { createOnespanControlClient } from "@understudy/client/onespan-control";
import { createRocketkorClient } from "@understudy/client/rocketkor";
import { createRocketkorControlClient } from "@understudy/client/rocketkor-control";
import { createTokeflowClient } from "@understudy/client/tokeflow";
import { createTokeflowControlClient } from "@understudy/client/tokeflow-control";
import { createTransactionlinkClient } from "@understudy/client/transactionlink";
import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import { startUnderstudy, throwAwayFolder } from "../src/testing/processes.ts";
import { type CheckoutStage, failingEndpoint, reflow, signedWebhook } from "./checkout.ts";
import { erased, type OnespanStage, verified } from "./onespan.ts";
import { expired, type RocketkorStage, rebate } from "./rocketkor.ts";
import { chapter, tell, timed } from "./story.ts";
import { cascade, partialCapture, pixExpired, pixPaid, type Stage } from "./tokeflow.ts";
import { background, onboarded, type TransactionlinkStage } from "./transactionlink.ts";

const stack = new AsyncDisposableStack();
try {
  const baseUrl = await serverAt(stack);
  const platform = createControlClient({ baseUrl });
  const sandbox = await timed("a sandbox of our own", () => platform.createSandbox({ body: { name: "demo" } }));
  stack.defer(async () => void (await platform.dropSandbox({ path: { sandboxId: sandbox.id } })));
  const {
    tokeflow: credentials = {},
    checkout = {},
    transactionlink = {},
    rocketkor = {},
    onespan = {},
  } = sandbox.credentials;
  const stage: Stage & CheckoutStage & TransactionlinkStage & RocketkorStage & OnespanStage = {
    sandboxId: sandbox.id,
    platform,
    control: createTokeflowControlClient({ baseUrl }),
    tokeflow: createTokeflowClient({ baseUrl: `${baseUrl}/tokeflow`, secretKey: credentials.merchant_key ?? "" }),
    checkoutControl: createCheckoutControlClient({ baseUrl }),
    checkout: createCheckoutClient({ baseUrl: `${baseUrl}/checkout`, secretKey: checkout.secret_key ?? "" }),
    transactionlinkControl: createTransactionlinkControlClient({ baseUrl }),
    transactionlink: createTransactionlinkClient({
      baseUrl: `${baseUrl}/transactionlink`,
      accessToken: transactionlink.access_token ?? "",
    }),
    rocketkorControl: createRocketkorControlClient({ baseUrl }),
    rocketkor: createRocketkorClient({ baseUrl: `${baseUrl}/rocketkor`, accessToken: rocketkor.access_token ?? "" }),
    rocketkorWorld: rocketkor,
    onespanControl: createOnespanControlClient({ baseUrl }),
    onespan: createOnespanClient({ baseUrl: `${baseUrl}/onespan`, accessToken: onespan.access_token ?? "" }),
    onespanTenant: onespan,
  };
  const payments = { cascade, pixPaid, pixExpired, partialCapture };
  const webhooks = { signedWebhook, failingEndpoint, reflow };
  const acts = { ...payments, ...webhooks, background, onboarded, rebate, expired, verified, erased };
  for (const [title, act] of Object.entries(acts)) {
    chapter(title);
    await act(stage);
  }
  tell(`\nThe sandbox ${sandbox.id} goes, and everything in it.`);
} finally {
  await stack.disposeAsync();
}

/** The server that runs already, or one of our own for as long as the tour takes. */
async function serverAt(stack: AsyncDisposableStack): Promise<string> {
  const usual = `http://127.0.0.1:${process.env.PORT || 4700}`;
  const isThere = await fetch(`${usual}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
  if (isThere) return usual;
  tell(`Nobody listens at ${usual}: starting a server for this tour.`);
  const folder = throwAwayFolder();
  stack.defer(folder.remove);
  const server = await startUnderstudy(folder.path);
  stack.defer(server.stop);
  return server.url;
}
