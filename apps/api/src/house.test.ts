import { request } from "node:http";
import { Writable } from "node:stream";
import { createControlClient } from "@understudy/client/control";
import { expect, test } from "vitest";
import { logTo } from "./log.ts";
import { chargeBody, got, openWorld } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { testHouse } from "./testing/server.ts";

const lines: string[] = [];
const output = new Writable({ write: (line, _, done) => done(void lines.push(String(line))) });
const { database, start } = await testHouse({}, logTo(output, "info"));
const server = await start();
const { port } = new URL(server.publicUrl);

/** The answer to a request as it is: `fetch` would not send another host name. */
const ask = (path: string, host?: string, method = "GET", headers: Record<string, string> = {}, body?: string) =>
  new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    const sent = request({ port, path, method, headers: { ...headers, ...(host && { host }) } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, type: String(answer.headers["content-type"]), text }),
      );
    });
    sent.on("error", reject).end(body);
  });

test("the house says that it lives and that it can serve", async () => {
  expect(await ask("/healthz")).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  expect(await ask("/readyz")).toMatchObject({ status: 200, text: '{"status":"ready"}' });
});

test("metrics count requests by service, operation and status, never by address", async () => {
  const world = await openWorld(server);
  await world.charge();
  await ask("/made-up-by-a-stranger?secret=1");
  await ask("/tokeflow/made-up-by-a-stranger");
  const { status, type, text } = await ask("/metrics");
  expect([status, type]).toEqual([200, expect.stringContaining("text/plain")]);
  expect(text).toContain(
    'understudy_http_request_duration_seconds_count{service="tokeflow",operation="createTransaction",status="201"} 1',
  );
  expect(text).toMatch(/_count\{service="none",operation="none",status="404"\} 1/);
  expect(text).toMatch(/_count\{service="tokeflow",operation="none",status="404"\} 1/);
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).not.toMatch(/made-up|secret|sbx_/);
});

test("a provider answers by its host name as by its mount", async () => {
  const { merchantKey, charge } = await openWorld(server);
  const { id } = await charge();
  const headers = { authorization: `Bearer ${merchantKey}` };
  for (const host of [
    ...[`tokeflow.localhost:${port}`, "tokeflow.localhost", "TokeFlow.example.com"],
    // Some SDKs put a label of the account before the host that they are given.
    ...[`vkuhvk4v.tokeflow.localhost:${port}`, "a.TOKEFLOW.localhost"],
  ]) {
    const answer = await ask(`/api/v1/transactions/${id}?x=1`, host, "GET", headers);
    expect([answer.status, JSON.parse(answer.text).data.id]).toEqual([200, id]);
  }
  for (const host of [
    ...[`localhost:${port}`, "nobody.localhost", "a.nobody.localhost", "a.b.tokeflow.localhost"],
    ...["api.tokeflow.example.com", "xtokeflow.localhost", "localhost.tokeflow", "[::1]:80", "."],
  ])
    expect((await ask(`/api/v1/transactions/${id}`, host, "GET", headers)).status).toBe(404);
  expect((await ask("/healthz", "tokeflow.localhost")).status).toBe(404);
});

test("a provider answers by its further host names as by its own", async () => {
  const { credentials } = got(await createControlClient({ baseUrl: server.publicUrl }).createSandbox());
  const headers = { authorization: `Bearer ${credentials.checkout?.secret_key}` };
  for (const host of [
    `access.localhost:${port}`,
    "access.example.com",
    `vkuhvk4v.access.localhost:${port}`,
    "checkout.localhost",
  ])
    expect((await ask("/workflows", host, "GET", headers)).status).toBe(200);
  expect((await ask("/workflows", `accessible.localhost:${port}`, "GET", headers)).status).toBe(404);
});

test("an unknown address is refused in the words of whoever's it would be", async () => {
  const provider = await ask("/tokeflow/api/v1/nothing");
  expect(provider).toMatchObject({ status: 404, type: "application/json" });
  expect(JSON.parse(provider.text)).toMatchObject({ error: { type: expect.any(String) } });
  for (const path of ["/control/nothing", "/nothing", "/nothing/%ff"]) {
    const answer = await ask(path);
    expect([path, answer.status, answer.type]).toEqual([
      path,
      404,
      expect.stringContaining(path.startsWith("/control") ? "json" : "application/problem+json"),
    ]);
    expect(JSON.parse(answer.text)).toMatchObject({ type: "no_route", status: 404, request_id: expect.any(String) });
  }
  expect((await ask("/nothing", undefined, "POST")).status).toBe(404);
  expect((await ask("/control/sandboxes", undefined, "PUT")).status).toBe(405);
  expect((await ask("/pages/tokeflow/sbx_nowhere/pix/tx_1.png")).status).toBe(404);
});

test("each request is one line that names the operation, and holds no address, key or body", async () => {
  const world = await openWorld(server);
  const secrets = ["4111111111111111", "maria@example.com", "hunter2", "once-and-for-all"];
  const [card, email, metadata, key] = secrets;
  const headers = { authorization: `Bearer ${world.merchantKey}`, "content-type": "application/json" };
  const post = (body: object) =>
    ask(
      `/tokeflow/api/v1/transactions?q=hunter2`,
      undefined,
      "POST",
      { ...headers, "idempotency-key": String(key) },
      JSON.stringify(body),
    );
  lines.length = 0;
  const charged = await post({ ...chargeBody, payment_instrument_id: "pi_approve", metadata: { metadata, email } });
  expect(charged.status).toBe(201);
  expect((await post({ ...chargeBody, card_ciphertext_id: card })).status).toBe(400);
  await ask("/tokeflow/api/v1/transactions/hunter2", undefined, "GET", { authorization: "Bearer hunter2" });
  await ask("/hunter2/maria@example.com");
  await world.token("4000000000009995");
  await eventually(() => expect(lines).toHaveLength(5));
  const logged = lines.map((line) => JSON.parse(line));
  expect(logged).toMatchObject([
    { service: "tokeflow", operation: "createTransaction", method: "POST", status: 201, sandbox: world.sandboxId },
    { service: "tokeflow", operation: "createTransaction", status: 400, faults: ["card_ciphertext_id"] },
    { service: "tokeflow", operation: "getTransaction", status: 401, refusal: "bad_credential" },
    { service: "none", operation: "none", status: 404 },
    { service: "tokeflow-control", operation: "createCard", status: 201, sandbox: world.sandboxId },
  ]);
  for (const line of logged)
    expect(line).toMatchObject({ msg: "request", ms: expect.any(Number), time: expect.any(String) });
  const text = lines.join();
  for (const secret of [...secrets, world.merchantKey, "9995", "/transactions", "tok_", "127.0.0.1"])
    expect(text).not.toContain(secret);
});

test("an unexpected error is answered without its cause, which the log has under the request's id", async () => {
  const world = await openWorld(server);
  lines.length = 0;
  await database.pool.query("ALTER TABLE tokeflow_refund RENAME TO gone");
  const broken = await ask("/tokeflow/api/v1/refunds", undefined, "GET", {
    authorization: `Bearer ${world.merchantKey}`,
  });
  await database.pool.query("ALTER TABLE gone RENAME TO tokeflow_refund");
  expect(broken.status).toBe(500);
  expect(broken.text).not.toMatch(/tokeflow_refund|relation|prisma/i);
  await eventually(() => expect(lines).toHaveLength(2));
  const [cause, line] = lines.map((text) => JSON.parse(text));
  expect(cause).toMatchObject({ level: 50, operation: "listRefunds", requestId: line.requestId });
  expect(cause.err.message).toContain("tokeflow_refund");
  expect(broken.text).toContain(line.requestId);
});

test("an error outside of every service is told in the house's words, and nothing of it but the request's id", async () => {
  const { sandboxId } = await openWorld(server);
  lines.length = 0;
  await database.pool.query("ALTER TABLE inbox RENAME TO gone");
  const broken = await ask(`/inboxes/${sandboxId}/any`, undefined, "POST", {}, "{}");
  await database.pool.query("ALTER TABLE gone RENAME TO inbox");
  expect(broken).toMatchObject({ status: 500, type: expect.stringContaining("application/problem+json") });
  const { request_id: requestId, ...problem } = JSON.parse(broken.text);
  expect(problem).toMatchObject({ type: "internal", status: 500 });
  expect(lines.join()).toContain(requestId);
});

test("a database that does not answer makes the server alive but not ready", async () => {
  const lost = await testHouse();
  const { engine, publicUrl } = await lost.start();
  const name = new URL(lost.database.url).pathname.slice(1);
  await database.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await database.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  await eventually(async () => expect((await fetch(`${publicUrl}/readyz`)).status).toBe(503));
  expect((await fetch(`${publicUrl}/healthz`)).status).toBe(200);
  await database.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await eventually(async () => expect((await fetch(`${publicUrl}/readyz`)).status).toBe(200));
  expect(await engine.enter("sbx_default")).toBeDefined();
});

test("with a control token the control API asks for it, and nothing else does", async () => {
  const token = "0123456789abcdef";
  const guarded = await (await testHouse({ CONTROL_TOKEN: token })).start();
  const as = (value?: string) => createControlClient({ baseUrl: guarded.publicUrl, token: value });
  const statuses = [undefined, "wrong", `${token}0`].map(
    async (value) => (await as(value).listSandboxes()).response.status,
  );
  expect(await Promise.all(statuses)).toEqual([401, 401, 401]);
  const made = got(await as(token).createSandbox());
  const denied = await fetch(`${guarded.publicUrl}/control/sandboxes/${made.id}/tokeflow/cards`, { method: "POST" });
  expect([denied.status, await denied.json()]).toMatchObject([401, { type: "no_credential" }]);
  const headers = { authorization: `Bearer ${made.credentials.tokeflow?.merchant_key}` };
  expect((await fetch(`${guarded.publicUrl}/tokeflow/api/v1/transactions`, { headers })).status).toBe(200);
  for (const path of ["/healthz", "/readyz", "/metrics"])
    expect((await fetch(`${guarded.publicUrl}${path}`)).status).toBe(200);
});
