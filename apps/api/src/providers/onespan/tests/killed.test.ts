import { createControlClient } from "@understudy/client/control";
import { testDatabase } from "@understudy/database/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { launchReady, newDataFolder } from "../../../testing/server-process.ts";
import { journeysOf } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { sender } from "./support/send.ts";
import { breachesIn } from "./support/whole.ts";

// Processes start and stop here, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = newDataFolder();
const database = await testDatabase();
let server: Awaited<ReturnType<typeof launchReady>>;
const launched = () => launchReady(folder.path, { DATABASE_URL: database.url });

beforeAll(async () => {
  server = await launched();
});

afterAll(async () => {
  await server.end("SIGTERM");
  await database.close();
  folder.remove();
});

test("after kill -9 in the middle of many journeys each goes on from where it was, and none is half-written", async () => {
  const world = await openSandbox({ publicUrl: server.url });
  const { sandboxId, path, agreementWorkflowId, faceWorkflowId } = world;
  const { begin } = journeysOf(world);
  const kinds = [agreementWorkflowId, faceWorkflowId];
  const ids = await Promise.all(Array.from({ length: 24 }, async (_, n) => (await begin(String(kinds[n % 2]))).id));
  const statuses = async () => {
    const { rows } = await database.pool.query<{ status: string; count: number }>(
      "SELECT status, count(*)::int AS count FROM onespan_transaction WHERE sandbox_id = $1 GROUP BY status",
      [sandboxId],
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };
  const finishing = ids.map((id) =>
    world.control("POST", `/transactions/${id}/finish`, { json: {} }).catch(() => null),
  );
  await eventually(async () => expect((await statuses()).completed).toBeGreaterThan(2), 60_000);
  expect(await server.end("SIGKILL")).toBe("SIGKILL");
  await Promise.all(finishing);
  expect((await statuses()).completed).toBeLessThan(ids.length);

  server = await launched();
  const control = sender(`${server.url}/control/sandboxes/${sandboxId}/onespan`, null);
  await createControlClient({ baseUrl: server.url }).moveClock({ path, body: { advance: "PT0S" } });
  await eventually(async () => expect(Object.keys(await statuses())).not.toContain("post_processing"), 60_000);
  expect(await breachesIn(database, sandboxId)).toEqual([]);
  for (const id of ids) {
    const { status, body } = await control("POST", `/transactions/${id}/finish`, { json: {} });
    expect(status === 409 || body.status === "completed").toBe(true);
  }
  expect(await statuses()).toEqual({ completed: ids.length });
  expect(await breachesIn(database, sandboxId)).toEqual([]);
});
