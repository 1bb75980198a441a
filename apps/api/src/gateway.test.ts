import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createControlClient } from "@understudy/client/control";
import { raw } from "@understudy/database";
import { insertMessages } from "@understudy/engine";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { got } from "./providers/tokeflow/tests/support/world.ts";
import { testServer } from "./testing/server.ts";

/** A gateway that takes everything but what is for the number that it does not know, and writes down what it was asked. */
async function gateway() {
  const asked: { method?: string; path?: string; authorization?: string; form: Record<string, string> }[] = [];
  const http = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const { method = "", url: path = "", headers } = req;
    asked.push({ method, path, authorization: headers.authorization ?? "", form });
    const isKnown = form.To !== "+15005550001";
    res.writeHead(isKnown ? 201 : 400, { "content-type": "application/json" });
    res.end(JSON.stringify(isKnown ? { sid: "SM1", status: "queued" } : { code: 21211, message: "No such number" }));
  });
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void http.close());
  return { asked, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

test("a server with a gateway sends messages there, and tells what came of each without telling the token", async () => {
  const { asked, url } = await gateway();
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const server = await testServer(
    { SMS_GATEWAY_URL: url, SMS_ACCOUNT_SID: "AC1", SMS_AUTH_TOKEN: "hunter2", SMS_FROM: "MG1" },
    log,
  );
  const control = createControlClient({ baseUrl: server.publicUrl });
  const { id: sandboxId } = got(await control.createSandbox());
  const ctx = await server.engine.enter(sandboxId);
  if (!ctx) throw new Error("no sandbox");
  const message = { provider: "acme", channel: "SMS", body: "Hello", subject: "a" } as const;
  const messages = [
    { ...message, to: "+447911123456" },
    { ...message, to: "+15005550001" },
  ];
  await ctx.db.$executeRaw`
    WITH given AS (SELECT 1), messaged AS (${insertMessages(ctx, raw("given"), messages)}) SELECT FROM messaged`;
  await server.engine.settleTasks(sandboxId, { withinMs: 10_000, askOthers: true });
  expect(got(await control.listMessages({ path: { sandboxId } })).data).toMatchObject([
    { to: "+15005550001", status: "failed", error: "The gateway answered 400: No such number (21211)" },
    { to: "+447911123456", status: "sent", error: null },
  ]);
  expect(asked).toContainEqual({
    method: "POST",
    path: "/2010-04-01/Accounts/AC1/Messages.json",
    authorization: `Basic ${Buffer.from("AC1:hunter2").toString("base64")}`,
    form: { To: "+447911123456", MessagingServiceSid: "MG1", Body: "Hello" },
  });
  expect(lines.join()).toContain("a message could not be sent");
  expect(lines.join()).not.toMatch(/hunter2|aHVudGVyMg|QUMxOmh1bnRlcjI/);
});
