import { expect, test } from "vitest";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import { stillWorld } from "../webhooks/testing.ts";
import { messagesIn, standIn, write } from "./testing.ts";

const bed = await testBed();

test("without a gateway messages are kept, in the order in which they were written, and nothing is to be done", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await write(ctx, [
    { body: "first", id: "msg_1" },
    { body: "second", to: "+447911123456", subject: "b" },
  ]);
  const [first, second] = await messagesIn(bed, sandbox);
  expect(first).toMatchObject({ id: "msg_1", body: "first", at: noon, status: "kept", error: null, attempts: 0 });
  expect(second).toMatchObject({
    ...{ id: expect.stringMatching(/^msg_/), sandboxId: sandbox.id, provider: "acme", channel: "SMS" },
    ...{ to: "+447911123456", body: "second", subject: "b", status: "kept" },
  });
  expect(await bed.db.task.count({ where: { sandboxId: sandbox.id } })).toBe(0);
});

test("messages are written only if what they belong to is", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await write(ctx, [{}], false);
  await write(ctx, []);
  expect(await messagesIn(bed, sandbox)).toEqual([]);
});

test("messages and what is to be done about them go with their sandbox", async () => {
  const { gateway } = await standIn();
  const engine = await testEngine(bed, { gateway });
  const sandbox = await testSandbox(bed);
  await engine.rest();
  await write(engine.within(bed.db, sandbox, noon), [{}, {}]);
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "queued" }, { status: "queued" }]);
  expect(await bed.db.task.count({ where: { sandboxId: sandbox.id } })).toBe(2);
  await bed.db.sandbox.delete({ where: { id: sandbox.id } });
  expect(await messagesIn(bed, sandbox)).toEqual([]);
  expect(await bed.db.task.count({ where: { sandboxId: sandbox.id } })).toBe(0);
});
