import { expect, test } from "vitest";
import { messagesIn, standIn, write } from "../messages/testing.ts";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import type { Outcome } from "../webhooks/outgoing.ts";
import { receiver } from "../webhooks/testing.ts";
import type { Call, TaskHandler } from "./task.ts";
import { put } from "./testing.ts";

const bed = await testBed();

/** Asks once at an address, and says whatever else it likes. */
function asker(url: string, more: object) {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const call: Call = { method: "POST", url, headers: {}, timeoutMs: 5_000, mostBytes: 100, ...more };
  const handler: TaskHandler = {
    ...{ together: 1, asksOthers: true, ...more },
    async run(_, __, others) {
      resolve(await others.call(call));
      return [];
    },
  };
  return { handler, outcome: promise };
}

test("no task of a provider's reaches a private address of a server that others reach, whatever it says of itself", async () => {
  const endpoint = await receiver();
  const { gateway, got } = await standIn();
  const { handler, outcome } = asker(endpoint.url, { isTrusted: true });
  const engine = await testEngine(bed, { isPublic: true, gateway, tasks: { acme: { ask: handler } } });
  const sandbox = await testSandbox(bed);
  await put(engine.within(bed.db, sandbox, noon), "ask", "a");
  expect(await outcome).toMatchObject({ status: null, error: expect.stringMatching(/public/) });
  expect(endpoint.connections).toBe(0);
  await write(engine.within(bed.db, sandbox, noon), [{}]);
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  expect([got.length, (await messagesIn(bed, sandbox)).map(({ status }) => status)]).toEqual([1, ["sent"]]);
});
