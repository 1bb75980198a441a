import { Agent, request } from "node:http";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { logTo } from "./log.ts";
import { got, openWorld } from "./providers/tokeflow/tests/support/world.ts";
import { startServer } from "./server.ts";
import { eventually } from "./testing/eventually.ts";
import { testHouse } from "./testing/server.ts";

const { database, start } = await testHouse();

/** A GET over one connection that is kept: its status, or why there was none. */
function get(url: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (answer) => answer.resume().on("end", () => resolve(answer.statusCode ?? 0)));
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "failed")).end();
  });
}

const waiting = async () => {
  const { rows } = await database.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  expect(rows).toHaveLength(1);
};

test("a server that stops finishes what it was asked, takes nothing new and lets go of the database", async () => {
  const server = await start();
  const world = await openWorld(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await get(`${server.publicUrl}/healthz`, agent)).toBe(200);
  const row = await database.pool.connect();
  await row.query("BEGIN");
  await row.query("SELECT FROM sandbox WHERE id = $1 FOR UPDATE", [world.sandboxId]);
  const moving = world.platform.moveClock({ path: { sandboxId: world.sandboxId }, body: { advance: "PT1H" } });
  await eventually(waiting);

  let isClosed = false;
  const closing = server.close().then(() => {
    isClosed = true;
  });
  await eventually(async () => expect(await get(`${server.publicUrl}/healthz`, new Agent())).toBe("ECONNREFUSED"));
  expect(await get(`${server.publicUrl}/healthz`, agent)).toMatch(/ECONN/);
  expect(isClosed).toBe(false);
  await row.query("COMMIT");
  row.release();
  const answeredAt = performance.now();
  expect(new Date(got(await moving).now).getTime()).toBe(world.start.getTime() + 3_600_000);
  await closing;
  // Well before a kept connection would have been given up for idle.
  expect(performance.now() - answeredAt).toBeLessThan(3_000);
  await eventually(async () => {
    const { rows } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'understudy%'",
    );
    expect(rows).toHaveLength(database.pool.totalCount);
  });
});

test("a server that was stopped may be stopped again", async () => {
  const server = await start();
  await Promise.all([server.close(), server.close()]);
});

/** What a start on a port needs, on a database that is out of reach unless it is given. */
function onPort(port: string, databaseUrl = "postgresql://nobody@127.0.0.1:1/nothing") {
  const { config, secrets } = readConfig({ PORT: port }, "/");
  const log = logTo({ write: () => undefined }, "silent");
  return { config, secrets, databaseUrl, log, validateResponses: "throw" } as const;
}

test("a port that is taken is found out before the database is touched", async () => {
  const { port } = new URL((await start()).publicUrl);
  await expect(startServer(onPort(port))).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("a start that fails leaves the port free", async () => {
  const server = await start();
  await server.close();
  const { port } = new URL(server.publicUrl);
  await expect(startServer(onPort(port))).rejects.toMatchObject({ name: "StartFailure" });
  const second = await startServer(onPort(port, database.url));
  expect((await fetch(`${second.publicUrl}/readyz`)).status).toBe(200);
  await second.close();
});
