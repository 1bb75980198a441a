import { Writable } from "node:stream";
import { createControlClient } from "@understudy/client/control";
import { createTokeflowControlClient } from "@understudy/client/tokeflow-control";
import { expect, test } from "vitest";
import { logTo } from "./log.ts";
import { got } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { openInbox } from "./testing/inbox.ts";
import { testServer } from "./testing/server.ts";

const lines: string[] = [];
const output = new Writable({ write: (line, _, done) => done(void lines.push(String(line))) });
const server = await testServer({}, logTo(output, "info"));
const control = createControlClient({ baseUrl: server.publicUrl });
const dashboard = createTokeflowControlClient({ baseUrl: server.publicUrl });

test("each attempt to send a webhook is a line and a measurement, and holds no address, key or body", async () => {
  const { sandboxId, url, put } = await openInbox(control, "orders", { status: 500 });
  const path = { sandboxId };
  got(await dashboard.createWebhookEndpoint({ path, body: { url: `${url}?key=hunter2`, secret: "whsec_hunter2" } }));
  const body = { provider: "tokeflow", type: "dispute.won", data: { id: "hunter2" } };
  const attempted = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "webhook");
  got(await control.emitEvent({ path, body }));
  await eventually(() => expect(attempted()).toHaveLength(1));
  await put();
  got(await control.moveClock({ path, body: { advance: "PT1M" } }));
  const [delivery] = got(await control.listDeliveries({ path })).data;
  const common = { provider: "tokeflow", delivery: delivery?.id, sandbox: sandboxId, ms: expect.any(Number) };
  expect(attempted()).toMatchObject([
    { ...common, attempt: 1, status: 500, outcome: "retried" },
    { ...common, attempt: 2, status: 200, outcome: "successful" },
  ]);
  expect(lines.join()).not.toMatch(/hunter2|orders|127\.0\.0\.1/);
  const metrics = await (await fetch(`${server.publicUrl}/metrics`)).text();
  for (const outcome of ["retried", "successful"])
    expect(metrics).toContain(
      `understudy_webhook_attempt_duration_seconds_count{provider="tokeflow",outcome="${outcome}"} 1`,
    );
  expect(metrics).not.toMatch(/hunter2|sbx_|dlv_/);
});
